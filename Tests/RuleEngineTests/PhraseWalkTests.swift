import Documents
import Testing

@testable import RuleEngine

/// The walk over phrases finds what looking for each of them at each word finds.
@Suite struct PhraseWalkTests {
  /// Short and long ones, and some alike in their first eight and sixteen letters.
  static let words = [
    "a", "de", "eau", "projet", "commune", "communes", "communaut", "communaute",
    "intercommunale", "intercommunalite", "intercommunalites", "intercommunalitex",
    "anticonstitutionnellement", "anticonstitutionnellemente", "z",
  ]

  /// A small generator of numbers (SplitMix64): the same on every machine.
  private struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
      return mixed ^ mixed >> 31
    }
  }

  @Test(
    "as many phrases, drawn by other numbers",
    arguments: [(12, 1), (40, 2), (400, 3), (1500, 4)] as [(Int, UInt64)])
  func findsAll(_ count: Int, _ seed: UInt64) throws {
    var random = Seeded(state: seed)
    func line(_ length: Int) -> [String] {
      (0..<length).map { _ in Self.words.randomElement(using: &random) ?? "" }
    }
    // The last word of all is in no phrase, and unknown to the rules where few are.
    let phrases = Array(
      Set((0..<count).map { _ in line(Int.random(in: 1...6, using: &random)).filter { $0 != "z" } })
        .filter { !$0.isEmpty }
    ).sorted { $0.lexicographicallyPrecedes($1) }
    let yaml =
      "summary: test\nsource: test\ntype: place\nentries:\n"
      + phrases.enumerated().map { "  - {id: n\($0), name: \($1.joined(separator: " "))}\n" }
      .joined()
    let tagger = Tagger(pack: try .load(files: ["gazetteers/g.yaml": yaml]))
    // More than one block of the walk.
    let text = line(1200)
    var starts = [0]
    for word in text { starts.append(starts[starts.count - 1] + word.utf8.count + 1) }
    var expected: [[Int]] = []
    for (number, phrase) in phrases.enumerated() {
      for first in 0...text.count - phrase.count
      where text[first..<first + phrase.count].elementsEqual(phrase) {
        expected.append([number, starts[first], starts[first + phrase.count] - 1])
      }
    }
    let room = UnsafeMutableBufferPointer<Tagger.NamedPlace>.allocate(capacity: 20_000)
    defer { room.deallocate() }
    let found = tagger.names(in: text.joined(separator: " "), into: room)
    #expect(found == expected.count && found > 0)
    #expect(
      Set(room[..<found].map { [Int($0.entry), Int($0.start), Int($0.end)] }) == Set(expected))
  }
}
