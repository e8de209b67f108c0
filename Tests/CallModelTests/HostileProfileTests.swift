import Foundation
import Glibc
import TestSupport
import Testing

@testable import CallModel

/// Profiles come from disk and are half trusted: none may hold the program up.
@Suite struct HostileProfileTests {
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
  @Test("it is refused at once", arguments: HostileKnowledge.profiles)
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
    let json = HostileKnowledge.profile(
      ",\"themes\":"
        + HostileKnowledge.list(3_000) { "{\"id\":\"theme-number-\($0)\",\"label\":\"x\"}" })
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
