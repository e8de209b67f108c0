import CallModel
import Documents
import Extraction
import Foundation
import Testing

@testable import CallAssembly

/// Fields of a record that need more than one annotation: what lies between two, or follows from
/// several.
@Suite struct RecordFieldTests {
  private func parsed(_ body: String, title: String = "Appel à projets 2025") throws
    -> ParsedDocument
  {
    let text = "\(title)\n\nDate limite de dépôt : 12 mars 2025\n\n\(body)\n"
    let document = try DocumentReader().read([UInt8](text.utf8), name: "appel.txt")
    return try SeedFactsTests.reader.get().read(document, path: "appel.txt", sha256: "0").parsed
  }

  private func call(_ body: String) throws -> CallRecord {
    try #require(parsed(body).calls.first)
  }

  @Test(arguments: [
    ("L'aide relève de l'article 38 du RGEC.", ["gber 38"]),
    ("Aide accordée au titre du régime de minimis.", ["de-minimis"]),
    ("Le règlement (UE) n° 651/2014, article 53, s'applique.", ["gber 53"]),
    ("La salle est au minimum de 20 m².", []),
  ])
  func stateAid(body: String, expected: [String]) throws {
    let found = try call(body).stateAid.map { [$0.id, $0.article].compactMap(\.self) }
    #expect(found.map { $0.joined(separator: " ") } == expected)
  }

  @Test(arguments: [
    (
      "Vu l'article L. 1115-1 du CGCT, dans le respect des engagements internationaux de la France.",
      ["cgct-l1115-1", "international-commitments"]
    ),
    ("Le contrat d'engagement républicain est signé.", ["republican-contract"]),
    ("Les engagements du candidat", []),
  ])
  func legalBasis(body: String, expected: [String]) throws {
    #expect(try call(body).legalBasis.map(\.id) == expected)
  }

  @Test(arguments: [
    ("Pièces à joindre : budget ; délibération ; RIB.", ["budget", "délibération", "RIB"]),
    ("Documents à fournir\n\n- le budget\n- les devis\n\nTexte.", ["le budget", "les devis"]),
    ("Une pièce de théâtre sera jouée.", []),
  ])
  func attachments(body: String, expected: [String]) throws {
    let texts = try call(body).attachments.map { text in
      text.text.hasPrefix("- ") ? String(text.text.dropFirst(2)) : text.text
    }
    #expect(texts == expected)
  }

