import CallModel
import Documents
import Foundation
import Testing

@testable import Matching

@Suite("Matcher")
struct MatcherTests {
  /// A call whose document is its title, then its passages, each on a line of its own.
  static func matchable(
    _ id: String, _ title: String, _ passages: [(Section.Role, String)],
    _ change: (inout CallRecord) -> Void = { _ in }
  ) -> MatchableCall {
    var record = call(change)
    let length = title.unicodeScalars.count
    record.title = Stated(
      title, [Evidence(quote: title, start: 0, end: length, rule: "title")])
    var start = length + 1
    var list: [CallText.Passage] = []
    for (role, text) in passages {
      list.append(.init(role: role, heading: nil, text: text, start: start, page: 1))
      start += text.unicodeScalars.count + 1
    }
    return MatchableCall(
      id: id, document: id + ".pdf", record: record,
      text: CallText(title: title, passages: list))
  }

  static func document(of call: MatchableCall) -> [Unicode.Scalar] {
    Array(
      ([call.text.title] + call.text.passages.map(\.text)).joined(separator: "\n").unicodeScalars)
  }

  static let calls: [MatchableCall] = [
    matchable(
      "bikes", "🚲 Plan vélo", [(.objectives, "Développer l’usage de la bicyclette et des vélos.")]
    ) { $0.windows = [window((.single, date("2024-06-01")))] },
    matchable("lanes", "Mobilités douces", [(.objectives, "Création de pistes cyclables.")]) {
      $0.windows = [window((.single, date("2024-05-01")))]
    },
    matchable(
      "wells", "Drinking water in rural areas",
      [
        (.objectives, "The programme pays for wells and for the training of the staff.")
      ]
    ) { $0.applicants = applicants(.association) },
    matchable("past", "Vélo pour tous", [(.objectives, "Achat de vélos.")]) {
      $0.windows = [window((.single, date("2023-06-01")))]
    },
    matchable("culture", "Festivals", [(.objectives, "Soutien aux festivals de musique.")]),
  ]

  static func authority() throws -> Profile {
    try profile(
      .commune,
      """
      "territories": ["FRE12"],
      "themes": [{"id": "cycling", "label": "vélo"}, {"id": "odd", "label": "musique"}],
      "projects": [{"id": "p", "title": "Prêt de vélos électriques", "summary": "Bicyclettes."},
        {"id": "q", "title": "Forages et eau potable", "budget": {"amount": 9, "currency": "EUR"}}]
      """)
  }

  static let everything = MatchOptions(
    limit: 0, includesClosed: true, includesIneligible: true, explainsAll: true)

  private func report(
    _ calls: [MatchableCall] = MatcherTests.calls, _ options: MatchOptions = everything
  ) throws -> MatchReport {
    Matcher(calls: calls, knowledge: knowledge).report(
      profile: try Self.authority(), on: today, options: options)
  }

  @Test("the order of the calls changes nothing")
  func order() throws {
    let expected = try report()
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<5 {
      #expect(try report(Self.calls.shuffled(using: &generator)) == expected)
    }
  }

