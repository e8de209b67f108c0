/// Reads a line that holds one flat JSON object of texts and whole numbers.
///
/// For lines of which a program reads thousands a second. Any other JSON, a key that comes twice and
/// any fault give nil: a full decoder then says what it is.
package struct JSONLine {
  package enum Scalar: Equatable, Sendable {
    case text(String)
    case number(Int)
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0

  /// The members of the object, by key; null members left out.
  package static func members(of line: UnsafeBufferPointer<UInt8>) -> [String: Scalar]? {
    var reader = JSONLine(bytes: line)
    return reader.object()
  }

  private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  private mutating func skipSpace() {
    while position < bytes.count,
      case let byte = bytes[position], byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A
    {
      position += 1
    }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    skipSpace()
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private mutating func object() -> [String: Scalar]? {
    var members: [String: Scalar] = [:]
    var nulls: Set<String> = []
    guard take(0x7B) else { return nil }
    while true {
      guard take(0x22), let key = text(), take(0x3A) else { return nil }
      guard members[key] == nil, !nulls.contains(key) else { return nil }
      skipSpace()
      guard position < bytes.count else { return nil }
      switch bytes[position] {
      case 0x22:
        position += 1
        guard let text = text() else { return nil }
        members[key] = .text(text)
      case 0x30...0x39, 0x2D:
        guard let number = number() else { return nil }
        members[key] = .number(number)
      case 0x6E:
        guard null() else { return nil }
        nulls.insert(key)
      default: return nil
      }
      if take(0x7D) { break }
      guard take(0x2C) else { return nil }
    }
    skipSpace()
    return position == bytes.count ? members : nil
  }

  private mutating func null() -> Bool {
    guard position + 4 <= bytes.count,
      bytes[position..<position + 4].elementsEqual("null".utf8)
    else { return false }
    position += 4
    return true
  }

  private mutating func number() -> Int? {
    let isNegative = bytes[position] == 0x2D
    if isNegative { position += 1 }
    let start = position
    var number = 0
    while position < bytes.count, case let byte = bytes[position], byte >= 0x30, byte <= 0x39 {
      number = number &* 10 &+ Int(byte - 0x30)
      position += 1
    }
    let length = position - start
    guard (1...18).contains(length), length == 1 || bytes[start] != 0x30 else { return nil }
    if position < bytes.count, [0x2E, 0x65, 0x45].contains(bytes[position]) { return nil }
    return isNegative ? -number : number
  }

  /// The text up to its closing quote.
  private mutating func text() -> String? {
    let start = position
    while position < bytes.count, case let byte = bytes[position], byte != 0x22 {
      guard byte >= 0x20 else { return nil }
      if byte == 0x5C { return escapedText(from: start) }
      position += 1
    }
    guard position < bytes.count else { return nil }
    position += 1
    return String(validating: bytes[start..<position - 1], as: UTF8.self)
  }

  private mutating func escapedText(from start: Int) -> String? {
    var text = Array(bytes[start..<position])
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      switch byte {
      case 0x22: return String(validating: text, as: UTF8.self)
      case 0x5C: guard escape(into: &text) else { return nil }
      case 0..<0x20: return nil
      default: text.append(byte)
      }
    }
    return nil
  }

  /// After a backslash.
  private mutating func escape(into text: inout [UInt8]) -> Bool {
    guard position < bytes.count else { return false }
    let byte = bytes[position]
    position += 1
    switch byte {
    case 0x22, 0x5C, 0x2F: text.append(byte)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"):
      guard let first = unit() else { return false }
      var code = UInt32(first)
      if first & 0xFC00 == 0xD800 {
        guard position + 2 <= bytes.count, bytes[position] == 0x5C,
          bytes[position + 1] == UInt8(ascii: "u")
        else { return false }
        position += 2
        guard let second = unit(), second & 0xFC00 == 0xDC00 else { return false }
        code = 0x10000 + (UInt32(first & 0x3FF) << 10 | UInt32(second & 0x3FF))
      }
      guard let scalar = Unicode.Scalar(code) else { return false }
      text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    default: return false
    }
    return true
  }

  /// Four hexadecimal digits.
  private mutating func unit() -> UInt16? {
    guard position + 4 <= bytes.count else { return nil }
    var unit: UInt16 = 0
    for byte in bytes[position..<position + 4] {
      let digit: UInt8
      switch byte {
      case 0x30...0x39: digit = byte - 0x30
      case 0x41...0x46: digit = byte - 0x37
      case 0x61...0x66: digit = byte - 0x57
      default: return nil
      }
      unit = unit << 4 | UInt16(digit)
    }
    position += 4
    return unit
  }
}
