import Documents
import Testing

@Suite struct PartialDateTests {
  static let dates: [(year: Int?, month: Int?, day: Int?, isValid: Bool)] = [
    (2024, 2, 29, true), (2023, 2, 29, false), (nil, 2, 29, true), (2024, nil, nil, true),
    (nil, nil, nil, false), (0, 1, 1, false), (9999, 12, 31, true), (10_000, 1, 1, false),
    (2024, 13, 1, false), (2024, 0, 1, false), (2024, 1, 0, false), (2024, 1, 32, false),
    (4_294_967_295, 1, 1, false), (2024, 4_294_967_295, 1, false), (2024, 1, .max, false),
    (.min, 1, 1, false), (2024, .min, nil, false),
  ]

  /// Numbers past all calendars, which figures in a text may be, make no date either.
  @Test(arguments: dates)
  func isValidInTheCalendarOnly(_ year: Int?, _ month: Int?, _ day: Int?, _ isValid: Bool) {
    let date = PartialDate(year: year, month: month, day: day)
    #expect(date.isValid == isValid)
    #expect((date.year == nil) == (year == nil))
    #expect((date.month == nil) == (month == nil))
    #expect((date.day == nil) == (day == nil))
    if isValid { #expect(date.year == year && date.month == month && date.day == day) }
  }

  @Test func partsAreSetAndTakenAway() {
    var date = PartialDate(year: 2024, quarter: 2)
    #expect(date.iso == "2024-Q2")
    date.quarter = nil
    date.month = 5
    date.day = 6
    #expect(date.iso == "2024-05-06" && date == PartialDate(year: 2024, month: 5, day: 6))
    date.year = nil
    #expect(date.iso == "--05-06")
  }
}
