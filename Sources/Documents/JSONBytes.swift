/// JSON written byte by byte: for lines of which a program writes thousands a second.
///
/// Texts are escaped as Foundation's encoder does it, slashes left alone.
package struct JSONBytes {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  package mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  /// What is JSON already: punctuation, keys in quotes.
  package mutating func raw(_ text: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  package mutating func number(_ number: Int) {
    if number >= 0, number < 10 { return bytes.append(UInt8(0x30 + number)) }
    plain(String(number))
  }

  /// A number in plain decimal notation, or another text that needs no escapes.
  package mutating func plain(_ text: String) { bytes.append(contentsOf: text.utf8) }

  package mutating func string(_ text: String) {
    var copy = text
    copy.withUTF8 { string($0) }
  }

  /// A text in quotes, given as UTF-8.
  package mutating func string(_ text: UnsafeBufferPointer<UInt8>) {
    bytes.append(0x22)
    var start = 0
    for i in text.indices where text[i] < 0x20 || text[i] == 0x22 || text[i] == 0x5C {
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<i]))
      escape(text[i])
      start = i + 1
    }
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    bytes.append(0x22)
  }

  private mutating func escape(_ byte: UInt8) {
    bytes.append(0x5C)
    switch byte {
    case 0x22, 0x5C: bytes.append(byte)
    case 0x08: bytes.append(UInt8(ascii: "b"))
    case 0x09: bytes.append(UInt8(ascii: "t"))
    case 0x0A: bytes.append(UInt8(ascii: "n"))
    case 0x0C: bytes.append(UInt8(ascii: "f"))
    case 0x0D: bytes.append(UInt8(ascii: "r"))
    default:
      let digits = Array("0123456789abcdef".utf8)
      bytes.append(contentsOf: "u00".utf8)
      bytes.append(digits[Int(byte >> 4)])
      bytes.append(digits[Int(byte & 15)])
    }
  }
}
