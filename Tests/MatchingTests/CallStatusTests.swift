import CallModel
import Documents
import Testing

@testable import Matching

@Suite("Where a call stands on a day")
struct CallStatusTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var windows: [Window]
    var permanent = false
    var value: ThreeValued
    var deadline: String?
  }

  static let cases: [Case] = [
    Case(testDescription: "nothing stated", windows: [], value: .unknown),
    Case(testDescription: "permanent", windows: [], permanent: true, value: .yes),
    Case(
      testDescription: "on the last day", windows: [window((.single, date("2024-03-15")))],
      value: .yes, deadline: "2024-03-15"),
    Case(
      testDescription: "the day after", windows: [window((.single, date("2024-03-14")))],
      value: .no, deadline: "2024-03-14"),
    Case(
      testDescription: "opens later",
      windows: [window(opens: date("2024-04-01"), (.single, date("2024-06-01")))], value: .yes,
      deadline: "2024-06-01"),
    Case(
      testDescription: "opens later, no end", windows: [window(opens: date("2024-04-01"))],
      value: .unknown),
    Case(
      testDescription: "opened lately, no end", windows: [window(opens: date("2024-01-01"))],
      value: .yes),
    Case(
      testDescription: "opened long ago, no end", windows: [window(opens: date("2022-01-01"))],
      value: .unknown),
    Case(
      testDescription: "this month, without a day", windows: [window((.single, date("2024-03")))],
      value: .unknown, deadline: "2024-03"),
    Case(
      testDescription: "next month, without a day", windows: [window((.single, date("2024-04")))],
      value: .yes, deadline: "2024-04"),
    Case(
      testDescription: "no year", windows: [window((.single, date("--05-06")))], value: .unknown,
      deadline: "--05-06"),
    Case(
      testDescription: "announced", windows: [window((.single, date(nil, .toBeConfirmed)))],
      value: .unknown),
    Case(
      testDescription: "a forecast that passed",
      windows: [window((.single, date("2024-02-01", .forecast)))], value: .unknown,
      deadline: "2024-02-01"),
    Case(
      testDescription: "first stage over",
      windows: [window((.first, date("2024-02-01")), (.second, date("2024-09-01")))], value: .no,
      deadline: "2024-02-01"),
    Case(
      testDescription: "next of several cut-offs",
      windows: [
        window(
          (.cutOff, date("2024-10-01")), (.cutOff, date("2024-02-01")),
          (.cutOff, date("2024-05-01")))
      ], value: .yes, deadline: "2024-05-01"),
    Case(
      testDescription: "the second round is open",
      windows: [
        window((.single, date("2023-05-01"))), window((.single, date("2024-05-01"))),
      ], value: .yes, deadline: "2024-05-01"),
    Case(
      testDescription: "all rounds over",
      windows: [
        window((.single, date("2023-05-01"))), window((.single, date("2022-05-01"))),
      ], value: .no, deadline: "2023-05-01"),
  ]

  @Test("status", arguments: cases)
  func status(row: Case) {
    let record = call {
      $0.windows = row.windows
      if row.permanent { $0.recurrence = Stated(.permanent, proof()) }
    }
    let status = CallStatus(of: record, on: today)
    #expect(status.value == row.value, "\(status.reason)")
    #expect(status.deadline?.date.date?.iso == row.deadline)
    #expect((status.question != nil) == (status.value == .unknown))
  }
  @Test(
    "a programme that is over calls no more, whatever its call left out",
    arguments: [
      (["2000-2006"], ThreeValued.no), (["2021-2027"], .unknown), (["2000-2006", nil], .unknown),
      (["2000-2006", "2021-2027"], .unknown), ([], .unknown), ([nil], .unknown),
    ] as [([String?], ThreeValued)])
  func programmes(_ periods: [String?], _ expected: ThreeValued) {
    let record = call {
      $0.programmes = periods.map {
        Programme(id: "p", name: "P", period: $0, evidence: proof())
      }
    }
    let status = CallStatus(of: record, on: today)
    #expect(status.value == expected)
    #expect((status.question != nil) == (status.value == .unknown))
  }
}
