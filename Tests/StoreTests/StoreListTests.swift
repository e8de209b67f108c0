import CallModel
import Documents
import Store
import Testing

@Suite struct StoreListTests {
  static let calls: [(String, SampleCall)] = [
    (
      "open",
      SampleCall(
        title: "Zèbre", opening: "2026-01-10", deadlines: ["2026-04-01", "2026-09-30"],
        stages: [.cutOff, .cutOff], programmes: ["interreg-sudoe"], themes: ["water"],
        countries: ["FR", "ES"], applicants: [.localAuthority])
    ),
    (
      "closed",
      SampleCall(
        title: "Abeille", deadlines: ["2026-02-28"], programmes: ["erasmus"],
        themes: ["youth-mobility"], countries: ["FR"], applicants: [.association])
    ),
    ("today", SampleCall(title: "Mouette", deadlines: ["2026-03-01"], countries: ["ML"])),
    ("upcoming", SampleCall(title: "Écureuil", opening: "2026-04", deadlines: ["2026-06-30"])),
    ("permanent", SampleCall(title: "Ours", isPermanent: true, applicants: [.commune])),
    ("unknown", SampleCall(title: "Loup", deadlines: ["--05-06"])),
    (
      "second",
      SampleCall(
        title: "Cerf", deadlines: ["2026-02-15", "2026-07-01"], stages: [.first, .second])
    ),
    ("month", SampleCall(title: "Daim", deadlines: ["2026-03"])),
  ]

  static func filled(_ scratch: Scratch) throws -> Store {
    let store = try scratch.store()
    for (name, call) in calls {
      try store.add(SampleDocument(name, title: name, calls: [call]), at: "/\(name).pdf")
    }
    return store
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var filter = CallFilter()
    var names: [String]

    init(_ name: String, _ names: [String], _ change: (inout CallFilter) -> Void) {
      testDescription = name
      self.names = names
      change(&filter)
    }
  }

  static let cases: [Case] = [
    Case("open", ["today", "month", "open", "permanent"]) { $0.phases = [.open] },
    Case("closed", ["closed", "second"]) { $0.phases = [.closed] },
    Case("upcoming or unknown", ["upcoming", "unknown"]) { $0.phases = [.upcoming, .unknown] },
    Case("programme", ["open", "closed"]) { $0.programmes = ["erasmus", "interreg-sudoe"] },
    Case("theme", ["closed"]) { $0.themes = ["youth-mobility"] },
    Case("country", ["today"]) { $0.countries = ["ML"] },
    Case("commune", ["open", "permanent"]) { $0.applicants = [.commune] },
    Case("local authority", ["open"]) { $0.applicants = [.localAuthority] },
    Case("before", ["today", "month", "open"]) { $0.before = day("2026-04-01") },
    Case("country and open", ["open"]) {
      $0.countries = ["FR"]
      $0.phases = [.open]
    },
    Case("document", ["unknown"]) { $0.document = SampleDocument("unknown").sha256 },
    Case("changed since", []) { $0.changedSince = day("2026-03-02") },
    Case("nothing typed can break out", []) { $0.themes = ["') OR 1=1 --"] },
  ]

  @Test(arguments: cases)
  func filters(_ example: Case) throws {
    let scratch = try Scratch()
    let store = try Self.filled(scratch)
    let today = day("2026-03-01")
    let paths = example.names.map { "/\($0).pdf" }
    #expect(try store.summaries(example.filter, on: today).map(\.path) == paths)
    #expect(try store.calls(example.filter, on: today).map(\.path) == paths)
  }

  @Test(arguments: [
    (CallSort.title, ["Abeille", "Cerf", "Daim", "Écureuil", "Loup", "Mouette", "Ours", "Zèbre"]),
    (
      CallSort.deadline,
      ["Mouette", "Daim", "Zèbre", "Écureuil", "Ours", "Loup", "Abeille", "Cerf"]
    ),
  ])
  func sorts(_ sort: CallSort, _ titles: [String]) throws {
    let scratch = try Scratch()
    let store = try Self.filled(scratch)
    #expect(try store.summaries(sort: sort, on: day("2026-03-01")).map(\.title) == titles)
  }

  @Test func phaseInTheStoreIsThatOfTheSchedule() throws {
    let scratch = try Scratch()
    let store = try Self.filled(scratch)
    for iso in [
      "2025-12-31", "2026-01-10", "2026-03-01", "2026-03-10", "2026-04-01", "2026-07-01",
      "2027-01-01",
    ] {
      let today = day(iso)
      let calls = try store.calls(sort: .title, on: today)
      let summaries = try store.summaries(sort: .title, on: today)
      for (call, summary) in zip(calls, summaries) {
        let schedule = CallSchedule(call.record)
        #expect(summary.id == call.id)
        #expect(summary.phase == schedule.phase(on: today), "\(summary.title) \(iso)")
        #expect(summary.nextDeadline == schedule.nextDeadline(on: today))
      }
    }
  }

  @Test func callsAreFoundByTheBeginningOfTheirID() throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    try store.add(SampleDocument("ab", calls: [SampleCall(), SampleCall(title: "B")]), at: "/ab")
    try store.add(SampleDocument("c"), at: "/c")
    #expect(try store.found("63")?.id == "6300000000-1")
    #expect(
      try store.call(matching: "61") == .several(["6162000000-1", "6162000000-2"]))
    #expect(try store.call(matching: "zz") == .none)
    #expect(try store.call(matching: "%") == .none)
    #expect(try store.found("6162000000-1") != nil)
  }
}
