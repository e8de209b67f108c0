import Documents

/// A paragraph, a heading, a list item or a cell, before it has its place in the document's text.
struct PDFBlock {
  var role: BlockRole = .paragraph
  var level = 0
  var page: Int
  var lines: [PDFLine]
  /// What goes on at the top of the next page: the rest of a cell.
  var rest: [PDFLine] = []
  var cell: Cell?
  var marker: String?
  var fontSize: Double
  var isBold: Bool
  /// Number of the column on its page; blocks of one column follow each other.
  var column = 0
  /// The element of the structure tree that it is, where the document is tagged.
  var element: Int?

  init(page: Int, lines: [PDFLine], column: Int = 0) {
    self.page = page
    self.lines = lines
    self.column = column
    fontSize = lines.max { $0.length < $1.length }?.fontSize ?? 0
    isBold = !lines.isEmpty && lines.allSatisfy(\.isBold)
  }

  var box: Box? {
    guard let first = lines.first?.words.first?.pageBox else { return nil }
    return lines.reduce(first) { box, line in line.words.reduce(box) { $0.union($1.pageBox) } }
  }

  var characterCount: Int {
    lines.reduce(rest.reduce(0) { $0 + $1.length + 1 }) { $0 + $1.length + 1 }
  }
}
