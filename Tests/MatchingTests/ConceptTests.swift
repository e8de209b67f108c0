import CallModel
import Foundation
import Stemming
import Testing

@testable import Matching

@Suite("Concepts in matching")
struct ConceptTests {
  static let field = FieldKnowledge(
    themes: [.init(id: "lights", labels: ["fr": "lumière"])],
    countries: [.init(code: "SN", names: ["fr": "Sénégal"])],
    concepts: [
      .init(
        id: "lighting", labels: [:], terms: ["éclairage public", "lampadaire", "street lighting"],
        themes: ["lights"]),
      .init(id: "leds", labels: [:], terms: ["ampoules LED"], wider: ["lighting"]),
      .init(id: "plan", labels: [:], terms: ["plan local d'urbanisme"], exact: ["PLU"]),
      .init(id: "square", labels: [:], terms: ["place publique"]),
      .init(id: "canals", labels: [:], terms: ["canal"]),
      .init(id: "doing", labels: [:], terms: ["rénover", "rénovation"], weight: 30),
      .init(
        id: "phrases", labels: [:], terms: ["mise en place", "s'élève à", "taux élevé"], weight: 0),
      .init(id: "pupils", labels: [:], terms: ["élèves"]),
      .init(
        id: "internships", labels: [:], terms: ["stages", "traineeship"], notInEnglish: ["stages"]),
      .init(id: "theatre", labels: [:], terms: ["théâtre", "stage"], notInFrench: ["stage"]),
    ])

  static func hits(_ text: String) -> [String] {
    let words = TextWords()
    let terms = ConceptTerms(knowledge: field, words: words)
    let language = TextWords.language(of: [text])
    return terms.hits(in: words.words(of: text, in: language), language)
      .filter { $0.concept >= terms.lexiconStart }
      .map { field.concepts[$0.concept - terms.lexiconStart].id }
  }

  @Test(arguments: [
    ("Deux lampadaires", ["lighting"]),
    ("Éclairages publics et places publiques", ["lighting", "square"]),
    ("the street lighting of the town", ["lighting"]),
    ("Le PLU est révisé", ["plan"]), ("Il a plu, en savoir plus", []),
    ("EN SAVOIR PLUS", []), ("Les canaux", ["canals"]),
    ("Un stage pour les jeunes de la ville", ["internships"]),
    ("the second stage of the call is open to all", ["theatre"]),
    ("L'aide s'élève à 630 euros pour un élève", ["phrases", "pupils"]),
    ("Au taux élevé, un élève", ["phrases", "pupils"]),
    ("mise en place", ["phrases"]), ("une place publique mise en place", ["square", "phrases"]),
  ])
  func found(text: String, concepts: [String]) {
    #expect(Self.hits(text) == concepts)
  }

  @Test("of terms inside one another, the longest counts")
  func longest() {
    let words = TextWords()
    let knowledge = FieldKnowledge(concepts: [
      .init(id: "water", labels: [:], terms: ["eau"]),
      .init(id: "drinking", labels: [:], terms: ["eau potable", "accès à l'eau potable"]),
    ])
    let terms = ConceptTerms(knowledge: knowledge, words: words)
    let found = terms.hits(in: words.words(of: "eau, accès à l'eau potable", in: .french), .french)
    #expect(found == [.init(concept: 0, words: 0..<1), .init(concept: 1, words: 1..<4)])
  }

  static let calls = [
    MatcherTests.matchable("lamps", "Lampadaires", [(.objectives, "Changer les lampadaires.")]),
    MatcherTests.matchable("leds", "Ampoules", [(.objectives, "Des ampoules LED partout.")]),
    MatcherTests.matchable("place", "Conseil", [(.objectives, "Mise en place d'un conseil.")]),
    MatcherTests.matchable("senegal", "Appel", [(.objectives, "Avec le Sénégal.")]),
    MatcherTests.matchable("renovate", "Rénovation", [(.objectives, "Rénover un orgue.")]),
  ]

  static func matches(_ project: String) throws -> [Match] {
    let profile = try profile(.commune, "\"projects\": [{\"id\": \"p\", \(project)}]")
    return Matcher(calls: calls, knowledge: field).report(
      profile: profile, on: today, options: MatcherTests.everything
    ).matches
  }

