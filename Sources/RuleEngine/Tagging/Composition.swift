import Documents

/// The captured parts of a match, for normalisers.
struct Composition {
  // Outlives its matches.
  unowned(unsafe) let run: TagRun
  let match: PatternMatch
  let names: UnsafeBufferPointer<CaptureName>

  @inline(__always)
  private func slot(_ name: CaptureName) -> Int32? {
    for i in 0..<names.count where names[i] == name {
      let slot = match.captures[i]
      return slot == -1 ? nil : slot
    }
    return nil
  }

  func has(_ name: CaptureName) -> Bool { slot(name) != nil }

  private func item(_ name: CaptureName) -> Item? {
    guard let slot = slot(name), slot >= 0 else { return nil }
    return run.items[Int(slot)]
  }

  /// The value of a captured annotation.
  func value(_ name: CaptureName) -> Value? {
    guard let item = item(name), run.isAnnotation(item) else { return nil }
    return run.value(of: run.candidates[Int(item.payload)])
  }

  /// Of a captured annotation, or of the first where no name is given: where its value was made, and
  /// its tokens.
  func shared(_ name: CaptureName) -> (value: Candidate.Value, first: Int32, last: Int32)? {
    guard name == .none else { return shared(item: item(name)) }
    for name in names {
      if let found = shared(item: item(name)) { return found }
    }
    return nil
  }

  @inline(__always)
  private func shared(item: Item?) -> (value: Candidate.Value, first: Int32, last: Int32)? {
    guard let item, run.isAnnotation(item) else { return nil }
    return (run.candidates[Int(item.payload)].value, item.first, item.last)
  }

  /// The value that the lexicon gives to a captured phrase.
  func lexical(_ name: CaptureName) -> String? {
    guard let item = item(name), !run.isAnnotation(item), item.payload >= 0 else { return nil }
    let value = run.view.entries[Int(item.payload)].value
    return value < 0 ? nil : run.pack.texts.values[Int(value)]
  }

  /// The same as a whole number.
  private func lexicalNumber(_ name: CaptureName) -> Int? {
    guard let item = item(name), !run.isAnnotation(item), item.payload >= 0 else { return nil }
    let number = run.view.entries[Int(item.payload)].number
    return number == .min ? nil : Int(number)
  }

  /// A captured token of digits, or the number a captured word stands for.
  func integer(_ name: CaptureName) -> Int? {
    guard let slot = slot(name) else { return nil }
    if slot <= -2 { return Int(run.tokens[Int(-2 - slot)].number) }
    if let number = lexicalNumber(name) { return number }
    if lexical(name) != nil { return nil }
    if case .count(let bounds)? = value(name) { return bounds.min?.whole }
    return nil
  }

  func digits(_ name: CaptureName) -> Int {
    guard let slot = slot(name), slot <= -2 else { return 0 }
    return run.tokens[Int(-2 - slot)].length
  }

  /// Where a capture stands, in bytes.
  func range(_ name: CaptureName) -> TextRange? {
    guard let slot = slot(name) else { return nil }
    if slot <= -2 { return run.tokens[Int(-2 - slot)].range }
    let item = run.items[Int(slot)]
    return run.range(item.first, item.last)
  }

  /// Value or words of a capture, for attributes.
  func text(_ name: CaptureName) -> String? {
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
