/// Which bits each symbol and each word has in signatures and in `Presence`, while a pack is made.
///
/// What stands most often in texts has bits of its own, beside each other; what is rare shares them. So
/// a bit seldom tells of something else than what is asked for, and what is looked at lies together.
struct BitTable {
  /// How often something stands in a sample of text.
  struct Counts {
    var symbols: [Int32: Int] = [:]
    var words: [UInt32: Int] = [:]
  }

  private static let symbols = 0..<190
  private static let words = 190..<254
  /// So many of either are shared in signatures.
  private static let sharedBySymbols = 40
  private static let sharedByWords = 52
  /// The bit in signatures of symbols that no pattern asks for.
  private static let other = symbols.upperBound - 1
  private static let sharedInPresence = 600

  private var symbolBits: [Int32: Int] = [:]
  private var wordBits: [UInt32: Int] = [:]
  private var presence: [PatternProgram.Need: Int] = [:]
  private let counts: Counts

  /// - Parameters:
  ///   - asked: all that patterns ask for.
  ///   - symbols: how many there are.
  ///   - counts: how often what patterns ask for stands in texts, as far as a sample tells.
  init(asked: Set<PatternProgram.Need> = [], symbols: Int = 0, counts: Counts = Counts()) {
    var askedSymbols: [Int32] = []
    var words: [UInt32] = []
    for need in asked {
      switch need {
      case .symbol(let symbol): askedSymbols.append(symbol)
      case .word(let word): words.append(word)
      case .digits, .dash: break
      }
    }
    self.counts = counts
    func count(_ symbol: Int32) -> Int { counts.symbols[symbol] ?? 0 }
    func count(_ word: UInt32) -> Int { counts.words[word] ?? 0 }
    symbolBits = Self.bits(
      of: Self.ranked(askedSymbols, by: count), Self.symbols.dropLast(),
      shared: Self.sharedBySymbols)
    wordBits = Self.bits(
      of: Self.ranked(words, by: count), Self.words, shared: Self.sharedByWords)
    let all =
      Self.ranked(Array(0..<Int32(symbols)), by: count).map {
        (need: PatternProgram.Need.symbol($0), count: count($0))
      } + Self.ranked(words, by: count).map { (need: .word($0), count: count($0)) }
    // What stands equally often stays in this order.
    let ranked = all.enumerated().sorted {
      ($1.element.count, $0.offset) < ($0.element.count, $1.offset)
    }.map(\.element.need)
    presence = Self.bits(
      of: ranked, 0..<Presence.dash / Presence.width, shared: Self.sharedInPresence
    ).mapValues { $0 * Presence.width }
  }

  /// The most frequent first.
  private static func ranked<Number: Comparable>(
    _ numbers: [Number], by count: (Number) -> Int
  ) -> [Number] {
    numbers.map { (number: $0, count: count($0)) }.sorted {
      ($1.count, $0.number) < ($0.count, $1.number)
    }.map(\.number)
  }

  private static func bits<Thing: Hashable>(
    of ranked: [Thing], _ bits: Range<Int>, shared: Int
  ) -> [Thing: Int] {
    let own = ranked.count <= bits.count ? bits.count : bits.count - shared
    var all: [Thing: Int] = [:]
    for (place, thing) in ranked.enumerated() {
      all[thing] = bits.lowerBound + (place < own ? place : own + (place - own) % shared)
    }
    return all
  }

  /// How often a symbol or word stands in the sample.
  func count(of need: PatternProgram.Need) -> Int {
    switch need {
    case .symbol(let symbol): counts.symbols[symbol] ?? 0
    case .word(let word): counts.words[word] ?? 0
    case .digits, .dash: 0
    }
  }

  /// In signatures.
  func bit(ofSymbol symbol: Int32) -> Int { symbolBits[symbol] ?? Self.other }

  /// In signatures.
  func bit(ofWord word: UInt32) -> Int { wordBits[word] ?? Self.words.lowerBound }

  /// In `Presence`.
  func presence(of need: PatternProgram.Need) -> Int {
    switch need {
    case .symbol, .word: presence[need] ?? 0
    case .digits: Presence.digits
    case .dash: Presence.dash
    }
  }

  /// What may stand where one of a set does.
  func signature(of set: PatternProgram.FirstSet) -> Signature {
    guard !set.isOpen else { return .everything }
    var signature = Signature()
    for symbol in set.symbols { signature.insert(bit(ofSymbol: symbol)) }
    for word in set.words where word != 0 { signature.insert(bit(ofWord: word)) }
    if !set.shapes.isEmpty { signature.insert(Signature.digits) }
    if set.hasDash { signature.insert(Signature.dash) }
    return signature
  }
}
