import CallModel
import Documents
import Foundation
import Presentation
import Testing

@testable import Digest

/// The sheet of one call, on the invented calls of the digests.
@Suite struct CallSheetTests {
  static var call: CallRecord {
    var call = SampleCalls.youth
    let proof = [SampleCalls.evidence("du 4 mars au 6 mai 2024 à 12 h", page: 3)]
    call.summary = Stated("Soutenir les échanges de jeunes entre deux territoires.", proof)
    call.windows[0].opening?.evidence = proof
    call.rates[0].evidence = [SampleCalls.evidence("50 % maximum des coûts éligibles", page: 4)]
    call.themes = [Theme(id: "youth-mobility", weight: 0.8, evidence: proof)]
    call.axes = [Axis(level: .lot, code: "2", label: "Lycées", evidence: proof)]
    call.expenditure = [Expenditure(id: "staff", eligible: false, evidence: proof)]
    call.statistics = [Statistic(id: "applications", value: 256, evidence: proof)]
    return call
  }

  @Test(
    "the sheet",
    arguments: [(UserLanguage.fr, 80, "sheet.fr.80.txt"), (.en, 120, "sheet.en.120.txt")])
  func sheet(_ language: UserLanguage, _ width: Int, _ name: String) throws {
    let wording = Wording(language, names: SampleMatches.names)
    let warning = DocumentRecord.Warning(id: "no-text-layer", text: "", evidence: [])
    let text = CallSheet(wording: wording, width: width)
      .rendered(Self.call, document: "appels/jeunesses-2024.pdf", warnings: [warning])
    #expect(text.split(separator: "\n").allSatisfy { DisplayWidth.of($0) <= width })
    try GoldenFile.check(Array(text.utf8), name)
  }

  @Test("a call that states nothing has a title all the same")
  func empty() {
    let text = CallSheet(wording: Wording(.fr)).rendered(CallRecord(), document: "a.pdf")
    #expect(text.hasPrefix("Appel sans titre\n"))
    #expect(text.split(separator: "\n").count == 2)
  }

  @Test("a guide's contents name the deadline that comes next, the last one where all are past")
  func nextDeadline() throws {
    var call = Self.call
    let dates = ["2024-01-10", "2024-09-12", "2025-01-10"].map {
      Deadline(stage: .cutOff, date: CallDate(date: PartialDate(iso: $0), evidence: []))
    }
    call.windows = [Window(deadlines: dates)]
    let subject = SheetSubject(call: call, document: "a.pdf", matches: [])
    for (day, next) in [
      ("2024-01-10", 0), ("2024-03-15", 1), ("2024-09-13", 2), ("2025-02-01", 2),
    ] {
      let day = try #require(CalendarDay(iso: day))
      #expect(subject.nextDeadline(on: day) == dates[next])
    }
    #expect(
      SheetSubject(call: CallRecord(), document: "", matches: []).nextDeadline(on: SampleCalls.day)
        == nil)
  }

  @Test("a guide has the best call of each project, whatever the limit leaves out")
  func guideChoice() {
    func match(_ call: String, _ project: String?) -> Match {
      var record = Self.call
      record.id = call
      var match = SampleMatches.match(record, overall: .yes)
      match.project = project
      return match
    }
    let matches = [
      match("a", nil), match("b", "p1"), match("c", nil), match("b", nil), match("d", "p2"),
      match("e", "p1"),
    ]
    #expect(GuideChoice.calls(of: matches, limit: 10) == ["a", "b", "c", "d", "e"])
    #expect(GuideChoice.calls(of: matches, limit: 3) == ["a", "b", "d"])
    #expect(GuideChoice.calls(of: matches, limit: 1) == ["b"])
    #expect(GuideChoice.calls(of: [], limit: 3).isEmpty)
  }

  @Test("a guide shows the projects that are near its calls, whatever they are called")
  func practices() throws {
    let json = """
      {"schema": "calls-practices/1", "practices": [
        {"title": "Chantiers <b>de jeunes</b>", "place": "Kayes", "year": 2021,
         "themes": ["youth-mobility"], "url": "javascript:alert(1)"},
        {"title": "Deux rives", "programme": "\(Self.call.programmes.first?.name ?? "")"},
        {"title": "Pistes forestières", "themes": ["forests"]}]}
      """
    let practices = try JSONDecoder().decode(Practice.Collection.self, from: Data(json.utf8))
      .practices
    let page = SheetPage(
      reader: AlertDigest.Subject(name: "Région"), day: SampleCalls.day, language: .fr,
      names: .none)
    let subject = SheetSubject(call: Self.call, document: "a.pdf", matches: [])
    let text = String(
      decoding: page.guide([subject], projects: [], practices: practices), as: UTF8.self)
    #expect(text.contains("Projets exemplaires") && text.contains("Kayes, 2021"))
    #expect(text.contains("&lt;b&gt;de jeunes") && !text.contains("javascript:"))
    #expect(text.contains("Deux rives") && !text.contains("Pistes forestières"))
    let without = String(decoding: page.guide([subject], projects: []), as: UTF8.self)
    #expect(!without.contains("Projets exemplaires"))
  }

  @Test("feeds say where they are, and where older ones are")
  func feedPlaces() throws {
    var digest = SampleMatches.digest(.fr)
    var place = FeedPlace(url: try #require(SafeLink("https://example.org/a/alert.atom")))
    place.previous = SafeLink(FeedPlace.name(place.url.url, on: SampleCalls.day))
    digest.feed = place
    func text(_ format: DigestFormat) throws -> String {
      String(decoding: try format.renderer.bytes(of: digest, names: .none), as: UTF8.self)
    }
    let previous = "https://example.org/a/alert-\(SampleCalls.day.iso).atom"
    #expect(
      try text(.atom).contains("<link rel=\"self\" href=\"https://example.org/a/alert.atom\"/>"))
    #expect(try text(.atom).contains("<link rel=\"prev-archive\" href=\"\(previous)\"/>"))
    #expect(try text(.jsonFeed).contains("\"feed_url\" : \"https://example.org/a/alert.atom\""))
    digest.feed?.archived = SafeLink("https://example.org/a/alert-2024-03-18.atom")
    let archived = try text(.atom)
    #expect(archived.contains("<fh:archive/>") && archived.contains("rel=\"current\""))
    #expect(archived.contains("rel=\"self\" href=\"https://example.org/a/alert-2024-03-18.atom\""))
  }

  @Test("each reminder is a day of its own where that is asked for")
  func reminderDays() throws {
    var digest = SampleMatches.digest(.fr)
    func events(_ digest: AlertDigest) throws -> [String] {
      let bytes = try CalendarRenderer().bytes(of: digest, names: .none)
      return String(decoding: bytes, as: UTF8.self).components(separatedBy: "BEGIN:VEVENT")
        .dropFirst().map(\.self)
    }
    let plain = try events(digest)
    digest.remindsByDays = true
    let all = try events(digest)
    #expect(all.count > plain.count && all.filter { $0.contains("UID:r14-") }.count > 0)
    #expect(
      Set(all.compactMap { $0.components(separatedBy: "UID:").last?.prefix { $0 != "\r\n" } }).count
        == all.count)
    let days = all.filter { $0.contains("UID:r") }
    #expect(days.allSatisfy { $0.contains("DTSTART;VALUE=DATE:") && !$0.contains("VALARM") })
    #expect(days.allSatisfy { $0.contains("SEQUENCE:") })
  }
}
