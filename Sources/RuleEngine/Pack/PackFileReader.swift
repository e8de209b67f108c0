/// Reads what `PackWriter` wrote; any bytes give sources or a `PackFault`.
struct PackReader {
  private let bytes: [UInt8]
  private var offset = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { offset == bytes.count }

  // MARK: Primitives

  mutating func byte() throws(PackFault) -> UInt8 {
    guard offset < bytes.count else { throw .malformed }
    defer { offset += 1 }
    return bytes[offset]
  }

  private mutating func flag() throws(PackFault) -> Bool {
    switch try byte() {
    case 0: false
    case 1: true
    default: throw .malformed
    }
  }

  private mutating func integer() throws(PackFault) -> Int {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      let next = try byte()
      value |= UInt64(next & 0x7F) << shift
      if next < 0x80 { return Int(Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)) }
    }
    throw .malformed
  }

  /// A number of things of which each takes a byte at least.
  private mutating func count() throws(PackFault) -> Int {
    let count = try integer()
    guard count >= 0, count <= bytes.count - offset else { throw .malformed }
    return count
  }

  private mutating func text() throws(PackFault) -> String {
    let length = try count()
    let letters = bytes[offset..<offset + length]
    offset += length
    // Most are plain, which is told sooner than whether any other is whole.
    if letters.allSatisfy({ $0 < 0x80 }) { return String(decoding: letters, as: UTF8.self) }
    guard let text = String(validating: letters, as: UTF8.self) else { throw .malformed }
    return text
  }

  private mutating func optionalText() throws(PackFault) -> String? {
    try flag() ? try text() : nil
  }

  private mutating func list<Element>(
    _ read: (inout PackReader) throws(PackFault) -> Element
  ) throws(PackFault) -> [Element] {
    let count = try count()
    var elements: [Element] = []
    elements.reserveCapacity(count)
    for _ in 0..<count { elements.append(try read(&self)) }
    return elements
  }

  private mutating func texts() throws(PackFault) -> [String] {
    try list { (reader) throws(PackFault) in try reader.text() }
  }

  private mutating func range() throws(PackFault) -> ClosedRange<Int> {
    let low = try integer()
    let high = try integer()
    guard low <= high else { throw .malformed }
    return low...high
  }

  private mutating func attributes() throws(PackFault) -> [RuleSources.Attribute] {
    try list { (reader) throws(PackFault) in
      RuleSources.Attribute(key: try reader.text(), values: try reader.texts())
    }
  }

  // MARK: Sources

  mutating func sources() throws(PackFault) -> RuleSources {
    var sources = RuleSources()
    sources.types = try list { (reader) throws(PackFault) in try reader.type() }
    sources.shapes = try list { (reader) throws(PackFault) in
      RuleSources.Shape(
        name: try reader.text(), digits: try reader.range(), values: try reader.range())
    }
    sources.lexicons = try list { (reader) throws(PackFault) in try reader.lexicon() }
    sources.rules = try list { (reader) throws(PackFault) in try reader.rule() }
    return sources
  }

  mutating func confidences() throws(PackFault) -> [RuleSources.Confidence] {
    try list { (reader) throws(PackFault) in
      RuleSources.Confidence(rule: try reader.text(), hundredths: try reader.integer())
    }
  }

  /// A gazetteer without its entries, and where those lie among those of all.
  struct GazetteerPlace {
    var id: String
    var type: String
    var entries: Range<Int>
  }

  mutating func gazetteers() throws(PackFault) -> [GazetteerPlace] {
    try list { (reader) throws(PackFault) in
      let (id, type) = (try reader.text(), try reader.text())
      let (first, end) = (try reader.integer(), try reader.integer())
      guard first >= 0, first <= end else { throw .malformed }
      return GazetteerPlace(id: id, type: type, entries: first..<end)
    }
  }

  /// Types of gazetteers, and where the entries of each stand among the places of all.
  mutating func gazetteerTypes() throws(PackFault) -> [(name: String, places: Range<Int>)] {
    try list { (reader) throws(PackFault) in
      let name = try reader.text()
      let (first, end) = (try reader.integer(), try reader.integer())
      guard first >= 0, first <= end else { throw .malformed }
      return (name, first..<end)
    }
  }

  mutating func entries() throws(PackFault) -> [RuleSources.Entry] {
    try list { (reader) throws(PackFault) in try reader.entry() }
  }

  private mutating func type() throws(PackFault) -> RuleSources.TypeDefinition {
    RuleSources.TypeDefinition(
      name: try text(), group: try text(), over: try texts(), also: try texts(),
      isPublic: try flag(), publish: try text(), isRole: try flag(), veils: try texts())
  }

  private mutating func lexicon() throws(PackFault) -> RuleSources.Lexicon {
    RuleSources.Lexicon(
      id: try text(),
      phrases: try list { (reader) throws(PackFault) in
        RuleSources.Phrase(
          text: try reader.text(), value: try reader.optionalText(), valid: try reader.validity())
      }, isGlued: try flag())
  }

  mutating func entry() throws(PackFault) -> RuleSources.Entry {
    RuleSources.Entry(
      id: try text(), name: try text(), isNameless: try flag(), names: try texts(),
      exact: try texts(), weak: try texts(), near: try texts(), attributes: try attributes())
  }

  private mutating func rule() throws(PackFault) -> RuleSources.Rule {
    RuleSources.Rule(
      id: try text(), file: try text(), line: try integer(), summary: try text(),
      source: try optionalText(),
      patterns: try list { (reader) throws(PackFault) in
        (text: try reader.text(), line: try reader.integer())
      }, type: try text(), normaliser: try optionalText(), from: try optionalText(),
      set: try attributes(), take: try attributes(), given: try attributes(),
      when: try conditions(), unless: try conditions(), priority: try integer(),
      suppresses: try texts(), valid: try validity(), examples: try examples(),
      counterExamples: try examples())
  }

  private mutating func validity() throws(PackFault) -> RuleSources.Validity? {
    guard try flag() else { return nil }
    guard let first = Int32(exactly: try integer()), let last = Int32(exactly: try integer()) else {
      throw .malformed
    }
    return RuleSources.Validity(first: first, last: last)
  }

  private mutating func conditions() throws(PackFault) -> [RuleSources.Condition] {
    try list { (reader) throws(PackFault) in
      RuleSources.Condition(
        scope: try reader.text(), count: try reader.integer(), pattern: try reader.text(),
        line: try reader.integer())
    }
  }

  private mutating func examples() throws(PackFault) -> [RuleSources.Example] {
    try list { (reader) throws(PackFault) in
      RuleSources.Example(
        text: try reader.text(), value: try reader.optionalText(),
        reason: try reader.optionalText(), line: try reader.integer())
    }
  }

  // MARK: Texts

  mutating func packTexts() throws(PackFault) -> PackTexts {
    PackTexts(
      rules: try list { (reader) throws(PackFault) in try reader.ruleTexts() },
      types: try list { (reader) throws(PackFault) in
        PackTexts.AnnotationType(name: try reader.text(), publish: try reader.text())
      }, values: try texts(), names: try texts(), gazetteers: try texts(),
      gazetteerOfName: try list { (reader) throws(PackFault) in
        Int32(truncatingIfNeeded: try reader.integer())
      }, symbols: try texts())
  }

  private mutating func captureName() throws(PackFault) -> CaptureName {
    CaptureName(number: UInt64(bitPattern: Int64(try integer())))
  }

  private mutating func ruleTexts() throws(PackFault) -> PackTexts.Rule {
    PackTexts.Rule(
      id: try text(),
      set: try list { (reader) throws(PackFault) in
        Annotation.Attribute(key: try reader.text(), value: try reader.text())
      },
      take: try list { (reader) throws(PackFault) in
        (
          key: try reader.text(),
          capture: try reader.captureName()
        )
      },
      given: try list { (reader) throws(PackFault) in
        (capture: try reader.captureName(), value: try reader.text())
      })
  }
}
