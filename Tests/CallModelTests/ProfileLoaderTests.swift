import CallModel
import Documents
import Foundation
import Testing

@Suite("Profiles")
struct ProfileLoaderTests {
  @Test("good profiles load", arguments: ProfileCases.good)
  func good(json: String) throws {
    let profile = try ProfileLoader.load(Data(json.utf8))
    #expect(profile.country == "FR")
  }

  @Test("each fault is found where it is, and alone", arguments: ProfileCases.bad)
  func bad(profile: ProfileCases.Bad) {
    let faults = faults(profile.json)
    #expect(faults.contains(ProfileFault(profile.pointer, profile.situation)))
    // A misspelt required key is both missing and unknown.
    if case .missingKey(_, .some) = profile.situation { return }
    #expect(faults.count == 1)
  }

  @Test("all faults are reported at once, in the order of the file")
  func several() {
    let json = ProfileCases.profile("\"population\": -1, \"colour\": 1, \"languages\": [\"FR\"]")
    #expect(faults(json).map(\.pointer) == ["/population", "/colour", "/languages/0"])
  }

  @Test("amounts are exact")
  func exact() throws {
    let json = ProfileCases.project("\"budget\": {\"amount\": 0.1, \"currency\": \"EUR\"}")
    let profile = try ProfileLoader.load(Data(json.utf8))
    #expect(profile.projects?.first?.budget?.amount == Decimal(string: "0.1"))
  }

  @Test("a byte order mark is no fault")
  func mark() throws {
    let data = Data([0xEF, 0xBB, 0xBF]) + Data(ProfileCases.profile().utf8)
    #expect(try ProfileLoader.load(data).name == "Ville")
  }

  struct Syntax: Sendable {
    var json: String
    var line: Int
    var column: Int
    var cause: ProfileJSON.SyntaxError.Cause
  }

  @Test(
    "syntax errors have their line and column",
    arguments: [
      Syntax(json: "", line: 1, column: 1, cause: .unexpectedEnd),
      Syntax(json: "{\n  \"a\": 1,\n}", line: 3, column: 1, cause: .unexpected("}")),
      Syntax(json: "{\r\n\"é\" 1}", line: 2, column: 5, cause: .unexpected("1")),
      Syntax(json: "{\"a\": 1, \"a\": 2}", line: 1, column: 10, cause: .duplicateKey("a")),
      Syntax(json: "[01]", line: 1, column: 3, cause: .badNumber),
      Syntax(json: "[1.]", line: 1, column: 4, cause: .badNumber),
      Syntax(json: "\"\\x\"", line: 1, column: 2, cause: .badEscape),
      Syntax(json: "\"\\ud800\"", line: 1, column: 2, cause: .badEscape),
      Syntax(json: "\"a\nb\"", line: 1, column: 3, cause: .controlCharacter),
      Syntax(json: "{} {}", line: 1, column: 4, cause: .textAfterEnd),
      Syntax(json: "tru", line: 1, column: 4, cause: .unexpectedEnd),
      Syntax(
        json: String(repeating: "[", count: 100), line: 1, column: 65, cause: .tooDeep(limit: 64)),
    ])
  func syntax(wrong: Syntax) {
    let expected = ProfileJSON.SyntaxError(
      line: wrong.line, column: wrong.column, cause: wrong.cause)
    #expect(faults(wrong.json) == [ProfileFault("", .syntax(expected))])
  }

  @Test("bytes that are no UTF-8 are a fault")
  func bytes() {
    let refusal = #expect(throws: ProfileRefusal.self) {
      try ProfileLoader.load(Data([0x7B, 0xFF, 0x7D]))
    }
    #expect(
      refusal?.faults
        == [ProfileFault("", .syntax(.init(line: 1, column: 1, cause: .notUTF8)))])
  }

  @Test("escapes are read")
  func escapes() throws {
    let json = ProfileCases.profile(name: #""a\u00e9\ud83d\ude42\n""#)
    #expect(try ProfileLoader.load(Data(json.utf8)).name == "aé🙂\n")
  }

  @Test("unknown themes and places are warnings")
  func warnings() throws {
    let knowledge = FieldKnowledge(
      themes: [.init(id: "youth-mobility", labels: [:])],
      countries: [.init(code: "FR", names: [:])],
      territories: [.init(code: "FRE", name: "Hauts-de-France")])
    let json = ProfileCases.profile(
      """
      "territories": ["FRE", "SIREN:123456789"], "themes": [{"id": "youth-mobilty", "label": "x"}],
      "projects": [{"id": "p", "title": "T", "themes": ["youth-mobility", "zz"]}]
      """)
    let profile = try ProfileLoader.load(Data(json.utf8))
    #expect(
      ProfileLoader.warnings(for: profile, knowledge: knowledge) == [
        ProfileWarning("/territories/1", .unknownTerritory("SIREN:123456789")),
        ProfileWarning(
          "/themes/0/id",
          .unknownTheme("youth-mobilty", nearest: "youth-mobility", label: "x")),
        ProfileWarning("/projects/0/themes/1", .unknownTheme("zz", nearest: nil, label: nil)),
      ])
  }

  @Test(
    "distances count edits and swaps",
    arguments: [("", "abc", 3), ("abc", "abc", 0), ("abc", "acb", 1), ("kitten", "sitting", 3)])
  func edits(a: String, b: String, distance: Int) {
    #expect(ProfileSuggestion.edits(Array(a.unicodeScalars), Array(b.unicodeScalars)) == distance)
    #expect(ProfileSuggestion.edits(Array(b.unicodeScalars), Array(a.unicodeScalars)) == distance)
  }

  private func faults(_ json: String) -> [ProfileFault] {
    do {
      try ProfileLoader.validate(Data(json.utf8))
      return []
    } catch {
      return error.faults
    }
  }
}
