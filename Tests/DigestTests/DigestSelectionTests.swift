import CallModel
import Documents
import Presentation
import Testing

@testable import Digest

@Suite struct DigestSelectionTests {
  static let day = SampleCalls.day
  static let since = SampleCalls.since
  static let old = CalendarDay(year: 2024, month: 1, day: 5)

  static func candidate(
    left: Int? = 60, relevance: Int = 7000, overall: ThreeValued = .yes,
    firstSeen: CalendarDay = old, amendments: [DigestCandidate.Amendment] = [],
    withdrawnOn: CalendarDay? = nil, wasReported: Bool = true, given: Set<Int> = []
  ) -> DigestCandidate {
    var match = SampleMatches.match(SampleCalls.youth, relevance: relevance, overall: overall)
    match.daysLeft = left
    return DigestCandidate(
      matches: [match], call: SampleCalls.youth, firstSeen: firstSeen, amendments: amendments,
      withdrawnOn: withdrawnOn, wasReported: wasReported, remindersGiven: given)
  }

  static func amendment(_ day: CalendarDay, changesTitle: Bool = true) -> DigestCandidate.Amendment
  {
    var before = SampleCalls.youth
    if changesTitle { before.title = Stated("Avant", []) }
    return .init(day: day, before: before)
  }

  static let cases: [(String, DigestCandidate, DigestSection.Kind?)] = [
    ("seen today", candidate(firstSeen: day, wasReported: false), .new),
    ("seen on the first day", candidate(firstSeen: since, wasReported: false), .new),
    ("seen the day before", candidate(firstSeen: since.adding(days: -1), wasReported: false), nil),
    ("seen after the day", candidate(firstSeen: day.adding(days: 1), wasReported: false), nil),
    ("seen today, told already", candidate(firstSeen: day), nil),
    ("new, to check", candidate(overall: .unknown, firstSeen: day, wasReported: false), .toCheck),
    ("new, not eligible", candidate(overall: .no, firstSeen: day, wasReported: false), nil),
    ("new, under the score", candidate(relevance: 2999, firstSeen: day, wasReported: false), nil),
    ("new, at the score", candidate(relevance: 3000, firstSeen: day, wasReported: false), .new),
    ("new, closed", candidate(left: -1, firstSeen: day, wasReported: false), nil),
    ("new, last day", candidate(left: 0, firstSeen: day, wasReported: false), .new),
    ("new, no deadline", candidate(left: nil, firstSeen: day, wasReported: false), .new),
    ("changed", candidate(amendments: [amendment(day)]), .changed),
    ("changed before", candidate(amendments: [amendment(old)]), nil),
    ("changed in nothing seen", candidate(amendments: [amendment(day, changesTitle: false)]), nil),
    (
      "new and changed",
      candidate(firstSeen: since, amendments: [amendment(day)], wasReported: false), .new
    ),
    ("changed, now not eligible", candidate(overall: .no, amendments: [amendment(day)]), .changed),
    (
      "changed, not eligible, never told",
      candidate(overall: .no, amendments: [amendment(day)], wasReported: false), nil
    ),
    ("withdrawn", candidate(withdrawnOn: day), .changed),
    ("withdrawn before", candidate(withdrawnOn: old), nil),
    ("withdrawn, never told", candidate(withdrawnOn: day, wasReported: false), nil),
    ("14 days left today", candidate(left: 14), .closing),
    ("14 days left in the week", candidate(left: 8), .closing),
    ("14 days left a week ago", candidate(left: 7), nil),
    ("3 days left", candidate(left: 3), .closing), ("2 days left", candidate(left: 2), .closing),
    ("30 days left today", candidate(left: 30), .closing),
    ("31 days left", candidate(left: 31), nil),
    ("20 days left", candidate(left: 20), nil),
    ("reminder given", candidate(left: 14, given: [14]), nil),
    ("other reminder given", candidate(left: 14, given: [30]), .closing),
    ("closing, not eligible", candidate(left: 14, overall: .no), nil),
    ("no match", DigestCandidate(matches: [], call: SampleCalls.youth, firstSeen: day), nil),
  ]

