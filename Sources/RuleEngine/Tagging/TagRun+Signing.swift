import CPrefetch

/// What stands in each sentence, and where programs may begin.
extension TagRun {
  /// Notes the words that patterns name, and what each sentence holds so far.
  func sign() {
    let sections = Presence.sections(Int(sentenceCount))
    memory.pointee.presence.fill(sections * Presence.stride, with: 0)
    memory.pointee.lastOccurrences.fill(sections * Int(view.facts.beginnings), with: -1)
    let lists = sections * Int(view.facts.beginnings)
    memory.pointee.placeEnds.fill(lists + 2, with: 0)
    // Of a token no more than its word, its figures and its phrases are noted.
    memory.pointee.noted.reserve(tokens.count * 2 + phrases.count)
    let presence = Presence(memory.pointee.presence)
    for section in 0..<sections { presence.fill(Presence.always, in: section) }
    var signing = Signing(memory.pointee, view)
    signing.tokens()
    signing.phrases()
    memory.pointee.noted = signing.noted
    layOut(lists)
  }

  /// Puts the places of each beginning in each section together: they are looked at again and again.
  private func layOut(_ lists: Int) {
    let noted = memory.pointee.noted
    memory.pointee.startPlaces.reserve(noted.count)
    // Of a list: how many places lie in those before it, two cells further on.
    let ends = memory.pointee.placeEnds.base
    for list in 0..<lists { ends[list &+ 2] &+= ends[list &+ 1] }
    let places = memory.pointee.startPlaces.base
    for i in 0..<noted.count {
      let end = ends + (Int(noted[i].list) &+ 1)
      (places + Int(end.pointee)).initialize(to: noted[i].place)
      end.pointee &+= 1
    }
    memory.pointee.startPlaces.setCount(noted.count)
  }

  /// Notes a value that programs may begin with; of those of one symbol at a token the last.
  @inline(__always)
  func noteOccurrence(
    of beginning: Int32, at token: Int, number: Int, last: Int32, isRepeated: Bool
  ) {
    let memory = memory
    let sentence = memory.pointee.sentences[token]
    let list =
      memory.pointee.lastOccurrences.base
      + (Presence.section(of: sentence) &* Int(view.facts.beginnings) &+ Int(beginning))
    let place = TryingPlace(
      token: Int32(truncatingIfNeeded: token), number: Int32(truncatingIfNeeded: number),
      last: last, sentence: UInt8(truncatingIfNeeded: sentence & 63), isRepeated: isRepeated)
    let known = Int(list.pointee)
    if known >= 0, memory.pointee.occurrences[known].place.token == place.token {
      memory.pointee.occurrences[known].place = place
      memory.pointee.occurrences[known].place.isRepeated = true
      return
    }
    list.pointee = Int32(truncatingIfNeeded: memory.pointee.occurrences.count)
    memory.pointee.occurrences.append(
      Occurrence(place: place, next: Int32(truncatingIfNeeded: known)))
  }
}

/// Keeps all that it touches beside it, so that it stays in registers.
private struct Signing {
  /// So many tokens ahead memory is asked for what is known of a word.
  private static let ahead = 16

  private let tokenCount: Int
  private let token: UnsafePointer<Token>
  private let sentences: UnsafePointer<Int32>
  private let phraseCount: Int
  private let phrase: UnsafePointer<Phrase>
  private let view: PackView
  private let signatures: UnsafeMutablePointer<Signature>
  private let presence: Presence
  private let lastNoted: UnsafeMutablePointer<Int32>
  private let counts: UnsafeMutablePointer<Int32>
  private let beginnings: Int
  var noted: Grown<NotedPlace>

  @inline(__always)
  init(_ memory: RunMemory, _ view: PackView) {
    tokenCount = memory.tokens.count
    token = UnsafePointer(memory.tokens.base)
    sentences = UnsafePointer(memory.sentences.base)
    phraseCount = memory.phrases.count
    phrase = UnsafePointer(memory.phrases.base)
    self.view = view
    signatures = memory.signatures.base
    presence = Presence(memory.presence)
    lastNoted = memory.lastOccurrences.base
    counts = memory.placeEnds.base + 2
    beginnings = Int(view.facts.beginnings)
    noted = memory.noted
  }

  mutating func tokens() {
    let (dash, figures) = (view.facts.dash, view.facts.figures)
    for i in 0..<tokenCount {
      // Behind the last stands a token without a word.
      CPrefetch(view.words + Int(token[min(i &+ Self.ahead, tokenCount)].word))
      let sentence = sentences[i]
      let number = view.words[Int(token[i].word)].number
      if number != 0 {
        let known = view.classes[Int(number)]
        signatures.insert(Int(known.bit), at: i)
        presence.insert(Presence.bit(ofClass: number), in: Int(sentence))
        if known.beginning >= 0 { note(known.beginning, at: i, in: sentence) }
      }
      if token[i].flags.contains(.hyphenBefore) || token[i].word == dash {
        signatures.insert(Signature.dash, at: i)
        presence.insert(Presence.dash, in: Int(sentence))
      }
      if token[i].kind == .digits {
        signatures.insert(Signature.digits, at: i)
        presence.insert(Presence.digits, in: Int(sentence))
        if figures >= 0 { note(figures, at: i, in: sentence) }
      }
    }
  }

  mutating func phrases() {
    for number in 0..<phraseCount {
      let found = phrase[number]
      let first = Int(found.first)
      let sentence = sentences[first]
      let symbol = view.symbols + Int(found.symbol)
      presence.insert(Int(symbol.pointee.bit), in: Int(sentence))
      let beginning = symbol.pointee.beginning
      guard beginning >= 0 else { continue }
      note(
        beginning, at: first, in: sentence, number: Int32(truncatingIfNeeded: number),
        last: found.last)
    }
  }

  /// Notes what programs may begin with; of phrases of one symbol at a token the last, which is the
  /// longest.
  ///
  /// - Parameters:
  ///   - number: of the phrase; -1 for words and figures.
  ///   - last: the token after it; the next one unless given.
  @inline(__always)
  private mutating func note(
    _ beginning: Int32, at token: Int, in sentence: Int32, number: Int32 = -1,
    last: Int32? = nil
  ) {
    let list = Presence.section(of: sentence) &* beginnings &+ Int(beginning)
    var place = TryingPlace(
      token: Int32(truncatingIfNeeded: token), number: number,
      last: last ?? Int32(truncatingIfNeeded: token &+ 1),
      sentence: UInt8(truncatingIfNeeded: sentence & 63), isRepeated: false)
    let known = Int(lastNoted[list])
    if known >= 0, noted[known].place.token == place.token {
      place.isRepeated = true
      noted[known].place = place
      return
    }
    lastNoted[list] = Int32(truncatingIfNeeded: noted.count)
    counts[list] &+= 1
    noted.note(NotedPlace(place: place, list: Int32(truncatingIfNeeded: list)), 1)
  }
}
