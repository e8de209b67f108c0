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
    firstSeen: CalendarDay = old, withdrawnOn: CalendarDay? = nil, told: ToldState? = known(),
    isMuted: Bool = false
  ) -> DigestCandidate {
    var match = SampleMatches.match(SampleCalls.youth, relevance: relevance, overall: overall)
    match.daysLeft = left
    match.deadline = left.map { SampleCalls.deadline(day.adding(days: $0).iso) }
    return DigestCandidate(
      matches: [match], call: SampleCalls.youth, version: 2, firstSeen: firstSeen,
      changedOn: day, withdrawnOn: withdrawnOn, told: told, isMuted: isMuted)
  }

  /// What was told of the call: another title where it changed since.
  static func known(
    _ standing: ToldState.Standing = .standing, changed: Bool = false,
    left: [Int: Int] = [:], assumed: Bool = false
  ) -> ToldState {
    var call = SampleCalls.youth
    if changed { call.title = Stated("Avant", []) }
    let least = left.map { (day.adding(days: $0.key), $0.value) }
    return ToldState(
      call: call, standing: standing, leastDaysLeft: Dictionary(uniqueKeysWithValues: least),
      isAssumed: assumed)
  }

  static let cases: [(String, DigestCandidate, DigestSection.Kind?)] = [
    ("never told, seen today", candidate(firstSeen: day, told: nil), .new),
    // A digest that was left out, or failed, loses nothing.
    ("never told, seen long ago", candidate(told: nil), .new),
    ("never told, seen after the day", candidate(firstSeen: day.adding(days: 1), told: nil), nil),
    ("told", candidate(), nil),
    ("new, to check", candidate(overall: .unknown, told: nil), .toCheck),
    ("new, not eligible", candidate(overall: .no, told: nil), nil),
    ("new, under the score", candidate(relevance: 2999, told: nil), nil),
    ("new, at the score", candidate(relevance: 3000, told: nil), .new),
    ("new, closed", candidate(left: -1, told: nil), nil),
    ("new, last day", candidate(left: 0, told: nil), .new),
    ("new, no deadline", candidate(left: nil, told: nil), .new),
    ("new, withdrawn", candidate(withdrawnOn: day, told: nil), nil),
    ("new, muted", candidate(told: nil, isMuted: true), nil),
    ("changed", candidate(told: known(changed: true)), .changed),
    ("changed, muted", candidate(told: known(changed: true), isMuted: true), nil),
    ("changed, not eligible now", candidate(overall: .no, told: known(changed: true)), .changed),
    (
      "changed since the day asked for, not eligible",
      candidate(overall: .no, told: known(changed: true, assumed: true)), nil
    ),
    (
      "changed since the day asked for", candidate(told: known(changed: true, assumed: true)),
      .changed
    ),
    ("withdrawn", candidate(withdrawnOn: day), .over),
    ("withdrawn long ago, not told", candidate(withdrawnOn: old), .over),
    ("withdrawn, told", candidate(withdrawnOn: day, told: known(.withdrawn)), nil),
    ("stands again", candidate(told: known(.withdrawn)), .reopened),
    ("stands again, closed", candidate(left: -1, told: known(.withdrawn)), nil),
    ("closed", candidate(left: -1), .over),
    ("closed, told", candidate(left: -1, told: known(.closed)), nil),
    ("closed and changed", candidate(left: -1, told: known(changed: true)), .over),
    ("open again", candidate(told: known(.closed, changed: true)), .reopened),
    ("14 days left today", candidate(left: 14), .closing),
    ("14 days left, told at 20", candidate(left: 14, told: known(left: [14: 20])), .closing),
    ("14 days left, told at 14", candidate(left: 14, told: known(left: [14: 14])), nil),
    ("9 days left, told at 14", candidate(left: 9, told: known(left: [9: 14])), nil),
    ("3 days left, told at 14", candidate(left: 3, told: known(left: [3: 14])), .closing),
    ("2 days left, told at 4", candidate(left: 2, told: known(left: [2: 4])), .closing),
    ("30 days left today", candidate(left: 30), .closing),
    ("31 days left", candidate(left: 31), nil),
    ("closing, not eligible", candidate(left: 14, overall: .no), nil),
    ("no match", DigestCandidate(matches: [], call: SampleCalls.youth, firstSeen: day), nil),
  ]

  @Test("what is told", arguments: cases)
  func selection(_ name: String, _ candidate: DigestCandidate, _ kind: DigestSection.Kind?) {
    let result = DigestSelection(day: Self.day, since: Self.since).sections(from: [candidate])
    #expect(result.sections.map(\.kind) == [kind].compactMap(\.self), "\(name)")
  }

  @Test("each step of the ladder is told once, at any rhythm", arguments: [1, 2, 3, 7, 10, 31])
  func rhythm(_ step: Int) {
    var told: [Int] = []
    let deadline = Self.day.adding(days: 100)
    var state = Self.known()
    var today = Self.day
    while today <= deadline {
      let left = deadline.daysSinceEpoch - today.daysSinceEpoch
      var candidate = Self.candidate(left: left, told: state)
      candidate.matches[0].deadline = SampleCalls.deadline(deadline.iso)
      let result = DigestSelection(day: today, since: nil).sections(from: [candidate])
      told += result.sections.flatMap(\.items).compactMap(\.reminder)
      if !result.sections.isEmpty { state.leastDaysLeft[deadline] = left }
      today = today.adding(days: step)
    }
    // Steps longer than the gap between two reminders give the nearest of them.
    #expect(told == told.sorted(by: >) && Set(told).count == told.count)
    if step <= 3 { #expect(told == [30, 14, 3]) }
    if step == 7 { #expect(told.prefix(2) == [30, 14]) }
    #expect(!told.isEmpty)
  }

  @Test("a deadline that moves has a ladder of its own")
  func movedDeadline() {
    // Told with 3 days left of the old deadline; the new one is 14 days away.
    let state = Self.known(left: [2: 3])
    let result = DigestSelection(day: Self.day, since: nil)
      .sections(from: [Self.candidate(left: 14, told: state)])
    #expect(result.sections.first?.items.first?.reminder == 14)
  }

  @Test("the ledger gets what was told, and gives it back")
  func ledger() {
    let digest = SampleMatches.digest(.fr)
    let lines = digest.news.map {
      "\($0.call) \($0.version) \($0.kind.rawValue) \($0.daysLeft ?? -99)"
    }
    #expect(
      lines == [
        "call-water 1 new 14", "call-youth 1 new 49", "call-mobility 2 changed 28",
        "call-training 1 closing 3", "call-forum 1 closed -3", "call-market 1 withdrawn 102",
      ])
    let deadline = Self.day.adding(days: 20)
    let news = [
      DigestNews(call: "a", version: 1, kind: .new, deadline: deadline, daysLeft: 40),
      DigestNews(call: "a", version: 1, kind: .closing, deadline: deadline, daysLeft: 30),
      DigestNews(call: "a", version: 2, kind: .withdrawn),
    ]
    let state = ToldState(news, call: SampleCalls.youth)
    #expect(state?.standing == .withdrawn)
    #expect(state?.leastDaysLeft == [deadline: 30])
    #expect(ToldState([], call: SampleCalls.youth) == nil)
  }

  @Test("one digest for several profiles names a call once, with all that it fits")
  func joined() throws {
    var other = SampleMatches.digest(.fr)
    other.subjects[0].name = "Métropole Exemple"
    other.sections = [
      DigestSection(kind: .closing, items: [other.sections[0].items[0], other.items[1]])
    ]
    let whole = AlertDigest.joined([SampleMatches.digest(.fr), other])
    #expect(whole.profiles == ["Région Exemple", "Métropole Exemple"])
    let ids = whole.items.map(\.call.id)
    #expect(Set(ids).count == ids.count)
    #expect(whole.sections.map(\.kind) == SampleMatches.digest(.fr).sections.map(\.kind))
    let youth = try #require(whole.items.first { $0.call.id == "call-youth" })
    #expect(Set(youth.fits.map(\.subject)) == [0, 1])
    let page = try HTMLPageTests.page(whole)
    #expect(page.contains("Métropole Exemple – "))
  }

  @Test("what is left out is counted")
  func leftOut() {
    let result = DigestSelection(day: Self.day, since: Self.since).sections(from: [
      Self.candidate(overall: .no, firstSeen: Self.day, told: nil),
      Self.candidate(relevance: 100, firstSeen: Self.day, told: nil),
      Self.candidate(relevance: 100), Self.candidate(told: nil, isMuted: true),
    ])
    #expect(result.leftOut == LeftOut(ineligible: 1, belowScore: 1, muted: 1))
  }

  @Test("the order of the candidates changes nothing")
  func order() {
    let candidates = [9000, 7000, 8000, 7000].enumerated().map { index, relevance in
      var candidate = Self.candidate(relevance: relevance, firstSeen: Self.day, told: nil)
      candidate.call.id = "call-\(index)"
      return candidate
    }
    let selection = DigestSelection(day: Self.day, since: Self.since)
    let result = selection.sections(from: candidates)
    #expect(result == selection.sections(from: candidates.reversed()))
    #expect(
      result.sections[0].items.map(\.call.id) == ["call-0", "call-2", "call-1", "call-3"])
  }

  @Test("a change tells what was told and what is, of what a reader sees")
  func changes() {
    let candidate = Self.candidate(told: Self.known(changed: true))
    let result = DigestSelection(day: Self.day, since: Self.since).sections(from: [candidate])
    let changes = result.sections.first?.items.first?.changes ?? []
    #expect(changes.map(\.field) == [.title])
    #expect(changes.first?.old.title?.value == "Avant" && changes.first?.day == Self.day)
  }
}
