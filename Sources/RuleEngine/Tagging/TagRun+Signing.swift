/// What stands in each sentence, and where programs may begin.
extension TagRun {
  /// Notes the words that patterns name, and what each sentence holds so far.
  func sign() {
    let sections = Presence.sections(Int(sentenceCount))
    memory.pointee.presence.fill(Presence.room(sections), with: Presence.Row())
    memory.pointee.lastOccurrences.fill(sections * Int(view.facts.beginnings), with: -1)
    memory.pointee.stands.fill(
      Presence.fours(sections) * view.facts.beginningWords, with: 0)
    let lists = sections * Int(view.facts.beginnings)
    memory.pointee.placeEnds.fill(lists + 2, with: 0)
    // Of a token no more than its word, its figures and its phrases are noted.
    memory.pointee.noted.reserve(tokens.count * 2 + phrases.count)
    let presence = Presence(memory.pointee.presence)
    for section in 0..<sections { presence.fill(Presence.always, in: section) }
    var signing = Signing(memory.pointee, view)
    signing.run()
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
    var note = UnsafePointer(noted.base)
    let behind = note + noted.count
    while note < behind {
      let end = ends + (Int(note.pointee.list) &+ 1)
      (places + Int(end.pointee)).initialize(to: note.pointee.place)
      end.pointee &+= 1
      note += 1
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
      memory.pointee.occurrences[known].place.repeats()
      return
    }
    if known < 0 {
      let words = memory.pointee.stands.base
      let four = Presence.section(of: sentence) &>> 2
      let first = four &* view.facts.beginningWords
      words[first &+ Int(beginning &>> 6)] |= 1 &<< UInt64(truncatingIfNeeded: beginning & 63)
    }
    list.pointee = Int32(truncatingIfNeeded: memory.pointee.occurrences.count)
    memory.pointee.occurrences.append(
      Occurrence(place: place, next: Int32(truncatingIfNeeded: known)))
  }
}

/// Keeps all that it touches beside it, so that it stays in registers.
private struct Signing {
  private let token: UnsafePointer<Token>
  private let sentenceCount: Int
  private let sentenceStarts: UnsafePointer<Int32>
  private let phrase: UnsafePointer<Phrase>
  private let phraseStarts: UnsafePointer<Int32>
  /// How many words patterns name, which have the first numbers.
  private let namedWords: UInt32
  private let classes: UnsafePointer<TaggingPlan.WordClass>
  private let symbols: UnsafePointer<TaggingPlan.Symbol>
  private let dash: UInt32
  private let figures: Int32
  private let signatures: UnsafeMutablePointer<Signature>
  private let presence: Presence
  private let lastNoted: UnsafeMutablePointer<Int32>
  private let counts: UnsafeMutablePointer<Int32>
  private let beginnings: Int
  private let beginningWords: Int
  private let stands: UnsafeMutablePointer<UInt64>
  var noted: Grown<NotedPlace>

  @inline(__always)
  init(_ memory: RunMemory, _ view: PackView) {
    token = UnsafePointer(memory.tokens.base)
    sentenceCount = memory.sentenceStarts.count &- 1
    sentenceStarts = UnsafePointer(memory.sentenceStarts.base)
    phrase = UnsafePointer(memory.phrases.base)
    phraseStarts = UnsafePointer(memory.phraseStarts.base)
    namedWords = UInt32(bitPattern: view.facts.classes) &- 1
    classes = view.classes
    symbols = view.symbols
    dash = view.facts.dash
    figures = view.facts.figures
    signatures = memory.signatures.base
    presence = Presence(memory.presence)
    lastNoted = memory.lastOccurrences.base
    counts = memory.placeEnds.base + 2
    beginnings = Int(view.facts.beginnings)
    beginningWords = view.facts.beginningWords
    stands = memory.stands.base
    noted = memory.noted
  }

  @inline(__always)
  mutating func run() {
    var first = 0
    for number in 0..<sentenceCount {
      let end = Int(sentenceStarts[number &+ 1])
      let section = number &>> 6
      let here = Here(
        presence: presence.sentence(Int32(truncatingIfNeeded: number)),
        list: section &* beginnings, stands: stands + (section &>> 2) &* beginningWords)
      while first < end {
        let place = Int32(truncatingIfNeeded: first)
        sign(token[first], place, here)
        var number = phraseStarts[first]
        first &+= 1
        let end = phraseStarts[first]
        while number < end {
          sign(number, place, here)
          number &+= 1
        }
      }
    }
  }

  /// A sentence, the first of the lists of its section, and the beginnings that stand in its four.
  private struct Here {
    let presence: Presence.Sentence
    let list: Int
    let stands: UnsafeMutablePointer<UInt64>
  }

  /// The word of a token, its dash and its figures.
  @inline(__always)
  private mutating func sign(_ token: Token, _ place: Int32, _ here: Here) {
    let i = Int(place)
    if token.word &- 1 < namedWords {
      let known = classes[Int(token.word)]
      signatures.insert(Int(known.bit), at: i)
      here.presence.insert(Int(known.presence))
      if known.beginning >= 0 { note(known.beginning, place, here, last: place &+ 1) }
    }
    if token.flags.contains(.hyphenBefore) || token.word == dash {
      signatures.insert(Signature.dash, at: i)
      here.presence.insert(Presence.dash)
    }
    if token.kind == .digits {
      signatures.insert(Signature.digits, at: i)
      here.presence.insert(Presence.digits)
      if figures >= 0 { note(figures, place, here, last: place &+ 1) }
    }
  }

  /// A phrase that begins at a token.
  @inline(__always)
  private mutating func sign(_ number: Int32, _ place: Int32, _ here: Here) {
    let found = phrase[Int(number)]
    let symbol = symbols + Int(found.symbol)
    here.presence.insert(Int(symbol.pointee.bit))
    guard symbol.pointee.beginning >= 0 else { return }
    note(symbol.pointee.beginning, place, here, number: number, last: place &+ found.length)
  }

  /// Notes what programs may begin with; of phrases of one symbol at a token the last, which is the
  /// longest.
  ///
  /// - Parameters:
  ///   - number: of the phrase; -1 for words and figures.
  ///   - last: the token after it.
  @inline(__always)
  private mutating func note(
    _ beginning: Int32, _ token: Int32, _ here: Here, number: Int32 = -1, last: Int32
  ) {
    let list = here.list &+ Int(beginning)
    var place = TryingPlace(
      token: token, number: number, last: last, sentence: here.presence.number,
      isRepeated: false)
    let known = Int(lastNoted[list])
    if known < 0 {
      here.stands[Int(beginning &>> 6)] |= 1 &<< UInt64(truncatingIfNeeded: beginning & 63)
    } else if noted[known].place.token == place.token {
      place.repeats()
      noted[known].place = place
      return
    }
    lastNoted[list] = Int32(truncatingIfNeeded: noted.count)
    counts[list] &+= 1
    noted.note(NotedPlace(place: place, list: Int32(truncatingIfNeeded: list)), 1)
  }
}
