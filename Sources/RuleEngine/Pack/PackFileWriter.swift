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

  /// Writes where the entries of each gazetteer lie; gives back those, one gazetteer behind the other.
  mutating func gazetteers(_ gazetteers: [RuleSources.Gazetteer]) -> [UInt8] {
    var entries = PackWriter()
    list(gazetteers) { writer, gazetteer in
      writer.text(gazetteer.id)
      writer.text(gazetteer.type)
      writer.integer(entries.bytes.count)
      entries.list(gazetteer.entries) { $0.entry($1) }
      writer.integer(entries.bytes.count)
    }
    return entries.bytes
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

  private mutating func entry(_ entry: RuleSources.Entry) {
    text(entry.id)
    text(entry.name)
    flag(entry.isNameless)
    for names in [entry.names, entry.exact, entry.weak, entry.near] { texts(names) }
    attributes(entry.attributes)
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
