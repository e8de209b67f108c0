import Documents

/// Finds the title of a text document whose writer set it by hand, in larger letters.
enum FlowTitles {
  private static let longest = 200
  /// How far down the title may stand.
  private static let window = 12

  /// Makes the title of the first short block near the top whose letters are clearly larger than
  /// those of the text and no smaller than those of any heading.
  static func mark(_ blocks: inout [Block], in text: [UInt8]) {
    guard !blocks.contains(where: { $0.role == .title }) else { return }
    let body = bodySize(blocks)
    let largest = blocks.filter { $0.cell == nil }.map(\.fontSize).max() ?? 0
    guard body > 0, largest >= 1.15 * body else { return markFirstHeading(&blocks) }
    let top = blocks.indices.prefix(window)
    let found = top.first {
      blocks[$0].fontSize >= largest && blocks[$0].cell == nil
        && [.paragraph, .heading].contains(blocks[$0].role)
        && isShort(text[blocks[$0].range.start..<blocks[$0].range.end])
    }
    guard let found else { return markFirstHeading(&blocks) }
    (blocks[found].role, blocks[found].level) = (.title, 0)
  }

  /// The only heading of the first level, where it stands on top.
  private static func markFirstHeading(_ blocks: inout [Block]) {
    let tops = blocks.indices.filter { blocks[$0].role == .heading && blocks[$0].level == 1 }
    guard tops.count == 1, tops[0] < window,
      !blocks[..<tops[0]].contains(where: { $0.role == .heading })
    else { return }
    (blocks[tops[0]].role, blocks[tops[0]].level) = (.title, 0)
  }

  /// The size of most of the running text.
  private static func bodySize(_ blocks: [Block]) -> Double {
    var lengths: [Double: Int] = [:]
    for block in blocks where block.role != .heading {
      lengths[block.fontSize, default: 0] += block.range.length
    }
    return lengths.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 0
  }

  private static func isShort(_ bytes: ArraySlice<UInt8>) -> Bool {
    let line = String(decoding: bytes, as: UTF8.self)
    return line.unicodeScalars.count <= longest
      && line.unicodeScalars.count(where: \.isLetter) >= 4
  }
}