  @Test("other words of a concept, and narrower ones, stand in for it")
  func synonyms() throws {
    let matches = try Self.matches("\"title\": \"Éclairage public\"")
    #expect(matches.prefix(2).map(\.call) == ["lamps", "leds"])
    #expect(matches[1].relevance > Relevance(hundredths: 0))
    #expect(matches[2].relevance == Relevance(hundredths: 0))
    let reason = try #require(matches.first?.reasons.first)
    #expect(reason.theme == "lights")
    #expect(reason.words.isEmpty)
    #expect(reason.call.map(\.quote).allSatisfy { $0.lowercased() == "lampadaires" })
  }

  @Test("a set phrase says nothing of its words")
  func setPhrases() throws {
    let matches = try Self.matches("\"title\": \"La place\"")
    #expect(matches.allSatisfy { $0.relevance == Relevance(hundredths: 0) })
  }

  @Test("what is done counts less than to what")
  func intention() throws {
    let organ = try Self.matches("\"title\": \"Un orgue à rénover\"")
    let lamp = try Self.matches("\"title\": \"Un lampadaire à rénover\"")
    #expect(organ.first?.call == "renovate")
    #expect(lamp.first?.call == "lamps")
  }

  @Test("the country of a partner abroad draws its calls")
  func partnerCountry() throws {
    let matches = try Self.matches("\"title\": \"Jumelage\", \"partners\": [{\"country\": \"SN\"}]")
    #expect(matches.first?.call == "senegal")
    #expect(matches[1].relevance == Relevance(hundredths: 0))
  }

  /// Found where « plus » was told as the reason for land planning.
  @Test("three capitals are no word in small letters")
  func shortCapitals() throws {
    let calls = [("zoning", "Révision du PLU"), ("more", "Encore plus de haies")].map {
      MatcherTests.matchable($0.0, $0.1, [])
    }
    let knowledge = FieldKnowledge(
      themes: [.init(id: "land", labels: ["fr": "Urbanisme"], terms: ["PLU"])])
    let profile = try profile(
      .commune, "\"themes\": [{\"id\": \"land\", \"label\": \"Urbanisme\"}]")
    let matches = Matcher(calls: calls, knowledge: knowledge).report(
      profile: profile, on: today, options: MatcherTests.everything
    ).matches.filter { $0.relevance > Relevance(hundredths: 0) }
    #expect(matches.map(\.call) == ["zoning"])
  }

  /// Found where « France 2030 » made every « France » an innovation, « 18-25 ans » every « ans »
  /// youth, « e-santé » all of health and “EU policy” every policy.
  @Test("a term that keeps one word is met in its company alone")
  func company() throws {
    let calls = [
      ("plan", "Appel France 2030"), ("country", "Un appel en France"),
      ("young", "Mobilité des 18-25 ans"), ("old", "Depuis vingt ans, et 2030 ans"),
      ("jobless", "Pour des gens sans emploi"), ("jobs", "L'emploi des gens"),
      ("telehealth", "La e-santé"), ("health", "La santé"), ("sea", "Près de la mer"),
      ("abroad", "Un an à l'étranger"), ("stranger", "Un étranger"),
    ].map { MatcherTests.matchable($0.0, $0.1, []) }
    let knowledge = FieldKnowledge(concepts: [
      .init(id: "innovation", labels: ["fr": "innovation"], terms: ["innovation", "France 2030"]),
      .init(id: "youth", labels: ["fr": "jeunesse"], terms: ["jeunesse", "18-25 ans"]),
      .init(id: "jobless", labels: ["fr": "chômage"], terms: ["chômage", "sans emploi"]),
      .init(id: "tele", labels: ["fr": "télémédecine"], terms: ["télémédecine", "e-santé"]),
      .init(id: "sea", labels: ["fr": "océan"], terms: ["océan", "la mer"]),
      .init(id: "away", labels: ["fr": "expatriation"], terms: ["expatriation", "à l'étranger"]),
    ])
    let titles = ["Innovation", "Jeunesse", "Chômage", "Télémédecine", "Océan", "Expatriation"]
    let projects = titles.map { "{\"id\": \"\($0.prefix(2))\", \"title\": \"\($0)\"}" }
    let profile = try profile(.commune, "\"projects\": [\(projects.joined(separator: ","))]")
    let matches = Matcher(calls: calls, knowledge: knowledge).report(
      profile: profile, on: today, options: MatcherTests.everything
    ).matches.filter { $0.relevance > Relevance(hundredths: 0) }
    #expect(
      Set(matches.map { "\($0.project ?? "") \($0.call)" })
        == ["In plan", "Je young", "Ch jobless", "Té telehealth", "Oc sea", "Ex abroad"])
  }
}
