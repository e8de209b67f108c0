/// Which symbols, named words and figures stand in each sentence.
///
/// Sentences are taken by sections of 64: of each section a word for everything that may stand in one,
/// with a bit a sentence. So one look tells in which of them two things stand together. The words of
/// four sections lie side by side, as a `Row`: what programs need is looked for in all of them at
/// once. What is rare shares words (`BitTable`).
struct Presence: @unchecked Sendable {
  // `@unchecked`: as the memory of the run that it belongs to.

  /// A word of each of four sections.
  typealias Row = SIMD4<UInt64>

  /// Sections whose words lie side by side.
  static let width = 4
  /// Rows of so many sections.
  static let rows = 3072
  // Bits are told by the place of their word.
  static let dash = (rows - 3) * width
  static let digits = (rows - 2) * width
  /// Set in every sentence.
  static let always = (rows - 1) * width
  private static let words = rows * width

  private let base: UnsafeMutablePointer<UInt64>

  /// - Parameter memory: of `room` rows.
  init(_ memory: Grown<Row>) {
    // So that no row lies in two lines of the cache.
    base = UnsafeMutableRawPointer(memory.base).alignedUp(toMultipleOf: MemoryLayout<Row>.size)
      .assumingMemoryBound(to: UInt64.self)
  }

  /// Rows for so many sections.
  static func room(_ sections: Int) -> Int { fours(sections) * rows + 1 }

  /// How many sections so many sentences have.
  static func sections(_ sentences: Int) -> Int { (sentences + 63) / 64 }

  /// How many fours of sections so many sections have.
  static func fours(_ sections: Int) -> Int { (sections + width - 1) / width }

  @inline(__always)
  static func section(of sentence: Int32) -> Int { Int(sentence >> 6) }

  /// The place of a bit in a section.
  @inline(__always)
  private static func place(_ bit: Int, _ section: Int) -> Int {
    (section &>> 2) &* words &+ (section & 3) &+ bit
  }

  /// The sentences of a section in which something stands, a bit each.
  @inline(__always)
  func sentences(with bit: Int, in section: Int) -> UInt64 { base[Self.place(bit, section)] }

  /// Those of four sections side by side.
  @inline(__always)
  func sentences(with bit: Int, inFour four: Int) -> Row {
    UnsafeRawPointer(base + (four &* Self.words &+ bit)).load(as: Row.self)
  }

  @inline(__always)
  func holds(_ bit: Int, in sentence: Int) -> Bool {
    sentences(with: bit, in: sentence &>> 6) &>> UInt64(sentence & 63) & 1 != 0
  }

  @inline(__always)
  func insert(_ bit: Int, in sentence: Int) {
    base[Self.place(bit, sentence &>> 6)] |= 1 &<< UInt64(sentence & 63)
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
    Sentence(base + Self.place(0, Self.section(of: number)), number)
  }

  /// Notes that something stands in all sentences of a section.
  func fill(_ bit: Int, in section: Int) { base[Self.place(bit, section)] = .max }
}

extension Presence.Row {
  var isEmpty: Bool {
    @inline(__always) get {
      let half = lowHalf | highHalf
      return half.x | half.y == 0
    }
  }
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
