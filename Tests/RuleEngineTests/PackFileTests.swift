import Foundation
import TestSupport
import Testing

@testable import RuleEngine

@Suite struct PackFileTests {
  private static let pack = try? RulePack.load(folder: Checkout.rules)

  @Test func packReadsAsItsSources() throws {
    let pack = try #require(Self.pack)
    let again = try RulePack.load(packed: pack.packed)
    #expect(again.packed == pack.packed)
    #expect(again.descriptions == pack.descriptions)
    #expect(again.counts == pack.counts)
    #expect(again.names == pack.names)
    for rule in pack.descriptions {
      #expect(again.confidence(of: rule.id) == pack.confidence(of: rule.id))
    }
    let text = "Les dossiers sont à déposer avant le 6 mai 2024 à 12h. Taux maximum : 75 %."
    #expect(Tagger(pack: again).annotations(in: text) == Tagger(pack: pack).annotations(in: text))
    #expect(!Tagger(pack: again).annotations(in: text).isEmpty)
  }

  /// Entries are read type by type, and stand in the order of their files all the same.
  @Test func entriesAreThoseOfTheirTypes() throws {
    let entry = { (id: String) in "{id: \(id), name: \(id), attributes: {kind: of-\(id)}}" }
    let gazetteer = { (type: String, ids: [String]) in
      "summary: s\nsource: s\ntype: \(type)\nentries: [\(ids.map(entry).joined(separator: ", "))]\n"
    }
    let files = [
      "gazetteers/a.yaml": gazetteer("one", ["x", "y"]),
      "gazetteers/b.yaml": gazetteer("two", ["x"]),
      "gazetteers/c.yaml": gazetteer("one", ["z"]),
    ]
    let given = try RulePack.load(files: files)
    for pack in [given, try RulePack.load(packed: given.packed)] {
      #expect(pack.names.map { "\($0.type) \($0.id)" } == ["one x", "one y", "two x", "one z"])
      #expect(pack.gazetteer("one").map(\.id) == ["x", "y", "z"])
      #expect(pack.entry(type: "two", id: "x")?.source == "gazetteers/b")
      #expect(pack.entry(type: "two", id: "y") == nil)
      #expect(pack.entry(type: "three", id: "x") == nil)
      #expect(pack.gazetteer("one", where: "kind", is: "of-z").map(\.id) == ["z"])
      #expect(pack.gazetteer("three", where: "kind", is: "of-z").isEmpty)
    }
  }

  /// Each entry is read by itself, the first of those with one type and id.
  @Test func entriesAreFoundByTheirIDs() throws {
    let names = try #require(Self.pack).names
    let pack = try RulePack.load(packed: try #require(Self.pack).packed)
    let firsts = Dictionary(names.map { ("\($0.type) \($0.id)", $0) }) { first, _ in first }
    #expect(firsts.count > 1_000)
    let missed = firsts.values.filter { first in
      let found = pack.entry(type: first.type, id: first.id)
      return found != first || found?.names != first.names
        || found?.attribute("kind") != first.attribute("kind")
    }
    #expect(missed.map(\.id).isEmpty)
    let ids = ["", " ", "é", "zzzz", "a"]
    #expect(ids.allSatisfy { pack.entry(type: "programme", id: $0) == nil })
  }

  @Test func otherVersionIsRefused() throws {
    var bytes = try #require(Self.pack).packed
    bytes[0] &+= 1
    #expect(throws: PackFault.version(bytes[0])) { try RulePack.load(packed: bytes) }
  }

  /// Any bytes give a pack or a fault.
  @Test(arguments: 0..<40)
  func damagedBytesAreRefused(seed: UInt64) throws {
    var bytes = try #require(Self.pack).packed
    var state = seed &+ 1
    func next() -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33)
    }
    if seed.isMultiple(of: 2) {
      bytes = Array(bytes.prefix(next() % bytes.count))
      #expect(throws: PackFault.self) { try RulePack.load(packed: bytes) }
    } else {
      // Counts stand near the beginning, where the types are.
      bytes[1 + next() % 400] = UInt8(truncatingIfNeeded: next())
      do throws(PackFault) {
        _ = try RulePack.load(packed: bytes)
      } catch {
        #expect(bytes != Self.pack?.packed)
      }
    }
  }
}
