import Glibc

/// A document's words, and their texts, each different one kept once.
///
/// A `PDFWord` and a `WordText` point into this store: whoever holds words holds their `PDFPage`, which
/// holds the store.
final class WordTexts {
  private static let firstChunk = 1 << 13
  /// So many times a new chunk is twice the one before.
  private static let doublings = 4
  private static let firstRecords = 1 << 7
  /// Of records: a larger chunk would be a mapping of its own, each page of which costs a fault.
  private static let recordDoublings = 3

  private var chunks: [UnsafeMutablePointer<UInt8>] = []
  private var next: UnsafeMutablePointer<UInt8>?
  private var free = 0
  private var texts: [WordText] = []
  /// Places in `texts`, one more than them, by the hash of the bytes; 0 where a slot is empty. Twice
  /// as many slots as texts at least, and a power of two.
  private var slots = [Int32](repeating: 0, count: 1 << 11)
  /// Another one in each process, so that no document can choose words that fall into one slot.
  private let seed = UInt64.random(in: 0 ... .max) | 1

  /// Records of words, a chunk after the other; all but the last one are full.
  private var records: [UnsafeMutableBufferPointer<PDFWord.Record>] = []
  private var nextRecord: UnsafeMutablePointer<PDFWord.Record>?
  private var freeRecords = 0

  deinit {
    for chunk in chunks { chunk.deallocate() }
    for chunk in records { chunk.deallocate() }
  }

  /// Puts down what is known of a word, for as long as this store lives.
  func place(_ record: PDFWord.Record) -> UnsafePointer<PDFWord.Record> {
    if freeRecords == 0 {
      freeRecords = Self.firstRecords << min(records.count, Self.recordDoublings)
      let chunk = UnsafeMutableBufferPointer<PDFWord.Record>.allocate(capacity: freeRecords)
      records.append(chunk)
      nextRecord = chunk.baseAddress
    }
    guard let place = nextRecord else { preconditionFailure("a chunk was just made") }
    place.initialize(to: record)
    (nextRecord, freeRecords) = (place + 1, freeRecords - 1)
    return UnsafePointer(place)
  }

  /// Takes over all words of another store, which is of no use any more.
  func adopt(_ other: WordTexts) {
    let own = other.texts.map { text($0.utf8) }
    for (i, chunk) in other.records.enumerated() {
      let isLast = i == other.records.count - 1
      for k in 0..<chunk.count - (isLast ? other.freeRecords : 0) {
        chunk[k].text = own[chunk[k].text.number]
        chunk[k].texts = self
      }
    }
    // The chunk that is being filled stays the last one.
    records.insert(contentsOf: other.records, at: 0)
    other.records = []
    (other.nextRecord, other.freeRecords) = (nil, 0)
  }

  /// How many different texts there are; they are numbered from 0.
  var count: Int { texts.count }

  func text(numbered number: Int) -> WordText { texts[number] }

  func text(_ string: String) -> WordText {
    var string = string
    return string.withUTF8 { text($0) }
  }

  func text(_ scalars: some Sequence<Unicode.Scalar>) -> WordText {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return text(String(view))
  }

  /// - Parameter bytes: valid UTF-8.
  func text(_ bytes: UnsafeBufferPointer<UInt8>) -> WordText {
    let mask = slots.count - 1
    var slot = hash(bytes) & mask
    while slots[slot] != 0 {
      let known = texts[Int(slots[slot]) - 1]
      if known.holds(bytes) { return known }
      slot = (slot + 1) & mask
    }
    let text = WordText(copy(bytes), count: bytes.count, number: texts.count)
    texts.append(text)
    slots[slot] = Int32(texts.count)
    if texts.count * 2 > slots.count { grow() }
    return text
  }

  private func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    let mask = slots.count - 1
    for text in texts {
      var slot = hash(text.utf8) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(text.number + 1)
    }
  }

  private func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let raw = UnsafeRawBufferPointer(bytes)
    var hash = seed ^ UInt64(bytes.count)
    func take(_ value: UInt64) {
      let product = (hash ^ value).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
      hash = product.high ^ product.low
    }
    var i = 0
    while i + 8 <= raw.count {
      take(raw.loadUnaligned(fromByteOffset: i, as: UInt64.self))
      i += 8
    }
    var rest: UInt64 = 0
    while i < raw.count {
      rest = rest << 8 | UInt64(raw[i])
      i += 1
    }
    take(rest)
    return Int(truncatingIfNeeded: (hash ^ hash >> 32) >> 1)
  }

  private func copy(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafePointer<UInt8> {
    if free < bytes.count || next == nil {
      let size = max(Self.firstChunk << min(chunks.count, Self.doublings), bytes.count)
      let chunk = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
      chunks.append(chunk)
      (next, free) = (chunk, size)
    }
    guard let place = next else { preconditionFailure("a chunk was just made") }
    if let source = bytes.baseAddress { place.initialize(from: source, count: bytes.count) }
    (next, free) = (place + bytes.count, free - bytes.count)
    return UnsafePointer(place)
  }
}

/// The text of a word: plain memory, so that words are copied, sorted and compared as numbers are.
///
/// Valid as long as its `WordTexts`, which a word's page holds.
struct WordText: Equatable {
  private let start: UnsafePointer<UInt8>
  private let length: Int32
  /// Its number in the store: the same text, the same number.
  private let ordinal: Int32

  fileprivate init(_ start: UnsafePointer<UInt8>, count: Int, number: Int) {
    self.start = start
    length = Int32(count)
    ordinal = Int32(number)
  }

  var number: Int { Int(ordinal) }
  var utf8: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: Int(length)) }
  var unicodeScalars: WordScalars { WordScalars(utf8) }
  var isEmpty: Bool { length == 0 }
  var string: String { String(decoding: utf8, as: UTF8.self) }
  /// At least one letter, and small ones from a to z alone.
  var isPlain: Bool { !isEmpty && utf8.allSatisfy { $0 >= 0x61 && $0 <= 0x7A } }

  static func == (a: WordText, b: WordText) -> Bool { a.start == b.start && a.length == b.length }

  func holds(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count == Int(length), let other = bytes.baseAddress else {
      return bytes.isEmpty && length == 0
    }
    return memcmp(start, other, bytes.count) == 0
  }

  func hasSuffix(_ suffix: StaticString) -> Bool {
    let count = suffix.utf8CodeUnitCount
    guard count <= Int(length) else { return false }
    return (0..<count).allSatisfy { start[Int(length) - count + $0] == suffix.utf8Start[$0] }
  }
}

/// The Unicode scalars of a word, decoded as they are asked for. Indices are offsets of bytes.
struct WordScalars: BidirectionalCollection {
  private let bytes: UnsafeBufferPointer<UInt8>

  /// - Parameter bytes: valid UTF-8.
  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  var startIndex: Int { 0 }
  var endIndex: Int { bytes.count }

  func index(after i: Int) -> Int {
    let byte = bytes[i]
    return i + (byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4)
  }

  func index(before i: Int) -> Int {
    var i = i - 1
    while bytes[i] & 0xC0 == 0x80 { i -= 1 }
    return i
  }

  subscript(i: Int) -> Unicode.Scalar {
    let byte = bytes[i]
    if byte < 0x80 { return Unicode.Scalar(byte) }
    let count = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
    var value = UInt32(byte) & (0x7F >> UInt32(count))
    for k in 1..<count { value = value << 6 | UInt32(bytes[i + k] & 0x3F) }
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }
}
