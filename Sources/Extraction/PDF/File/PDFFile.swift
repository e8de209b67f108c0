/// The objects of a PDF file, found through its table of cross-references (ISO 32000-1, 7.5).
///
/// This is a second, small reader beside poppler, for what poppler-glib does not tell: which words
/// belong to which tag, and crop boxes in compressed objects. It gives up where a file is
/// encrypted or its table is damaged, and poppler's reading stands alone.
final class PDFFile {
  private static let mostObjects = 2_000_000

  private enum Place {
    case offset(Int)
    case inStream(Int)
  }

  let bytes: UnsafeRawBufferPointer
  private(set) var trailer: [String: PDFObject] = [:]
  /// Where the newest table of cross-references stands.
  let start: Int
  private var places: [Int: Place] = [:]
  private var cache: [Int: PDFObject] = [:]
  /// Objects of the object streams read so far.
  private var opened: Set<Int> = []
  /// Bytes that streams may still give.
  private(set) var allowance: Int
  /// In order.
  private(set) var pages: [PDFPageObject] = []
  /// Object numbers of pages and their groups that have a crop box.
  private(set) var croppedNodes: [Int] = []

  /// - Parameter bytes: must outlive the file.
  init?(_ bytes: UnsafeRawBufferPointer, allowance: Int = 96 << 20) {
    self.bytes = bytes
    self.allowance = allowance
    guard let start = Self.startOfTable(bytes) else { return nil }
    self.start = start
    var pending = [start]
    var seen: Set<Int> = []
    while let offset = pending.popLast() {
      guard seen.count < 200, seen.insert(offset).inserted else { continue }
      guard let found = readTable(at: offset) ?? readStreamTable(at: offset) else { return nil }
      if trailer.isEmpty { trailer = found }
      if let before = found["Prev"]?.integer { pending.append(before) }
      if let stream = found["XRefStm"]?.integer { pending.append(stream) }
    }
    guard trailer["Encrypt"] == nil, trailer["Root"] != nil else { return nil }
    readPages()
  }

  /// Counts what another reader of the same file has taken out of streams.
  func count(taken bytes: Int) { allowance -= bytes }

  /// The number after the last `startxref`.
  private static func startOfTable(_ bytes: UnsafeRawBufferPointer) -> Int? {
    var lexer = PDFLexer(bytes, at: bytes.count - 2048)
    var start: Int?
    while lexer.skip(past: "startxref") {
      if case .number(let value) = lexer.next(), value >= 0, value < Double(bytes.count) {
        start = Int(value)
      }
    }
    return start
  }

  // MARK: Tables

  private func readTable(at offset: Int) -> [String: PDFObject]? {
    var parser = PDFObjectParser(bytes, at: offset)
    guard parser.take("xref") else { return nil }
    while !parser.take("trailer") {
      guard let first = parser.object()?.integer, let count = parser.object()?.integer,
        count >= 0, count < 5_000_000, first >= 0
      else { return nil }
      for number in first..<first + count {
        guard let place = parser.object()?.integer, parser.object() != nil,
          places.count < Self.mostObjects
        else { return nil }
        if parser.take("n") {
          if places[number] == nil { places[number] = .offset(place) }
        } else if !parser.take("f") {
          return nil
        }
      }
    }
    return parser.object()?.dictionary
  }

  private func readStreamTable(at offset: Int) -> [String: PDFObject]? {
    guard let (dictionary, data) = streamObject(at: offset),
      dictionary["Type"]?.name == "XRef",
      let widths = dictionary["W"]?.array?.compactMap(\.integer), widths.count == 3,
      widths.allSatisfy({ (0...8).contains($0) }), let table = decode(data, dictionary)
    else { return nil }
    let size = dictionary["Size"]?.integer ?? 0
    let index = dictionary["Index"]?.array?.compactMap(\.integer) ?? [0, size]
    let width = widths.reduce(0, +)
    guard width > 0 else { return nil }
    var place = 0
    for pair in stride(from: 0, to: index.count - 1, by: 2) {
      guard index[pair] >= 0, index[pair + 1] >= 0 else { return nil }
      for number in index[pair]..<index[pair] + index[pair + 1] {
        guard place + width <= table.count else { return dictionary }
        let fields = Self.fields(table[place..<place + width], widths)
        place += width
        guard places.count < Self.mostObjects else { return nil }
        guard places[number] == nil else { continue }
        let kind = widths[0] == 0 ? 1 : fields[0]
        if kind == 1 { places[number] = .offset(fields[1]) }
        if kind == 2 { places[number] = .inStream(fields[1]) }
      }
    }
    return dictionary
  }

  private static func fields(_ row: ArraySlice<UInt8>, _ widths: [Int]) -> [Int] {
    var place = row.startIndex
    return widths.map { width in
      defer { place += width }
      return row[place..<place + width].reduce(0) { ($0 << 8 | Int($1)) & 0xFFFF_FFFF_FFFF }
    }
  }

  // MARK: Objects

  /// What a reference stands for; other objects as they are.
  func resolve(_ object: PDFObject?) -> PDFObject {
    var object = object ?? .null
    for _ in 0..<20 {
      guard let number = object.reference else { return object }
      object = self.object(number)
    }
    return .null
  }

