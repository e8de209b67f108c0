/// Writes rule sources. Counts and numbers are zigzag LEB128, texts UTF-8 behind their length.
struct PackWriter {
  private(set) var bytes: [UInt8] = []

  // MARK: Primitives

  mutating func byte(_ value: UInt8) { bytes.append(value) }

  private mutating func flag(_ value: Bool) { byte(value ? 1 : 0) }

  private mutating func integer(_ value: Int) {
    var rest = UInt64(bitPattern: Int64(value << 1 ^ value >> 63))
    while rest >= 0x80 {
      byte(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    byte(UInt8(rest))
  }

  private mutating func text(_ value: String) {
    integer(value.utf8.count)
    bytes.append(contentsOf: value.utf8)
  }

  private mutating func text(_ value: String?) {
    flag(value != nil)
    if let value { text(value) }
  }

  private mutating func list<Element>(
    _ values: [Element], _ write: (inout PackWriter, Element) -> Void
  ) {
    integer(values.count)
    for value in values { write(&self, value) }
  }

  private mutating func texts(_ values: [String]) { list(values) { $0.text($1) } }

  private mutating func range(_ value: ClosedRange<Int>) {
    integer(value.lowerBound)
    integer(value.upperBound)
  }

  private mutating func attributes(_ values: [RuleSources.Attribute]) {
    list(values) {
      $0.text($1.key)
      $0.texts($1.values)
    }
  }

  // MARK: Sources

  mutating func sources(_ sources: RuleSources) {
    list(sources.types) { $0.type($1) }
    list(sources.shapes) {
      $0.text($1.name)
      $0.range($1.digits)
      $0.range($1.values)
    }
    list(sources.lexicons) { $0.lexicon($1) }
    list(sources.rules) { $0.rule($1) }
  }

  mutating func confidences(_ confidences: [RuleSources.Confidence]) {
    list(confidences) {
      $0.text($1.rule)
      $0.integer($1.hundredths)
    }
  }

  /// Writes where the entries of each gazetteer lie, and those of each type among the places of all;
  /// gives back the entries, one gazetteer behind the other, and their places by type and id.
  mutating func gazetteers(
    _ gazetteers: [RuleSources.Gazetteer]
  ) -> (entries: [UInt8], places: [PackedName]) {
    var entries = PackWriter()
    var places: [String: [(id: String, place: PackedName)]] = [:]
    list(Array(gazetteers.enumerated())) { writer, numbered in
      let (number, gazetteer) = numbered
      writer.text(gazetteer.id)
      writer.text(gazetteer.type)
      writer.integer(entries.bytes.count)
      entries.list(gazetteer.entries) { entries, entry in
        let place = entries.entry(entry, of: number)
        places[gazetteer.type, default: []].append((entry.id, place))
      }
      writer.integer(entries.bytes.count)
    }
    var sorted: [PackedName] = []
    list(places.sorted { $0.key < $1.key }) { writer, ofType in
      writer.text(ofType.key)
      writer.integer(sorted.count)
      sorted += ofType.value.sorted {
        $0.id == $1.id
          ? $0.place.start < $1.place.start : $0.id.utf8.lexicographicallyPrecedes($1.id.utf8)
      }.map(\.place)
      writer.integer(sorted.count)
    }
    return (entries.bytes, sorted)
  }

  private mutating func type(_ type: RuleSources.TypeDefinition) {
    text(type.name)
    text(type.group)
    texts(type.over)
    texts(type.also)
    flag(type.isPublic)
    text(type.publish)
    flag(type.isRole)
    texts(type.veils)
  }

  private mutating func lexicon(_ lexicon: RuleSources.Lexicon) {
    text(lexicon.id)
    list(lexicon.phrases) {
      $0.text($1.text)
      $0.text($1.value)
      $0.validity($1.valid)
    }
    flag(lexicon.isGlued)
  }

  /// Writes an entry of a gazetteer; gives back where it stands.
  private mutating func entry(_ entry: RuleSources.Entry, of gazetteer: Int) -> PackedName {
    let start = bytes.count
    text(entry.id)
    let idEnd = bytes.count
    text(entry.name)
    flag(entry.isNameless)
    for names in [entry.names, entry.exact, entry.weak, entry.near] { texts(names) }
    attributes(entry.attributes)
    return PackedName(
      start: UInt32(start), end: UInt32(bytes.count), gazetteer: Int32(gazetteer),
      idStart: UInt32(idEnd - entry.id.utf8.count), idEnd: UInt32(idEnd))
  }

  private mutating func rule(_ rule: RuleSources.Rule) {
    text(rule.id)
    text(rule.file)
    integer(rule.line)
    text(rule.summary)
    text(rule.source)
    list(rule.patterns) {
      $0.text($1.text)
      $0.integer($1.line)
    }
    text(rule.type)
    text(rule.normaliser)
    text(rule.from)
    attributes(rule.set)
    attributes(rule.take)
    attributes(rule.given)
    list(rule.when) { $0.condition($1) }
    list(rule.unless) { $0.condition($1) }
    integer(rule.priority)
    texts(rule.suppresses)
    validity(rule.valid)
    list(rule.examples) { $0.example($1) }
    list(rule.counterExamples) { $0.example($1) }
  }

  private mutating func validity(_ validity: RuleSources.Validity?) {
    flag(validity != nil)
    guard let validity else { return }
    integer(Int(validity.first))
    integer(Int(validity.last))
  }

  private mutating func condition(_ condition: RuleSources.Condition) {
    text(condition.scope)
    integer(condition.count)
    text(condition.pattern)
    integer(condition.line)
  }

  private mutating func example(_ example: RuleSources.Example) {
    text(example.text)
    text(example.value)
    text(example.reason)
    integer(example.line)
  }

  // MARK: Texts

  mutating func texts(_ texts: PackTexts) {
    list(texts.rules) { writer, rule in
      writer.text(rule.id)
      writer.list(rule.set) {
        $0.text($1.key)
        $0.text($1.value)
      }
      writer.list(rule.take) {
        $0.text($1.key)
        $0.integer(Int(Int64(bitPattern: $1.capture.number)))
      }
      writer.list(rule.given) {
        $0.integer(Int(Int64(bitPattern: $1.capture.number)))
        $0.text($1.value)
      }
    }
    list(texts.types) {
      $0.text($1.name)
      $0.text($1.publish)
    }
    self.texts(texts.values)
    self.texts(texts.names)
    self.texts(texts.gazetteers)
    list(texts.gazetteerOfName) { $0.integer(Int($1)) }
    self.texts(texts.symbols)
  }
}
