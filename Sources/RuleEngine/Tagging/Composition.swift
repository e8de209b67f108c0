import Documents

/// The captured parts of a match, for normalisers.
struct Composition {
  let run: TagRun
  let match: PatternMatch
  let names: [String]

  private func slot(_ name: String) -> Int32? {
    guard let index = names.firstIndex(of: name) else { return nil }
    let slot = match.captures[index]
    return slot == -1 ? nil : slot
  }

  func has(_ name: String) -> Bool { slot(name) != nil }

  private func item(_ name: String) -> Item? {
    guard let slot = slot(name), slot >= 0 else { return nil }
    return run.items[Int(slot)]
  }

  /// The value of a captured annotation.
  func value(_ name: String) -> Value? {
    guard let item = item(name), run.isAnnotation(item) else { return nil }
    return run.candidates[Int(item.payload)].value
  }

  /// The value that the lexicon gives to a captured phrase.
  func lexical(_ name: String) -> String? {
    guard let item = item(name), !run.isAnnotation(item), item.payload >= 0 else { return nil }
    return run.pack.entries[Int(item.payload)].value
  }

  /// A captured token of digits, or the number a captured word stands for.
  func integer(_ name: String) -> Int? {
    guard let slot = slot(name) else { return nil }
    if slot <= -2 { return Int(run.tokens[Int(-2 - slot)].number) }
    if let text = lexical(name) { return Int(text) }
    if case .count(let bounds)? = value(name) { return bounds.min?.whole }
    return nil
  }

  func digits(_ name: String) -> Int {
    guard let slot = slot(name), slot <= -2 else { return 0 }
    return run.tokens[Int(-2 - slot)].length
  }

  /// Where a capture stands, in bytes.
  func range(_ name: String) -> TextRange? {
    guard let slot = slot(name) else { return nil }
    if slot <= -2 { return run.tokens[Int(-2 - slot)].range }
    let item = run.items[Int(slot)]
    return run.range(item.first, item.last)
  }

  /// Value or words of a capture, for attributes.
  func text(_ name: String) -> String? {
    if let text = lexical(name) { return text }
    if let value = value(name), value != .none { return value.description }
    return range(name).map { run.slice($0) }
  }

  /// The first captured annotation's value and place.
  func firstValue() -> (Value, TextRange)? {
    for name in names {
      if let value = value(name), let range = range(name) { return (value, range) }
    }
    return nil
  }
}
