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
    let text = "Les dossiers sont à déposer avant le 6 mai 2024 à 12h. Taux maximum : 75 %."
    #expect(Tagger(pack: again).annotations(in: text) == Tagger(pack: pack).annotations(in: text))
    #expect(!Tagger(pack: again).annotations(in: text).isEmpty)
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
