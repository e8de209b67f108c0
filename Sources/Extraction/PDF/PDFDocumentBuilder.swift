import Documents

/// Writes the document's text, and keeps the places of everything in it.
struct PDFDocumentBuilder {
  /// Share of well-spelt words under which a text is thought to be badly recognised.
  private static let leastShare = 0.8
  /// Share of the page that a scan covers, in a document that has other pages of text.
  private static let leastScan = 0.5

  private let analysis: PDFAnalysis
  private let limit: Int
  private let keepsWordBoxes: Bool
  private let bullet: WordText
  /// UTF-8.
  private var text: [UInt8] = []
  private var document = Document(format: .pdf, text: "")
  /// True once blocks had to be left out.
  private(set) var isTruncated = false

  /// - Parameters:
  ///   - limit: bytes of text.
  ///   - keepsWordBoxes: whether the document says where its words stand.
  init(analysis: PDFAnalysis, texts: WordTexts, limit: Int, keepsWordBoxes: Bool) {
    self.analysis = analysis
    self.limit = limit
    self.keepsWordBoxes = keepsWordBoxes
    bullet = texts.text("•")
  }

  mutating func build() -> Document {
    makeRoom()
    // Among pages of text, a picture on a part of a page is a picture, not a scan.
    let least = analysis.blocks.allSatisfy(\.isEmpty) ? 0 : Self.leastScan
    var last: PDFBlock?
    for (page, blocks) in zip(analysis.pages, analysis.blocks) {
      add(page, blocks, after: last, leastScan: least)
      last = blocks.last
      // A page's words are wanted for its links, the last one for its hyphen.
      if !keepsWordBoxes { document.fragments.removeFirst(max(0, document.fragments.count - 1)) }
    }
    if !keepsWordBoxes { document.fragments = [] }
    document.text = String(decoding: text, as: UTF8.self)
    document.furniture = analysis.furniture
    document.isDeck = analysis.isDeck
    addWarnings()
    return document
  }

  /// Growing by and by would copy the whole a dozen times.
  private mutating func makeRoom() {
    var (bytes, words) = (0, 0)
    for block in analysis.blocks.joined() {
      bytes += block.characterCount + 2
      for line in block.lines { words += line.words.count }
    }
    text.reserveCapacity(min(bytes, limit))
    if keepsWordBoxes { document.fragments.reserveCapacity(words) }
  }

  /// - Parameters:
  ///   - last: the last block of the page before.
  ///   - least: share of a page without text that images cover where it is a scan.
  private mutating func add(
    _ page: PDFPage, _ blocks: [PDFBlock], after last: PDFBlock?, leastScan least: Double
  ) {
    let isFirst = document.blocks.isEmpty
    var start = text.count
    let firstFragment = document.fragments.count
    for (i, block) in blocks.enumerated() where !isTruncated {
      guard text.count + block.characterCount + 2 <= limit else {
        isTruncated = true
        break
      }
      if i > 0 {
        write(separator(blocks[i - 1], block))
      } else if let last, !analysis.isDeck, ColumnJoiner.goesOn(last, overPageTo: block) {
        start = goOn(block)
        continue
      } else if !isFirst {
        write("\n\n")
        start = text.count
      }
      add(block)
    }
    document.pages.append(
      Page(
        number: page.number, range: TextRange(start, text.count), width: page.width,
        height: page.height, isImageOnly: blocks.isEmpty && page.imageShare > least))
    addLinks(of: page, from: firstFragment)
  }

  private mutating func write(_ separator: StaticString) {
    text.append(
      contentsOf: UnsafeBufferPointer(
        start: separator.utf8Start, count: separator.utf8CodeUnitCount))
  }

  private func separator(_ a: PDFBlock, _ b: PDFBlock) -> StaticString {
    if a.role == .listItem, b.role == .listItem { return "\n" }
    if let cell = a.cell, let next = b.cell, cell.table == next.table { return "\n" }
    return "\n\n"
  }

  /// Writes a block as the rest of the last one.
  ///
  /// - Returns: where its own words begin.
  private mutating func goOn(_ source: PDFBlock) -> Int {
    let first = document.fragments.count
    for line in source.lines {
      for (k, word) in line.words.enumerated() { add(word, startsLine: k == 0, isFirst: false) }
    }
    document.blocks[document.blocks.count - 1].range.end = text.count
    let start = document.fragments[first].range.start
    // Its hyphen may have gone.
    let page = document.pages.count - 1
    document.pages[page].range.end = min(document.pages[page].range.end, start)
    return start
  }

  private mutating func add(_ source: PDFBlock) {
    let start = text.count
    for (i, line) in source.lines.enumerated() {
      for (k, word) in line.words.enumerated() {
        let isMarker = i == 0 && k == 0 && source.marker != nil
        add(isMarker ? readable(word) : word, startsLine: k == 0, isFirst: i == 0 && k == 0)
      }
    }
    for line in source.rest {
      for (k, word) in line.words.enumerated() {
        add(word, startsLine: k == 0, isFirst: false, page: pageNumber + 1)
      }
    }
    var block = Block(
      source.role, TextRange(start, text.count), level: source.level, page: source.page,
      box: source.box, cell: source.cell, fontSize: source.fontSize, isBold: source.isBold)
    block.marker = source.lines.first.flatMap { line in
      source.marker == nil ? nil : readable(line.words[0]).text.string
    }
    document.blocks.append(block)
  }

