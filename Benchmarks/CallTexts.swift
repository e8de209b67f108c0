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

  /// So many different phrases of one to six words, which all stand in the paragraphs.
  func phrases(_ count: Int) -> [String] {
    var random = Seeded(state: 7)
    let words = paragraphs.map { $0.split { !$0.isLetter }.map(String.init) }.filter { !$0.isEmpty }
    let total = words.reduce(0) { $0 + $1.count }
    var seen = Set<String>()
    var phrases: [String] = []
    for _ in 0..<total * 6 where phrases.count < count {
      let line = words[Int(random.next() % UInt64(words.count))]
      let first = Int(random.next() % UInt64(line.count))
      let length = 1 + Int(random.next() % 6)
      guard first + length <= line.count else { continue }
      let phrase = line[first..<first + length].joined(separator: " ")
      if seen.insert(phrase.lowercased()).inserted { phrases.append(phrase) }
    }
    return phrases
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
