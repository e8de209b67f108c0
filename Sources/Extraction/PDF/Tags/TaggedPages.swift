import Documents

/// Tells to which element of the structure tree each word of a page belongs.
struct TaggedPages {
  let tree: StructureTree
  private let file: PDFFile
  private static let mostMarksInRow = 500

  /// Nil where the document has no tags that can be read.
  init?(_ file: PDFFile) {
    guard let tree = StructureTree(file) else { return nil }
    self.tree = tree
    self.file = file
  }

  /// Sets the tags of the words of the page at `index`, from 0.
  ///
  /// - Parameter crop: what poppler shows of the page, in the page's own space.
  func tag(_ page: inout PDFPage, at index: Int, crop: Box) {
    guard file.pages.indices.contains(index), let places = tree.places[file.pages[index].number],
      !page.words.isEmpty, let marked = marks(of: file.pages[index])
    else { return }
    let rows = MarkRows(marked, crop)
    // Pages for reading have fewer.
    guard rows.longest <= Self.mostMarksInRow else { return }
    for i in page.words.indices {
      guard let mark = nearest(page.words[i], rows, marked, crop) else { continue }
      if let content = marked[mark].content, let place = places[content] {
        page.words[i].settle(.element(place.element, rank: place.rank << 24 | mark))
      } else if marked[mark].content == nil {
        page.words[i].settle(.artifact)
      }
    }
  }

  /// The mark furthest right of those on the word's line that do not begin after it.
  private func nearest(
    _ word: PDFWord, _ rows: MarkRows, _ marks: [MarkedContent.Mark], _ crop: Box
  ) -> Int? {
    let box = word.pageBox
    let height = box.y1 - box.y0
    guard height > 0, height < 1_000, !word.isVertical else { return nil }
    let (top, bottom) = (box.y0 + 0.35 * height, box.y1 + 0.08 * height)
    let edge = box.x0 + 0.15 * height
    var best: (x: Double, mark: Int)?
    for i in rows.marks(fromRow: Int(top.rounded(.down)), to: Int(bottom.rounded(.down))) {
      let (x, y) = (marks[i].x - crop.x0, crop.y1 - marks[i].y)
      guard x <= edge, y >= top, y <= bottom, best.map({ x >= $0.x }) ?? true else { continue }
      best = (x, i)
    }
    return best?.mark
  }

  private func marks(of page: PDFPageObject) -> [MarkedContent.Mark]? {
    guard let bytes = file.content(of: page) else { return nil }
    let resources = file.resolve(page.inherited["Resources"]).dictionary
    let properties = file.resolve(resources?["Properties"]).dictionary ?? [:]
    let content = MarkedContent(bytes, properties: properties.mapValues(file.resolve))
    return content.unplaced * 20 > content.marks.count ? nil : content.marks
  }
}

/// The marks of a page by the point of its height where they stand: words of a line begin at the same
/// height as its marks, within rounding.
private struct MarkRows {
  /// Row and mark, sorted.
  private var entries: [(row: Int, mark: Int)] = []
  /// Marks in the fullest row.
  private(set) var longest = 0

  init(_ marks: [MarkedContent.Mark], _ crop: Box) {
    entries.reserveCapacity(marks.count)
    for i in marks.indices where marks[i].y.isFinite {
      let y = crop.y1 - marks[i].y
      guard abs(y) < 1e6 else { continue }
      entries.append((Int(y.rounded(.down)), i))
    }
    entries.sort { $0 < $1 }
    var first = 0
    for i in entries.indices {
      if entries[i].row != entries[first].row { first = i }
      longest = max(longest, i - first + 1)
    }
  }

  /// The marks of some rows, by row and then in the order of drawing.
  func marks(fromRow first: Int, to last: Int) -> some Sequence<Int> {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].row < first { low = middle + 1 } else { high = middle }
    }
    return entries[low...].lazy.prefix { $0.row <= last }.map(\.mark)
  }
}

/// What the tags of a PDF say of a word.
enum PDFTag: Sendable {
  case none
  /// Drawn by the page, and no part of the structure.
  case artifact
  /// Index of an element of the structure tree, and where in reading order the word was drawn.
  case element(Int, rank: Int)

  var element: Int? {
    if case .element(let element, _) = self { return element }
    return nil
  }
}
