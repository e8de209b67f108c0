import Documents

/// The captured parts of a match, for normalisers.
struct Composition {
  /// What a run's matches are looked up in. The run and its pack outlive it: to count references to them
  /// would cost more than the looks.
  struct Source {
    let memory: UnsafeMutablePointer<RunMemory>
    let text: UnsafeBufferPointer<UInt8>
    let entries: UnsafePointer<TaggingPlan.Entry>
    let texts: Unmanaged<PackTexts>

    init(_ run: TagRun) {
      memory = run.memory
      text = run.text
      entries = run.view.entries
      texts = Unmanaged.passUnretained(run.pack.texts)
    }
  }

  let source: Source
  let match: PatternMatch
  let names: UnsafeBufferPointer<CaptureName>

  private var memory: UnsafeMutablePointer<RunMemory> {
    @inline(__always) get { source.memory }
  }

  @inline(__always)
  private func captured(_ name: CaptureName) -> Captured {
    for i in 0..<names.count where names[i] == name { return match.captures[i] }
    return .none
  }

  func has(_ name: CaptureName) -> Bool { captured(name) != .none }

  private func item(_ name: CaptureName) -> Item? {
    captured(name).item.map { memory.pointee.items[$0] }
  }

  /// The entry of a captured phrase.
  private func entry(_ name: CaptureName) -> TaggingPlan.Entry? {
    captured(name).phrase.map { source.entries[Int(memory.pointee.phrases[$0].entry)] }
  }

  /// The value of a captured annotation.
  func value(_ name: CaptureName) -> Value? {
    item(name).map { item in
      source.texts._withUnsafeGuaranteedRef {
        memory.pointee.value(of: memory.pointee.candidates[Int(item.candidate)], $0)
      }
    }
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
    item.map { (memory.pointee.candidates[Int($0.candidate)].value, $0.first, $0.last) }
  }

  /// The value that the lexicon gives to a captured phrase.
  func lexical(_ name: CaptureName) -> String? {
    guard let entry = entry(name), entry.value >= 0 else { return nil }
    return source.texts._withUnsafeGuaranteedRef { $0.values[Int(entry.value)] }
  }

  /// The same as a whole number.
  private func lexicalNumber(_ name: CaptureName) -> Int? {
    guard let entry = entry(name), entry.number != .min else { return nil }
    return Int(entry.number)
  }

  /// A captured token of digits, or the number a captured word stands for.
  func integer(_ name: CaptureName) -> Int? {
    let captured = captured(name)
    guard captured != .none else { return nil }
    if let token = captured.token { return Int(memory.pointee.tokens[token].number) }
    if let number = lexicalNumber(name) { return number }
    if lexical(name) != nil { return nil }
    if case .count(let bounds)? = value(name) { return bounds.min?.whole }
    return nil
  }

  func digits(_ name: CaptureName) -> Int {
    captured(name).token.map { memory.pointee.tokens[$0].length } ?? 0
  }

  /// Where a capture stands, in bytes.
  func range(_ name: CaptureName) -> TextRange? {
    let captured = captured(name)
    if let token = captured.token { return memory.pointee.tokens[token].range }
    if let phrase = captured.phrase.map({ memory.pointee.phrases[$0] }) {
      return range(phrase.first, phrase.last)
    }
    return captured.item.map { memory.pointee.items[$0] }.map { range($0.first, $0.last) }
  }

  private func range(_ first: Int32, _ last: Int32) -> TextRange {
    let tokens = memory.pointee.tokens
    return TextRange(Int(tokens[Int(first)].start), Int(tokens[Int(last) - 1].end))
  }

  /// Words of the text.
  func slice(_ range: TextRange) -> String { String(decoding: bytes(range), as: UTF8.self) }

  func bytes(_ range: TextRange) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: source.text[range.start..<range.end])
  }

  /// Value or words of a capture, for attributes.
  func text(_ name: CaptureName) -> String? {
    if let text = lexical(name) { return text }
    if let value = value(name), value != .none { return value.description }
    return range(name).map { slice($0) }
  }

  /// The first captured annotation's value and place.
  func firstValue() -> (Value, TextRange)? {
    for name in names {
      if let value = value(name), let range = range(name) { return (value, range) }
    }
    return nil
  }
}
