import CallModel
import Documents
import Extraction
import Foundation
import RuleEngine
import TestSupport
import Testing

@testable import CallAssembly

/// The facts of the corpus's decks and pages of 2008 and 2013, which are like those that authorities
/// keep: read from the rendered files.
@Suite struct RenditionFactsTests {
  private func reading(_ name: String) throws -> (Reading, Document) {
    let path = Checkout.corpus + "/documents/" + name
    let data = try #require(FileManager.default.contents(atPath: path))
    let document = try DocumentReader().read([UInt8](data), name: name)
    return (try SeedFactsTests.reader.get().read(document, path: path, sha256: "0"), document)
  }

  private func call(_ programme: String, in name: String) throws -> CallRecord {
    let calls = try reading(name).0.parsed.calls
    return try #require(calls.first { $0.programmes.contains { $0.id == programme } })
  }

  private func codes(_ level: Axis.Level, _ call: CallRecord) -> [String] {
    call.axes.filter { $0.level == level }.compactMap(\.code)
  }

  @Test func sudoe() throws {
    let call = try call("interreg-sudoe", in: "deck-cooperation-2008.pdf")
    #expect(call.programmes.map(\.id) == ["interreg-sudoe"])
    #expect(call.windows.map { $0.opening?.date?.iso } == ["2008-04-15"])
    #expect(call.windows.first?.deadlines.map { $0.date.date?.iso } == ["2008-07-04"])
    #expect(call.rates.map(\.max) == [75])
    #expect(codes(.axis, call) == ["1", "2", "3", "1"])
    #expect(call.statistics.map(\.value) == [256, 13])
    #expect(call.statistics.allSatisfy { $0.id == "applications" })
  }

  @Test func interregIVC() throws {
    let call = try call("interreg-ivc", in: "deck-cooperation-2008.pdf")
    let second = call.windows.first { $0.opening?.date?.iso == "2008-10-27" }
    #expect(second?.deadlines.map { $0.date.date?.iso } == ["2009-01-30"])
    let ticket = call.amounts.first { $0.role == .projectBudget }
    #expect(ticket?.min == Money(300_000, "EUR") && ticket?.max == Money(500_000, "EUR"))
    #expect(!call.amounts.contains { $0.role == .grant })
    #expect(Set(call.area?.countries ?? []) == ["EU", "NO", "CH"])
  }

  /// What a survey on another slide says of the programme reaches its call.
  @Test(arguments: [
    (
      "interreg-ivc", ["region-nord-pas-de-calais managing-authority"]
    ),
    (
      "interreg-sudoe",
      [
        "cantabria managing-authority", "joint-secretariat joint-secretariat",
        "prefecture-region-midi-pyrenees national-coordinator",
      ]
    ),
  ])
  func partiesOfSurveys(_ programme: String, _ expected: [String]) throws {
    let call = try call(programme, in: "deck-cooperation-2008.pdf")
    #expect(call.parties.map { "\($0.id) \($0.role.rawValue)" } == expected)
  }

  @Test func equal() throws {
    let call = try call("equal", in: "deck-fse-leader-equal-2008.pdf")
    #expect(codes(.measure, call) == ["1", "2", "3"])
    #expect(call.amounts.isEmpty)
  }

  @Test func socialFund() throws {
    let call = try call("esf-programme", in: "deck-fse-leader-equal-2008.pdf")
    #expect(call.programmes.map(\.id) == ["esf-programme"])
    #expect(codes(.axis, call).contains("4"))
    #expect(codes(.priority, call) == ["G", "H", "I"])
    #expect(codes(.measure, call) == ["4.3.1", "4.3.2", "4.3.3"])
    let forecast = call.windows.flatMap(\.deadlines).first { $0.date.certainty == .forecast }
    #expect(forecast?.date.date?.iso == "2009-01")
    #expect(call.statistics.map(\.id) == ["awarded"] && call.statistics.map(\.value) == [16])
  }

  /// What an earlier project received is no grant that one may ask for.
  @Test func noPastAward() throws {
    let calls = try reading("deck-fse-leader-equal-2008.pdf").0.parsed.calls
    #expect(calls.count == 2)
    #expect(calls.flatMap(\.amounts).isEmpty)
  }

  @Test(arguments: [
    (
      "deck-fse-leader-equal-2008.pdf", "programme",
      [
        "equal", "leader", "leader-plus", "socrates", "leonardo", "urban", "life-iii", "life-plus",
        "culture-2000", "interreg-iii",
      ]
    ),
    ("deck-fse-leader-equal-2008.pdf", "fund", ["eafrd", "esf", "erdf", "eaggf", "cohesion-fund"]),
    ("deck-fse-leader-equal-2008.pdf", "party", ["dgefp", "drtefp", "racine", "carif"]),
    ("deck-budget-region-2013.pdf", "country", ["ML", "SN", "MA", "MG", "BR", "PL"]),
    (
      "deck-budget-region-2013.pdf", "territory",
      ["ML-1", "SN-SL", "SN-MT", "MA-X-DOUKKALA-ABDA", "MG-X-ANALANJIROFO", "BR-MG", "PL22", "DEA"]
    ),
    ("reseau-aict-presentation.html", "programme", ["ficol", "erasmus-plus", "esc"]),
    ("reseau-aict-presentation.html", "party", ["daect", "afd"]),
    ("institut-cooperation.html", "programme", ["interreg"]),
  ])
  func names(_ name: String, _ type: String, _ expected: [String]) throws {
    let found = try tags(type, in: name)
    #expect(found.isSuperset(of: expected), "missing \(Set(expected).subtracting(found).sorted())")
  }

  /// LEADER's twelve groups in Auvergne.
  @Test func localActionGroups() throws {
    let groups = try tags("territory", in: "deck-fse-leader-equal-2008.pdf")
      .filter { $0.hasPrefix("gal-") }
    #expect(groups.count == 12)
  }

  @Test func sums() throws {
    let found = try tags("money", in: "deck-budget-region-2013.pdf")
    for sum in [3_396_000, 164_964, 1_836_000, 870_000, 630_000, 60_000] {
      #expect(found.contains("\(sum) EUR"))
    }
  }

  @Test(arguments: [
    "commission-mutations-2013.html", "deck-budget-region-2013.pdf", "institut-cooperation.html",
    "reseau-aict-presentation.html",
  ])
  func noCall(_ name: String) throws { #expect(try reading(name).0.parsed.calls.isEmpty) }

  private func tags(_ type: String, in name: String) throws -> Set<String> {
    let tagger = Tagger(pack: try SeedFactsTests.reader.get().pack)
    return Set(
      tagger.annotations(in: try reading(name).1).filter { $0.type == type }
        .map(\.value.description))
  }
}
