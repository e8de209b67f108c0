import CallModel
import RuleEngine
import TestSupport
import Testing

@testable import Pipeline

/// What the gazetteers say of programmes, places and countries holds together.
@Suite struct RegistryTests {
  static let pack = Result { try RulePack.load(folder: Checkout.rules) }

  private func pack() throws -> RulePack { try Self.pack.get() }

  @Test func entriesArePlenty() throws {
    #expect(try pack().gazetteer("programme").count >= 900)
    #expect(try pack().gazetteer("theme").count >= 160)
  }

  /// Attributes that name an entry, and its type; nil is the entry's own.
  @Test(
    arguments: [
      ("follows", nil), ("family", nil), ("parent", nil), ("partOf", nil), ("followedBy", nil),
      ("funder", "party"), ("themes", "theme"),
    ] as [(String, String?)])
  func endsExist(_ key: String, _ type: String?) throws {
    let pack = try pack()
    for kind in ["programme", "party", "theme", "territory"] {
      for entry in pack.gazetteer(kind) {
        for target in entry.attributes[key] ?? [] where target != "yes" {
          #expect(
            pack.entry(type: type ?? kind, id: target) != nil, "\(entry.id): \(key) \(target)")
        }
      }
    }
  }

  @Test(arguments: ["follows", "parent", "partOf"])
  func nothingComesBeforeItself(_ key: String) throws {
    let pack = try pack()
    for kind in ["programme", "party", "theme", "territory"] {
      for start in pack.gazetteer(kind) {
        var seen: Set<String> = []
        var open = start.attributes[key] ?? []
        while let next = open.popLast() {
          guard seen.insert(next).inserted else { continue }
          #expect(next != start.id, "\(kind) \(start.id): \(key)")
          open += pack.entry(type: kind, id: next)?.attributes[key] ?? []
        }
      }
    }
  }

  @Test(arguments: [
    ("interreg-grande-region", "interreg-wallonie-lorraine-luxembourg"),
    ("Interreg Sudoe", "interreg-iv-sudoe"), ("interreg-europe", "interreg-iiic"),
    ("interreg-vi-canal-mozambique", "interreg-v-mayotte-comores-madagascar"),
    ("life", "life-iii"), ("horizon-europe", "fp6"), ("erasmus-plus", "socrates"),
    ("creative-europe", "culture-2000"), ("cerv", "europe-for-citizens"),
    ("leader-2021-2027", "leader-plus"), ("ndici", "dci"), ("eui", "uia"),
  ])
  func newNameFindsTheOld(_ new: String, _ old: String) throws {
    let line = ProgrammeLine(pack: try pack())
    let found = Set(line.ids(named: new).flatMap(line.withPredecessors))
    #expect(found.contains(old), "\(found.sorted())")
  }

  @Test(arguments: [
    ("CV", 2006, FieldKnowledge.DevelopmentClass.leastDeveloped), ("CV", 2019, .otherRecipient),
    ("CL", 2016, .otherRecipient), ("CL", 2019, .notRecipient), ("SN", 2008, .leastDeveloped),
    ("BT", 2022, .leastDeveloped), ("BT", 2024, .otherRecipient), ("FR", 2015, .notRecipient),
  ])
  func aidClassesAreOfTheirYear(
    _ country: String, _ year: Int, _ expected: FieldKnowledge.DevelopmentClass
  ) throws {
    let knowledge = KnowledgeLoader.knowledge(in: try pack())
    #expect(knowledge.developmentClass(of: country, in: year) == expected)
  }

  @Test func nothingIsKnownBeforeTheFirstListRead() throws {
    let knowledge = KnowledgeLoader.knowledge(in: try pack())
    #expect(knowledge.developmentClass(of: "SN", in: 1999) == nil)
  }

  @Test(arguments: [
    ("FRI1", "FRF", PlaceRelation.apart), ("FRI1", "FR1", .apart), ("FRE", "FRK", .apart),
    ("INSEE:44", "FRG", .inside), ("INSEE:44", "FRF", .apart), ("INSEE:75", "FR1", .inside),
    ("INSEE:33063", "FRI", .inside), ("INSEE:974", "FRY4", .same),
  ])
  func numbersOfRegionsAreNoDepartments(
    _ place: String, _ area: String, _ relation: PlaceRelation
  ) throws {
    let knowledge = KnowledgeLoader.knowledge(in: try pack())
    #expect(knowledge.relation(of: place, to: area, in: 2024) == relation)
  }
}
