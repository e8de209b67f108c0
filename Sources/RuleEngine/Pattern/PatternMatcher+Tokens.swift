/// What steps of patterns ask of the tokens.
extension PatternMatcher {
  /// Whether the symbol of a step may stand at a token, as its signature tells.
  @inline(__always)
  func mayHold(_ step: UnsafePointer<PatternStep>, _ token: Int) -> Bool {
    token < inside && field.signatures.holds(Int(step.pointee.ahead), at: token)
  }

  /// The next value that a step takes, from an item of a token on; -1 for none.
  @inline(__always)
  func item(_ step: UnsafePointer<PatternStep>, from first: Int32) -> Int32 {
    let symbol = Int32(bitPattern: step.pointee.number)
    var index = first
    while index >= 0 {
      let item = field.items + Int(index)
      if item.pointee.symbol == symbol, !item.pointee.isHidden, Int(item.pointee.last) <= bound {
        return index
      }
      index = item.pointee.next
    }
    return -1
  }

  /// The last phrase that a step takes, among those of a token from one to another; -1 for none.
  @inline(__always)
  func phrase(
    _ step: UnsafePointer<PatternStep>, _ token: Int, before end: Int, from first: Int
  ) -> Int {
    let symbol = step.pointee.number
    var found = field.phrases + end
    var number = end
    while number > first {
      found -= 1
      number &-= 1
      if found.pointee.isOf(symbol), token &+ Int(found.pointee.length) <= bound { return number }
    }
    return -1
  }

  /// Whether a token is the first of its sentence.
  @inline(__always)
  func isFirst(_ token: Int) -> Bool {
    token == 0 || sentences[token &- 1] != sentences[token]
  }

  /// Whether what follows a step may match at a token, as far as what stands there tells.
  @inline(__always)
  func mayGoOn(_ step: UnsafePointer<PatternStep>, _ token: Int) -> Bool {
    let ahead = step.pointee.ahead
    if ahead == PatternStep.open { return true }
    guard token < bound else { return false }
    let wanted = field.aheads + Int(ahead)
    let word = step.pointee.capture
    guard word >= 0 else { return field.signatures[token].meets(wanted.pointee) }
    return field.signatures.meets(wanted.bits(in: Int(word)), in: Int(word), at: token)
  }

  /// The token before which what stands behind a gap begins.
  @inline(__always)
  func endOfGap(_ gap: UnsafePointer<PatternStep>, _ token: Int) -> Int {
    // That of the token before: at the beginning of a sentence nothing is passed over.
    let sentence = token > 0 ? sentences[token &- 1] : (tokens.isEmpty ? 0 : sentences[0])
    return min(
      bound, Int(field.sentenceStarts[Int(sentence) &+ 1]),
      token &+ Int(gap.pointee.number) &+ 1)
  }

  /// The first token from one on where what stands behind a gap may begin; `end` or more for none.
  @inline(__always)
  static func placeBehind(
    _ gap: UnsafePointer<PatternStep>, _ token: Int, before end: Int, _ field: Field
  ) -> Int {
    let ahead = gap.pointee.ahead
    guard ahead != PatternStep.open else { return token }
    return place(in: field.signatures, token, end, field.aheads + Int(ahead))
  }

  @inline(never)
  static func place(
    in signatures: UnsafePointer<Signature>, _ start: Int, _ end: Int,
    _ wanted: UnsafePointer<Signature>
  ) -> Int {
    signatures.next(from: start, before: end, meeting: wanted.pointee)
  }

  @inline(__always)
  func isShape(_ shape: UInt32, _ index: Int) -> Bool {
    tokens[index].kind == .digits && field.shapes[Int(shape)].holds(tokens[index])
  }

  /// Only closing marks stand between here and the sentence's end.
  // Mutating, as all that is not inlined: else the matcher would be copied for each call.
  mutating func isFinalMark(_ index: Int) -> Bool {
    var i = index
    while i < tokens.count, i < index + 3, sentences[i] == sentences[index - 1] {
      guard tokens[i].kind == .mark else { return false }
      i += 1
    }
    return i >= tokens.count || sentences[i] != sentences[index - 1]
  }
}
