import CallModel
import Testing

@Suite("Places and countries")
struct FieldKnowledgeTests {
  struct Case: Sendable {
    var place: String
    var area: String
    var relation: PlaceRelation

    init(_ place: String, _ area: String, _ relation: PlaceRelation) {
      self.place = place
      self.area = area
      self.relation = relation
    }
  }

  static let cases: [Case] = [
    Case("FRE11", "FRE", .inside), Case("FRE", "FRE11", .contains), Case("FRE", "FRE", .same),
    Case("FRE11", "FRE12", .apart), Case("FRE", "FRK", .apart), Case("FRE1", "FR", .inside),
    Case("INSEE:62", "FRE12", .same), Case("INSEE:62041", "FRE12", .inside),
    Case("INSEE:62041", "FRE", .inside), Case("INSEE:62041", "INSEE:62", .inside),
    Case("INSEE:62041", "INSEE:59", .apart), Case("INSEE:62041", "FRE11", .apart),
    Case("INSEE:62041", "INSEE:62055", .apart), Case("FRE", "INSEE:62041", .contains),
    Case("INSEE:97411", "INSEE:974", .inside), Case("INSEE:2A004", "INSEE:2A", .inside),
    Case("INSEE:62041", "ES51", .apart), Case("ML-1", "ML", .inside), Case("ML-1", "ML-2", .apart),
    Case("ML", "ML-1", .contains), Case("ML-1", "FR", .apart), Case("FR", "EU", .inside),
    Case("FRE", "EU", .inside), Case("NO", "EU", .apart), Case("XX", "EU", .unknown),
    Case("NO", "EEA", .inside),
    Case("FRE", "EEA", .inside), Case("EL30", "GR", .inside), Case("UKI", "GB", .inside),
    Case("SIREN:200043123", "FRE", .inside), Case("SIREN:200043123", "FRE11", .apart),
    Case("SIREN:1", "FRE", .unknown), Case("INSEE:62041", "SIREN:200043123", .unknown),
    Case("INSEE:01001", "FRE", .unknown),
  ]

  @Test("how a place lies to an area", arguments: cases)
  func relation(row: Case) {
    #expect(knowledge.relation(of: row.place, to: row.area, in: 2024) == row.relation)
  }

  @Test("containment is the same seen from both ends", arguments: cases)
  func mirrored(row: Case) {
    let mirror: [PlaceRelation: PlaceRelation] = [
      .same: .same, .inside: .contains, .contains: .inside, .apart: .apart, .unknown: .unknown,
    ]
    #expect(knowledge.relation(of: row.area, to: row.place, in: 2024) == mirror[row.relation])
  }

  @Test("membership and development class depend on the year")
  func years() {
    #expect(knowledge.isCountry("GB", among: ["EU"], in: 2018) == .yes)
    #expect(knowledge.isCountry("GB", among: ["EU"], in: 2024) == .no)
    #expect(knowledge.isCountry("FR", among: ["EEA"], in: 2024) == .yes)
    #expect(knowledge.isCountry("XX", among: ["EU"], in: 2024) == .unknown)
    #expect(knowledge.isCountry("XX", among: ["FR", "ES"], in: 2024) == .no)
    #expect(knowledge.developmentClass(of: "SN", in: 2024) == .leastDeveloped)
    #expect(knowledge.developmentClass(of: "SN", in: 2031) == .otherRecipient)
    #expect(knowledge.developmentClass(of: "ES", in: 2024) == nil)
  }

  @Test("support bodies are those around a place")
  func support() {
    #expect(knowledge.supportBodies(for: ["INSEE:62041"], in: 2024).map(\.id) == ["lianes"])
    #expect(knowledge.supportBodies(for: ["FRH"], in: 2024).isEmpty)
  }
}
