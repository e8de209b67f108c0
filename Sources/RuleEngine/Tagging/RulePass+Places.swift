/// Where a beginning stands in a section, and at which of these places a program is tried.
extension RulePass {
  /// Places of a beginning in a section, and whether those of each sentence are linked.
  struct Places {
    let all: UnsafeBufferPointer<TryingPlace>
    let areLinked: Bool
  }

  /// Chooses the places at hand that lie in some sentences, and behind which the second step may match,
  /// or which another of the same symbol shares; gives back how many.
  ///
  /// - Parameter word: the only word of the second step's signature that has any bits; 4 where several
  ///   have.
  @inline(__always)
  func choose(
    _ places: Places, _ sentences: UInt64, _ second: UInt16, _ word: Int,
    _ signatures: UnsafePointer<Signature>
  ) -> Int {
    let count = places.areLinked ? follow(sentences) : sift(places.all, sentences)
    let places = places.all
    guard second != TaggingPlan.Starter.none else { return count }
    let wanted = view.aheads + Int(second)
    guard word < 4 else {
      return keep(count, of: places) { signatures[Int($0)].meets(wanted.pointee) }
    }
    let bits = wanted.bits(in: word)
    return keep(count, of: places) { signatures.meets(bits, in: word, at: Int($0)) }
  }

  /// Keeps of so many places chosen those behind which a test holds, or which another shares.
  @inline(__always)
  private func keep(
    _ count: Int, of places: UnsafeBufferPointer<TryingPlace>, where test: (Int32) -> Bool
  ) -> Int {
    let chosen = memory.pointee.chosen.base
    guard let places = places.baseAddress else { return 0 }
    var left = 0
    var i = 0
    while i < count {
      let number = chosen[i]
      let place = places + Int(number)
      chosen[left] = number
      left &+= (test(place.pointee.last) ? 1 : 0) | (place.pointee.isRepeated ? 1 : 0)
      i &+= 1
    }
    return left
  }

  /// Keeps of so many places chosen those where sentences or blocks begin as a program does.
  @inline(never)
  func keep(
    _ count: Int, of places: UnsafeBufferPointer<TryingPlace>,
    beginningAs entry: TaggingPlan.Opening
  ) -> Int {
    let memory = memory
    let chosen = memory.pointee.chosen.base
    var left = 0
    for i in 0..<count {
      let token = Int(places[Int(chosen[i])].token)
      chosen[left] = chosen[i]
      let sentence = Int(memory.pointee.sentences[token])
      let mayBegin = entry.mayBegin(
        atSentence: Int(memory.pointee.sentenceStarts[sentence]) == token,
        atBlock: memory.pointee.tokens[token].flags.contains(.blockStart))
      left &+= mayBegin ? 1 : 0
    }
    return left
  }

  /// Chooses among few places those that lie in some sentences. Nothing branches.
  @inline(__always)
  private func sift(_ places: UnsafeBufferPointer<TryingPlace>, _ sentences: UInt64) -> Int {
    let chosen = memory.pointee.chosen.base
    var count = 0
    for i in 0..<places.count {
      chosen[count] = Int32(truncatingIfNeeded: i)
      count &+= Int(truncatingIfNeeded: sentences &>> UInt64(places[i].sentence) & 1)
    }
    return count
  }

  /// Chooses among many, without a look at those of other sentences.
  @inline(__always)
  private func follow(_ sentences: UInt64) -> Int {
    let chosen = memory.pointee.chosen.base
    let (last, next) = (memory.pointee.lastPlaces.base, memory.pointee.nextPlaces.base)
    var rest = sentences
    var count = 0
    while rest != 0 {
      var place = last[rest.trailingZeroBitCount]
      rest &= rest &- 1
      while place >= 0 {
        chosen[count] = place
        count &+= 1
        place = next[Int(place)]
      }
    }
    return count
  }

  /// From so many places on they are linked.
  private static let many = 20

  /// The places of a beginning in a section.
  func places(
    of start: UnsafePointer<TaggingPlan.Start>, _ section: Int,
    _ tokens: UnsafeBufferPointer<Token>
  ) -> Places {
    let memory = memory
    let list = section &* Int(view.facts.beginnings) &+ Int(start.pointee.beginning)
    let ends = memory.pointee.placeEnds.base + list
    var places = UnsafeBufferPointer(
      start: memory.pointee.startPlaces.base + Int(ends[0]), count: Int(ends[1] &- ends[0]))
    switch start.pointee.kind {
    case .phrase, .word: break
    case .item:
      memory.pointee.trying.removeAll()
      var index = memory.pointee.lastOccurrences[list]
      while index >= 0 {
        let found = memory.pointee.occurrences[Int(index)]
        index = found.next
        memory.pointee.trying.append(found.place)
      }
      places = memory.pointee.trying.view
    case .shape:
      let shape = view.shapes + Int(start.pointee.number)
      memory.pointee.trying.removeAll()
      for place in places where shape.pointee.holds(tokens[Int(place.token)]) {
        memory.pointee.trying.append(place)
      }
      places = memory.pointee.trying.view
    }
    // One place more than there are, since what is passed by is written all the same.
    memory.pointee.chosen.reserve(places.count &+ 1)
    guard places.count >= Self.many else { return Places(all: places, areLinked: false) }
    link(places)
    return Places(all: places, areLinked: true)
  }

  private func link(_ places: UnsafeBufferPointer<TryingPlace>) {
    memory.pointee.lastPlaces.fill(64, with: -1)
    memory.pointee.nextPlaces.reserve(places.count)
    let (last, next) = (memory.pointee.lastPlaces.base, memory.pointee.nextPlaces.base)
    for i in 0..<places.count {
      let sentence = Int(places[i].sentence)
      (next + i).initialize(to: last[sentence])
      last[sentence] = Int32(truncatingIfNeeded: i)
    }
  }
}
