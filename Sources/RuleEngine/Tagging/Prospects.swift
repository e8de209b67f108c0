import CPrefetch

/// Which programs of a stratum may match in which sentences: those that hold what a program begins
/// with and all that it needs besides.
///
/// Of four sections of sentences at once, so that what is known of programs is gone through once for
/// all of them.
struct Prospects {
  /// A program that may match in some sentences of a section.
  struct Prospect: BitwiseCopyable {
    /// Among the plan's starts and starters.
    var start: Int32
    var starter: Int32
    var sentences: UInt64
  }

  /// So many stand behind the last of a section, for those who look ahead.
  private static let padding = 2

  private let view: PackView
  private let memory: UnsafeMutablePointer<RunMemory>
  private let presence: Presence

  init(_ view: PackView, _ memory: UnsafeMutablePointer<RunMemory>) {
    self.view = view
    self.memory = memory
    presence = Presence(memory.pointee.presence)
  }

  /// Those of one of the four sections at hand, those of one beginning beside each other.
  subscript(section: Int) -> UnsafeBufferPointer<Prospect> {
    let (room, ends) = (memory.pointee.prospectRoom, memory.pointee.prospectCounts)
    return UnsafeBufferPointer(
      start: memory.pointee.prospects.base + section * room, count: ends[section])
  }

  /// Finds those of four sections.
  func find(_ stratum: Int, inFour four: Int) {
    let room = view.starterCount(inStratum: stratum) &+ Self.padding &+ 1
    memory.pointee.prospectRoom = room
    memory.pointee.prospects.reserve(room &* Presence.width)
    var lists = Lists(memory.pointee.prospects.base, room)
    let count = standing(stratum, four)
    let standing = UnsafePointer(memory.pointee.standing.base)
    var i = 0
    while i < count {
      lookAhead(standing + i)
      look(standing[i], four, &lists)
      i &+= 1
    }
    memory.pointee.prospectCounts = lists.counts
    lists.close(Self.padding)
  }

  /// So many beginnings ahead memory is asked for what will be needed.
  private static let ahead = 8

  @inline(__always)
  private func lookAhead(_ standing: UnsafePointer<Int32>) {
    CPrefetch(view.starts + Int(standing[Self.ahead]))
    let start = view.starts + Int(standing[Self.ahead / 2])
    CPrefetch(view.groups + Int(start.pointee.groups.first))
    let group = view.groups + Int(view.starts[Int(standing[2])].groups.first)
    CPrefetch(view.starters + Int(group.pointee.first))
  }

  /// Lists what programs of a stratum begin with and stands in four sections; gives back how many.
  private func standing(_ stratum: Int, _ four: Int) -> Int {
    let strata = view.strata[stratum].indices
    let words = view.facts.beginningWords
    memory.pointee.standing.reserve(strata.count &+ Self.ahead)
    let standing = memory.pointee.standing.base
    let first = view.firstStarts + stratum &* Int(view.facts.beginnings)
    let mask = view.startMasks + stratum &* words
    let stands = memory.pointee.stands.base + four &* words
    var count = 0
    var word = 0
    while word < words {
      var rest = mask[word] & stands[word]
      word &+= 1
      while rest != 0 {
        let beginning = word &* 64 &- 64 &+ rest.trailingZeroBitCount
        rest &= rest &- 1
        var number = Int(first[beginning])
        standing[count] = Int32(truncatingIfNeeded: number)
        count &+= 1
        // Figures of several shapes.
        guard beginning == Int(view.facts.figures) else { continue }
        while number &+ 1 < strata.upperBound,
          Int(view.starts[number &+ 1].beginning) == beginning
        {
          number &+= 1
          standing[count] = Int32(truncatingIfNeeded: number)
          count &+= 1
        }
      }
    }
    // Some more, for those who look ahead.
    for i in 0..<Self.ahead where !strata.isEmpty {
      standing[count &+ i] = Int32(truncatingIfNeeded: strata.upperBound &- 1)
    }
    return count
  }

  /// Looks at the programs of a beginning.
  @inline(__always)
  private func look(_ number: Int32, _ four: Int, _ lists: inout Lists) {
    let start = view.starts + Int(number)
    let sentences = presence.sentences(with: Int(start.pointee.bit), inFour: four)
    var group = view.groups + Int(start.pointee.groups.first)
    let end = view.groups + Int(start.pointee.groups.end)
    while group < end {
      let some = sentences & presence.sentences(with: Int(group.pointee.need), inFour: four)
      let first = group.pointee.first
      let last = first &+ Int32(group.pointee.count)
      group += 1
      guard !some.isEmpty else { continue }
      var starter = first
      while starter < last {
        let known = view.starters + Int(starter)
        var wanted = some & known.pointee.required.sentences(presence, inFour: four)
        if !wanted.isEmpty {
          wanted = view.choices.sentences(
            wanted, with: known.pointee.choices, presence, inFour: four)
          lists.note(number, starter, wanted)
        }
        starter &+= 1
      }
    }
  }

  /// The prospects of four sections in the making.
  private struct Lists {
    private let base: UnsafeMutablePointer<Prospect>
    private let room: Int
    private(set) var counts = SIMD4<Int>()

    init(_ base: UnsafeMutablePointer<Prospect>, _ room: Int) {
      self.base = base
      self.room = room
    }

    /// Notes a program in those sections where it may match. Nothing branches.
    @inline(__always)
    mutating func note(_ start: Int32, _ starter: Int32, _ sentences: Presence.Row) {
      var section = 0
      while section < Presence.width {
        let place = base + (section &* room &+ counts[section])
        place.initialize(
          to: Prospect(start: start, starter: starter, sentences: sentences[section]))
        // The sign of one of both, where it is not 0: of a question the compiler would make a branch.
        let some = sentences[section] | (0 &- sentences[section])
        counts[section] &+= Int(truncatingIfNeeded: some &>> 63)
        section &+= 1
      }
    }

    /// Fills up what stands behind the last of each section.
    func close(_ padding: Int) {
      for section in 0..<Presence.width {
        let end = base + (section &* room &+ counts[section])
        end.update(repeating: Prospect(start: 0, starter: 0, sentences: 0), count: padding)
      }
    }
  }
}
