import Documents

/// A whole PDF taken apart: blocks in reading order, and what is no part of the text.
struct PDFAnalysis {
  /// Size and images of each page; its words without running headers and the like.
  private(set) var pages: [PDFPage]
  /// By page.
  private(set) var blocks: [[PDFBlock]]
  private(set) var furniture: [Furniture]
  let hyphenation: Hyphenation
  let mender: PDFWordMender
  let ranks: GlyphRanks
  /// True for pages laid out as slides.
  let isDeck: Bool

  /// - Parameters:
  ///   - texts: the store of the pages' words.
  ///   - tags: the structure that the words' tags refer to.
  init(_ read: PDFPages, _ texts: WordTexts, tags: StructureTree? = nil) {
    var source = read.pages
    ranks = GlyphRanks(&source)
    let isDeck = Self.isDeck(source)
    let bodySize = Self.bodySize(source)
    let running = RunningText(pages: source, bodySize: bodySize, isDeck: isDeck)
    var layouts = PageLayouts(bodySize: bodySize, isDeck: isDeck, tags: tags)
    layouts.add(running.pages, of: read)
    blocks = layouts.blocks
    let roles = RoleFinder(bodySize: bodySize, isDeck: isDeck)
    roles.assign(&blocks)
    mender = PDFWordMender(&blocks, texts)
    self.isDeck = isDeck
    pages = running.pages
    furniture = running.furniture + layouts.artifacts
    hyphenation = Hyphenation(blocks, texts)
  }

  /// The size of most characters, in points, to half a point.
  private static func bodySize(_ pages: [PDFPage]) -> Double {
    // By half points, below a thousand points.
    var counts = [Int](repeating: 0, count: 2_001)
    for page in pages {
      for word in page.words where word.fontSize < 1_000 {
        counts[max(0, Int((word.fontSize * 2).rounded()))] += word.text.utf8.count
      }
    }
    guard let most = counts.max(), most > 0, let best = counts.firstIndex(of: most) else {
      return 10
    }
    return Double(best) / 2
  }

  /// Wide pages with little text.
  private static func isDeck(_ pages: [PDFPage]) -> Bool {
    let sized = pages.filter { $0.height > 0 }
    guard !sized.isEmpty, sized.allSatisfy({ $0.width > 1.2 * $0.height }) else { return false }
    let counts = sized.map { page in page.words.reduce(0) { $0 + $1.text.utf8.count + 1 } }.sorted()
    return counts[counts.count / 2] < 1_800
  }
}
