/// Where sentences begin, and what stands in each.
extension TagRun {
  /// Cuts sentences: at blocks, at final marks before a capital, at blank lines and list items.
  func segment() {
    let memory = memory
    memory.pointee.sentenceStarts.append(0)
    var sentence: Int32 = 0
    let tokens = tokens
    let count = tokens.count
    let units = memory.pointee.unitOf.base
    let sentences = memory.pointee.sentences.base
    for i in 0..<count where i > 0 {
      // Most stand in a line behind a word.
      let isWithin =
        !tokens[i].flags.mayPart && tokens[i &- 1].kind != .mark && units[i] == units[i &- 1]
      if !isWithin, startsSentence(i) {
        sentence += 1
        memory.pointee.sentenceStarts.append(Int32(truncatingIfNeeded: i))
        memory.pointee.tokens[i].startSentence()
      }
      sentences[i] = sentence
    }
    memory.pointee.sentenceStarts.append(Int32(truncatingIfNeeded: count))
  }

  var sentenceCount: Int32 {
    @inline(__always) get { Int32(truncatingIfNeeded: memory.pointee.sentenceStarts.count - 1) }
  }

  /// Tokens of a sentence.
  @inline(__always)
  func sentence(_ number: Int32) -> Range<Int> {
    let starts = memory.pointee.sentenceStarts
    return Int(starts[Int(number)])..<Int(starts[Int(number) + 1])
  }

  @inline(__always)
  private func startsSentence(_ i: Int) -> Bool {
    let token = tokens[i]
    if token.flags.contains(.blockStart) { return true }
    let units = memory.pointee.unitOf
    if units[i] != units[i - 1], units[i] >= 0 {
      guard layout.units[Int(units[i])].continues else { return true }
      // A value goes on the label that leads in to it, whatever parts them.
      if tokens[i - 1].kind == .mark, text[Int(tokens[i - 1].start)] == 0x3A { return false }
    }
    guard token.flags.contains(.spaceBefore) else { return token.flags.contains(.blankLineBefore) }
    if token.flags.contains(.blankLineBefore) { return true }
    if token.flags.contains(.lineBefore), token.kind == .mark, isBullet(token), !isCurrency(i) {
      return true
    }
    guard tokens[i - 1].kind == .mark, tokens[i - 1].length == 1 else { return false }
    return endsSentence(i)
  }

  /// After a mark.
  private func endsSentence(_ i: Int) -> Bool {
    let token = tokens[i]
    switch text[Int(tokens[i - 1].start)] {
    case 0x21, 0x3F: return true
    case 0x3B: return token.flags.contains(.lineBefore)
    case 0x2E:
      guard
        token.flags.contains(.capital) || token.kind != .word
          || token.flags.contains(.lineBefore)
      else { return false }
      return i < 2
        || !(isAbbreviation(i - 2) || isOrdinal(i - 2, before: i) || isSpacedDate(around: i))
    default: return false
    }
  }

  /// A dash, an asterisk or any other sign.
  private func isBullet(_ token: Token) -> Bool {
    text[Int(token.start)] >= 0x80 || text[Int(token.start)] == 0x2D
      || text[Int(token.start)] == 0x2A
  }

  /// The sign of a currency, which a line end parts from its sum or from its label: « 50 000⏎€ »,
  /// « Maximum grant⏎€ 60,000 ».
  private func isCurrency(_ i: Int) -> Bool {
    let start = Int(tokens[i].start)
    return switch text[start] {
    case 0xC2: (0xA2...0xA5).contains(text[start + 1])
    case 0xE2: text[start + 1] == 0x82 && text[start + 2] >= 0xA0
    default: false
    }
  }

  /// The figures of a date with spaces after its full stops: `18. 3. 2025`, `18 . 03 . 25`.
  private func isSpacedDate(around i: Int) -> Bool {
    func isFigure(_ index: Int, _ lengths: ClosedRange<Int>) -> Bool {
      tokens.indices.contains(index) && tokens[index].kind == .digits
        && lengths.contains(tokens[index].length)
    }
    func isStop(_ index: Int) -> Bool {
      tokens.indices.contains(index) && text[Int(tokens[index].start)] == 0x2E
    }
    guard isFigure(i - 2, 1...2), isFigure(i, 1...4) else { return false }
    // Before the month, or before the year.
    return isFigure(i, 1...2) && isStop(i + 1) && isFigure(i + 2, 2...4) && isMonth(i)
      || tokens[i].length != 1 && tokens[i].length != 3 && isMonth(i - 2) && isStop(i - 3)
        && isFigure(i - 4, 1...2)
  }

  private func isMonth(_ index: Int) -> Bool { (1...12).contains(tokens[index].number) }

  /// The figures of an ordinal whose full stop stands before a month: `18. März`, `2024. OKTÓBER`.
  private func isOrdinal(_ i: Int, before next: Int) -> Bool {
    guard tokens[i].kind == .digits else { return false }
    return switch tokens[i].length {
    case 1, 2: holds(view.facts.afterOrdinal, at: next)
    case 4: holds(view.facts.afterYear, at: next)
    default: false
    }
  }

  /// A full stop after it does not end the sentence: `art.`, `M.`, `janv.`, single letters, and `mer.`
  /// before figures.
  private func isAbbreviation(_ i: Int) -> Bool {
    let token = tokens[i]
    if token.kind == .word, token.length == 1 { return true }
    return holds(view.facts.abbreviation, at: i)
      || i + 2 < tokens.count && tokens[i + 2].kind == .digits
        && holds(view.facts.abbreviationBeforeFigures, at: i)
  }

  /// Whether a phrase of a lexicon begins at a token.
  private func holds(_ symbol: Int32, at token: Int) -> Bool {
    phrases(at: token).contains { phrases[$0].symbol == symbol }
  }
}
