import Documents

/// A block as the fields of a call ask for it: what it is and where it stands. Without the texts that
/// its reader gave it, a copy costs nothing.
struct TextBlock: Equatable {
  /// Its place among the document's blocks.
  let number: Int
  let role: BlockRole
  let range: TextRange
  let level: Int
  let cell: Cell?

  init(_ block: borrowing Block, number: Int) {
    self.number = number
    role = block.role
    range = block.range
    level = block.level
    cell = block.cell
  }

  // Asked of each block more than once: a pattern is told sooner than whether two roles are equal.
  var isTitle: Bool { if case .title = role { true } else { false } }
  var isHeading: Bool { if case .heading = role { true } else { false } }
  var isParagraph: Bool { if case .paragraph = role { true } else { false } }
  var isItem: Bool { if case .listItem = role { true } else { false } }
}
