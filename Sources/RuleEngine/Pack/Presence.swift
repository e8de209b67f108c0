/// Which symbols, named words and figures stand in each sentence.
///
/// Sentences are taken by sections of 64: of each section a word for everything that may stand in one,
/// with a bit a sentence. So one look tells in which of them two things stand together. Few share a
/// word: symbols past the 960th, and words that patterns name past the 2109th.
struct Presence: @unchecked Sendable {
  // `@unchecked`: as the memory of the run that it belongs to.

  private static let symbols = 960
  private static let words = 2109
  static let dash = 3069
  static let digits = 3070
  /// Set in every sentence.
  static let always = 3071
  /// Words of a section.
  static let stride = 3072

  private let base: UnsafeMutablePointer<UInt64>

  init(_ memory: Grown<UInt64>) { base = memory.base }

  /// How many sections so many sentences have.
  static func sections(_ sentences: Int) -> Int { (sentences + 63) / 64 }

  @inline(__always)
  static func section(of sentence: Int32) -> Int { Int(sentence >> 6) }

  @inline(__always)
  static func bit(ofSymbol symbol: Int32) -> Int {
    Int(UInt32(bitPattern: symbol) % UInt32(symbols))
  }

  /// - Parameter number: the class of a word that patterns name.
  @inline(__always)
  static func bit(ofClass number: Int32) -> Int {
    symbols + Int(UInt32(bitPattern: number) % UInt32(words))
  }

  /// The sentences of a section in which something stands, a bit each.
  @inline(__always)
  func sentences(with bit: Int, in section: Int) -> UInt64 {
    base[section &* Self.stride &+ bit]
  }

  @inline(__always)
  func holds(_ bit: Int, in sentence: Int) -> Bool {
    sentences(with: bit, in: sentence &>> 6) &>> UInt64(sentence & 63) & 1 != 0
  }

  @inline(__always)
  func insert(_ bit: Int, in sentence: Int) {
    base[(sentence &>> 6) &* Self.stride &+ bit] |= 1 &<< UInt64(sentence & 63)
  }

  /// A sentence, for noting much that stands in it.
  struct Sentence {
    fileprivate let section: UnsafeMutablePointer<UInt64>
    private let bit: UInt64
    /// Within its section.
    let number: UInt8

    @inline(__always)
    fileprivate init(_ section: UnsafeMutablePointer<UInt64>, _ sentence: Int32) {
      self.section = section
      number = UInt8(truncatingIfNeeded: sentence & 63)
      bit = 1 &<< UInt64(truncatingIfNeeded: sentence & 63)
    }

    @inline(__always)
    func insert(_ bit: Int) { section[bit] |= self.bit }
  }

  @inline(__always)
  func sentence(_ number: Int32) -> Sentence {
    Sentence(base + Self.section(of: number) &* Self.stride, number)
  }

  /// Notes that something stands in all sentences of a section.
  func fill(_ bit: Int, in section: Int) { base[section &* Self.stride &+ bit] = .max }
}

extension PatternProgram {
  /// Something without which a program does not match.
  enum Need: Hashable {
    case symbol(Int32)
    case word(UInt32)
    case digits, dash
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
      case .dash: needs.insert(.dash)
      case .split(let other), .skip(let other): needs.formIntersection(after[Int(other)])
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
      + (shapes.isEmpty ? [] : [.digits]) + (hasDash ? [.dash] : [])
  }
}
