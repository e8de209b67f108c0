/// What a block of text is in the layout of its document.
package enum BlockRole: String, Sendable, Codable, CaseIterable {
  case title, heading, paragraph, listItem, tableCell, caption, note, comment
}

/// The place of a table cell.
package struct Cell: Hashable, Sendable, Codable {
  /// Ordinal of the table in the document, from 0.
  package var table: Int
  /// Row and column of the cell's first slot, from 0.
  package var row: Int
  package var column: Int
  package var rowSpan: Int
  package var columnSpan: Int
  /// True for `<th>`, for the first row of a table set in bold or repeated, and the like.
  package var isHeader: Bool

  package init(
    table: Int, row: Int, column: Int, rowSpan: Int = 1, columnSpan: Int = 1, isHeader: Bool = false
  ) {
    self.table = table
    self.row = row
    self.column = column
    self.rowSpan = rowSpan
    self.columnSpan = columnSpan
    self.isHeader = isHeader
  }
}

/// One block of the document in reading order: a heading, a paragraph, a list item, a cell.
///
/// Blocks are sorted by `range.start`, do not overlap, and cover all the text but the white space
/// between them. A paragraph's lines are joined by the reader: a block's text has no hard line
/// break unless the document itself means one (an address, a poem, `<br>`).
package struct Block: Hashable, Sendable, Codable {
  package var role: BlockRole
  package var range: TextRange
  /// Heading level (1…6) or list depth (1…); 0 for the other roles.
  package var level: Int
  /// Page or slide, from 1.
  package var page: Int
  package var box: Box?
  package var cell: Cell?
  /// The list marker as printed (`•`, `1.`, `a)`), which is part of the block's text or not as
  /// the reader found it.
  package var marker: String?
  /// ISO 639-1 code, where the reader knows it (`lang` attribute).
  package var language: String?
  /// Size of most of its characters, in points; 0 where the format has none.
  package var fontSize: Double
  package var isBold: Bool

  package init(
    _ role: BlockRole, _ range: TextRange, level: Int = 0, page: Int = 1, box: Box? = nil,
    cell: Cell? = nil, marker: String? = nil, language: String? = nil, fontSize: Double = 0,
    isBold: Bool = false
  ) {
    self.role = role
    self.range = range
    self.level = level
    self.page = page
    self.box = box
    self.cell = cell
    self.marker = marker
    self.language = language
    self.fontSize = fontSize
    self.isBold = isBold
  }
}
