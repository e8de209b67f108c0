/// Walks over the bytes of a JSON text, which is read as RFC 8259 has it: no comments, no bare control
/// characters, no lone surrogates.
package struct JSONScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0

  /// - Parameter bytes: UTF-8, valid as long as the scanner is used.
  package init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// The next byte that is no white space; nil at the end.
  package var next: UInt8? {
    mutating get {
      skipSpace()
      return position < bytes.count ? bytes[position] : nil
    }
  }

  package var isAtEnd: Bool { mutating get { next == nil } }

  private mutating func skipSpace() {
    while position < bytes.count,
      case let byte = bytes[position], byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A
    {
      position += 1
    }
  }

  /// Takes a byte after white space, if it is the next one.
  package mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    position += 1
    return true
  }

  /// Takes `null`, `true` or `false`.
  package mutating func takeWord(_ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard next != nil, position + count <= bytes.count,
      (0..<count).allSatisfy({ bytes[position + $0] == word.utf8Start[$0] })
    else { return false }
    position += count
    return true
  }

  /// Takes the signs that numbers are made of, as many as there are.
  package mutating func takeNumber() -> UnsafeBufferPointer<UInt8> {
    skipSpace()
    let start = position
    while position < bytes.count {
      switch bytes[position] {
      case 0x30...0x39, 0x2B, 0x2D, 0x2E, 0x45, 0x65: position += 1
      default: return UnsafeBufferPointer(rebasing: bytes[start..<position])
      }
    }
    return UnsafeBufferPointer(rebasing: bytes[start..<position])
  }

  /// The text up to its closing quote, the opening one being taken; nil where it is no JSON.
  package mutating func text() -> String? {
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
