/// Which symbols, named words and figures stand in each sentence, a bit each. Few share a bit: symbols
/// past the 900th, and words that patterns name past the 1146th.
struct Presence: @unchecked Sendable {
  // `@unchecked`: as the memory of the run that it belongs to.

  private static let symbols = 900
  private static let words = 1146
  static let digits = 2046
  /// Set in every sentence.
  static let always = 2047
  /// Of one sentence, in words of 64 bits.
  static let stride = 32

  private let base: UnsafeMutablePointer<UInt64>

  init(_ memory: Grown<UInt64>) { base = memory.base }

  @inline(__always)
  static func bit(ofSymbol symbol: Int32) -> Int {
    Int(UInt32(bitPattern: symbol) % UInt32(symbols))
  }

  /// - Parameter number: the class of a word that patterns name.
  @inline(__always)
  static func bit(ofClass number: Int32) -> Int {
    symbols + Int(UInt32(bitPattern: number) % UInt32(words))
  }

  @inline(__always)
  func holds(_ bit: Int, in sentence: Int) -> Bool {
    base[sentence &* Self.stride &+ bit >> 6] >> UInt64(bit & 63) & 1 != 0
  }

  @inline(__always)
  func insert(_ bit: Int, in sentence: Int) {
    base[sentence &* Self.stride &+ bit >> 6] |= 1 << UInt64(bit & 63)
  }
}

extension PatternProgram {
  /// Something without which a program does not match.
  enum Need: Hashable {
    case symbol(Int32)
    case word(UInt32)
    case digits
  }

  /// What every match holds in its sentence. All jumps go forward, so one walk from the end does.
  var required: Set<Need> {
    var after = [Set<Need>](repeating: [], count: code.count + 1)
    for pc in code.indices.reversed() {
      var needs = pc + 1 < code.count ? after[pc + 1] : []
      switch code[pc] {
      case .accept: needs = []
      case .symbol(let symbol, _): needs.insert(.symbol(symbol))
      case .word(let word): needs.insert(.word(word))
      case .shape: needs.insert(.digits)
      case .split(let otherwise): needs.formIntersection(after[Int(otherwise)])
      case .jump(let target): needs = after[Int(target)]
      case .not(let end): needs = after[Int(end)]
      default: break
      }
      after[pc] = needs
    }
    return after[0]
  }
}

extension PatternProgram.FirstSet {
  /// All that a match may begin with.
  var needs: [PatternProgram.Need] {
    symbols.sorted().map { .symbol($0) } + words.sorted().filter { $0 != 0 }.map { .word($0) }
      + (shapes.isEmpty ? [] : [.digits])
  }
}
