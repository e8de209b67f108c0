/// Parts bytes into the words of the language of PDF (ISO 32000-1, 7.2).
struct PDFLexer {
  enum Token {
    case number(Double)
    /// Without its slash.
    case name(Range<Int>)
    case string
    case arrayStart, arrayEnd, dictionaryStart, dictionaryEnd
    case keyword(Range<Int>)
  }

  let bytes: UnsafeRawBufferPointer
  var place: Int

  init(_ bytes: UnsafeRawBufferPointer, at place: Int = 0) {
    self.bytes = bytes
    self.place = max(0, place)
  }

  mutating func next() -> Token? {
    skipSpace()
    guard place < bytes.count else { return nil }
    let byte = bytes[place]
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."):
      return number()
    case UInt8(ascii: "/"):
      place += 1
      return .name(word())
    case UInt8(ascii: "("):
      skipString()
      return .string
    case UInt8(ascii: "<"):
      if place + 1 < bytes.count, bytes[place + 1] == byte {
        place += 2
        return .dictionaryStart
      }
      skip(to: UInt8(ascii: ">"))
      return .string
    case UInt8(ascii: ">"):
      place += place + 1 < bytes.count && bytes[place + 1] == byte ? 2 : 1
      return .dictionaryEnd
    case UInt8(ascii: "["):
      place += 1
      return .arrayStart
    case UInt8(ascii: "]"):
      place += 1
      return .arrayEnd
    default:
      let start = place
      let range = word()
      if range.isEmpty { place = start + 1 }
      return .keyword(start..<place)
    }
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  func isText(_ range: Range<Int>, _ text: StaticString) -> Bool {
    range.count == text.utf8CodeUnitCount
      && text.withUTF8Buffer { $0.elementsEqual(bytes[range]) }
  }

  /// A name with its `#20` escapes resolved.
  func name(_ range: Range<Int>) -> String {
    guard bytes[range].contains(UInt8(ascii: "#")) else { return text(range) }
    var result: [UInt8] = []
    var i = range.lowerBound
    while i < range.upperBound {
      if bytes[i] == UInt8(ascii: "#"), i + 2 < range.upperBound,
        let code = UInt8(text(i + 1..<i + 3), radix: 16)
      {
        result.append(code)
        i += 3
      } else {
        result.append(bytes[i])
        i += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Puts the place after the bytes, if they stand further on.
  mutating func skip(past text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    while place + count <= bytes.count {
      if text.withUTF8Buffer({ $0.elementsEqual(bytes[place..<place + count]) }) {
        place += count
        return true
      }
      place += 1
    }
    return false
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 || byte == 0x0C || byte == 0
  }

  private static func isDelimiter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"),
      UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"),
      UInt8(ascii: "/"), UInt8(ascii: "%"):
      true
    default: false
    }
  }

  private mutating func skipSpace() {
    while place < bytes.count {
      if bytes[place] == UInt8(ascii: "%") {
        while place < bytes.count, bytes[place] != 0x0A, bytes[place] != 0x0D { place += 1 }
      } else if Self.isSpace(bytes[place]) {
        place += 1
      } else {
        return
      }
    }
  }

  private mutating func word() -> Range<Int> {
    let start = place
    while place < bytes.count, !Self.isSpace(bytes[place]), !Self.isDelimiter(bytes[place]) {
      place += 1
    }
    return start..<place
  }

  private mutating func number() -> Token {
    let start = place
    var (value, scale, sign) = (0.0, 0.0, 1.0)
    loop: while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "-"): if place == start { sign = -1 }
      case UInt8(ascii: "+"): break
      case UInt8(ascii: "."):
        if scale > 0 { break loop }
        scale = 1
      case let digit where digit >= 0x30 && digit <= 0x39:
        value = value * 10 + Double(digit - 0x30)
        scale *= 10
      default: break loop
      }
      place += 1
    }
    if place < bytes.count, !Self.isSpace(bytes[place]), !Self.isDelimiter(bytes[place]) {
      // `0000000016n` or an operator that begins so.
      _ = word()
      return .keyword(start..<place)
    }
    return .number(sign * (scale > 0 ? value / scale : value))
  }

  private mutating func skip(to byte: UInt8) {
    while place < bytes.count, bytes[place] != byte { place += 1 }
    place += 1
  }

  private mutating func skipString() {
    var depth = 0
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "\\"): place += 1
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"):
        depth -= 1
        if depth == 0 {
          place += 1
          return
        }
      default: break
      }
      place += 1
    }
  }
}
