/// An object of a PDF file (ISO 32000-1, 7.3), as far as the structure of documents needs it: what
/// strings say is left out.
indirect enum PDFObject {
  case null
  case boolean(Bool)
  case number(Double)
  case name(String)
  case string
  case array([PDFObject])
  case dictionary([String: PDFObject])
  case reference(Int)

  var integer: Int? {
    guard case .number(let value) = self, abs(value) < 1e9 else { return nil }
    return Int(value)
  }
  var number: Double? {
    if case .number(let value) = self { return value }
    return nil
  }
  var name: String? {
    if case .name(let name) = self { return name }
    return nil
  }
  var array: [PDFObject]? {
    if case .array(let items) = self { return items }
    return nil
  }
  var dictionary: [String: PDFObject]? {
    if case .dictionary(let entries) = self { return entries }
    return nil
  }
  var reference: Int? {
    if case .reference(let number) = self { return number }
    return nil
  }
}

/// Reads objects one after the other.
struct PDFObjectParser {
  private var lexer: PDFLexer
  private static let deepest = 40

  init(_ bytes: UnsafeRawBufferPointer, at place: Int = 0) {
    lexer = PDFLexer(bytes, at: place)
  }

  var place: Int { lexer.place }

  /// The next object; nil at the end, and where something else stands.
  mutating func object(depth: Int = 0) -> PDFObject? {
    guard depth < Self.deepest, let token = lexer.next() else { return nil }
    switch token {
    case .number(let value): return reference(from: value) ?? .number(value)
    case .name(let range): return .name(lexer.name(range))
    case .string: return .string
    case .arrayStart: return array(depth)
    case .dictionaryStart: return dictionary(depth)
    case .keyword(let range):
      switch lexer.text(range) {
      case "null": return .null
      case "true": return .boolean(true)
      case "false": return .boolean(false)
      default: return nil
      }
    case .arrayEnd, .dictionaryEnd: return nil
    }
  }

  /// The bytes of the next object.
  mutating func takeSource() -> [UInt8]? {
    let start = lexer.place
    return object() == nil ? nil : Array(lexer.bytes[start..<lexer.place])
  }

  /// Takes the word if it stands next.
  mutating func take(_ keyword: StaticString) -> Bool {
    let start = lexer.place
    if case .keyword(let range) = lexer.next(), lexer.isText(range, keyword) { return true }
    lexer.place = start
    return false
  }

  /// `12 0 R`.
  private mutating func reference(from value: Double) -> PDFObject? {
    guard value >= 0, value < 1e8, value == value.rounded(.down) else { return nil }
    let start = lexer.place
    if case .number(let generation) = lexer.next(), generation >= 0, generation < 65_536,
      case .keyword(let range) = lexer.next(), lexer.isText(range, "R")
    {
      return .reference(Int(value))
    }
    lexer.place = start
    return nil
  }

  private mutating func array(_ depth: Int) -> PDFObject? {
    var items: [PDFObject] = []
    while true {
      let start = lexer.place
      guard let token = lexer.next() else { return nil }
      if case .arrayEnd = token { return .array(items) }
      lexer.place = start
      guard let item = object(depth: depth + 1) else { return nil }
      items.append(item)
    }
  }

  private mutating func dictionary(_ depth: Int) -> PDFObject? {
    var entries: [String: PDFObject] = [:]
    while let token = lexer.next() {
      switch token {
      case .dictionaryEnd: return .dictionary(entries)
      case .name(let range):
        guard let value = object(depth: depth + 1) else { return nil }
        entries[lexer.name(range)] = value
      default: return nil
      }
    }
    return nil
  }
}
