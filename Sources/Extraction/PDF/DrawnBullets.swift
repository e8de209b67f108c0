import Documents

/// Writes bullets where designers drew them: small shapes, one before each item of a list.
///
/// Of decks only: programs that write text type their bullets, and to look through all that draws a
/// page takes its time.
enum DrawnBullets {
  /// Bullets of a list are of one size and stand at one place across, within this, in points.
  private static let slack = 0.7
  /// How far before its item one stands, and how clear of what is before it, in ems.
  private static let reach = 2.0
  /// Ems: a larger one is an icon.
  private static let tallest = 1.0

  /// The page's words, with a bullet for each shape that is one.
  static func written(_ page: PDFPage) -> [PDFWord] {
    guard let marks = page.drawing?.marks, marks.count > 1 else { return page.words }
    let items = marks.compactMap { mark in
      item(after: mark.box, page.words).map { (mark: mark, word: $0) }
    }
    var seen: [PDFMark] = []
    let bullets = items.filter { item in
      // Shapes are drawn over each other, for a border.
      guard !seen.contains(where: { isLike($0, item.mark) && distance($0, item.mark) < slack })
      else { return false }
      seen.append(item.mark)
      return items.contains {
        isLike($0.mark, item.mark) && distance($0.mark, item.mark) > item.word.fontSize / 2
      }
    }
    guard !bullets.isEmpty else { return page.words }
    let sign = page.texts.text("•")
    return page.words
      + bullets.map { bullet in
        let (mark, word) = (bullet.mark.box, bullet.word)
        return page.texts.word(
          sign, Box(mark.x0, word.box.y0, mark.x1, word.box.y1), fontSize: word.fontSize,
          isBold: false)
      }
  }

  /// The key of a chart has a shape before each of its lines as well, each in another colour.
  private static func isLike(_ a: PDFMark, _ b: PDFMark) -> Bool {
    abs(a.box.x0 - b.box.x0) < slack && abs(a.box.x1 - b.box.x1) < slack
      && abs((a.box.y1 - a.box.y0) - (b.box.y1 - b.box.y0)) < slack && a.colour == b.colour
  }

  private static func distance(_ a: PDFMark, _ b: PDFMark) -> Double { abs(a.box.y0 - b.box.y0) }

  /// The word that begins a line right after a shape; nil where none does, or where it has a bullet.
  private static func item(after mark: Box, _ words: [PDFWord]) -> PDFWord? {
    let middle = (mark.y0 + mark.y1) / 2
    let line = words.filter { !$0.isVertical && $0.box.y0 < middle && $0.box.y1 > middle }
    guard let first = line.filter({ $0.box.x0 > mark.x0 }).min(by: { $0.box.x0 < $1.box.x0 }),
      first.box.x0 > mark.x1 - 0.1 * first.fontSize,
      first.box.x0 - mark.x1 < reach * first.fontSize,
      mark.y1 - mark.y0 < tallest * first.fontSize, !PDFText.isMarker(first.text)
    else { return nil }
    let isClear = line.allSatisfy {
      $0.box.x0 > mark.x0 || mark.x0 - $0.box.x1 > reach * first.fontSize
    }
    return isClear ? first : nil
  }
}
