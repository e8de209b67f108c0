import CallModel
import Documents
import Testing

@Suite struct CallScheduleTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var windows: [Window]
    var isPermanent = false
    /// Phases on days, as ISO.
    var phases: [String: CallPhase]
  }

  private static func date(_ iso: String, _ certainty: CallDate.Certainty = .confirmed) -> CallDate
  {
    CallDate(date: PartialDate(iso: iso), certainty: certainty, evidence: [])
  }

  private static func window(
    _ opening: String?, _ deadlines: (Deadline.Stage, String)...
  ) -> Window {
    Window(
      opening: opening.map { date($0) },
      deadlines: deadlines.map { Deadline(stage: $0.0, date: date($0.1)) })
  }

  static let cases: [Case] = [
    Case(
      testDescription: "through the day of the deadline",
      windows: [window("2026-03-01", (.single, "2026-05-06"))],
      phases: [
        "2026-02-28": .upcoming, "2026-03-01": .open, "2026-05-06": .open, "2026-05-07": .closed,
      ]),
    Case(
      testDescription: "several cut-offs",
      windows: [window(nil, (.cutOff, "2026-05-06"), (.cutOff, "2026-03-01"))],
      phases: ["2026-03-02": .open, "2026-05-07": .closed]),
    Case(
      testDescription: "the first of two stages closes it",
      windows: [window(nil, (.first, "2026-03-01"), (.second, "2026-09-01"))],
      phases: ["2026-03-01": .open, "2026-03-02": .closed]),
    Case(
      testDescription: "a month is certain until its first day, and possible until its last",
      windows: [window(nil, (.single, "2026-05"))],
      phases: ["2026-05-01": .open, "2026-05-02": .unknown, "2026-06-01": .closed]),
    Case(
      testDescription: "between two rounds",
      windows: [
        window("2026-01-01", (.single, "2026-02-01")),
        window("2026-06-01", (.single, "2026-07-01")),
      ],
      phases: ["2026-01-15": .open, "2026-03-01": .upcoming, "2026-07-02": .closed]),
    Case(
      testDescription: "a deadline to be confirmed closes nothing",
      windows: [
        Window(deadlines: [Deadline(stage: .single, date: date("2026-05-06", .toBeConfirmed))])
      ],
      phases: ["2026-05-06": .open, "2026-05-07": .unknown]),
    Case(
      testDescription: "a day without a year", windows: [window(nil, (.single, "--05-06"))],
      phases: ["2026-05-06": .unknown]),
    Case(
      testDescription: "permanent", windows: [], isPermanent: true, phases: ["2026-05-06": .open]),
    Case(
      testDescription: "permanent from a day", windows: [window("2026-06-01")], isPermanent: true,
      phases: ["2026-05-06": .upcoming, "2026-06-01": .open]),
    Case(testDescription: "nothing stated", windows: [], phases: ["2026-05-06": .unknown]),
  ]

  @Test(arguments: cases)
  func phases(_ example: Case) throws {
    var record = CallRecord()
    record.windows = example.windows
    if example.isPermanent { record.recurrence = Stated(.permanent, []) }
    let schedule = CallSchedule(record)
    for (iso, phase) in example.phases {
      #expect(schedule.phase(on: try #require(CalendarDay(iso: iso))) == phase, "\(iso)")
    }
  }

  @Test func nextDeadlineIsTheFirstNotPast() throws {
    var record = CallRecord()
    record.windows = [Self.window(nil, (.cutOff, "2026-05-06"), (.cutOff, "2026-03-01"))]
    let schedule = CallSchedule(record)
    let next = ["2026-03-01", "2026-03-02", "2026-05-07"].map { iso in
      CalendarDay(iso: iso).flatMap { schedule.nextDeadline(on: $0)?.iso }
    }
    #expect(next == ["2026-03-01", "2026-05-06", nil])
  }
}
