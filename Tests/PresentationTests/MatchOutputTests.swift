import CallModel
import Documents
import Foundation
import Testing

@testable import Presentation

@Suite struct MatchOutputTests {
  static let day = CalendarDay(year: 2024, month: 3, day: 15)

  static func match(_ id: String, project: String?, isFull: Bool = true) -> Match {
    let evidence = Evidence(quote: "mobilité des jeunes", start: 10, end: 29, page: 2, rule: "t/r")
    let deadline = Deadline(
      stage: .single,
      date: CallDate(
        date: PartialDate(iso: "2024-05-06"), time: "12:00", timeZone: "Europe/Paris", evidence: [])
    )
    return Match(
      call: id, document: "appels/\(id).pdf",
      title: "Appel « Jeunesses » : soutien aux échanges entre collectivités et lycées",
      project: project,
      deadline: deadline, daysLeft: 52, relevance: Relevance(hundredths: 7240),
      eligibility: Eligibility(criteria: [
        Criterion(
          id: .applicantType, value: .yes,
          reason: .applicantListed(type: .region, under: .localAuthority, role: .any),
          call: [evidence], profile: "/type"),
        Criterion(
          id: .partnership, value: .unknown, reason: .agreementMissing(countries: ["ML"]),
          question: .agreementSigned(countries: ["ML"]), profile: "/agreements"),
      ]),
      reasons: isFull
        ? [
          Reason(
            theme: "youth-mobility", words: ["jeunes", "mobilité"], call: [evidence],
            profile: "/projects/0/summary", weight: 0.4)
        ] : [],
      readiness: isFull
        ? [
          ReadinessItem(
            id: .duration, asks: .duration(min: 12, max: 24), has: .duration(months: 24),
            value: .met, profile: "/projects/0/durationMonths")
        ] : [], isFull: isFull)
  }

  static var report: MatchReport {
    var omitted = MatchReport.Omitted()
    omitted.closed = 4
    omitted.ineligible = 1
    return MatchReport(
      profile: "Région Exemple", on: day,
      matches: [
        match("a", project: nil), match("b", project: "p1"),
        match("c", project: "p1", isFull: false),
      ], omitted: omitted)
  }

  static func profile() throws -> Profile {
    let json = """
      {"schema": "calls-profile/1", "name": "Région Exemple", "type": "region", "country": "FR",
       "projects": [{"id": "p1", "title": "Chantiers de jeunes"}]}
      """
    return try JSONDecoder().decode(Profile.self, from: Data(json.utf8))
  }

  @Test("the published form")
  func json() throws {
    let data = try OutputJSON.data(MatchJSON(Self.report, wording: Wording(.fr)))
    let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(object["schema"] as? String == "calls-match/1")
    #expect(object["on"] as? String == "2024-03-15")
    let matches = try #require(object["matches"] as? [[String: Any]])
    #expect(matches.count == 3)
    #expect(matches[0]["project"] is NSNull)
    #expect(matches[1]["project"] as? String == "p1")
    #expect(matches[0]["relevance"] as? Double == 72.4)
    let deadline = try #require(matches[0]["deadline"] as? [String: Any])
    #expect(deadline["date"] as? String == "2024-05-06")
    #expect(deadline["stage"] as? String == "single")
    let eligibility = try #require(matches[0]["eligibility"] as? [String: Any])
    #expect(eligibility["overall"] as? String == "unknown")
    let criteria = try #require(eligibility["criteria"] as? [[String: Any]])
    #expect(
      criteria[1]["question"] as? String
        == Wording(.fr).question(.agreementSigned(countries: ["ML"])))
    #expect(
      (criteria[0]["call"] as? [[String: Any]])?.first?["quote"] as? String == "mobilité des jeunes"
    )
    #expect(criteria[0]["question"] == nil)
    let readiness = try #require(matches[0]["readiness"] as? [[String: Any]])
    #expect(readiness[0]["has"] as? String == "24\u{A0}mois")
    #expect(!String(decoding: data, as: UTF8.self).contains("\\/"))
  }

  @Test("a match low in its list carries ids and values alone")
  func brief() throws {
    let data = try OutputJSON.data(MatchJSON.Line(Self.report.matches[2], wording: Wording(.fr)))
    let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let eligibility = try #require(object["eligibility"] as? [String: Any])
    let criteria = try #require(eligibility["criteria"] as? [[String: Any]])
    #expect(criteria.map { $0.keys.sorted() } == [["id", "value"], ["id", "value"]])
    #expect((object["reasons"] as? [Any])?.isEmpty == true)
  }

  @Test("the list for a terminal", arguments: [80, 100, 120])
  func table(_ width: Int) throws {
    let table = MatchTable(wording: Wording(.fr), width: width)
    let text = table.rendered(Self.report, profile: try Self.profile(), calls: [:])
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.allSatisfy { DisplayWidth.of($0) <= width })
    let themes = try #require(text.range(of: "Ensemble des thèmes"))
    let project = try #require(text.range(of: "Projet p1\u{A0}: Chantiers de jeunes"))
    #expect(themes.lowerBound < project.lowerBound)
    for word in ["à vérifier", "6 mai 2024", "J-52", "72", "Pourquoi", "À vérifier"] {
      #expect(text.contains(word), "\(word)")
    }
    #expect(text.contains("--include-closed") && text.contains("--include-ineligible"))
    #expect(!text.contains("--limit 0") && !text.contains("\u{1B}"))
  }

  @Test("an empty report says what to do")
  func empty() throws {
    let report = MatchReport(profile: "X", on: Self.day, matches: [])
    let text = MatchTable(wording: Wording(.en), width: 80)
      .rendered(report, profile: try Self.profile(), calls: [:])
    #expect(text.contains("No call to show"))
  }
}
