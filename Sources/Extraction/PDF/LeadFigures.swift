import Documents

/// Figures set large beside what they count (« 70 % » and, small, « taux maximal »): each is read with
/// its own label.
enum LeadFigures {
  /// Rows of words whose heights differ less are one row already.
  private static let leastRatio = 2.2
  private static let mostWords = 3

  /// - Parameter rows: as `PDFLine.rows(of:)` finds them; none empty.
  static func joined(_ rows: [[PDFWord]]) -> [[PDFWord]] {
    guard rows.count > 1 else { return rows }
    var rows = rows
    var i = 0
    while i < rows.count {
      if rows[i].count <= mostWords, let label = label(of: i, in: rows) {
        rows[label] = rows[i] + rows[label]
        rows.remove(at: i)
      } else {
        i += 1
      }
    }
    return rows
  }

  /// The row of the only line beside a figure.
  private static func label(of figure: Int, in rows: [[PDFWord]]) -> Int? {
    let near = (max(0, figure - 2)...min(rows.count - 1, figure + 2)).filter { $0 != figure }
    let tall = rows[figure][0]
    guard near.contains(where: { tall.height > leastRatio * rows[$0][0].height }),
      isFigure(rows[figure])
    else { return nil }
    let beside = near.filter { row in
      rows[row].contains {
        let shared = min($0.box.y1, tall.box.y1) - max($0.box.y0, tall.box.y0)
        return shared > 0.3 * $0.height
      }
    }
    guard beside.count == 1, let label = beside.first,
      rows[label].allSatisfy({ word in
        word.box.y0 > tall.box.y0 && word.box.y1 < tall.box.y1
          && rows[figure].allSatisfy { $0.box.x1 < word.box.x0 + 0.1 * word.height }
      })
    else { return nil }
    return label
  }

  /// A number and its unit; a year names what stands beside it.
  private static func isFigure(_ row: [PDFWord]) -> Bool {
    let line = PDFLine(row.sorted { $0.box.x0 < $1.box.x0 })
    guard line.startsWithDigit, CardRows.isValue(line) else { return false }
    return row.count > 1 || row[0].text.utf8.count != 4
      || !row[0].text.unicodeScalars.allSatisfy(PDFText.isDigit)
  }
}
