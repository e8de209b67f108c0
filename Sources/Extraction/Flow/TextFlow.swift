import Documents

/// What stands in a text document one after the other, whatever the file's format.
indirect enum FlowItem: Sendable {
  case paragraph(FlowParagraph)
  case table(FlowTable)
}

/// One paragraph of a text document.
struct FlowParagraph: Sendable {
  typealias Run = SlideParagraph.Run

  var role = BlockRole.paragraph
  /// Heading level (1…6) or list depth (1…); 0 for the other roles.
  var level = 0
  /// The bullet or number in front, which is no part of `runs`.
  var marker: String?
  /// A line break within the paragraph is a run of a line feed.
  var runs: [Run] = []
  /// In points; 0 where the file has none.
  var fontSize = 0.0
  /// From 1.
  var page = 1
  /// What the paragraph's note marks refer to.
  var notes: [FlowNote] = []

  var text: String { runs.map(\.text).joined() }
  var isEmpty: Bool { runs.allSatisfy { $0.text.utf8.allSatisfy { $0 <= 0x20 } } }
}

/// A footnote or an endnote.
struct FlowNote: Sendable {
  var paragraphs: [FlowParagraph]
  var isEndnote = false
}

/// A table of a text document.
struct FlowTable: Sendable {
  struct Slot: Sendable {
    var cell: Cell
    var items: [FlowItem]
  }
  var slots: [Slot] = []

  /// The table only places things on the page: one cell, one column, or cells that hold headings
  /// and tables of their own.
  var isLayout: Bool {
    let columns = slots.map { $0.cell.column + $0.cell.columnSpan }.max() ?? 0
    return slots.count < 2 || columns < 2 || slots.contains { $0.holdsSections }
  }

  /// A first row that is all bold, over rows that are not, is a header.
  mutating func markBoldHeader() {
    guard !slots.contains(where: \.cell.isHeader) else { return }
    let first = slots.filter { $0.cell.row == 0 }
    let rest = slots.filter { $0.cell.row > 0 }
    guard first.count > 1, first.contains(where: { !$0.isBlank }),
      first.allSatisfy({ $0.isBlank || $0.isBold }), rest.contains(where: { !$0.isBold })
    else { return }
    for i in slots.indices where slots[i].cell.row == 0 { slots[i].cell.isHeader = true }
  }
}

extension FlowTable.Slot {
  var paragraphs: [FlowParagraph] { items.paragraphs }

  fileprivate var isBlank: Bool { paragraphs.allSatisfy(\.isEmpty) }

  fileprivate var isBold: Bool {
    let runs = paragraphs.flatMap(\.runs).filter { !$0.text.utf8.allSatisfy { $0 <= 0x20 } }
    return !runs.isEmpty && runs.allSatisfy(\.isBold)
  }

  fileprivate var holdsSections: Bool {
    if items.contains(where: { if case .table = $0 { true } else { false } }) { return true }
    let headings = paragraphs.count { $0.role == .heading || $0.role == .title }
    return headings > 0 && paragraphs.count > 1
  }
}

extension [FlowItem] {
  /// All paragraphs, those of tables cell by cell.
  var paragraphs: [FlowParagraph] {
    flatMap { item -> [FlowParagraph] in
      switch item {
      case .paragraph(let paragraph): [paragraph]
      case .table(let table): table.slots.flatMap { $0.items.paragraphs }
      }
    }
  }

  /// The texts of all paragraphs, a line each.
  var lines: String {
    paragraphs.filter { !$0.isEmpty }.map(\.text).joined(separator: "\n")
  }
}
