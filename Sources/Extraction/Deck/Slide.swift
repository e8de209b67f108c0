import Documents

/// What stands on one slide, whatever the file's format.
struct Slide: Sendable {
  var shapes: [SlideShape] = []
  var notes: [SlideParagraph] = []
  var comments: [String] = []
  var isHidden = false
  var hasPictures = false
}

/// A box on a slide.
struct SlideShape: Sendable {
  enum Kind: Sendable {
    case title
    case text
    case furniture(Furniture.Role)
  }
  var kind = Kind.text
  /// In points from the slide's top-left corner.
  var box: Box?
  var paragraphs: [SlideParagraph] = []
  var table: SlideTable?
}

/// One paragraph of a box.
struct SlideParagraph: Sendable {
  struct Run: Sendable {
    var text: String
    var url: String?
    var isBold = false
  }
  /// A line break within the paragraph is a run of a line feed.
  var runs: [Run] = []
  /// From 0.
  var level = 0
  /// The bullet or number in front; nil for a paragraph that is no list item.
  var marker: String?
  var fontSize = 0.0

  var isEmpty: Bool { runs.allSatisfy { $0.text.utf8.allSatisfy { $0 <= 0x20 } } }

  /// Makes a list item of a paragraph whose bullet was typed, in a run of its own or before the text.
  mutating func markTypedBullet() {
    guard marker == nil else { return }
    let bytes = Array(runs.lazy.map(\.text).joined().utf8)
    let start = bytes.prefix { $0 == 0x20 }.count
    guard let typed = TextMarker(bytes[start...]), typed.number == nil else { return }
    marker = typed.text
    var left = start + typed.length
    while left > 0, let first = runs.first {
      let count = first.text.utf8.count
      if count <= left {
        runs.removeFirst()
      } else {
        runs[0].text = String(decoding: Array(first.text.utf8.dropFirst(left)), as: UTF8.self)
      }
      left -= min(left, count)
    }
  }
}

/// A table on a slide.
struct SlideTable: Sendable {
  struct Slot: Sendable {
    var cell: Cell
    var paragraphs: [SlideParagraph]
    var box: Box?
  }
  var slots: [Slot] = []
}

extension SlideShape {
  /// Becomes what a chart or a diagram says: paragraphs, then a table.
  mutating func take(_ items: [FlowItem]) {
    for item in items {
      switch item {
      case .paragraph(let paragraph): paragraphs.append(SlideParagraph(runs: paragraph.runs))
      case .table(let table):
        self.table = SlideTable(
          slots: table.slots.map { slot in
            .init(
              cell: slot.cell,
              paragraphs: slot.paragraphs.map { SlideParagraph(runs: $0.runs) }, box: nil)
          })
      }
    }
  }
}
