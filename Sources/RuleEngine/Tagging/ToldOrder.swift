/// Puts the candidates that are told in order: by place, the longer first, then by type, then by rule.
///
/// In plain numbers, since annotations are dear to move, and without a table as long as the text: few
/// tokens begin anything that is told.
struct ToldOrder {
  struct Key: BitwiseCopyable {
    /// How long it is, the longer first, behind that by type.
    fileprivate let place: UInt64
    /// By rule, then as they came.
    fileprivate let rest: UInt64
    /// The token it begins with.
    fileprivate let first: Int32
    /// While they are put in order: the one before it that begins with the same token; -1 for none.
    fileprivate var next: Int32

    /// Index of the candidate.
    var index: Int {
      @inline(__always) get { Int(truncatingIfNeeded: rest & 0xFFFF_FFFF) }
    }

    /// Number of its type's name in the order of names.
    var type: Int {
      @inline(__always) get { Int(truncatingIfNeeded: place & 0xFFFF_FFFF) }
    }

    /// - Parameters:
    ///   - publish: number of its type's name in the order of names.
    ///   - rank: that of its rule's name.
    @inline(__always)
    fileprivate init(
      _ candidate: UnsafePointer<Candidate>, publish: Int32, rank: Int32, _ index: Int
    ) {
      let last = UInt64(UInt32(bitPattern: candidate.pointee.last))
      place = (0xFFFF_FFFF &- last) &<< 32 | UInt64(UInt32(bitPattern: publish))
      rest = UInt64(UInt32(bitPattern: rank)) &<< 32 | UInt64(UInt32(truncatingIfNeeded: index))
      first = candidate.pointee.first
      next = -1
    }

    /// Of keys that begin with one token.
    @inline(__always)
    fileprivate static func < (a: Key, b: Key) -> Bool {
      a.place != b.place ? a.place < b.place : a.rest < b.rest
    }
  }

  private let memory: UnsafeMutablePointer<RunMemory>
  private let types: UnsafePointer<TaggingPlan.AnnotationType>
  private let texts: PackTexts

  init(_ run: TagRun) {
    memory = run.memory
    types = run.view.types
    texts = run.pack.texts
  }

  /// Keys of those candidates that are told, in order; they lie in the run's memory.
  @inline(__always)
  func keys(
    of candidates: UnsafeBufferPointer<Candidate>,
    where isTold: (UnsafePointer<Candidate>) -> Bool
  ) -> UnsafeBufferPointer<Key> {
    memory.pointee.told.removeAll()
    memory.pointee.told.reserve(candidates.count)
    guard var candidate = candidates.baseAddress else { return memory.pointee.told.view }
    for i in 0..<candidates.count {
      if isTold(candidate) {
        memory.pointee.told.note(
          Key(
            candidate, publish: types[Int(candidate.pointee.type)].publish,
            rank: texts.rank(of: candidate), i), 1)
      }
      candidate += 1
    }
    return sorted()
  }

  /// Links the keys of each token, then goes through the tokens that have some.
  private func sorted() -> UnsafeBufferPointer<Key> {
    let count = memory.pointee.told.count
    let tokens = memory.pointee.tokens.count
    memory.pointee.toldInOrder.reserve(count)
    memory.pointee.places.reserve(tokens)
    memory.pointee.toldStarts.fill(tokens / 64 + 1, with: 0)
    let (keys, lasts) = (memory.pointee.told.base, memory.pointee.places.base)
    let starts = memory.pointee.toldStarts.base
    var number: Int32 = 0
    while number < count {
      let key = keys + Int(number)
      let (token, bit) = (Int(key.pointee.first), UInt64(1) &<< UInt64(key.pointee.first & 63))
      if starts[token &>> 6] & bit != 0 { key.pointee.next = lasts[token] }
      starts[token &>> 6] |= bit
      lasts[token] = number
      number &+= 1
    }
    let sorted = memory.pointee.toldInOrder.base
    var filled = 0
    for word in 0..<memory.pointee.toldStarts.count {
      var rest = starts[word]
      while rest != 0 {
        var number = lasts[word &* 64 &+ rest.trailingZeroBitCount]
        rest &= rest &- 1
        let first = filled
        while number >= 0 {
          let key = keys[Int(number)]
          var place = filled
          while place > first, key < sorted[place &- 1] {
            sorted[place] = sorted[place &- 1]
            place &-= 1
          }
          sorted[place] = key
          filled &+= 1
          number = key.next
        }
      }
    }
    memory.pointee.toldInOrder.setCount(filled)
    return memory.pointee.toldInOrder.view
  }
}
