import Documents

/// The layouts of neighbouring pages. Tables are counted through them, and may go on from one page to
/// the next.
struct PageLayouts {
  /// By page.
  private(set) var blocks: [[PDFBlock]] = []
  private(set) var artifacts: [Furniture] = []
  private let bodySize: Double
  private let isDeck: Bool
  private let tags: StructureTree?
  private var tables = 0
  private var openTable: OpenTable?
  private var taggedTables: [Int: Int] = [:]
  /// `tables` and `openTable` at the end of each page.
  private var ends: [(tables: Int, open: OpenTable?)] = []

  /// - Parameter tags: the structure that the words' tags refer to.
  init(bodySize: Double, isDeck: Bool, tags: StructureTree?) {
    self.bodySize = bodySize
    self.isDeck = isDeck
    // On slides, tags follow the order in which things were put there.
    self.tags = isDeck ? nil : tags
  }

  mutating func add(_ page: PDFPage) {
    if let tags,
      let layout = TaggedLayout(
        page, tags, tables: &taggedTables, next: &tables, bodySize: bodySize)
    {
      blocks.append(Self.joiningCells(of: layout.blocks, to: &blocks))
      artifacts += layout.furniture
      openTable = nil
    } else {
      let layout = PageLayout(
        page: page, tables: tables, openTable: openTable, bodySize: bodySize, isDeck: isDeck)
      tables = layout.tables
      openTable = layout.openTable
      blocks.append(ColumnJoiner.joined(layout.blocks))
    }
    ends.append((tables, openTable))
  }

  /// Adds all pages, the last of them by the helper that has read them.
  ///
  /// - Parameter read: the pages as they were read; they are given back to the one reader.
  mutating func add(_ pages: [PDFPage], of read: PDFPages) {
    var others = self
    // The tables of a tagged document are known from its beginning on.
    let first = tags == nil ? read.firstHelped : nil
    let work = first.flatMap { first in
      HelperWork {
        read.close()
        for page in pages[first...] { others.add(page) }
      }
    }
    guard let first, let work else {
      _ = read.adopt()
      for page in pages { add(page) }
      return
    }
    for page in pages[..<first] { add(page) }
    work.wait()
    _ = read.adopt()
    append(others, pages[first...])
  }

  /// Adds pages that were laid out as if they began a document. Where a table goes on, they are laid
  /// out anew, up to the first page that ends as it did before.
  mutating func append(_ others: PageLayouts, _ pages: ArraySlice<PDFPage>) {
    var next = 0
    if openTable != nil {
      repeat {
        add(pages[pages.startIndex + next])
        next += 1
      } while next < pages.count && (openTable != nil || others.ends[next - 1].open != nil)
    }
    guard next < pages.count else { return }
    let more = tables - (next > 0 ? others.ends[next - 1].tables : 0)
    for page in others.blocks[next...] {
      blocks.append(more == 0 ? page : page.map { $0.numbered(more) })
    }
    tables = others.tables + more
    openTable = others.openTable
    openTable?.ordinal += more
  }

  /// Moves the rest of cells that a page break parts to where they begin.
  private static func joiningCells(
    of page: [PDFBlock], to pages: inout [[PDFBlock]]
  ) -> [PDFBlock] {
    guard let last = pages.indices.last else { return page }
    return page.filter { block in
      guard block.cell != nil,
        let start = pages[last].lastIndex(where: { $0.element == block.element && $0.cell != nil }),
        pages[last][start].rest.isEmpty
      else { return true }
      pages[last][start].rest = block.lines
      return false
    }
  }
}

extension PDFBlock {
  /// The same after so many more tables.
  fileprivate func numbered(_ more: Int) -> PDFBlock {
    var block = self
    block.cell?.table += more
    return block
  }
}
