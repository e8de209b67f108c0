/// Encodes what a worker found as one frame of bytes.
///
/// A frame is `CALW`, a version byte, the payload's length (4 bytes, little-endian), the payload.
/// Integers are zigzag LEB128, doubles 8 bytes little-endian, strings and lists carry a count.
package struct WireWriter {
  /// Rises with every change of the payload of documents, which stores keep: client and worker of one
  /// build agree.
  package static let version: UInt8 = 3
  static let magic: [UInt8] = [0x43, 0x41, 0x4C, 0x57]
  static let headerLength = 9

  private var bytes: [UInt8] = []

  /// The frame of a document or of a failure.
  ///
  /// - Parameter limit: bytes of the frame; beyond it the boxes of single words are left out, with
  ///   a warning `boxes-left-out`, and if that is not enough `.tooLarge` is sent instead.
  package static func frame(
    _ result: Result<Document, DocumentFailure>, limit: Int = 64 << 20
  ) -> [UInt8] {
    let frame = encoded(result)
    guard frame.count > limit, case .success(var document) = result else { return frame }
    if document.fragments.isEmpty {
      return encoded(.failure(.tooLarge(size: frame.count, limit: limit, of: .reply)))
    }
    document.fragments = []
    document.warnings.append(ReaderWarning(id: "boxes-left-out"))
    return Self.frame(.success(document), limit: limit)
  }

  private static func encoded(_ result: Result<Document, DocumentFailure>) -> [UInt8] {
    var writer = WireWriter()
    writer.bytes = magic + [version, 0, 0, 0, 0]
    switch result {
    case .success(let document):
      // Growing by and by would copy the whole a dozen times.
      writer.bytes.reserveCapacity(
        document.text.utf8.count + document.blocks.count * 96 + document.fragments.count * 40
          + (document.pages.count + document.links.count + document.furniture.count) * 64 + 4_096)
      writer.byte(0)
      writer.document(document)
    case .failure(let failure):
      writer.byte(1)
      writer.failure(failure)
    }
    let length = UInt32(truncatingIfNeeded: writer.bytes.count - headerLength)
    writer.bytes.replaceSubrange(
      magic.count + 1..<headerLength,
      with: (0..<4).map { UInt8(truncatingIfNeeded: length >> ($0 * 8)) })
    return writer.bytes
  }

  // MARK: Primitives

  private mutating func byte(_ value: UInt8) { bytes.append(value) }

  private mutating func bool(_ value: Bool) { byte(value ? 1 : 0) }

  private mutating func integer(_ value: Int) {
    var rest = UInt64(bitPattern: Int64(value << 1 ^ value >> 63))
    while rest >= 0x80 {
      byte(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    byte(UInt8(rest))
  }

  private mutating func double(_ value: Double) {
    withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
  }

  private mutating func string(_ value: String) {
    integer(value.utf8.count)
    bytes.append(contentsOf: value.utf8)
  }

  private mutating func optional<Value>(
    _ value: Value?, _ write: (inout WireWriter, Value) -> Void
  ) {
    bool(value != nil)
    if let value { write(&self, value) }
  }

  private mutating func list<Value>(
    _ values: [Value], _ write: (inout WireWriter, Value) -> Void
  ) {
    integer(values.count)
    for value in values { write(&self, value) }
  }

  // MARK: Values

  private mutating func document(_ document: Document) {
    string(document.format.rawValue)
    string(document.text)
    list(document.pages) { $0.page($1) }
    list(document.blocks) { $0.block($1) }
    fragments(document.fragments)
    list(document.links) {
      $0.range($1.range)
      $0.string($1.url)
    }
    list(document.furniture) {
      $0.string($1.role.rawValue)
      $0.integer($1.page)
      $0.string($1.text)
    }
    metadata(document.metadata)
    list(document.warnings) {
      $0.string($1.id)
      $0.range($1.range)
      $0.optional($1.page) { $0.integer($1) }
      $0.string($1.detail)
      $0.optional($1.figure) { $0.double($1) }
    }
    bool(document.isDeck)
    list(document.parts) {
      $0.string($1.name)
      $0.range($1.range)
      $0.string($1.format.rawValue)
    }
  }

  private mutating func range(_ range: TextRange) {
    integer(range.start)
    integer(range.length)
  }

  private mutating func box(_ box: Box) {
    let corners = (
      box.x0.bitPattern.littleEndian, box.y0.bitPattern.littleEndian,
      box.x1.bitPattern.littleEndian, box.y1.bitPattern.littleEndian
    )
    withUnsafeBytes(of: corners) { bytes.append(contentsOf: $0) }
  }

  private mutating func fragments(_ fragments: [Fragment]) {
    integer(fragments.count)
    for fragment in fragments {
      range(fragment.range)
      integer(fragment.page)
      box(fragment.box)
      optional(fragment.confidence) { $0.double($1) }
    }
  }

  private mutating func page(_ page: Page) {
    integer(page.number)
    range(page.range)
    double(page.width)
    double(page.height)
    bool(page.isImageOnly)
    bool(page.isHidden)
    bool(page.isRecognised)
  }

  private mutating func block(_ block: Block) {
    string(block.role.rawValue)
    range(block.range)
    integer(block.level)
    integer(block.page)
    optional(block.box) { $0.box($1) }
    optional(block.cell) { $0.cell($1) }
    optional(block.marker) { $0.string($1) }
    optional(block.language) { $0.string($1) }
    double(block.fontSize)
    bool(block.isBold)
  }

  private mutating func cell(_ cell: Cell) {
    for value in [cell.table, cell.row, cell.column, cell.rowSpan, cell.columnSpan] {
      integer(value)
    }
    bool(cell.isHeader)
  }

  private mutating func metadata(_ metadata: Metadata) {
    for value in [
      metadata.title, metadata.author, metadata.language, metadata.published, metadata.modified,
      metadata.canonicalURL,
    ] { optional(value) { $0.string($1) } }
  }

  private mutating func failure(_ failure: DocumentFailure) {
    string(failure.id)
    switch failure {
    case .encrypted, .empty: break
    case .damaged(let detail), .crashed(let detail), .unsupported(let detail),
      .unreadable(let detail):
      string(detail)
    case .tooLarge(let size, let limit, let which):
      integer(size)
      integer(limit)
      string(which.rawValue)
    case .timeLimit(let seconds, let which):
      double(seconds)
      string(which.rawValue)
    case .memoryLimit(let bytes): integer(bytes)
    }
  }
}
