/// The folded bytes of the word at hand, in plain memory and always followed by zeros, so that the
/// vocabulary may look at them in eights.
struct WordBuffer {
  private let eights: UnsafeMutablePointer<UInt64>
  private let bytes: UnsafeMutablePointer<UInt8>
  private(set) var count = 0
  /// A word of more bytes is cut off here, and unknown.
  private let longest: Int
  private var isCut = false

  /// Room behind the longest word: no more is written at once.
  private static let slack = 64

  init(longest: Int) {
    self.longest = longest
    let capacity = (longest + Self.slack + 7) / 8
    eights = .allocate(capacity: capacity)
    eights.initialize(repeating: 0, count: capacity)
    bytes = UnsafeMutableRawPointer(eights).bindMemory(to: UInt8.self, capacity: capacity * 8)
  }

  func free() { eights.deallocate() }

  @inline(__always)
  mutating func removeAll() {
    count = 0
    isCut = false
    eights[0] = 0
  }

  @inline(__always)
  mutating func append(_ run: LetterRun) {
    let place = UnsafeMutableRawPointer(bytes + count)
    place.storeBytes(of: run.folded.littleEndian, as: UInt64.self)
    // A full run is followed by what stood there before.
    (place + 8).storeBytes(of: 0, as: UInt64.self)
    add(run.count)
  }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    UnsafeMutableRawPointer(bytes + count).storeBytes(
      of: UInt64(byte).littleEndian, as: UInt64.self)
    add(1)
  }

  /// Appends the folded form of a scalar that is not ASCII.
  @inline(__always)
  mutating func append(_ scalar: UInt32, _ latin: UnsafePointer<UInt16>) {
    if scalar < 0x250, case let code = latin[Int(scalar)], code != 0 {
      let place = UnsafeMutableRawPointer(bytes + count)
      place.storeBytes(of: UInt64(code).littleEndian, as: UInt64.self)
      (place + 8).storeBytes(of: 0, as: UInt64.self)
      add(code > 0xFF ? 2 : 1)
    } else {
      appendRare(scalar)
    }
  }

  @inline(never)
  private mutating func appendRare(_ scalar: UInt32) {
    var folded: [UInt8] = []
    Folding.append(scalar, to: &folded)
    for byte in folded { append(byte) }
  }

  @inline(__always)
  private mutating func add(_ more: Int) {
    count &+= more
    if count > longest {
      count = longest
      isCut = true
      UnsafeMutableRawPointer(bytes + count).storeBytes(of: 0, as: UInt64.self)
    }
  }

  /// Forgets what was appended after so many bytes.
  mutating func cut(to length: Int) {
    var i = length
    while i < count + 8 {
      bytes[i] = 0
      i += 1
    }
    count = length
    isCut = length >= longest
  }

  /// Its number in a vocabulary; 0 for a word that the rules do not know.
  @inline(__always)
  func find(in vocabulary: Vocabulary.View) -> UInt32 {
    isCut ? 0 : vocabulary.find(UnsafePointer(eights), length: count)
  }

  var text: String {
    String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }
}
