import Documents

extension JSONBytes {
  /// An annotation as `calls tag` writes it, keys in order; `bytes` are those of its text.
  package mutating func annotation(
    _ annotation: Annotation, value: Value, _ index: ScalarIndex,
    _ bytes: UnsafeBufferPointer<UInt8>
  ) {
    raw("{\"end\":")
    number(index.scalarOffset(annotation.range.end))
    raw(",\"rule\":")
    string(annotation.rule)
    raw(",\"start\":")
    number(index.scalarOffset(annotation.range.start))
    raw(",\"text\":")
    string(UnsafeBufferPointer(rebasing: bytes[annotation.range.start..<annotation.range.end]))
    raw(",\"type\":")
    string(annotation.publishedType)
    raw(",\"value\":")
    self.value(value)
    raw("}")
  }

  /// The published form of a value; the same as its `encode(to:)`.
  package mutating func value(_ value: Value) {
    switch value {
    case .none: raw("null")
    case .date(let date):
      raw("{\"iso\":")
      string(date.writtenOut)
      member(",\"mod\":", date.part?.rawValue)
      member(",\"tz\":", date.zone)
      raw("}")
    case .range(let range):
      raw("{\"iso\":")
      string(range.writtenOut)
      member(",\"tz\":", range.end?.zone ?? range.start?.zone)
      raw("}")
    case .time(let minutes, let zone):
      raw("{\"time\":")
      string(DateValue.clock(minutes))
      member(",\"tz\":", zone)
      raw("}")
    case .percent(let bounds), .count(let bounds):
      raw("{")
      self.bounds(bounds)
      raw("}")
    case .money(let bounds, let currency):
      raw("{\"currency\":")
      string(currency)
      raw(",")
      self.bounds(bounds)
      raw("}")
    case .duration(let bounds, let unit):
      raw("{")
      self.bounds(bounds)
      raw(",\"unit\":")
      string(unit.rawValue)
      raw("}")
    case .entry(let id):
      raw("{\"id\":")
      string(id)
      raw("}")
    case .text(let text):
      raw("{\"text\":")
      string(text)
      raw("}")
    }
  }

  private mutating func member(_ key: StaticString, _ text: String?) {
    guard let text else { return }
    raw(key)
    string(text)
  }

  private mutating func bounds(_ bounds: Bounds) {
    raw("\"max\":")
    quantity(bounds.max)
    raw(",\"min\":")
    quantity(bounds.min)
  }

  private mutating func quantity(_ quantity: Quantity?) {
    guard let quantity else { return raw("null") }
    if let whole = quantity.whole { number(whole) } else { plain(quantity.description) }
  }
}
