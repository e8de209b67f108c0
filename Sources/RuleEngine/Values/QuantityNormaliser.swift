/// Percentages, sums, durations and counts out of captured parts.
enum QuantityNormaliser {
  private static func number(_ parts: Composition, _ name: String) -> Quantity? {
    if case .count(let bounds)? = parts.value(name) { return bounds.min }
    return parts.integer(name).map { Quantity($0) }
  }

  private static func scaled(
    _ parts: Composition, _ name: String, scale: String, default fallback: String?
  ) -> Quantity? {
    guard let number = number(parts, name) else { return nil }
    guard let text = parts.lexical(scale) ?? fallback, let factor = Quantity(text) else {
      return number
    }
    return number.multiplied(by: factor)
  }

  static func percent(_ parts: Composition) -> Value? {
    guard let number = number(parts, "number") else { return nil }
    return .percent(Bounds(number))
  }

  /// number, scale and currency; two numbers (`from`, `to`) lend scale and currency to each other.
  static func money(_ parts: Composition) -> Value? {
    guard let currency = parts.lexical("currency") else { return nil }
    if parts.has("to") {
      let shared = parts.lexical("to-scale")
      guard
        let low = scaled(parts, "from", scale: "from-scale", default: nil),
        let high = scaled(parts, "to", scale: "to-scale", default: nil)
      else { return nil }
      var first = low
      if !parts.has("from-scale"), let shared, let factor = Quantity(shared), low < Quantity(1000),
        let lent = low.multiplied(by: factor), lent <= high
      {
        first = lent
      }
      guard first <= high else { return nil }
      return .money(Bounds(min: first, max: high), currency: currency)
    }
    guard let amount = scaled(parts, "number", scale: "scale", default: nil) else { return nil }
    return .money(Bounds(amount), currency: currency)
  }

  static func duration(_ parts: Composition) -> Value? {
    guard let unit = parts.lexical("unit").flatMap({ Value.DurationUnit(rawValue: $0) }) else {
      return nil
    }
    if parts.has("to") {
      guard let low = number(parts, "from"), let high = number(parts, "to"), low <= high else {
        return nil
      }
      return .duration(Bounds(min: low, max: high), unit)
    }
    guard let number = number(parts, "number") else { return nil }
    return .duration(Bounds(number), unit)
  }

  static func count(_ parts: Composition) -> Value? {
    if parts.has("to") {
      guard let low = number(parts, "from"), let high = number(parts, "to"), low <= high else {
        return nil
      }
      return .count(Bounds(min: low, max: high))
    }
    return number(parts, "number").map { .count(Bounds($0)) }
  }

  static func bound(_ parts: Composition) -> Value? {
    guard let bound = parts.lexical("bound"), let (value, _) = parts.firstValue() else {
      return nil
    }
    func limited(_ bounds: Bounds) -> Bounds? {
      guard bounds.min == bounds.max else { return nil }
      switch bound {
      case "max": return Bounds(min: nil, max: bounds.max)
      case "min": return Bounds(min: bounds.min, max: nil)
      default: return nil
      }
    }
    switch value {
    case .percent(let bounds): return limited(bounds).map { .percent($0) }
    case .money(let bounds, let currency):
      return limited(bounds).map { .money($0, currency: currency) }
    case .duration(let bounds, let unit): return limited(bounds).map { .duration($0, unit) }
    case .count(let bounds): return limited(bounds).map { .count($0) }
    default: return nil
    }
  }

  static func span(_ parts: Composition) -> Value? {
    guard let low = parts.value("from"), let high = parts.value("to") else { return nil }
    func joined(_ a: Bounds, _ b: Bounds) -> Bounds? {
      guard let first = a.min, let last = b.max, first <= last else { return nil }
      return Bounds(min: first, max: last)
    }
    switch (low, high) {
    case (.percent(let a), .percent(let b)): return joined(a, b).map { .percent($0) }
    case (.count(let a), .percent(let b)): return joined(a, b).map { .percent($0) }
    case (.money(let a, let x), .money(let b, let y)) where x == y:
      return joined(a, b).map { .money($0, currency: x) }
    case (.duration(let a, let x), .duration(let b, let y)) where x == y:
      return joined(a, b).map { .duration($0, x) }
    case (.count(let a), .count(let b)): return joined(a, b).map { .count($0) }
    default: return nil
    }
  }
}
