import CallModel
import Documents
import Extraction
import Foundation
import RuleEngine
import TestSupport
import Testing

@testable import CallAssembly

/// The facts that five typical documents state; skipped where those documents are absent.
@Suite(.enabled(if: Checkout.shared != nil, "the shared seeds are not here"))
struct SeedFactsTests {
  static let reader = Result { CallReader(pack: try RulePack.load(folder: Checkout.rules)) }

  private func reading(_ prefix: String) throws -> (Reading, Document) {
    let folder = try #require(Checkout.shared) + "/seeds"
    let path = try #require(
      Checkout.files(in: folder, endings: ["txt"]).first { $0.contains("/" + prefix) })
    let data = try #require(FileManager.default.contents(atPath: path))
    let document = try DocumentReader().read([UInt8](data), name: "seed.txt")
    return (try Self.reader.get().read(document, path: path, sha256: "0"), document)
  }

  private func call(_ id: String, _ reading: Reading) throws -> CallRecord {
    try #require(reading.parsed.calls.last { $0.programmes.contains { $0.id == id } })
  }

  @Test func sudoe() throws {
    let call = try call("interreg-sudoe", reading("002").0)
    #expect(call.windows.first?.opening?.date?.iso == "2008-04-15")
    #expect(call.windows.first?.deadlines.map { $0.date.date?.iso } == ["2008-07-04"])
    #expect(call.rates.map(\.max) == [75])
    #expect(call.axes.filter { $0.level == .axis }.map(\.code) == ["1", "2", "3", "1"])
    #expect(call.statistics.map(\.value) == [256, 13])
    #expect(call.statistics.map(\.territory) == [nil, "FRK1"])
    #expect(
      roles(call) == [
        "cantabria managing-authority", "joint-secretariat joint-secretariat",
        "prefecture-region-midi-pyrenees national-coordinator",
      ])
    let territories = Set(call.area?.territories ?? [])
    #expect(territories.isSuperset(of: ["ES", "PT", "AD", "FRI", "FRJ", "FRK1"]))
    #expect(call.title?.value == "SUDOE (InterregIVB)")
  }

  private func roles(_ call: CallRecord) -> [String] {
    call.parties.map { "\($0.id) \($0.role.rawValue)" }
  }

  @Test func equal() throws {
    let call = try call("equal", reading("002").0)
    #expect(call.programmes.map(\.id) == ["equal"])
    #expect(call.axes.compactMap(\.code) == ["1", "2", "3"])
    #expect(call.axes.last?.label == "phase de diffusion et de valorisation des résultats")
    #expect(
      roles(call) == [
        "dgefp managing-authority", "drtefp managing-authority", "racine technical-support",
        "carif technical-support",
      ])
    #expect(call.applicants.isEmpty)
  }

  @Test func numberingAndUnitsAreWarnedOf() throws {
    let warnings = try reading("002").0.parsed.document.warnings.map(\.id)
    #expect(Set(warnings).isSuperset(of: ["rebuilt-table", "missing-unit", "list-numbering"]))
    #expect(try reading("000").0.parsed.document.warnings.map(\.id) == ["address-mismatch"])
  }

  /// The two columns that a converter glued, in reverse order: ten rows under their header.
  @Test func theTableOfProgrammesThatFollowedOthers() throws {
    let cells = try reading("002").1.blocks.compactMap(\.cell)
    #expect(Set(cells.map(\.row)).count == 11)
    #expect(Set(cells.map(\.column)) == [0, 1])
  }

  @Test(arguments: [
    ("convergence", ["objective-1"]), ("culture-2007", ["culture-2000"]),
    ("regional-competitiveness", ["objective-2", "objective-3", "urban", "equal"]),
    ("interreg-iv", ["interreg-iii"]), ("lifelong-learning", ["socrates", "leonardo"]),
    ("youth-in-action", ["youth-2000-2006"]), ("life-plus", ["life-iii"]), ("fp7", ["fp6"]),
    ("europe-for-citizens", ["town-twinning-action"]),
  ])
  func aProgrammeFollowsThoseOfItsRow(_ id: String, _ expected: [String]) throws {
    let entry = try #require(try Self.reader.get().pack.entry(type: "programme", id: id))
    #expect(entry.attributes["follows"] == expected)
  }

  @Test func theRuralFundFollowsTheGuidanceFund() throws {
    let entry = try #require(try Self.reader.get().pack.entry(type: "fund", id: "eafrd"))
    #expect(entry.attribute("follows") == "eaggf")
  }

  /// The past award of LEADER+ and the money of the whole objective are no grants of a call.
  @Test func sumsOfThePastAreNoneOfACall() throws {
    let sums = try reading("002").0.parsed.calls.flatMap(\.amounts).flatMap { [$0.min, $0.max] }
    #expect(!sums.contains(Money(115_000, "EUR")))
    #expect(!sums.contains(Money(115_000_000, "EUR")))
  }

  @Test func noCrossBorderProgramme() throws {
    let warnings = try reading("002").0.parsed.document.warnings.filter { $0.id == "no-strand" }
    #expect(
      warnings.map { $0.evidence.map(\.quote) } == [["Transfrontalière : Néant", "Auvergne"]])
  }

  @Test("the schemes of a network's page are a record each")
  func schemes() throws {
    let calls = try reading("004").0.parsed.calls
    #expect(calls.map { $0.programmes.map(\.id) }.prefix(2) == [["daect-calls"], ["ficol"]])
    #expect(calls.count == 3)
    #expect(calls.allSatisfy { $0.windows.isEmpty })
  }

  @Test func interregIVC() throws {
    let call = try call("interreg-ivc", reading("002").0)
    let window = call.windows.first { $0.opening?.date?.iso == "2008-10-27" }
    #expect(window?.deadlines.map { $0.date.date?.iso } == ["2009-01-30"])
    let ticket = call.amounts.first { $0.role == .projectBudget }
    #expect(ticket?.min == Money(300_000, "EUR") && ticket?.max == Money(500_000, "EUR"))
    #expect(!call.amounts.contains { $0.role == .grant })
    #expect(Set(call.area?.countries ?? []) == ["EU", "NO", "CH"])
    #expect(roles(call) == ["region-nord-pas-de-calais managing-authority"])
    // The slide after it is LEADER's.
    #expect(call.axes.compactMap(\.code) == ["1", "2"])
  }

  @Test func socialFund() throws {
    let (reading, _) = try reading("002")
    let call = try #require(
      reading.parsed.calls.first { $0.funds.contains { $0.id == "esf" } && !$0.axes.isEmpty })
    let axes = call.axes.filter { $0.level == .axis }
    #expect(axes.compactMap(\.code) == ["1", "2", "3", "4", "5"])
    #expect(
      axes.first { $0.code == "4" }?.label?.hasSuffix("innovations et transnationalité") == true)
    #expect(roles(call) == ["carif technical-support"])
    #expect(
      call.axes.filter { $0.level == .priority }.compactMap(\.code) == ["G", "H", "I"])
    #expect(
      call.axes.filter { $0.level == .measure }.compactMap(\.code) == ["4.3.1", "4.3.2", "4.3.3"])
    let forecast = call.windows.flatMap(\.deadlines).first { $0.date.certainty == .forecast }
    #expect(forecast?.date.date?.iso == "2009-01")
    #expect(call.statistics.contains { $0.id == "awarded" && $0.value == 16 })
  }

  @Test(arguments: [
    ("002", "programme", ["equal", "leader-plus", "interreg-sudoe", "interreg-ivc"]),
    ("002", "fund", ["eafrd", "esf", "erdf", "eaggf"]),
    (
      "002", "territory",
      [
        "gal-pays-de-lafayette", "gal-pays-vichy-auvergne", "gal-pays-issoire",
        "gal-sologne-bocage",
        "gal-livradois-forez", "gal-combrailles", "gal-saint-flour", "gal-aurillac", "gal-velay",
        "gal-volcans-auvergne", "gal-montlucon", "gal-jeune-loire",
      ]
    ),
    ("002", "legal-basis", ["law-joxe", "law-thiolliere", "cgct-l1115-1"]),
    (
      "002", "programme",
      [
        "objective-1", "convergence", "urban", "socrates", "leonardo", "youth-in-action",
        "culture-2000", "culture-2007", "life-iii", "life-plus", "fp6", "fp7",
        "europe-for-citizens",
      ]
    ),
    ("004", "programme", ["daect-calls"]),
    ("003", "country", ["ML", "SN", "MA", "MG", "BR", "PL"]),
    (
      "003", "territory",
      ["ML-1", "SN-SL", "SN-MT", "MA-X-DOUKKALA-ABDA", "MG-X-ANALANJIROFO", "BR-MG", "PL22", "DEA"]
    ),
    ("004", "programme", ["ficol", "erasmus-plus", "esc"]),
    ("004", "party", ["daect", "afd", "lianes-cooperation", "anru", "fonjep"]),
    ("004", "programme", ["joint-fund-morocco", "joint-fund-lebanon", "joint-fund-senegal"]),
    ("002", "tool", ["pador", "glct", "district-europeen", "gect"]),
    ("002", "applicant", ["gip", "sem-spl", "interregional-grouping"]),
    (
      "003", "programme",
      [
        "fita", "fipce", "one-percent-north-south", "dcp", "sisa", "drapp", "bilhvax", "flip-fph",
        "nos-quartiers-ete", "adva",
      ]
    ),
    ("000", "programme", ["interreg"]),
  ])
  func names(_ seed: String, _ type: String, _ expected: [String]) throws {
    let (_, document) = try reading(seed)
    let pack = try Self.reader.get().pack
    let found = Set(
      Tagger(pack: pack).annotations(in: document).filter { $0.type == type }
        .map(\.value.description))
    #expect(found.isSuperset(of: expected), "missing \(Set(expected).subtracting(found).sorted())")
  }

  @Test(arguments: [
    ("003", [3_396_000, 164_964, 1_836_000, 870_000, 630_000, 60_000]),
    ("003", [2_460_000, 550_000, 5_680_000, 1_500_000, 2_300_000, 400_000]),
    ("002", [115_000_000, 84_000_000, 34, 122_000_000, 115_000]),
    ("000", [8_000_000_000]),
  ])
  func sums(_ seed: String, _ expected: [Int]) throws {
    let (_, document) = try reading(seed)
    let pack = try Self.reader.get().pack
    let found = Tagger(pack: pack).annotations(in: document).filter { $0.type == "money" }
      .map(\.value.description)
    for sum in expected { #expect(found.contains("\(sum) EUR")) }
  }

  /// Written with a bracketed zero, spaces and dots, with the letters that the domain lacks.
  @Test(arguments: [
    ("000", "phone", ["+33 (0)3 28 82 70 72", "03 28 82 82 82"]),
    ("004", "phone", ["07.78.59.01.88"]),
    ("000", "email", ["eitc-iection@nordpasdecals.fr"]), ("000", "url", ["www.nordpasdecals.fr"]),
  ])
  func contacts(_ seed: String, _ type: String, _ expected: [String]) throws {
    let (_, document) = try reading(seed)
    let found = Tagger(pack: try Self.reader.get().pack).annotations(in: document)
      .filter { $0.type == type }.map { ScalarIndex(document.text).slice($0.range) }
    #expect(Set(found).isSuperset(of: expected))
  }

  /// What a converter made of bullets and of words: marks that it could not decode, spaces inside words.
  @Test func brokenTextIsPutRight() throws {
    let text = try reading("002").1.text
    #expect(!text.contains("\u{FFFD}"))
    for broken in ["secteur s", "esp ace", "diversi fication"] { #expect(!text.contains(broken)) }
  }

  /// The day on which a page appeared and those of its meetings are due days of nothing.
  @Test func aPagesDaysKeepTheirRoles() throws {
    let parsed = try reading("001").0.parsed
    #expect(parsed.document.published?.date?.iso == "2013-12-20")
    #expect(parsed.calls.isEmpty)
  }

  /// A page of 2013 on a commission, a budget deck and an institute's leaflet call for nothing.
  @Test(arguments: ["000", "001", "003"])
  func noCall(_ seed: String) throws {
    let (reading, _) = try reading(seed)
    #expect(reading.parsed.calls.allSatisfy { $0.windows.flatMap(\.deadlines).isEmpty })
    #expect(reading.parsed.calls.isEmpty)
  }
}