  @Test("every reason's words stand in both texts, and its quotes at their place")
  func reasons() throws {
    let report = try report()
    let json = try #require(
      try JSONSerialization.jsonObject(with: JSONEncoder().encode(Self.authority()))
        as? [String: Any])
    let documents = Dictionary(
      uniqueKeysWithValues: Self.calls.map { ($0.id, Self.document(of: $0)) })
    var seen = 0
    for match in report.matches {
      let document = try #require(documents[match.call])
      for reason in match.reasons {
        seen += 1
        #expect(!reason.call.isEmpty)
        #expect(reason.weight > 0 && reason.weight <= 1)
        for proof in reason.call {
          #expect(Array(document[proof.start..<proof.end]) == Array(proof.quote.unicodeScalars))
        }
        let mine = try #require(Self.value(at: reason.profile, in: json)).lowercased()
        let theirs = String(String.UnicodeScalarView(document)).lowercased()
        for word in reason.words {
          #expect(mine.contains(word.lowercased()))
          #expect(theirs.contains(word.lowercased()))
        }
        #expect(reason.theme != nil || !reason.words.isEmpty)
      }
      #expect(match.reasons.map(\.weight) == match.reasons.map(\.weight).sorted(by: >))
    }
    #expect(seen > 8)
  }

  /// Found where a theme's label had another form of the word than the title that a reason names.
  @Test("a reason shows a form of the place it names")
  func formsOfOnePlace() throws {
    var profile = try projectProfile("\"summary\":\"Une isolation\"")
    profile.projects?[0].title = "Isoler"
    let calls = [Self.matchable("x", "Isolation", [(.objectives, "Isolation des murs")])]
    let match = Matcher(calls: calls, knowledge: knowledge).report(
      profile: profile, on: today, options: Self.everything
    ).matches.first
    let reason = try #require(match?.reasons.first)
    #expect(reason.profile == "/projects/0/title")
    #expect(reason.words == ["isol"])
  }

  private static func value(at pointer: String, in json: [String: Any]) -> String? {
    var current: Any? = json
    for part in pointer.split(separator: "/") {
      if let list = current as? [Any], let index = Int(part) {
        current = list[index]
      } else {
        current = (current as? [String: Any])?[String(part)]
      }
    }
    return current as? String
  }

  @Test("the order of the profiles changes nothing, nor does their number")
  func orderOfProfiles() throws {
    let first = try Self.authority()
    var second = try projectProfile("\"summary\":\"Eau potable\"")
    second.name = "Autre"
    let matcher = Matcher(calls: Self.calls, knowledge: knowledge)
    func reports(_ profiles: [Profile]) -> [MatchReport] {
      matcher.reports(profiles, on: today, options: Self.everything)
    }
    let both = reports([first, second])
    #expect(reports([second, first]) == both.reversed())
    #expect(reports([first]) + reports([second]) == both)
  }

  /// Found where « Rhénanie-du-Nord-Westphalie » made a call of the département du Nord relevant, and
  /// « territoires » the reason for any call.
  @Test("places at home and words of intention are no reason")
  func emptyWords() throws {
    let calls = [
      Self.matchable(
        "nord", "Bourse du Nord", [(.objectives, "Territoires de France et du Pas-de-Calais.")]),
      Self.matchable("bikes", "Territoires à vélo", [(.objectives, "Prêt de vélos.")]),
    ]
    let profile = try projectProfile(
      "\"summary\":\"Vélo dans les territoires du Nord, du Pas-de-Calais, en France\"")
    let field = FieldKnowledge(
      themes: knowledge.themes, countries: knowledge.countries,
      territories: knowledge.territories,
      concepts: [.init(id: "light", labels: [:], terms: ["territoires"], weight: 20)])
    let matches = Matcher(calls: calls, knowledge: field).report(
      profile: profile, on: today, options: Self.everything
    ).matches
    let north = try #require(matches.first { $0.call == "nord" })
    #expect(north.reasons.map(\.words) == [["territoires"]])
    let bikes = try #require(matches.first { $0.call == "bikes" })
    #expect(bikes.reasons.flatMap(\.words) == ["Vélo"])
    #expect(bikes.counterReason == nil)
  }

  @Test("a theme joins words that differ, and languages")
  func themes() throws {
    let report = try report()
    func relevance(_ call: String, _ project: String?) -> Relevance? {
      report.matches.first { $0.call == call && $0.project == project }?.relevance
    }
    let lanes = try #require(relevance("lanes", "p"))
    #expect(lanes > Relevance(hundredths: 0))
    #expect(try #require(relevance("bikes", "p")) > lanes)
    let wells = try #require(report.matches.first { $0.call == "wells" && $0.project == "q" })
    #expect(wells.reasons.first?.theme == "water")
    #expect(wells.reasons.first?.call.first?.quote == "Drinking water")
    #expect(relevance("culture", "p") == Relevance(hundredths: 0))
  }

  @Test("a country is met in its adjective, a theme not in a word of the same stem")
  func countries() throws {
    let calls = [
      Self.matchable("sn", "Appel franco-sénégalais", [(.objectives, "Culture.")]),
      Self.matchable("coop", "Les coopératives", [(.objectives, "Coopératives agricoles.")]),
    ]
    let profile = try profile(
      .commune,
      """
      "projects": [{"id": "p", "title": "Avec le Sénégal"},
        {"id": "q", "title": "Coopération décentralisée"}]
      """)
    let field = FieldKnowledge(
      themes: [.init(id: "social-economy", labels: [:], terms: ["coopératives"])],
      countries: [
        .init(code: "SN", names: ["fr": "Sénégal"], terms: ["sénégalais", "sénégalaise"])
      ])
    let report = Matcher(calls: calls, knowledge: field).report(
      profile: profile, on: today, options: Self.everything)
    let senegal = try #require(report.matches.first { $0.call == "sn" && $0.project == "p" })
    #expect(senegal.reasons.map(\.words) == [["Sénégal"]])
    #expect(senegal.reasons.first?.call.first?.quote == "sénégalais")
    let other = try #require(report.matches.first { $0.call == "coop" && $0.project == "q" })
    #expect(other.reasons.allSatisfy { $0.theme == nil })
  }

  @Test("closed and ineligible calls are left out and counted")
  func filters() throws {
    let open = try report(Self.calls, MatchOptions(limit: 0))
    #expect(!open.matches.contains { $0.call == "past" || $0.call == "wells" })
    #expect(open.omitted.closed == 3)
    #expect(open.omitted.ineligible == 3)
    let closed = try report(Self.calls, MatchOptions(limit: 0, includesClosed: true))
    #expect(closed.matches.filter { $0.call == "past" }.map(\.daysLeft) == [-288, -288, -288])
    let limited = try report(Self.calls, MatchOptions(project: "p", limit: 1))
    #expect(limited.matches.map(\.call) == ["bikes"])
    #expect(limited.omitted.beyondLimit == 2)
  }

  @Test("sorted by relevance, then deadline, then call")
  func sorting() throws {
    let same = ["b", "a", "c"].map { id in
      Self.matchable(id, "Vélo", [(.objectives, "Vélo.")]) {
        $0.windows = [window((.single, date(id == "c" ? "2024-04-01" : "2024-05-01")))]
      }
    }
    let report = try report(same, MatchOptions(project: "p", limit: 0))
    #expect(report.matches.map(\.call) == ["c", "a", "b"])
  }

  @Test("past the first twenty of a list, only relevance and criteria are told")
  func brief() throws {
    let many = (0..<25).map { index in
      Self.matchable("\(100 + index)", "Vélo", [(.objectives, "Prêt de vélos.")]) {
        $0.area = area(["FR"])
      }
    }
    let options = MatchOptions(project: "p", limit: 0)
    let matches = try report(many, options).matches
    #expect(matches.map(\.isFull) == (0..<25).map { $0 < 20 })
    #expect(matches[24].reasons.isEmpty && matches[24].readiness.isEmpty)
    #expect(matches[24].eligibility.criteria.allSatisfy { $0.call.isEmpty })
    #expect(
      matches[24].eligibility.criteria.map(\.value) == matches[0].eligibility.criteria.map(\.value))
    #expect(matches[0].readiness.map(\.id) == ReadinessItem.ID.allCases)
  }

  @Test("relevance ignores eligibility, dates and territory")
  func separate() throws {
    let changed = Self.calls.map { call in
      var call = call
      call.record.windows = [window((.single, date("2001-01-01")))]
      call.record.applicants = applicants(.company)
      call.record.area = area(["NO"])
      return call
    }
    func scores(_ report: MatchReport) -> Set<String> {
      Set(report.matches.map { "\($0.call) \($0.project ?? "") \($0.relevance.hundredths)" })
    }
    #expect(try scores(report(changed)) == scores(report()))
  }

  @Test("a list's entry that states nothing to apply by counts for little, a call alone does not")
  func bareEntries() throws {
    func relevances(isList: Bool, _ windows: [Window] = []) throws -> [Int] {
      var calls = ["Vélos électriques", "Orgues"].enumerated().map { index, title in
        Self.matchable("\(index)", title, []) { $0.windows = windows }
      }
      for index in calls.indices where isList { calls[index].document = "list.pdf" }
      return try report(calls).matches.filter { $0.call == "0" && $0.project == "p" }
        .map { $0.relevance.hundredths }
    }
    let alone = try relevances(isList: false)
    let listed = try relevances(isList: true)
    let dated = try relevances(isList: true, [window((.single, date("2024-06-01")))])
    try #require(!alone.isEmpty)
    #expect(zip(listed, alone).allSatisfy { $0 < $1 / 2 })
    #expect(dated == alone)
  }

  @Test("calls on other matters hardly move a score")
  func stability() throws {
    let others = (0..<20).map { index in
      Self.matchable(
        "x\(index)", "Archives \(index)",
        [
          (.objectives, "Restauration de manuscrits et de reliures anciennes.")
        ])
    }
    let before = try report(Self.calls, MatchOptions(project: "p", limit: 0))
    let after = try report(Self.calls + others, MatchOptions(project: "p", limit: 0))
    for match in before.matches {
      let moved = try #require(after.matches.first { $0.call == match.call })
      #expect(abs(moved.relevance.hundredths - match.relevance.hundredths) <= 500)
    }
  }

  @Test("a paragraph of many calls weighs nothing")
  func boilerplate() throws {
    let form = "Prêt de vélos électriques et de bicyclettes."
    let calls = (0..<6).map { index in
      Self.matchable("\(index)", "Archives \(index)", [(.objectives, form)])
    }
    let report = try report(calls, MatchOptions(project: "p", limit: 0))
    #expect(report.matches.allSatisfy { $0.relevance.hundredths == 0 })
  }

  @Test("what a decision obtained counts among the grants of its project")
  func obtainedGrants() throws {
    let calls = [
      Self.matchable("lanes", "Pistes cyclables", [(.objectives, "Vélo.")]) {
        $0.conditions = [
          Condition(
            text: "non cumulable",
            expr: .not(.atom(.init(fact: "grants", is: "in", value: .text("leader")))),
            evidence: proof())
        ]
      }
    ]
    var decision = Decision(call: "bikes", project: "p", choice: .apply, day: today)
    func verdicts(_ kind: Decision.Outcome.Kind) throws -> [String?: ThreeValued?] {
      decision.outcomes = [.init(kind, day: today)]
      let report = Matcher(calls: calls, knowledge: knowledge).reports(
        [try Self.authority()], on: today, options: Self.everything, decisions: [decision],
        programmes: ["bikes": ["leader"]])[0]
      return Dictionary(
        uniqueKeysWithValues: report.matches.map {
          ($0.project, $0.eligibility[.cofinancing]?.value)
        })
    }
    #expect(try verdicts(.obtained)["p"] == .no)
    #expect(try verdicts(.obtained)["q"] == .unknown)
    #expect(try verdicts(.refused)["p"] == .unknown)
  }

  @Test("an excluded theme takes its share of a call away")
  func excluded() throws {
    var calls = Self.calls
    calls[0].record.themes = [Theme(id: "odd", weight: 1, evidence: proof())]
    var profile = try Self.authority()
    profile.excludedThemes = ["odd"]
    let report = Matcher(calls: calls, knowledge: knowledge).report(
      profile: profile, on: today, options: Self.everything)
    #expect(report.matches.first { $0.call == "bikes" }?.relevance == Relevance(hundredths: 0))
  }
}

/// SplitMix64.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