  @Test("a yearly call has a next round, marked as a forecast, that is no window")
  func nextRound() throws {
    let call = try call("Chaque année, la Région lance cet appel à projets.")
    let round = try #require(call.nextRound)
    #expect(call.windows.count == 1)
    #expect(round.deadlines.map { $0.date.date?.iso } == ["2026-03"])
    #expect(round.deadlines.allSatisfy { $0.date.certainty == .forecast })
    #expect(
      round.deadlines.allSatisfy { $0.date.inferred == ["date"] && !$0.date.evidence.isEmpty })
    #expect(!round.evidence.isEmpty)
  }

  @Test("a call that comes once has none")
  func noNextRound() throws {
    #expect(try call("La Région lance cet appel à projets.").nextRound == nil)
  }

  @Test(arguments: [
    (
      "Taux : 60 % du coût total dans les zones de revitalisation rurale.",
      "dans les zones de revitalisation rurale"
    ),
    ("Taux : 60 % du coût total.", nil),
    (
      "Le taux est plafonné à 50 % pour les pays les moins avancés et à 35 % pour les autres.",
      "pour les pays les moins avancés"
    ),
  ])
  func rateCondition(body: String, expected: String?) throws {
    #expect(try call(body).rates.first?.condition?.text == expected)
  }

  @Test(
    "a label above its value, before a sentence with a day",
    arguments: [
      "Durée\n\n24 mois\n\nDéposez votre dossier avant le 14 mai 2027.",
      "Duration\n\n24 months\n\nApply by 14 May 2027.",
    ])
  func labelledDuration(body: String) throws {
    #expect(try call(body).duration?.max == 24)
  }

  @Test func rateFund() throws {
    #expect(try call("Taux de cofinancement FEDER : 60 %.").rates.map(\.fund) == ["erdf"])
    #expect(try call("Taux de cofinancement : 60 %.").rates.map(\.fund) == [nil])
  }

  @Test("a ceiling that is raised stays a ceiling")
  func raisedRate() throws {
    let rates = try call("Taux maximum d'aide : 40 %, porté à 50 % en montagne.").rates
    #expect(rates.map(\.max) == [40, 50] && rates.allSatisfy { $0.kind == .max })
  }

  @Test(arguments: [
    (
      "Contact : Mme Anne Leroy, chargée de mission Europe, a.leroy@lille.example.fr", "Anne Leroy",
      "chargée de mission Europe"
    ),
    ("Contact : europe@lille.example.fr", nil, nil),
  ])
  func contact(body: String, name: String?, function: String?) throws {
    let contact = try #require(try call(body).contacts.first)
    #expect(contact.name == name && contact.function == function)
  }

  @Test(arguments: [
    ("4 axes prioritaires :\n\n1. Culture\n2. Sport\n3. Jeunesse", ["count-mismatch"]),
    ("3 axes prioritaires :\n\n1. Culture\n2. Sport\n3. Jeunesse", []),
    ("Budget\n\nCulture 100 000 €\n\nSport 50 000 €\n\nTOTAL 160 000 €", ["sum-mismatch"]),
    ("Budget\n\nCulture 100 000 €\n\nSport 50 000 €\n\nTOTAL 150 000 €", []),
    ("Contact : a@nordpasdecals.fr", ["address-mismatch"]),
    ("Contact : a@nordpasdecalais.fr", []),
    ("Contact : https://www.nordpasdecals.fr/appels?id=3", ["address-mismatch"]),
    ("Contact : https://www.nordpasdecalais.fr:80/appels", []),
  ])
  func warnings(body: String, expected: [String]) throws {
    let checks = ["count-mismatch", "list-numbering", "sum-mismatch", "address-mismatch"]
    #expect(try parsed(body).document.warnings.map(\.id).filter(checks.contains) == expected)
  }

  @Test(arguments: [
    ("1. Fondation Mer et Rivages : appel à projets", "Fondation Mer et Rivages : appel à projets"),
    ("2024 : appel à projets", "2024 : appel à projets"),
    ("1 000 arbres : appel à projets", "1 000 arbres : appel à projets"),
  ])
  func titleWithoutNumber(title: String, expected: String) throws {
    #expect(try parsed("Texte.", title: title).calls.first?.title?.value == expected)
  }

  @Test("a label on its own line and the value under it are one row")
  func labelledValue() throws {
    let body = "Taux maximum d'intervention\n\n64 %\n\nMontant maximum\n\n55 000 €"
    let call = try call(body)
    #expect(call.rates.map(\.max) == [64])
    #expect(call.amounts.map { $0.max?.amount } == [55_000])
  }

  @Test("what stands under « pour tous ces appels » reaches each of them")
  func sharedEnd() throws {
    let text = """
      # La lettre des appels

      ## Interreg Sudoe, quatrième appel

      Dépôt des candidatures jusqu'au 12 avril 2024.

      ## CERV : réseaux de villes

      Clôture de l'appel le 18 avril 2024.

      ## Pour tous ces appels

      Contact : europe@agglo.example.fr
      """
    let document = try DocumentReader().read([UInt8](text.utf8), name: "lettre.md")
    let reading = try SeedFactsTests.reader.get().read(document, path: "lettre.md", sha256: "0")
    #expect(reading.parsed.calls.count == 2)
    #expect(
      reading.parsed.calls.map { $0.contacts.map(\.email) }
        == Array(repeating: ["europe@agglo.example.fr"], count: 2))
  }

  @Test("what a page and its attachment both say stands once, without the marks of a list")
  func exclusionsOnce() throws {
    let body = """
      ⚠️ Les dossiers incomplets ne sont pas recevables.

      Il s'agit d'une aide aux études, si bien que les travaux, les achats de véhicules
      et les voyages ne sont pas éligibles.

      Il s’agit d’une aide aux études, si bien que les travaux, les achats de véhicules et les voyages ne sont pas éligibles.
      """
    let texts = try call(body).exclusions.map(\.text)
    #expect(texts.count == 2)
    #expect(texts.first == "Les dossiers incomplets ne sont pas recevables.")
    #expect(texts.last?.hasPrefix("Il s'agit d'une aide aux études") == true)
  }

  @Test(
    "a row's rate says for what it is, unless that is all of the call",
    arguments: [("LIFE", nil), ("Petits projets", "Petits projets")])
  func rateOfARow(label: String, expected: String?) throws {
    let text = """
      # Appel à propositions LIFE

      Date limite de dépôt : 12 mars 2025

      | Pour | Taux de cofinancement |
      | --- | --- |
      | \(label) | 60 % |
      """
    let document = try DocumentReader().read([UInt8](text.utf8), name: "appel.md")
    let reading = try SeedFactsTests.reader.get().read(document, path: "appel.md", sha256: "0")
    let rates = try #require(reading.parsed.calls.first).rates
    #expect(rates.map(\.appliesTo) == [expected])
  }

  @Test("a condition is told once, and not by the words of an address")
  func conditionsOnce() throws {
    let body = """
      https://aides.example/projets-situes-en-quartiers-prioritaires-de-la-politique-de-la-ville

      Les projets doivent être situés en QPV.

      Les actions sont réservées aux habitants des quartiers prioritaires de la politique de la ville.
      """
    let conditions = try call(body).conditions
    #expect(conditions.count == 1)
    #expect(conditions.first?.text.contains("-") == false)
  }
}
