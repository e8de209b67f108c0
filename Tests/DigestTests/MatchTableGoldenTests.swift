import CallModel
import Foundation
import Presentation
import Testing

@testable import Digest

/// The list of matches on the same invented calls, as a terminal shows it.
@Suite struct MatchTableGoldenTests {
  static let cases: [(UserLanguage, Int, MatchTable.Detail, String)] = [
    (.fr, 80, .brief, "match.fr.80.txt"), (.en, 120, .brief, "match.en.120.txt"),
    (.fr, 100, .full, "match.fr.100.explain.txt"),
  ]

  static func profile() throws -> Profile {
    let json = """
      {"schema": "calls-profile/1", "name": "Région Exemple", "type": "region", "country": "FR",
       "projects": [{"id": "p1", "title": "Chantiers de jeunes entre Lille et Kayes"}]}
      """
    return try JSONDecoder().decode(Profile.self, from: Data(json.utf8))
  }

  static var report: MatchReport {
    var omitted = MatchReport.Omitted()
    omitted.closed = 4
    omitted.ineligible = 12
    omitted.beyondLimit = 30
    return MatchReport(
      profile: "Région Exemple", on: SampleCalls.day,
      matches: [
        SampleMatches.match(SampleCalls.youth, overall: .unknown),
        SampleMatches.match(SampleCalls.mobility, relevance: 6400),
        SampleMatches.match(SampleCalls.training, relevance: 950, overall: .no),
        SampleMatches.match(SampleCalls.youth, project: "p1", relevance: 8110, overall: .unknown),
        SampleMatches.match(SampleCalls.water, project: "p1", relevance: 2205),
      ], omitted: omitted)
  }

  @Test("the list of matches", arguments: cases)
  func table(
    _ language: UserLanguage, _ width: Int, _ detail: MatchTable.Detail, _ name: String
  ) throws {
    let wording = Wording(language, names: SampleMatches.names)
    let calls = [SampleCalls.youth, SampleCalls.mobility, SampleCalls.training, SampleCalls.water]
    let text = MatchTable(wording: wording, detail: detail, width: width).rendered(
      Self.report, profile: try Self.profile(),
      calls: Dictionary(uniqueKeysWithValues: calls.map { ($0.id, $0) }))
    #expect(text.split(separator: "\n").allSatisfy { DisplayWidth.of($0) <= width })
    try GoldenFile.check(Array(text.utf8), name)
  }
}
