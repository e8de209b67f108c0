import Documents

extension FlowParagraph {
  /// Puts a printed number in front of the text.
  mutating func prefix(_ label: String) {
    runs.insert(.init(text: label + " ", isBold: runs.first?.isBold ?? false), at: 0)
  }

  /// Makes a list item of a paragraph whose bullet was typed.
  mutating func markTypedBullet() {
    let bytes = Array(text.utf8)
    let start = bytes.prefix { $0 == 0x20 }.count
    guard let marker = TextMarker(bytes[start...]), marker.number == nil else { return }
    (role, level, self.marker) = (.listItem, 1, marker.text)
    drop(bytes: start + marker.length)
  }

  /// Takes bytes away from the front.
  private mutating func drop(bytes count: Int) {
    var left = count
    while left > 0, let first = runs.first {
      if first.text.utf8.count <= left {
        left -= first.text.utf8.count
        runs.removeFirst()
      } else {
        let rest = first.text.utf8.dropFirst(left)
        runs[0].text = String(decoding: Array(rest), as: UTF8.self)
        left = 0
      }
    }
  }

  /// The paragraph, or several where lines of it begin with bullets that were typed: people break
  /// lines inside a paragraph to make lists.
  var splitAtBullets: [FlowParagraph] {
    guard role == .paragraph, runs.contains(where: { $0.text == "\n" }) else { return [self] }
    var pieces: [FlowParagraph] = []
    for line in runs.split(whereSeparator: { $0.text == "\n" }) {
      var piece = self
      piece.runs = Array(line)
      piece.notes = []
      piece.markTypedBullet()
      if piece.role == .listItem || pieces.isEmpty || pieces[pieces.count - 1].role == .listItem {
        pieces.append(piece)
      } else {
        pieces[pieces.count - 1].runs.append(Run(text: "\n"))
        pieces[pieces.count - 1].runs += line
      }
    }
    guard pieces.contains(where: { $0.role == .listItem }) else { return [self] }
    pieces[pieces.count - 1].notes = notes
    return pieces
  }
}