  func object(_ number: Int) -> PDFObject {
    if let known = cache[number] { return known }
    cache[number] = .null
    switch places[number] {
    case .offset(let offset): cache[number] = plainObject(at: offset) ?? .null
    case .inStream(let stream): open(stream)
    case nil: break
    }
    return cache[number] ?? .null
  }

  private func plainObject(at offset: Int) -> PDFObject? {
    var parser = PDFObjectParser(bytes, at: offset)
    guard offset < bytes.count, parser.object()?.integer != nil, parser.object()?.integer != nil,
      parser.take("obj")
    else { return nil }
    return parser.object()
  }

  /// Reads all objects of an object stream.
  private func open(_ number: Int) {
    guard opened.insert(number).inserted else { return }
    forEachObject(ofStream: number) { inner, parser in
      if case .inStream(number) = places[inner] { cache[inner] = parser.object() ?? .null }
    }
  }

  /// Gives each object of an object stream, with a parser that stands before it.
  private func forEachObject(
    ofStream number: Int, _ body: (_ object: Int, _ parser: inout PDFObjectParser) -> Void
  ) {
    guard let (dictionary, data) = stream(number),
      let count = dictionary["N"]?.integer, let first = dictionary["First"]?.integer,
      (0..<1_000_000).contains(count), first >= 0, let bytes = decode(data, dictionary)
    else { return }
    bytes.withUnsafeBytes { buffer in
      var head = PDFObjectParser(buffer)
      for _ in 0..<count {
        guard let inner = head.object()?.integer, let offset = head.object()?.integer else {
          return
        }
        var parser = PDFObjectParser(buffer, at: first + offset)
        body(inner, &parser)
      }
    }
  }

  /// An object's own bytes, for those that stand in an object stream.
  func source(of number: Int) -> [UInt8]? {
    guard case .inStream(let stream) = places[number] else { return nil }
    var source: [UInt8]?
    forEachObject(ofStream: stream) { inner, parser in
      if inner == number { source = parser.takeSource() }
    }
    return source
  }

  // MARK: Streams

  /// A stream's bytes without its filters; nil where it is none.
  func contents(_ object: PDFObject) -> [UInt8]? {
    guard let number = object.reference, let (dictionary, data) = stream(number) else { return nil }
    return decode(data, dictionary)
  }

  private func stream(_ number: Int) -> ([String: PDFObject], UnsafeRawBufferPointer)? {
    guard case .offset(let offset) = places[number] else { return nil }
    return streamObject(at: offset)
  }

  private func streamObject(at offset: Int) -> ([String: PDFObject], UnsafeRawBufferPointer)? {
    guard offset >= 0, offset < bytes.count else { return nil }
    var parser = PDFObjectParser(bytes, at: offset)
    guard parser.object()?.integer != nil, parser.object()?.integer != nil, parser.take("obj"),
      var dictionary = parser.object()?.dictionary, parser.take("stream")
    else { return nil }
    var start = parser.place
    if start < bytes.count, bytes[start] == 0x0D { start += 1 }
    if start < bytes.count, bytes[start] == 0x0A { start += 1 }
    for key in ["Filter", "DecodeParms"] {
      if let value = dictionary[key] { dictionary[key] = resolve(value) }
    }
    guard let length = resolve(dictionary["Length"]).integer, length >= 0,
      length <= bytes.count - start
    else { return nil }
    return (dictionary, UnsafeRawBufferPointer(rebasing: bytes[start..<start + length]))
  }

  private func decode(_ data: UnsafeRawBufferPointer, _ dictionary: [String: PDFObject]) -> [UInt8]?
  {
    guard let result = PDFFilters.decode(data, dictionary, limit: allowance) else { return nil }
    allowance -= result.count
    return allowance > 0 ? result : nil
  }

  /// What draws a page, in one piece; nil for a page that is shown turned.
  func content(of page: PDFPageObject) -> [UInt8]? {
    guard resolve(page.inherited["Rotate"]).integer ?? 0 == 0 else { return nil }
    let contents = page.entries["Contents"] ?? .null
    var bytes: [UInt8] = []
    for part in resolve(contents).array ?? [contents] {
      guard let stream = self.contents(part) else { return nil }
      bytes += stream
      bytes.append(0x0A)
    }
    return bytes
  }

  // MARK: Pages

  private func readPages() {
    var seen: Set<Int> = []
    func walk(_ node: PDFObject, _ inherited: [String: PDFObject], _ depth: Int) {
      guard depth < 40, let number = node.reference, seen.insert(number).inserted,
        let entries = resolve(node).dictionary
      else { return }
      var inherited = inherited
      if entries["CropBox"] != nil { croppedNodes.append(number) }
      for key in ["Resources", "MediaBox", "CropBox", "Rotate"] {
        if let value = entries[key] { inherited[key] = value }
      }
      guard let kids = resolve(entries["Kids"]).array else {
        return pages.append(
          PDFPageObject(number: number, entries: entries, inherited: inherited))
      }
      for kid in kids { walk(kid, inherited, depth + 1) }
    }
    let root = resolve(trailer["Root"]).dictionary ?? [:]
    walk(root["Pages"] ?? .null, [:], 0)
  }
}

/// A page's dictionary.
struct PDFPageObject {
  let number: Int
  let entries: [String: PDFObject]
  /// Entries that may come from the nodes above.
  let inherited: [String: PDFObject]
}
