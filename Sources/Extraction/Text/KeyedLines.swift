/// Texts written as a list of keys and values, a pair a line, as exports of databases and YAML are:
/// each key begins a block, though no capital or full stop parts the lines.
struct KeyedLines {
  /// Whether most lines at the margin begin with a key.
  let isKeyed: Bool
  private let text: [UInt8]

  private static let fewestKeys = 3
  private static let longestKey = 40
  private static let wordsOfKey = 5

  init(_ text: [UInt8], _ lines: [TextLine]) {
    self.text = text
    guard let first = lines.first(where: { !$0.isBlank }), Self.hasKey(first, text) else {
      isKeyed = false
      return
    }
    let atMargin = lines.filter { !$0.isBlank && $0.indent == first.indent }
    let keys = atMargin.count { Self.hasKey($0, text) }
    isKeyed = keys >= Self.fewestKeys && keys * 3 >= atMargin.count * 2
  }

  func begins(_ line: TextLine) -> Bool { isKeyed && Self.hasKey(line, text) }

  /// A key whose value is the lines below: `description: >-`.
  func endsWithKey(_ line: TextLine) -> Bool {
    guard isKeyed, let colon = Self.colon(line, text) else { return false }
    return text[colon + 1..<line.end].allSatisfy { [0x20, 0x3E, 0x2D, 0x7C].contains($0) }
  }

  private static func hasKey(_ line: TextLine, _ text: [UInt8]) -> Bool {
    colon(line, text) != nil
  }

  /// The colon after the key: a few words of letters before it, a space or the line's end behind.
  private static func colon(_ line: TextLine, _ text: [UInt8]) -> Int? {
    let head = text[line.start..<min(line.end, line.start + longestKey)]
    guard let colon = head.firstIndex(of: UInt8(ascii: ":")), colon > line.start,
      colon + 1 == line.end || text[colon + 1] == 0x20
    else { return nil }
    let key = head[..<colon]
    let isWords = key.allSatisfy {
      $0 >= 0x80 || $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A || $0 == 0x20 || $0 == 0x27
        || $0 == 0x2D || $0 == 0x5F
    }
    return isWords && key.last != 0x20 && key.split(separator: 0x20).count <= wordsOfKey
      ? colon : nil
  }
}