  /// A bullet that the font's table leaves unknown is written as one.
  private func readable(_ word: PDFWord) -> PDFWord {
    var word = word
    let scalars = word.text.unicodeScalars
    if scalars.count == 1, scalars.allSatisfy(PDFText.isUnknown) { word.text = bullet }
    return word
  }

  private mutating func add(
    _ word: PDFWord, startsLine: Bool, isFirst: Bool, page: Int? = nil
  ) {
    if startsLine, !isFirst, let last = document.fragments.last {
      if let joined = joined(last.range.length, word.text) {
        // The first half keeps its place; its hyphen goes where the word is written in one.
        if joined < last.range.length + word.text.utf8.count {
          removeLastScalar()
          document.fragments[document.fragments.count - 1].range.end = text.count
        }
      } else {
        text.append(0x20)
      }
    } else if !isFirst {
      text.append(0x20)
    }
    let start = text.count
    text.append(contentsOf: word.text.utf8)
    document.fragments.append(
      Fragment(
        range: TextRange(start, text.count), page: page ?? pageNumber, box: word.pageBox))
  }

  /// How many bytes the last ones written and a word make as one word; nil where they are two.
  private func joined(_ count: Int, _ second: WordText) -> Int? {
    // Only a hyphen or a small letter at the end can be followed by the rest of a word, or a sign of
    // an address.
    guard let byte = text.last,
      byte >= 0x80 || (0x2D...0x2F).contains(byte) || (0x61...0x7A).contains(byte)
        || [0x26, 0x3D, 0x3F, 0x5F].contains(byte)
    else { return nil }
    let first = String(decoding: text[(text.count - count)...], as: UTF8.self)
    return analysis.hyphenation.joined(first, second.string).map(\.utf8.count)
  }

  private mutating func removeLastScalar() {
    while let byte = text.popLast(), byte & 0xC0 == 0x80 {}
  }

  private var pageNumber: Int { document.pages.count + 1 }

  // MARK: Links

  /// A link's text is the words more than half inside its rectangle; words of another place in the
  /// text begin another link.
  private mutating func addLinks(of page: PDFPage, from first: Int) {
    let fragments = document.fragments.indices.dropFirst(first)
    for link in page.links.prefix(2_000) {
      var last: Int?
      for i in fragments {
        let box = document.fragments[i].box
        guard box.y0 < link.box.y1, box.y1 > link.box.y0,
          box.intersection(link.box).area > 0.5 * box.area, box.area > 0
        else { continue }
        let range = document.fragments[i].range
        if last == i - 1, let open = document.links.last, open.url == link.url {
          document.links[document.links.count - 1].range.end = range.end
        } else {
          document.links.append(Link(range: range, url: link.url))
        }
        last = i
      }
    }
  }

  /// A link over several lines has a rectangle on each.
  private mutating func joinLinks() {
    var joined: [Link] = []
    for link in document.links.sorted(by: { ($0.range, $0.url) < ($1.range, $1.url) }) {
      if let last = joined.last, last.url == link.url, link.range.start - last.range.end <= 1,
        link.range.start >= last.range.end
      {
        joined[joined.count - 1].range.end = link.range.end
      } else {
        joined.append(link)
      }
    }
    document.links = joined.map(withoutEnd)
  }

  /// A link without the sign that ends its sentence: it stands in the last word's box, and some
  /// programs take it into the address.
  private func withoutEnd(_ link: Link) -> Link {
    var link = link
    while link.range.length > 1 {
      let last = text[link.range.end - 1]
      let isOpened = text[link.range.start..<link.range.end].contains(UInt8(ascii: "("))
      guard ",;.:".utf8.contains(last) || last == UInt8(ascii: ")") && !isOpened else { break }
      link.range.end -= 1
      if link.url.utf8.last == last, last != UInt8(ascii: ")") { link.url.removeLast() }
    }
    return link
  }

  // MARK: Warnings

  private mutating func addWarnings() {
    joinLinks()
    if document.blocks.isEmpty {
      document.warnings.append(ReaderWarning(id: "no-text-layer"))
    }
    for page in document.pages where page.isImageOnly {
      document.warnings.append(
        ReaderWarning(id: "image-only-page", range: page.range, page: page.number))
    }
    if analysis.ranks.decoded > 0 { document.warnings.append(ReaderWarning(id: "decoded-font")) }
    if analysis.ranks.unreadable * 50 > text.count {
      document.warnings.append(ReaderWarning(id: "undecodable-font"))
    }
    if analysis.mender.count > 0 {
      document.warnings.append(ReaderWarning(id: "mended-words", figure: analysis.mender.share))
    }
    if let share = analysis.mender.share, share < Self.leastShare {
      document.warnings.append(ReaderWarning(id: "low-text-quality", figure: share))
    }
    // All unknown characters take three bytes that begin so.
    let unknown =
      text.contains { $0 == 0xEE || $0 == 0xEF }
      ? document.text.unicodeScalars.count { PDFText.isUnknown($0) } : 0
    if unknown > 0, unknown * 200 > text.count {
      document.warnings.append(ReaderWarning(id: "replacement-characters"))
    }
  }
}