  @Test("what is told", arguments: cases)
  func selection(_ name: String, _ candidate: DigestCandidate, _ kind: DigestSection.Kind?) {
    let result = DigestSelection(day: Self.day, since: Self.since).sections(from: [candidate])
    #expect(result.sections.map(\.kind) == [kind].compactMap(\.self), "\(name)")
  }

  @Test("daily digests give each reminder once, weekly ones miss none", arguments: [1, 7, 10, 31])
  func rhythm(_ step: Int) {
    var told: [Int] = []
    let deadline = Self.day.adding(days: 100)
    var last = Self.day
    while last < deadline {
      let today = last.adding(days: step)
      let left = deadline.daysSinceEpoch - today.daysSinceEpoch
      let result = DigestSelection(day: today, since: last)
        .sections(from: [Self.candidate(left: left)])
      told += result.sections.flatMap(\.items).compactMap(\.reminder)
      last = today
    }
    // Steps longer than the gap between two reminders give the nearest of them.
    #expect(told == told.sorted(by: >) && Set(told).count == told.count)
    if step <= 3 { #expect(told == [30, 14, 3]) }
    if step == 7 { #expect(told.prefix(2) == [30, 14]) }
    #expect(!told.isEmpty)
  }

  @Test("a first digest reminds of all that closes soon")
  func first() {
    let selection = DigestSelection(day: Self.day, since: nil)
    let result = selection.sections(from: [Self.candidate(left: 20), Self.candidate(left: 40)])
    // Both were told before, so only the reminder is left.
    #expect(result.sections.map(\.kind) == [.closing])
    #expect(result.sections[0].items.map(\.lead.daysLeft) == [20])
  }

  @Test("the ledger gets what was told, and gives it back")
  func ledger() {
    let digest = SampleMatches.digest(.fr)
    #expect(
      digest.news.map { "\($0.call) \($0.news.id)" } == [
        "call-water new", "call-youth new", "call-mobility changed", "call-training closing-3",
      ])
    #expect(digest.news.allSatisfy { DigestNews(id: $0.news.id) == $0.news })
    #expect(
      ["", "closing", "closing-", "closing--1", "old"].allSatisfy { DigestNews(id: $0) == nil })
    var candidate = Self.candidate(left: 3, wasReported: false)
    candidate.note(told: [.new, .closing(days: 3)])
    let result = DigestSelection(day: Self.day, since: Self.since).sections(from: [candidate])
    #expect(result.sections.isEmpty)
  }

  @Test("what is left out is counted")
  func leftOut() {
    let result = DigestSelection(day: Self.day, since: Self.since).sections(from: [
      Self.candidate(overall: .no, firstSeen: Self.day, wasReported: false),
      Self.candidate(relevance: 100, firstSeen: Self.day, wasReported: false),
      Self.candidate(relevance: 100),
    ])
    #expect(result.leftOut == LeftOut(ineligible: 1, belowScore: 1))
  }

  @Test("the order of the candidates changes nothing")
  func order() {
    let candidates = [9000, 7000, 8000, 7000].enumerated().map { index, relevance in
      var candidate = Self.candidate(relevance: relevance, firstSeen: Self.day, wasReported: false)
      candidate.matches[0].call = "call-\(index)"
      return candidate
    }
    let selection = DigestSelection(day: Self.day, since: Self.since)
    let result = selection.sections(from: candidates)
    #expect(result == selection.sections(from: candidates.reversed()))
    #expect(
      result.sections[0].items.map(\.lead.call) == ["call-0", "call-2", "call-1", "call-3"])
  }

  @Test("a change tells the first and the last words, of what a reader sees")
  func changes() {
    var candidate = Self.candidate(amendments: [
      Self.amendment(Self.old), Self.amendment(Self.since), Self.amendment(Self.day),
    ])
    candidate.amendments[1].before.title = Stated("Premier", [])
    let result = DigestSelection(day: Self.day, since: Self.since).sections(from: [candidate])
    let change = result.sections.first?.items.first?.changes.first
    #expect(change?.field == .title && change?.day == Self.day)
    #expect(change?.old.title?.value == "Premier")
  }
}
