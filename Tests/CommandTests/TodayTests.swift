import Documents
import Testing

@testable import calls

@Suite struct TodayTests {
  /// Seconds since 1970 in UTC, and the day in Paris.
  @Test(arguments: [
    (0, "1970-01-01"), (-3_601, "1969-12-31"), (-3_600, "1970-01-01"),
    // 31 March 2024 is the day of the change: 22:30 UTC of that evening is 0:30 in Paris.
    (1_711_924_200, "2024-04-01"),
    // 30 March 2024, 22:30 UTC is 23:30 in Paris.
    (1_711_837_800, "2024-03-30"),
    // 27 October 2024, 22:30 UTC: winter again, 23:30.
    (1_730_068_200, "2024-10-27"),
    // 15 July 2024, 22:00 UTC is midnight.
    (1_721_080_800, "2024-07-16"), (1_721_080_799, "2024-07-15"),
  ])
  func paris(seconds: Int, day: String) {
    #expect(Today.inParis(atSeconds: seconds).iso == day)
  }
}

@Suite struct PlacesTests {
  @Test(
    arguments: [
      (nil, [:], "/h/.local/share/calls/calls.sqlite"),
      (nil, ["XDG_DATA_HOME": "/d"], "/d/calls/calls.sqlite"),
      (nil, ["XDG_DATA_HOME": "relative"], "/h/.local/share/calls/calls.sqlite"),
      (nil, ["XDG_DATA_HOME": "/d", "CALLS_STORE": "s"], "s"),
      ("t", ["CALLS_STORE": "s"], "t"),
    ] as [(String?, [String: String], String)])
  func store(told: String?, environment: [String: String], path: String) {
    let places = Places(environment: environment.merging(["HOME": "/h"]) { $1 })
    #expect(places.store(told: told).path == path)
  }
}
