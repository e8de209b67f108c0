/// A table for people in a terminal: columns aligned by cells of the screen, cut with `…` to its
/// width.
package struct TextTable: Sendable {
  package struct Column: Sendable {
    package enum Alignment: Sendable { case leading, trailing }
    package var title: String
    package var alignment: Alignment
    /// A narrow screen takes from the columns that may shrink, down to this many cells; nil for a
    /// column that is never cut.
    package var shrinksTo: Int?
    /// Lines over which a cell too long for its column is wrapped before it is cut.
    package var maximumLines: Int

    package init(
      _ title: String, _ alignment: Alignment = .leading, shrinksTo: Int? = nil,
      maximumLines: Int = 1
    ) {
      self.title = title
      self.alignment = alignment
      self.shrinksTo = shrinksTo
      self.maximumLines = maximumLines
    }
  }

  package struct Cell: Sendable, ExpressibleByStringInterpolation {
    package var text: String
    package var emphasis: TerminalStyle.Emphasis

    package init(_ text: String, _ emphasis: TerminalStyle.Emphasis = .plain) {
      self.text = PlainText.line(text)
      self.emphasis = emphasis
    }

    package init(stringLiteral value: String) { self.init(value) }
  }

  /// A row, and the lines that stand below it, indented to its second column and wrapped.
  package struct Row: Sendable {
    package var cells: [Cell]
    package var notes: [Cell]

    package init(_ cells: [Cell], notes: [Cell] = []) {
      self.cells = cells
      self.notes = notes
    }
  }

  package var columns: [Column]
  package var rows: [Row] = []
  private static let gap = "  "

  package init(_ columns: [Column]) {
    self.columns = columns
  }

  /// The lines of the table, each ending in a line feed. `width` nil cuts nothing (pipes, files).
  ///
  /// Columns that are empty in all rows are left out.
  package func rendered(width: Int? = nil, style: TerminalStyle = .plain) -> String {
    let shown = columns.indices.filter { index in
      rows.contains { index < $0.cells.count && !$0.cells[index].text.isEmpty }
    }
    guard !shown.isEmpty else { return "" }
    let widths = widths(of: shown, within: width)
    let titles = shown.map { Cell(columns[$0].title, .strong) }
    var lines = line(titles, shown, widths, style)
    for (number, row) in rows.enumerated() {
      // Rows with lines below them are set apart.
      if number > 0, rows.contains(where: { !$0.notes.isEmpty }) { lines.append("") }
      let cells = shown.map { $0 < row.cells.count ? row.cells[$0] : Cell("") }
      lines += line(cells, shown, widths, style)
      lines += notes(row.notes, indent: (widths.first ?? 0) + Self.gap.count, width, style)
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func widths(of shown: [Int], within limit: Int?) -> [Int] {
    var widths = shown.map { index in
      let cells = rows.map { index < $0.cells.count ? DisplayWidth.of($0.cells[index].text) : 0 }
      return max(DisplayWidth.of(columns[index].title), cells.max() ?? 0)
    }
    guard let limit else { return widths }
    var excess = widths.reduce(0, +) + Self.gap.count * (shown.count - 1) - limit
    // The widest of the columns that may shrink gives a cell, until the table fits.
    while excess > 0 {
      let candidates = shown.indices.filter { widths[$0] > (columns[shown[$0]].shrinksTo ?? .max) }
      guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { break }
      widths[widest] -= 1
      excess -= 1
    }
    return widths
  }

  /// One row, over as many lines as its highest cell.
  private func line(
    _ cells: [Cell], _ shown: [Int], _ widths: [Int], _ style: TerminalStyle
  ) -> [String] {
    let wrapped = cells.enumerated().map { position, cell in
      lines(of: cell.text, width: widths[position], atMost: columns[shown[position]].maximumLines)
    }
    let height = wrapped.map(\.count).max() ?? 0
    return (0..<height).map { number in
      var line = ""
      for (position, cell) in cells.enumerated() {
        let text = number < wrapped[position].count ? wrapped[position][number] : ""
        let padding = String(repeating: " ", count: widths[position] - DisplayWidth.of(text))
        let styled = style.apply(cell.emphasis, to: text)
        let isLeading = columns[shown[position]].alignment == .leading
        line += (position > 0 ? Self.gap : "") + (isLeading ? styled + padding : padding + styled)
      }
      return line.trimmingTrailing(" ")
    }
  }

  private func lines(of text: String, width: Int, atMost count: Int) -> [String] {
    let lines = DisplayWidth.wrapped(text, to: width)
    guard count > 1, lines.count > 1 else { return [DisplayWidth.truncated(text, to: width)] }
    guard lines.count > count else { return lines }
    let rest = lines[(count - 1)...].joined(separator: " ")
    return lines.prefix(count - 1) + [DisplayWidth.truncated(rest, to: width)]
  }

  private func notes(
    _ notes: [Cell], indent: Int, _ width: Int?, _ style: TerminalStyle
  ) -> [String] {
    let margin = String(repeating: " ", count: indent)
    return notes.flatMap { note -> [String] in
      let hanging = "  "
      let room = width.map { max(20, $0 - indent - hanging.count) }
      let lines = room.map { DisplayWidth.wrapped(note.text, to: $0) } ?? [note.text]
      return lines.enumerated().map { number, line in
        margin + (number > 0 ? hanging : "") + style.apply(note.emphasis, to: line)
      }
    }
  }
}
