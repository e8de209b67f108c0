import Documents

/// A run of characters without white space, as drawn on a page.
///
/// A place in the document's `WordTexts`, so that words are sorted and copied as numbers are. What is
/// known of a word is never changed where it stands: a changed word stands in another place, and
/// copies of the word stay as they were.
///
/// Valid as long as its `WordTexts`, which a word's page holds.
struct PDFWord {
  /// All that is known of a word; what the layout asks most comes first.
  struct Record {
    var box: Box
    var text: WordText
    var fontSize: Double
    var isBold: Bool
    var isVertical = false
    var runsUp = false
    var pageBox: Box
    var tag = PDFTag.none
    /// Where it stands.
    unowned(unsafe) var texts: WordTexts
  }

  // Safe to read: records are made by `WordTexts.keep`, and not moved before it ends; what they say is
  // the same after `WordTexts.adopt`.
  private var record: UnsafePointer<Record>

  fileprivate init(_ record: UnsafePointer<Record>) { self.record = record }

  /// Where it is drawn: points from the top-left corner of the page.
  var pageBox: Box {
    get { record.pointee.pageBox }
    set { change { $0.pageBox = newValue } }
  }
  /// Where it counts as drawn for the layout; differs from `pageBox` on a page set sideways, and
  /// where a list marker is stretched up to its item.
  var box: Box {
    get { record.pointee.box }
    set { change { $0.box = newValue } }
  }
  var text: WordText {
    get { record.pointee.text }
    set { change { $0.text = newValue } }
  }
  /// Drawn downwards or upwards.
  var isVertical: Bool {
    get { record.pointee.isVertical }
    set { change { $0.isVertical = newValue } }
  }
  /// What the document's own tags say of it.
  var tag: PDFTag {
    get { record.pointee.tag }
    set { change { $0.tag = newValue } }
  }
  /// In points.
  var fontSize: Double { record.pointee.fontSize }
  var isBold: Bool { record.pointee.isBold }
  /// For a vertical word: the first character is the lowest.
  var runsUp: Bool {
    get { record.pointee.runsUp }
    set { change { $0.runsUp = newValue } }
  }

  var width: Double { box.x1 - box.x0 }
  var height: Double { box.y1 - box.y0 }
  var middle: Double { (box.y0 + box.y1) / 2 }

  /// Says what the tags say of a word that was just made: there are no copies of it yet, so that it
  /// need not take another place.
  func settle(_ tag: PDFTag) {
    // Safe: what is read is memory that `WordTexts` has allocated, to be written as well.
    UnsafeMutablePointer(mutating: record).pointee.tag = tag
  }

  private mutating func change(_ body: (inout Record) -> Void) {
    var changed = record.pointee
    body(&changed)
    self = changed.texts.keep(changed)
  }
}

extension WordTexts {
  /// A word that is drawn at a place.
  func word(
    _ text: WordText, _ box: Box, fontSize: Double, isBold: Bool, isVertical: Bool = false,
    runsUp: Bool = false
  ) -> PDFWord {
    keep(
      PDFWord.Record(
        box: box, text: text, fontSize: fontSize, isBold: isBold, isVertical: isVertical,
        runsUp: runsUp, pageBox: box, texts: self))
  }

  fileprivate func keep(_ record: PDFWord.Record) -> PDFWord { PDFWord(place(record)) }
}

/// What poppler tells of one page.
struct PDFPage {
  /// From 1.
  var number: Int
  var width: Double
  var height: Double
  /// The texts of all words of the document; the words live no longer.
  var texts: WordTexts
  var words: [PDFWord] = []
  var links: [PDFLink] = []
  /// How much of the page its images cover, 0 where it has none and up to 1; looked up for pages
  /// with few words only.
  var imageShare = 0.0
  /// What is drawn besides text; nil where it cannot be looked up.
  var drawing: PageDrawing?
}

/// A link's rectangle, in points from the page's top-left corner.
struct PDFLink {
  var box: Box
  var url: String
}

extension Box {
  var area: Double { max(0, x1 - x0) * max(0, y1 - y0) }

  func intersection(_ other: Box) -> Box {
    Box(max(x0, other.x0), max(y0, other.y0), min(x1, other.x1), min(y1, other.y1))
  }
}
