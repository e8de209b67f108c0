/// A phrase of a lexicon that stands in the text.
///
/// All of a text lie in one table in the order of the tokens they begin with, the shorter first: where
/// one begins is told by its place there (`RunMemory.firstToken`).
struct Phrase: BitwiseCopyable, Sendable {
  /// Index of the entry.
  let entry: Int32
  private let bits: UInt32

  private static let lengthBits: UInt32 = 12
  /// Tokens of the longest phrase there may be, and one more than the number of symbols.
  static let longest = 1 << lengthBits - 1
  static let symbols = 1 << (32 - lengthBits)

  @inline(__always)
  init(symbol: Int32, length: Int32, entry: Int32) {
    self.entry = entry
    bits = UInt32(bitPattern: symbol) &<< Self.lengthBits | UInt32(bitPattern: length)
  }

  /// Symbol of the lexicon.
  var symbol: Int32 {
    @inline(__always) get { Int32(truncatingIfNeeded: bits &>> Self.lengthBits) }
  }

  @inline(__always)
  func isOf(_ symbol: UInt32) -> Bool { bits ^ symbol &<< Self.lengthBits <= UInt32(Self.longest) }

  /// Its tokens.
  var length: Int32 {
    @inline(__always) get { Int32(truncatingIfNeeded: bits & UInt32(Self.longest)) }
  }
}

/// An annotation that patterns can refer to.
struct Item: BitwiseCopyable, Sendable {
  /// Symbol of its type, or of another name of that.
  var symbol: Int32
  /// Tokens, `last` exclusive.
  var first: Int32
  var last: Int32
  /// Index in the run's candidates.
  var candidate: Int32
  /// The item before it that begins at the same token; -1 for none.
  var next: Int32
  /// A longer or stronger reading took its place: patterns no longer see it.
  var isHidden: Bool
}

/// A place where programs are tried: a value, phrase, word or figure that they begin with.
struct TryingPlace: BitwiseCopyable, Sendable {
  var token: Int32
  /// Of the item or phrase; -1 for words and figures.
  var number: Int32
  /// The token after what begins there.
  var last: Int32
  /// Its sentence, and whether it is repeated: in one number, so that a place is copied at once.
  private var bits: UInt32

  private static let repeated: UInt32 = 0x100

  @inline(__always)
  init(token: Int32, number: Int32, last: Int32, sentence: UInt8, isRepeated: Bool) {
    self.token = token
    self.number = number
    self.last = last
    bits = UInt32(sentence) | (isRepeated ? Self.repeated : 0)
  }

  /// Its sentence, within the section.
  var sentence: UInt8 {
    @inline(__always) get { UInt8(truncatingIfNeeded: bits) }
  }

  /// Another of its symbol may begin there as well.
  var isRepeated: Bool {
    @inline(__always) get { bits & Self.repeated != 0 }
  }

  @inline(__always)
  mutating func repeats() { bits |= Self.repeated }
}

/// A place of a phrase, word or figure, and its list: of one beginning in one section of sentences.
struct NotedPlace: BitwiseCopyable, Sendable {
  var place: TryingPlace
  var list: Int32
}

/// A value in the list of those of one beginning in one section of sentences, the last first.
struct Occurrence: BitwiseCopyable, Sendable {
  var place: TryingPlace
  /// The one before; -1 for none.
  var next: Int32
}

/// What a pattern captured, as one number.
struct Captured: BitwiseCopyable, Sendable, Equatable {
  let bits: Int32

  static let none = Captured(bits: -1)
  /// From here on numbers are those of items; below, of phrases; below -1, of tokens.
  private static let items: Int32 = 1 << 30

  private init(bits: Int32) { self.bits = bits }

  @inline(__always)
  init(phrase: Int) { bits = Int32(truncatingIfNeeded: phrase) }

  @inline(__always)
  init(item: Int32) { bits = item | Self.items }

  @inline(__always)
  init(token: Int) { bits = Int32(truncatingIfNeeded: -2 &- token) }

  var phrase: Int? {
    @inline(__always) get { bits >= 0 && bits < Self.items ? Int(bits) : nil }
  }

  var item: Int? {
    @inline(__always) get { bits >= Self.items ? Int(bits & (Self.items - 1)) : nil }
  }

  var token: Int? {
    @inline(__always) get { bits < -1 ? Int(-2 - bits) : nil }
  }
}
