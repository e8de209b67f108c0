/// What is wrong with a worker's reply.
package enum WireError: Error, Hashable, Sendable {
  case notAFrame
  case version(UInt8)
  /// Fewer bytes than announced, or a value that ends too soon.
  case truncated
  /// Bytes after the frame.
  case trailing
  /// A value that no writer makes: an unknown name, text that is not UTF-8, a place outside the
  /// text, blocks out of order.
  case malformed(String)
}

/// Decodes a frame that `WireWriter` made, and trusts none of its bytes.
///
/// Any bytes give a value or a `WireError`. A document that comes out keeps the invariants of
/// `Document`: ranges lie inside the text on scalar boundaries, blocks are sorted and disjoint.
package struct WireReader {
  private let bytes: [UInt8]
  private var offset: Int
  private var text: [UInt8] = []

  /// Reads a whole frame.
  package static func result(
    of bytes: [UInt8]
  ) throws(WireError) -> Result<Document, DocumentFailure> {
    var reader = try WireReader(frame: bytes)
    let result: Result<Document, DocumentFailure>
    switch try reader.byte() {
    case 0: result = .success(try reader.document())
    case 1: result = .failure(try reader.failure())
    default: throw .malformed("kind")
    }
    guard reader.offset == bytes.count else { throw .trailing }
    return result
  }

  /// How long a frame says it is, in bytes with its header, once the header is there; nil for what is
  /// none. It may not be so.
  package static func length(ofFrame start: ArraySlice<UInt8>) -> Int? {
    guard start.count >= WireWriter.headerLength, start.starts(with: WireWriter.magic) else {
      return nil
    }
    return WireWriter.headerLength + payloadLength(start)
  }

  private static func payloadLength(_ header: ArraySlice<UInt8>) -> Int {
    (0..<4).reduce(0) { $0 | Int(header[header.startIndex + 5 + $1]) << ($1 * 8) }
  }

  private init(frame: [UInt8]) throws(WireError) {
    guard frame.starts(with: WireWriter.magic) else { throw .notAFrame }
    guard frame.count >= WireWriter.headerLength else { throw .truncated }
    guard frame[4] == WireWriter.version else { throw .version(frame[4]) }
    let length = Self.payloadLength(frame[...])
    guard frame.count - WireWriter.headerLength >= length else { throw .truncated }
    guard frame.count - WireWriter.headerLength == length else { throw .trailing }
    bytes = frame
    offset = WireWriter.headerLength
  }

  // MARK: Primitives

  private mutating func byte() throws(WireError) -> UInt8 {
    guard offset < bytes.count else { throw .truncated }
    defer { offset += 1 }
    return bytes[offset]
  }

  private mutating func bool() throws(WireError) -> Bool {
    switch try byte() {
    case 0: false
    case 1: true
    default: throw .malformed("bool")
    }
  }

  private mutating func integer() throws(WireError) -> Int {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let byte = try byte()
      guard shift < 63 || shift == 63 && byte <= 1 else { throw .malformed("integer") }
      value |= UInt64(byte & 0x7F) << shift
      if byte & 0x80 == 0 { break }
      shift += 7
    }
    return Int(truncatingIfNeeded: Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1))
  }

  /// A count of things that take one byte each at least.
  private mutating func count() throws(WireError) -> Int {
    let count = try integer()
    guard count >= 0 else { throw .malformed("count") }
    guard count <= bytes.count - offset else { throw .truncated }
    return count
  }

  private mutating func double() throws(WireError) -> Double {
    guard bytes.count - offset >= 8 else { throw .truncated }
    let bits = bytes.withUnsafeBytes {
      $0.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    }
    offset += 8
    let value = Double(bitPattern: UInt64(littleEndian: bits))
    guard value.isFinite else { throw .malformed("number") }
    return value
  }

  private mutating func string() throws(WireError) -> String {
    let count = try count()
    defer { offset += count }
    guard let string = String(validating: bytes[offset..<offset + count], as: UTF8.self) else {
      throw .malformed("text")
    }
    return string
  }

  private mutating func optional<Value>(
    _ read: (inout WireReader) throws(WireError) -> Value
  ) throws(WireError) -> Value? {
    try bool() ? try read(&self) : nil
  }

  /// - Parameter least: bytes that each value takes, so that no count makes room beyond the frame.
  private mutating func list<Value>(
    least: Int = 16, _ read: (inout WireReader) throws(WireError) -> Value
  ) throws(WireError) -> [Value] {
    let count = try count()
    var values: [Value] = []
    values.reserveCapacity(min(count, (bytes.count - offset) / least))
    for _ in 0..<count { values.append(try read(&self)) }
    return values
  }

  private mutating func name<Name: RawRepresentable>(
    _ type: Name.Type
  ) throws(WireError) -> Name where Name.RawValue == String {
    let raw = try string()
    guard let name = Name(rawValue: raw) else { throw .malformed("\(type)") }
    return name
  }

  // MARK: Values

  private mutating func document() throws(WireError) -> Document {
    var document = Document(format: try name(DocumentFormat.self), text: try string())
    text = Array(document.text.utf8)
    document.pages = try list { reader throws(WireError) in try reader.page() }
    document.blocks = try list { reader throws(WireError) in try reader.block() }
    document.fragments = try list(least: 36) { reader throws(WireError) in try reader.fragment() }
    document.links = try list { reader throws(WireError) in
      Link(range: try reader.range(), url: try reader.string())
    }
    document.furniture = try list { reader throws(WireError) in
      Furniture(
        role: try reader.name(Furniture.Role.self), page: try reader.integer(),
        text: try reader.string())
    }
    document.metadata = try metadata()
    document.warnings = try list { reader throws(WireError) in
      ReaderWarning(
        id: try reader.string(), range: try reader.range(), page: try reader.optionalInteger(),
        detail: try reader.string(), figure: try reader.optionalDouble())
    }
    document.isDeck = try bool()
    document.parts = try list { reader throws(WireError) in
      DocumentPart(
        name: try reader.string(), range: try reader.range(),
        format: try reader.name(DocumentFormat.self))
    }
    try check(document)
    return document
  }

  private func check(_ document: Document) throws(WireError) {
    for (a, b) in zip(document.blocks, document.blocks.dropFirst())
    where a.range.end > b.range.start { throw .malformed("blocks") }
    for (a, b) in zip(document.fragments, document.fragments.dropFirst())
    where a.range.start > b.range.start { throw .malformed("fragments") }
    for (a, b) in zip(document.pages, document.pages.dropFirst())
    where a.range.start > b.range.start { throw .malformed("pages") }
    for (a, b) in zip(document.parts, document.parts.dropFirst())
    where a.range.end > b.range.start { throw .malformed("parts") }
  }

  private mutating func range() throws(WireError) -> TextRange {
    let start = try integer()
    let length = try integer()
    guard start >= 0, length >= 0, start <= text.count, length <= text.count - start else {
      throw .malformed("range")
    }
    guard isBoundary(start), isBoundary(start + length) else { throw .malformed("range") }
    return TextRange(start, start + length)
  }

  private func isBoundary(_ offset: Int) -> Bool {
    offset == text.count || text[offset] & 0xC0 != 0x80
  }

  private mutating func box() throws(WireError) -> Box {
    Box(try double(), try double(), try double(), try double())
  }

  private mutating func optionalInteger() throws(WireError) -> Int? {
    try optional { reader throws(WireError) in try reader.integer() }
  }

  private mutating func optionalDouble() throws(WireError) -> Double? {
    try optional { reader throws(WireError) in try reader.double() }
  }

  private mutating func optionalString() throws(WireError) -> String? {
    try optional { reader throws(WireError) in try reader.string() }
  }

  private mutating func page() throws(WireError) -> Page {
    Page(
      number: try integer(), range: try range(), width: try double(), height: try double(),
      isImageOnly: try bool(), isHidden: try bool(), isRecognised: try bool())
  }

  private mutating func fragment() throws(WireError) -> Fragment {
    Fragment(
      range: try range(), page: try integer(), box: try box(),
      confidence: try optional { reader throws(WireError) in try reader.double() })
  }

  private mutating func block() throws(WireError) -> Block {
    var block = Block(
      try name(BlockRole.self), try range(), level: try integer(), page: try integer())
    block.box = try optional { reader throws(WireError) in try reader.box() }
    block.cell = try optional { reader throws(WireError) in try reader.cell() }
    block.marker = try optionalString()
    block.language = try optionalString()
    block.fontSize = try double()
    block.isBold = try bool()
    return block
  }

  private mutating func cell() throws(WireError) -> Cell {
    Cell(
      table: try integer(), row: try integer(), column: try integer(), rowSpan: try integer(),
      columnSpan: try integer(), isHeader: try bool())
  }

  private mutating func metadata() throws(WireError) -> Metadata {
    var metadata = Metadata()
    metadata.title = try optionalString()
    metadata.author = try optionalString()
    metadata.language = try optionalString()
    metadata.published = try optionalString()
    metadata.modified = try optionalString()
    metadata.canonicalURL = try optionalString()
    return metadata
  }

  private mutating func failure() throws(WireError) -> DocumentFailure {
    switch try string() {
    case "encrypted": .encrypted
    case "empty": .empty
    case "damaged": .damaged(detail: try string())
    case "crashed": .crashed(detail: try string())
    case "unsupported": .unsupported(detail: try string())
    case "unreadable": .unreadable(detail: try string())
    case "too-large": .tooLarge(size: try integer(), limit: try integer(), of: try limit())
    case "time-limit": .timeLimit(seconds: try double(), of: try limit())
    case "memory-limit": .memoryLimit(bytes: try integer())
    default: throw .malformed("failure")
    }
  }

  private mutating func limit() throws(WireError) -> ReadingLimit {
    guard let limit = ReadingLimit(rawValue: try string()) else { throw .malformed("limit") }
    return limit
  }
}
