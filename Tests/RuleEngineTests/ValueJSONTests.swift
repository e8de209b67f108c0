import Documents
import Foundation
import Testing

@testable import RuleEngine

@Suite struct ValueJSONTests {
  private static func date(_ iso: String, minutes: Int? = nil, zone: String? = nil) -> DateValue {
    var value = DateValue(PartialDate(iso: iso) ?? PartialDate(year: 1))
    value.minutes = minutes
    value.zone = zone
    return value
  }

  private static let quarter: DateValue = {
    var value = date("2024-04")
    value.until = PartialDate(iso: "2024-06")
    return value
  }()

  static let cases: [(Value, String)] = [
    (.date(date("2024-05-06")), #"{"iso":"2024-05-06"}"#),
    (
      .date(DateValue(PartialDate(year: 2024, month: 5), part: .mid)),
      #"{"iso":"2024-05","mod":"mid"}"#
    ),
    (
      .date(date("2024-05-06", minutes: 720, zone: "Europe/Paris")),
      #"{"iso":"2024-05-06T12:00","tz":"Europe/Paris"}"#
    ),
    (.date(quarter), #"{"iso":"2024-04/2024-06"}"#),
    (.range(.init(start: date("2024-03-01"), end: nil)), #"{"iso":"2024-03-01/.."}"#),
    (.range(.init(start: nil, end: quarter)), #"{"iso":"../2024-06"}"#),
    (.percent(Bounds(min: nil, max: Quantity("62.5"))), #"{"max":62.5,"min":null}"#),
    (
      .money(Bounds(Quantity(300_000)), currency: "EUR"),
      #"{"currency":"EUR","max":300000,"min":300000}"#
    ),
    (
      .duration(Bounds(min: Quantity(12), max: nil), .month),
      #"{"max":null,"min":12,"unit":"month"}"#
    ),
    (.entry("interreg-sudoe"), #"{"id":"interreg-sudoe"}"#), (.none, "null"),
    (.time(545, zone: nil), #"{"time":"09:05"}"#),
  ]

  @Test(arguments: cases)
  func published(value: Value, json: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    #expect(String(decoding: try encoder.encode(value), as: UTF8.self) == json)
    var bytes = JSONBytes()
    bytes.value(value)
    #expect(String(decoding: bytes.bytes, as: UTF8.self) == json)
  }

  @Test(arguments: [
    ("--05-06", "2024-03-01", "2024-05-06"), ("--05-06", "2024-05-06", "2024-05-06"),
    ("--05-06", "2024-05-07", "2025-05-06"), ("--02-29", "2023-03-01", "2024-02-29"),
    ("2022-05-06", "2024-03-01", "2022-05-06"), ("--05", "2024-05-20", "2024-05"),
  ])
  func yearComesFromTheDay(written: String, day: String, placed: String) throws {
    let today = try #require(CalendarDay(iso: day))
    let value = Value.date(Self.date(written)).placed(after: today)
    #expect(value.description == placed)
  }

  @Test func rangeEndsAfterItBegins() throws {
    let today = try #require(CalendarDay(iso: "2024-11-02"))
    let range = Value.range(
      DateRangeValue(start: Self.date("--12-15"), end: Self.date("--01-10")))
    #expect(range.placed(after: today).description == "2024-12-15/2025-01-10")
  }
}
