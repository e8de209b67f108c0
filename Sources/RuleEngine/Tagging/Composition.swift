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
  /// A bit for each of the names: normalisers ask for many that a pattern does not have.
  private let marks: UInt64
  /// The rule, where it has something that stands for captures; -1 for most.
  private let giver: Int32

  @inline(__always)
  init(
    source: Source, match: PatternMatch, names: UnsafeBufferPointer<CaptureName>, giver: Int32
  ) {
    self.giver = giver
    self.source = source
    self.match = match
    self.names = names
    var marks: UInt64 = 0
    for name in names { marks |= name.mark }
    self.marks = marks
  }

  private var memory: UnsafeMutablePointer<RunMemory> {
    @inline(__always) get { source.memory }
  }

  @inline(__always)
  private func captured(_ name: CaptureName) -> Captured {
    guard marks & name.mark != 0 else { return .none }
    for i in 0..<names.count where names[i] == name { return match.captures[i] }
    return .none
  }

  @inline(__always)
  func has(_ name: CaptureName) -> Bool { captured(name) != .none }

  @inline(__always)
  private func item(_ name: CaptureName) -> Item? {
    captured(name).item.map { memory.pointee.items[$0] }
  }

  /// The entry of a captured phrase.
  @inline(__always)
  private func entry(_ name: CaptureName) -> TaggingPlan.Entry? {
    captured(name).phrase.map { source.entries[Int(memory.pointee.phrases[$0].entry)] }
  }

  /// The value of a captured annotation.
  @inline(__always)
  func value(_ name: CaptureName) -> Value? {
    guard marks & name.mark != 0 else { return nil }
    return madeValue(name)
  }

  @inline(never)
  private func madeValue(_ name: CaptureName) -> Value? {
    item(name).map { item in
      source.texts._withUnsafeGuaranteedRef {
        memory.pointee.value(of: memory.pointee.candidates[Int(item.candidate)].value, $0)
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
  @inline(__always)
  func lexical(_ name: CaptureName) -> String? {
    if marks & name.mark != 0, let text = givenText(name) { return text }
    return giver < 0 ? nil : given(name)
  }

  /// What the rule says in place of a capture.
  @inline(never)
  private func given(_ name: CaptureName) -> String? {
    source.texts._withUnsafeGuaranteedRef { texts in
      texts.rules[Int(giver)].given.first { $0.capture == name }?.value
    }
  }

  @inline(never)
  private func givenText(_ name: CaptureName) -> String? {
    guard let entry = entry(name), entry.value >= 0 else { return nil }
    return source.texts._withUnsafeGuaranteedRef { $0.values[Int(entry.value)] }
  }

  /// A captured token of digits, or the number a captured word stands for.
  @inline(__always)
  func integer(_ name: CaptureName) -> Int? {
    guard marks & name.mark != 0 else { return nil }
    return whole(name)
  }

  @inline(never)
  private func whole(_ name: CaptureName) -> Int? {
    let captured = captured(name)
    if let token = captured.token { return Int(memory.pointee.tokens[token].number) }
    if let phrase = captured.phrase {
      let number = source.entries[Int(memory.pointee.phrases[phrase].entry)].number
      return number == .min ? nil : Int(number)
    }
    return number(captured)?.whole
  }

  /// A captured number.
  @inline(__always)
  func number(_ name: CaptureName) -> Quantity? {
    guard marks & name.mark != 0 else { return nil }
    return number(captured(name))
  }

  @inline(never)
  private func number(_ captured: Captured) -> Quantity? {
    guard let item = captured.item else { return nil }
    let candidate = memory.pointee.candidates[Int(memory.pointee.items[item].candidate)]
    switch candidate.value.kind {
    case .number:
      return Quantity(tenThousandths: memory.pointee.numbers[Int(candidate.value.index)])
    case .made:
      guard case .count(let bounds) = memory.pointee.values[Int(candidate.value.index)] else {
        return nil
      }
      return bounds.min
    case .name, .none: return nil
    }
  }

  func digits(_ name: CaptureName) -> Int {
    captured(name).token.map { memory.pointee.tokens[$0].length } ?? 0
  }

  /// Where a capture stands, in bytes.
  func range(_ name: CaptureName) -> TextRange? {
    let captured = captured(name)
    if let token = captured.token { return memory.pointee.tokens[token].range }
    if let phrase = captured.phrase {
      let first = Int32(truncatingIfNeeded: memory.pointee.firstToken(ofPhrase: phrase))
      return range(first, first &+ memory.pointee.phrases[phrase].length)
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
