/// Percentages, sums, durations and counts out of captured parts.
enum QuantityNormaliser {
  private static func number(_ parts: Composition, _ name: CaptureName) -> Quantity? {
    if let number = parts.number(name) { return number }
    if let text = parts.lexical(name) { return Quantity(text) }
    return parts.integer(name).map { Quantity($0) }
  }

  /// The number as a fraction where its three last figures stand after a comma or a point, which
  /// before a scale or a sign of per cent parts no thousands: `2,675 millions`.
  private static func fractional(_ parts: Composition, _ name: CaptureName) -> Quantity? {
    parts.range(name).flatMap { Numerals.decimal(parts.bytes($0)) } ?? number(parts, name)
  }

  private static func scaled(
    _ parts: Composition, _ name: CaptureName, scale: CaptureName, default fallback: String?
  ) -> Quantity? {
    guard let text = parts.lexical(scale) ?? fallback, let factor = Quantity(text) else {
      return number(parts, name)
    }
    return fractional(parts, name)?.multiplied(by: factor)
  }

  static func percent(_ parts: Composition) -> Value? {
    guard let number = fractional(parts, "number") else { return nil }
    return .percent(Bounds(number))
  }

  /// A unit's name in a lexicon, which may be so many of another: `1000000 EUR`, `3 month`.
  private static func unit(_ parts: Composition, _ name: CaptureName) -> (Quantity, String)? {
    guard let text = parts.lexical(name) else { return nil }
    guard let space = text.utf8.firstIndex(of: 0x20) else { return (Quantity(1), text) }
    return Quantity(String(text[..<space])).map { factor in
      (factor, String(text[text.utf8.index(after: space)...]))
    }
  }

  /// The part of one that words add after a unit (« et demi »).
  private static func half(_ parts: Composition) -> Quantity {
    parts.lexical("half").flatMap { Quantity($0) } ?? Quantity(0)
  }

  /// The figures after a currency (12€50).
  private static func hundredths(_ parts: Composition, _ name: CaptureName) -> Quantity? {
    parts.integer(name).map { Quantity(tenThousandths: Int64($0) * 100) }
  }

  /// number, scale and currency; two numbers (`from`, `to`) lend scale and currency to each other.
  static func money(_ parts: Composition) -> Value? {
    guard let (factor, currency) = unit(parts, "currency") else { return nil }
    if parts.has("to") {
      let shared = parts.lexical("to-scale")
      guard
        let low = scaled(parts, "from", scale: "from-scale", default: nil),
        let high = scaled(parts, "to", scale: "to-scale", default: nil)
      else { return nil }
      let first = parts.has("from-scale") ? low : lent(to: low, by: high, scale: shared, parts)
      guard let least = first.multiplied(by: factor), let most = high.multiplied(by: factor),
        least <= most
      else { return nil }
      return .money(Bounds(min: least, max: most), currency: currency)
    }
    guard let amount = amount(parts) else { return nil }
    let scale = parts.lexical("scale").flatMap { Quantity($0) } ?? Quantity(0)
    let extra =
      scaled(parts, "rest", scale: "rest-scale", default: nil) ?? hundredths(parts, "cents")
      ?? half(parts).multiplied(by: scale) ?? Quantity(0)
    return (amount + extra).multiplied(by: factor).map {
      .money(Bounds($0), currency: currency)
    }
  }

  /// number and scale; after a `comma-scale`, of a language whose comma parts thousands, three figures
  /// are no fraction: `EUR 1,370 million`.
  private static func amount(_ parts: Composition) -> Quantity? {
    guard let scale = parts.lexical("comma-scale").flatMap({ Quantity($0) }) else {
      return scaled(parts, "number", scale: "scale", default: nil)
    }
    let hasComma = parts.range("number").map { parts.bytes($0).contains(0x2C) } ?? false
    let value = hasComma ? number(parts, "number") : fractional(parts, "number")
    return value?.multiplied(by: scale)
  }

  /// The first of two numbers with the scale of the second: `1 à 2 millions`, and the thousands of
  /// `entre 50 et 150 000 euros`, where no currency parts them.
  private static func lent(
    to low: Quantity, by high: Quantity, scale: String?, _ parts: Composition
  ) -> Quantity {
    guard low < Quantity(1000) else { return low }
    if let scale {
      let lent = Quantity(scale).flatMap { low.multiplied(by: $0) }
      return lent.map { $0 <= high ? $0 : low } ?? low
    }
    guard !parts.has("c"), Quantity(5) <= low, Quantity(10_000) <= high,
      high.whole.map({ $0 % 1000 == 0 }) ?? false, let lent = low.multiplied(by: Quantity(1000)),
      lent <= high
    else { return low }
    return lent
  }

  /// number and unit, and perhaps `more` of a smaller unit; of two numbers (`from`, `to`) the first may have a unit of its own (`u`).
  static func duration(_ parts: Composition) -> Value? {
    guard let (factor, name) = unit(parts, "unit"), let unit = Value.DurationUnit(rawValue: name)
    else { return nil }
    if parts.has("to") {
      guard let low = number(parts, "from"), let high = number(parts, "to"),
        let most = high.multiplied(by: factor)
      else { return nil }
      let own = parts.has("u") ? self.unit(parts, "u") : (factor, name)
      guard let own, let first = Value.DurationUnit(rawValue: own.1),
        let least = low.multiplied(by: own.0)
      else { return nil }
      return span(least, first, most, unit)
    }
    guard let number = number(parts, "number"),
      let length = (number + half(parts)).multiplied(by: factor)
    else { return nil }
    guard parts.has("more") else { return .duration(Bounds(length), unit) }
    guard let more = self.number(parts, "more"), let (rest, small) = self.unit(parts, "more-unit"),
      let last = Value.DurationUnit(rawValue: small), last != unit, unit.common(with: last) == last,
      let whole = length.multiplied(by: Quantity(unit.count(of: last))),
      let part = more.multiplied(by: rest)
    else { return nil }
    return .duration(Bounds(whole + part), last)
  }

  /// From one duration to another; years and weeks give way to months and days.
  private static func span(
    _ low: Quantity, _ first: Value.DurationUnit, _ high: Quantity, _ last: Value.DurationUnit
  ) -> Value? {
    guard let unit = first == last ? first : first.common(with: last),
      let least = low.multiplied(by: Quantity(first.count(of: unit))),
      let most = high.multiplied(by: Quantity(last.count(of: unit))), least <= most
    else { return nil }
    return .duration(Bounds(min: least, max: most), unit)
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
