/// What the runs of a paragraph add up to.
struct DOCXLine {
  let style: String?
  var runs: [FlowParagraph.Run] = []
  var notes: [FlowNote] = []
  /// Text boxes that are anchored here.
  var boxes: [Int] = []
  var drawings: [FlowItem] = []
  // Of the run that is being read.
  var url: String?
  var isBold = false
  var isRaised = false
  var size: Double?
  /// Bytes of text by size; 0 for runs that leave it to the style.
  private var sizes: [Double: Int] = [:]

  init(style: String?) { self.style = style }

  mutating func add(_ text: String) {
    guard !text.isEmpty else { return }
    sizes[size ?? 0, default: 0] += text.utf8.count
    runs.append(
      .init(text: isRaised ? RaisedFigures.raised(text) : text, url: url, isBold: isBold))
  }

  /// The size of most of the text.
  func size(else standard: Double) -> Double {
    let size = sizes.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
    return size > 0 ? size : standard
  }
}
