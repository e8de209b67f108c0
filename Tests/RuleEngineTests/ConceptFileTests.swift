import TestSupport
import Testing

@testable import RuleEngine

@Suite struct ConceptFileTests {
  private static let lighting = """
    summary: Light.
    concepts:
      - id: lighting
        theme: [energy]
        fr: [éclairage public, lampadaire]
        en: street lighting
        exact: [SDAL]
      - {id: lamp, is: [lighting], related: [lighting], weight: 30, fr: [lampe]}
    """

  @Test func conceptsAreNamedAndNotTagged() throws {
    let pack = try RulePack.load(files: ["concepts/light.yaml": Self.lighting])
    let entries = pack.gazetteer("concept")
    #expect(entries.map(\.id) == ["lighting", "lamp"])
    #expect(entries[0].names == ["éclairage public", "lampadaire", "street lighting"])
    #expect(entries[0].attributes["exact"] == ["SDAL"])
    #expect(entries[0].attribute("en") == "street lighting")
    #expect(entries[1].attribute("weight") == "30")
    #expect(entries[1].attribute("is") == "lighting")
    #expect(Tagger(pack: pack).annotations(in: "Un lampadaire, SDAL.").isEmpty)
    #expect(try RulePack.load(packed: pack.packed).gazetteer("concept") == entries)
  }

  @Test(arguments: [
    ("concepts: [{id: a, fr: [x], words: [y]}]", "unknownKey"),
    ("concepts: [{id: a, fr: [x], weight: 101}]", "outOfRange"),
    ("concepts: [{id: a, exact: [X]}]", "missingKey"),
    ("concepts: [{id: a, fr: [x], en: [y], not-in-en: [y]}]", "unknownName"),
    ("concepts: [{id: a, fr: [x]}, {id: a, fr: [y]}]", "repeatedId"),
    ("concept: []", "unknownKey"),
  ])
  func brokenFilesAreRefused(text: String, kind: String) {
    do {
      _ = try RulePack.load(files: ["concepts/a.yaml": text])
      Issue.record("loaded: \(text)")
    } catch {
      #expect(error.faults.map { "\($0.kind)".prefix { $0 != "(" } } == [kind[...]])
    }
  }

  /// The lexicon that comes with the program.
  @Suite struct Lexicon {
    private static let pack = try? RulePack.load(folder: Checkout.rules)

    @Test func everyLinkLeadsSomewhere() throws {
      let pack = try #require(Self.pack)
      let concepts = pack.gazetteer("concept")
      let ids = Set(concepts.map(\.id))
      let themes = Set(pack.gazetteer("theme").map(\.id))
      for concept in concepts {
        for key in ["is", "related"] {
          #expect(
            ids.isSuperset(of: concept.attributes[key] ?? []), "\(concept.id): \(key)")
        }
        #expect(themes.isSuperset(of: concept.attributes["theme"] ?? []), "\(concept.id): theme")
      }
    }

    @Test func everyConceptBelongsToATheme() throws {
      let concepts = try #require(Self.pack).gazetteer("concept")
      let byID = Dictionary(uniqueKeysWithValues: concepts.map { ($0.id, $0) })
      func reaches(_ id: String, _ path: [String] = []) -> Bool {
        guard let concept = byID[id], !path.contains(id) else { return false }
        if concept.attribute("theme") != nil { return true }
        return (concept.attributes["is"] ?? []).contains { reaches($0, path + [id]) }
      }
      for concept in concepts where concept.attribute("weight") == nil {
        #expect(reaches(concept.id), "\(concept.id)")
      }
    }

    @Test func noConceptIsAKindOfItself() throws {
      let concepts = try #require(Self.pack).gazetteer("concept")
      let wider = Dictionary(
        uniqueKeysWithValues: concepts.map { ($0.id, $0.attributes["is"] ?? []) })
      for concept in concepts {
        var seen: Set<String> = []
        var open = wider[concept.id] ?? []
        while let next = open.popLast() {
          if seen.insert(next).inserted { open += wider[next] ?? [] }
        }
        #expect(!seen.contains(concept.id), "\(concept.id)")
      }
    }

    @Test func itIsDense() throws {
      let concepts = try #require(Self.pack).gazetteer("concept")
      let terms = concepts.flatMap { $0.names + ($0.attributes["exact"] ?? []) }
      #expect(concepts.count >= 1_000)
      #expect(Set(terms.map { $0.lowercased() }).count >= 8_000)
      #expect(terms.allSatisfy { !$0.isEmpty && $0.split(separator: " ").count <= 12 })
    }
  }
}
