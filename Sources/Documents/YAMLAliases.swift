/// Looks for aliases (`*name`) in YAML before it is parsed.
///
/// An anchor that is named again and again makes much of little: a parser that compares keys takes
/// exponential time at some of them. None of our files needs any, so they are refused.
package enum YAMLAliases {
  /// The line, from 1, on which a value or key seems to be an alias; nil where none does. A text in
  /// quotes is none, nor is an asterisk amid words.
  package static func firstLine(in text: String) -> Int? {
    var number = 0
    for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
      number += 1
      if holdsAlias(line) { return number }
    }
    return nil
  }

  private static func holdsAlias(_ line: Substring.UTF8View) -> Bool {
    var isStart = true
    var quote: UInt8?
    var previous: UInt8 = 0x20
    var isPending = false
    for byte in line {
      if isPending {
        if isNameByte(byte) { return true }
        isPending = false
      }
      defer { previous = byte }
      if let open = quote {
        if byte == open, previous != 0x5C { quote = nil }
        continue
      }
      switch byte {
      case UInt8(ascii: "#") where previous == 0x20: return false
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        if isStart { quote = byte }
        isStart = false
      case UInt8(ascii: "*"):
        isPending = isStart
        isStart = false
      case 0x20, 0x09: if [0x3A, 0x2D, 0x3F, 0x2C].contains(previous) { isStart = true }
      case UInt8(ascii: "["), UInt8(ascii: "{"): isStart = true
      case UInt8(ascii: ","), UInt8(ascii: "-"), UInt8(ascii: "?"): break
      default: isStart = false
      }
    }
    return false
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      || byte == 0x5F || byte == 0x2D || byte >= 0x80
  }
}
