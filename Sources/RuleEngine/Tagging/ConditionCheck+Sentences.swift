/// In which sentences of a section conditions may hold: asked once of all of them.
extension ConditionCheck {
  @inline(__always)
  func mayDoubt(
    _ rule: UnsafePointer<TaggingPlan.Rule>, _ program: Int32, _ sentence: Int32
  ) -> Bool {
    let known = memory.pointee.doubts.base + Int(program)
    let section = Presence.section(of: sentence)
    let sentences =
      known.pointee.stamp == memory.pointee.stamp &+ UInt64(truncatingIfNeeded: section)
      ? known.pointee.sentences : newDoubts(rule, program, section)
    return sentences &>> UInt64(truncatingIfNeeded: sentence & 63) & 1 != 0
  }

  /// The sentences of a section in which something of what `unless` names may hold.
  @inline(never)
  private func newDoubts(
    _ rule: UnsafePointer<TaggingPlan.Rule>, _ program: Int32, _ section: Int
  ) -> UInt64 {
    var sentences: UInt64 = 0
    for i in Int(rule.pointee.unless)..<Int(rule.pointee.end) where sentences != .max {
      switch conditions[i].scope {
      case .before, .after, .near, .passage, .sentence:
        sentences |= prospect(of: i, in: section)
      case .next, .previous, .block, .under, .row, .blockBefore, .blockAfter, .document:
        if isAnywhere(i) { sentences = .max }
      }
    }
    memory.pointee.doubts[Int(program)] = RunMemory.Doubt(
      stamp: memory.pointee.stamp &+ UInt64(truncatingIfNeeded: section), sentences: sentences)
    return sentences
  }

  // MARK: Conditions outside the sentence

  /// Of some sentences of a section those for whose matches a condition may hold that looks outside
  /// their sentence.
  ///
  /// Most such conditions ask for a heading, and most texts have none that is like it.
  @inline(never)
  func sentences(_ some: UInt64, in section: Int, for condition: Int) -> UInt64 {
    guard isAnywhere(condition) else { return 0 }
    let scope = conditions[condition].scope
    guard scope != .document else { return some }
    let answer = memory.pointee.answers.base + condition
    if answer.pointee.outside != Int32(truncatingIfNeeded: section) {
      answer.pointee.outside = Int32(truncatingIfNeeded: section)
      answer.pointee.asked = 0
      answer.pointee.allowed = 0
    }
    var rest = some & ~answer.pointee.asked
    answer.pointee.asked |= rest
    while rest != 0 {
      let bit = rest & (0 &- rest)
      let sentence = Int32(truncatingIfNeeded: section &* 64 &+ rest.trailingZeroBitCount)
      rest ^= bit
      if mayHold(condition, scope, around: sentence) { answer.pointee.allowed |= bit }
    }
    return some & answer.pointee.allowed
  }

  private func isAnywhere(_ condition: Int) -> Bool {
    let answer = memory.pointee.answers.base + condition
    if answer.pointee.isAnywhere == .unknown {
      let sections = 0..<Presence.sections(Int(sentenceCount))
      answer.pointee.isAnywhere =
        sections.contains { prospect(of: condition, in: $0) != 0 } ? .yes : .no
    }
    return answer.pointee.isAnywhere == .yes
  }

  /// Whether a condition may hold for a match that begins in a sentence.
  private func mayHold(
    _ condition: Int, _ scope: RulePack.Scope, around sentence: Int32
  ) -> Bool {
    switch scope {
    case .previous: return sentence > 0 && mayStand(condition, sentence &- 1, sentence &- 1)
    case .next:
      // A phrase may reach into the sentence behind.
      let (first, last) = (sentence &+ 1, min(sentence &+ 2, sentenceCount &- 1))
      return first <= last && mayStand(condition, first, last)
    default: break
    }
    let tokens = tokens(of: sentence)
    guard !tokens.isEmpty else { return true }
    let units = memory.pointee.unitOf
    let (first, last) = (units[tokens.lowerBound], units[tokens.upperBound &- 1])
    // A sentence may go on from a label to its value.
    guard first >= 0, first <= last else { return true }
    for unit in Int(first)...Int(last) where mayHold(condition, scope, around: unit) { return true }
    return false
  }

  /// Whether it may for a match in a unit.
  private func mayHold(_ condition: Int, _ scope: RulePack.Scope, around unit: Int) -> Bool {
    switch scope {
    case .block: return mayStand(condition, inUnit: unit)
    case .blockBefore: return mayStand(condition, inUnit: unit - 1)
    case .blockAfter: return mayStand(condition, inUnit: unit + 1)
    default:
      let overs = memory.pointee.overs
      return memory.pointee.unitsOver[unit].indices.contains {
        mayStand(condition, inUnit: Int(overs[$0]))
      }
    }
  }

  private func mayStand(_ condition: Int, inUnit unit: Int) -> Bool {
    guard unit >= 0, unit < memory.pointee.unitTokens.count else { return false }
    let tokens = memory.pointee.unitTokens[unit].indices
    return !tokens.isEmpty && mayStand(condition, in: tokens)
  }
}
