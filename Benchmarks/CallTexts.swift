import Foundation

/// Text of calls in any amount: the paragraphs of the given files, each time in another order.
///
/// The order comes from a fixed seed, so that every run measures the same bytes.
struct CallTexts {
  /// About the length of a call of ten pages.
  static let documentLength = 24_000

  private let paragraphs: [String]
  private let bytes: Int

  init(files: ArraySlice<String>, megabytes: Int) throws {
    paragraphs = try files.flatMap {
      try Bench.read($0).components(separatedBy: "\n\n").filter { !$0.isEmpty }
    }
    guard !paragraphs.isEmpty else { throw Bench.Fault.usage }
    bytes = megabytes * 1_000_000
  }

  /// Documents that make up the wanted length together.
  func documents() -> [String] {
    var documents: [String] = []
    var current = ""
    var total = 0
    var random = Seeded(state: 42)
    while total < bytes {
      for paragraph in paragraphs.shuffled(using: &random) where total < bytes {
        current += paragraph + "\n\n"
        guard current.utf8.count >= Self.documentLength else { continue }
        total += current.utf8.count
        documents.append(current)
        current = ""
      }
    }
    for i in documents.indices { documents[i].makeContiguousUTF8() }
    return documents
  }

  /// How phrases are drawn from a text.
  enum Draw: String, CaseIterable {
    /// Every different phrase is as likely as any other, as names are in a gazetteer: most are rare.
    case each
    /// Every place is as likely: « de la » and the like come first, and there is hardly a word without.
    case places
  }

  /// So many different phrases of one to six words, which all stand in the paragraphs; as many of each
  /// length as there are, drawn in turns.
  func phrases(_ count: Int, _ draw: Draw) -> [String] {
    var random = Seeded(state: 7)
    let words = paragraphs.map { $0.split { !$0.isLetter }.map(String.init) }.filter { !$0.isEmpty }
    var drawn = (1...6).map { length in
      var all = words.flatMap { line in
        line.indices.dropLast(length - 1).map { line[$0..<$0 + length].joined(separator: " ") }
      }
      switch draw {
      case .places: all.shuffle(using: &random)
      case .each:
        var seen = Set<String>()
        all = all.filter { seen.insert(Self.folded($0)).inserted }.shuffled(using: &random)
      }
      return all[...]
    }
    var seen = Set<String>()
    var phrases: [String] = []
    while phrases.count < count, drawn.contains(where: { !$0.isEmpty }) {
      for i in drawn.indices where phrases.count < count {
        while let phrase = drawn[i].popFirst() {
          guard seen.insert(Self.folded(phrase)).inserted else { continue }
          phrases.append(phrase)
          break
        }
      }
    }
    return phrases
  }

  /// As the engine compares names: « à » and « a » are one.
  private static func folded(_ phrase: String) -> String {
    phrase.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
  }
}

/// A small generator of numbers (SplitMix64): the same on every machine.
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
