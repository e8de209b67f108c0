import Foundation
import Glibc
import Testing

@testable import CallModel

/// Profiles come from disk and are half trusted: none may hold the program up.
@Suite struct HostileProfileTests {
  private static func profile(_ rest: String, type: String = "region") -> String {
    "{\"schema\":\"calls-profile/1\",\"name\":\"x\",\"type\":\"\(type)\",\"country\":\"FR\"\(rest)}"
  }

  private static func list(_ count: Int, _ item: (Int) -> String) -> String {
    "[" + (0..<count).map(item).joined(separator: ",") + "]"
  }

  static let hostile: [(name: String, json: String)] = [
    ("a mebibyte and one byte", profile(String(repeating: " ", count: 1 << 20))),
    ("80,000 keys", profile((0..<80_000).map { ",\"k\($0)\":1" }.joined())),
    ("9,000 keys", profile((0..<9_000).map { ",\"k\($0)\":1" }.joined())),
    ("a long key", profile(",\"\(String(repeating: "k", count: 1_000_000))\":1")),
    ("a long value", profile("", type: String(repeating: "r", count: 1_000_000))),
    ("a long number", profile(",\"population\":" + String(repeating: "9", count: 1_000_000))),
    ("deep lists", String(repeating: "[", count: 1_000_000)),
    ("deep objects", String(repeating: "{\"a\":", count: 200_000)),
    ("deep in the profile", profile(",\"themes\":" + String(repeating: "[", count: 500_000))),
    ("30,000 themes", profile(",\"themes\":" + list(30_000) { "{\"id\":\"t\($0)\"}" })),
    ("one id 3,000 times", profile(",\"projects\":" + list(3_000) { _ in "{\"id\":\"p\"}" })),
    ("9,000 places", profile(",\"territories\":" + list(9_000) { "\"zz\($0)\"" })),
    ("9,000 numbers for a text", profile(",\"territories\":" + list(9_000) { "\($0)" })),
    ("one key again and again", "{" + String(repeating: "\"a\":1,", count: 100_000) + "\"b\":1}"),
    ("escapes", profile(",\"name2\":\"" + String(repeating: "\\u0041", count: 150_000) + "\"")),
    ("half an escape", "\"" + String(repeating: "\\ud83d", count: 150_000)),
    ("accents upon accents", profile("", type: String(repeating: "e\u{301}", count: 300_000))),
    ("no end", profile(",\"name2\":\"" + String(repeating: "x", count: 900_000))),
    ("spaces alone", String(repeating: " ", count: 1 << 20)),
    ("line ends alone", String(repeating: "\n", count: 1 << 20)),
  ]

  private static func milliseconds(_ body: () throws -> Void) rethrows -> Double {
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) * 1_000 + Double(time.tv_nsec) / 1e6
    }
    let begin = now()
    try body()
    return now() - begin
  }

  /// In processor time, to which a busy machine does not add. A debug build takes some thirty times
  /// longer.
  @Test("it is refused at once", arguments: hostile)
  func refused(_ name: String, _ json: String) {
    let data = Data(json.utf8)
    let time = Self.milliseconds {
      #expect(throws: ProfileRefusal.self, "\(name)") { try ProfileLoader.load(data) }
    }
    #if DEBUG
      #expect(time <= 20_000, "\(name)")
    #else
      #expect(time <= 500, "\(name)")
    #endif
  }

  @Test("the largest profile that is taken, of themes nobody knows, is warned of soon")
  func warnings() throws {
    let json = Self.profile(
      ",\"themes\":" + Self.list(3_000) { "{\"id\":\"theme-number-\($0)\",\"label\":\"x\"}" })
    let profile = try ProfileLoader.load(Data(json.utf8))
    let themes = (0..<300).map { FieldKnowledge.Theme(id: "known-theme-\($0)", labels: [:]) }
    let knowledge = FieldKnowledge(themes: themes, countries: [], territories: [])
    var found: [ProfileWarning] = []
    let time = Self.milliseconds {
      found = ProfileLoader.warnings(for: profile, knowledge: knowledge)
    }
    #expect(found.count >= 3_000)
    #if DEBUG
      #expect(time <= 20_000)
    #else
      #expect(time <= 500)
    #endif
  }
}
