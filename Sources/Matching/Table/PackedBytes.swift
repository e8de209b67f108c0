import CallModel

/// Whole numbers and texts, one after the other: numbers as LEB128, texts with their length.
struct PackedWriter {
  private(set) var bytes: [UInt8] = []
  /// Whether passages are written too; the reader must agree.
  let keepsProofs: Bool

  init(keepsProofs: Bool = false) { self.keepsProofs = keepsProofs }

  mutating func number(_ value: Int) {
    var rest = UInt64(bitPattern: Int64(value << 1 ^ value >> 63))
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// Eight bytes, for what is spread over all of them.
  mutating func word(_ value: UInt64) {
    for shift in stride(from: 0, to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }

  mutating func append(_ more: [UInt8]) { bytes += more }

  mutating func flag(_ value: Bool) { bytes.append(value ? 1 : 0) }

  mutating func text(_ value: String) {
    number(value.utf8.count)
    bytes.append(contentsOf: value.utf8)
  }

  mutating func optional<Value>(_ value: Value?, _ write: (inout PackedWriter, Value) -> Void) {
    flag(value != nil)
    if let value { write(&self, value) }
  }

  mutating func list<Value>(_ values: [Value], _ write: (inout PackedWriter, Value) -> Void) {
    number(values.count)
    for value in values { write(&self, value) }
  }
}

/// Reads what a `PackedWriter` wrote. Bytes that are none of its give an error, never a trap.
struct PackedReader {
  struct Damaged: Error {}

  private let bytes: UnsafeRawBufferPointer
  private(set) var position = 0
  let keepsProofs: Bool

  /// - Parameter bytes: must outlive the reader.
  init(_ bytes: UnsafeRawBufferPointer, keepsProofs: Bool = false) {
    self.bytes = bytes
    self.keepsProofs = keepsProofs
  }

  var isAtEnd: Bool { position == bytes.count }

  @inline(__always)
  mutating func number() throws(Damaged) -> Int {
    // Most numbers fit one byte.
    if position < bytes.count, bytes[position] < 0x80 {
      defer { position += 1 }
      return Int(bytes[position] >> 1) ^ -Int(bytes[position] & 1)
    }
    return try longNumber()
  }

  private mutating func longNumber() throws(Damaged) -> Int {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while shift < 64 {
      guard position < bytes.count else { throw Damaged() }
      let byte = bytes[position]
      position += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return Int(bitPattern: UInt(value >> 1)) ^ -Int(value & 1) }
      shift += 7
    }
    throw Damaged()
  }

  /// A count or an index: not negative, and no more than the bytes that are left could hold.
  mutating func count() throws(Damaged) -> Int {
    let value = try number()
    guard value >= 0, value <= bytes.count - position else { throw Damaged() }
    return value
  }

  mutating func skip(_ count: Int) throws(Damaged) {
    guard count >= 0, count <= bytes.count - position else { throw Damaged() }
    position += count
  }

  mutating func word() throws(Damaged) -> UInt64 {
    guard bytes.count - position >= 8 else { throw Damaged() }
    defer { position += 8 }
    return UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
  }

  mutating func flag() throws(Damaged) -> Bool {
    guard position < bytes.count else { throw Damaged() }
    defer { position += 1 }
    return bytes[position] == 1
  }

  mutating func text() throws(Damaged) -> String {
    let count = try count()
    defer { position += count }
    return String(decoding: bytes[position..<(position + count)], as: UTF8.self)
  }

  mutating func optional<Value>(
    _ read: (inout PackedReader) throws(Damaged) -> Value
  ) throws(Damaged) -> Value? {
    try flag() ? try read(&self) : nil
  }

  mutating func list<Value>(
    _ read: (inout PackedReader) throws(Damaged) -> Value
  ) throws(Damaged) -> [Value] {
    let count = try count()
    var values: [Value] = []
    values.reserveCapacity(count)
    for _ in 0..<count { values.append(try read(&self)) }
    return values
  }
}

// MARK: Passages

extension PackedWriter {
  /// Nothing where passages are not kept.
  mutating func proofs(_ evidence: [Evidence]) {
    guard keepsProofs else { return }
    list(evidence) { $0.evidence($1) }
  }

  private mutating func evidence(_ proof: Evidence) {
    text(proof.quote)
    number(proof.start)
    number(proof.end)
    number(proof.page)
    optional(proof.part) { $0.text($1) }
    optional(proof.boxes) { writer, boxes in
      writer.list(boxes) { $0.list($1) { $0.word($1.bitPattern) } }
    }
    text(proof.rule)
    word(proof.confidence.bitPattern)
    optional(proof.for) { $0.text($1) }
  }
}

extension PackedReader {
  /// Empty where passages were not kept.
  mutating func proofs() throws(Damaged) -> [Evidence] {
    guard keepsProofs else { return [] }
    return try list { reader throws(Damaged) in try reader.evidence() }
  }

  private mutating func evidence() throws(Damaged) -> Evidence {
    let quote = try text()
    let start = try number()
    let end = try number()
    let page = try number()
    let part = try optional { reader throws(Damaged) in try reader.text() }
    let boxes = try optional { reader throws(Damaged) in
      try reader.list { reader throws(Damaged) in
        try reader.list { reader throws(Damaged) in Double(bitPattern: try reader.word()) }
      }
    }
    let rule = try text()
    let confidence = Double(bitPattern: try word())
    let target = try optional { reader throws(Damaged) in try reader.text() }
    return Evidence(
      quote: quote, start: start, end: end, page: page, part: part, boxes: boxes, rule: rule,
      confidence: confidence, for: target)
  }
}
