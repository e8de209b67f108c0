import CallModel
import Documents
import Synchronization

/// The calls that are matched, made ready once for any number of profiles: what they speak of, what
/// they ask, and where they stand on a day.
final class MatchCollection: Sendable {
  /// By id, then document.
  let calls: [MatchableCall]
  let index: RelevanceIndex
  let demands: DemandTable
  /// Of the day last asked for.
  private let known = Mutex<(day: CalendarDay, standing: Standing)?>(nil)
  /// Of the year last asked for.
  private let knownPlaces = Mutex<PlaceChains?>(nil)

  init(_ calls: [MatchableCall], field: FieldTerms) {
    let sorted = calls.sorted { ($0.id, $0.document) < ($1.id, $1.document) }
    let scanner = TextWords()
    let matters = sorted.map {
      $0.matter ?? CallMatter(of: $0.text, isBare: $0.record.isBare, field: field, scanner: scanner)
    }
    self.calls = sorted
    index = RelevanceIndex(matters, documents: sorted.map(\.document), field: field)
    demands = DemandTable(sorted)
  }

  func standing(on day: CalendarDay) -> Standing {
    known.withLock { known in
      if let known, known.day == day { return known.standing }
      let standing = Standing(demands[.time], on: day)
      known = (day, standing)
      return standing
    }
  }

  /// What holds the places that the calls name.
  func places(in year: Int, _ knowledge: FieldKnowledge) -> PlaceChains {
    knownPlaces.withLock { known in
      if let known, known.year == year { return known }
      let areas = demands[.place].all.compactMap(\.record.area)
      let chains = PlaceChains(areas, knowledge: knowledge, year: year)
      known = chains
      return chains
    }
  }
}

/// Where calls stand on a day.
struct Standing: Sendable {
  private let windows: DemandTable.Part
  /// By demand of time.
  private let statuses: [CallStatus]
  /// By call.
  let values: [ThreeValued]
  /// By call: days from an early epoch to the next or last deadline, the most where none is known.
  let deadlines: [UInt32]

  init(_ windows: DemandTable.Part, on day: CalendarDay) {
    self.windows = windows
    let statuses = windows.all.map { CallStatus(of: $0.record, on: day) }
    self.statuses = statuses
    let days = statuses.map { status -> UInt32 in
      let days = status.deadline?.date.lastDay?.daysSinceEpoch ?? Self.lastDay
      return UInt32(min(max(days &+ Self.epoch, 0), Self.lastDay))
    }
    deadlines = windows.demands.map { days[Int($0)] }
    let values = statuses.map(\.value)
    self.values = windows.demands.map { values[Int($0)] }
  }

  subscript(_ call: Int) -> CallStatus { statuses[Int(windows.demands[call])] }

  /// Days before 1970 are counted too; 24 bits hold the days of 40,000 years.
  private static let epoch = 1 << 20
  private static let lastDay = 1 << 24 - 1
}

/// Calls by relevance, then the nearest deadline, then id: sorted as far as one asks.
struct RankedCalls {
  private let deadlines: [UInt32]
  /// By score, the highest first; calls of one score in the order of their ids.
  private var order: [Int32]
  /// Where each score ends, the highest first.
  private var ends: [Int32]
  private var score = 0
  private var position = 0
  private static let best = 10_000

  /// - Parameters:
  ///   - scores: hundredths by call, 0…10,000.
  ///   - among: ascending; nil for all calls.
  init(_ scores: [Int32], deadlines: [UInt32], among: [Int]?) {
    self.deadlines = deadlines
    var next = Array(repeating: Int32(0), count: Self.best + 1)
    Self.forEach(scores, among) { _, place in next[place] &+= 1 }
    var first = Int32(0)
    for place in next.indices {
      (next[place], first) = (first, first &+ next[place])
    }
    var sorted = Array(repeating: Int32(0), count: Int(first))
    Self.forEach(scores, among) { call, place in
      sorted[Int(next[place])] = Int32(truncatingIfNeeded: call)
      next[place] &+= 1
    }
    order = sorted
    // Each has moved on to where it ends.
    ends = next
  }

  /// Hands over calls and the places of their scores.
  @inline(__always)
  private static func forEach(
    _ scores: [Int32], _ among: [Int]?, _ body: (_ call: Int, _ place: Int) -> Void
  ) {
    if let among {
      for call in among { body(call, best - Int(scores[call])) }
    } else {
      for call in scores.indices { body(call, best - Int(scores[call])) }
    }
  }

  mutating func next() -> Int? {
    guard position < order.count else { return nil }
    if position == 0 || position == Int(ends[score]) { open() }
    defer { position += 1 }
    return Int(order[position])
  }

  /// The calls that did not come yet, in no order.
  var rest: ArraySlice<Int32> { order[position...] }

  /// Goes on to the score at hand, and sorts its calls.
  private mutating func open() {
    while Int(ends[score]) <= position { score += 1 }
    guard Int(ends[score]) - position > 1 else { return }
    order[position..<Int(ends[score])].sort {
      (deadlines[Int($0)], $0) < (deadlines[Int($1)], $1)
    }
  }
}
