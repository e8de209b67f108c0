import Documents

/// A run of characters without white space, as drawn on a page.
struct PDFWord {
  var text: WordText
  /// Where it is drawn: points from the top-left corner of the page.
  var pageBox: Box
  /// Where it counts as drawn for the layout; differs from `pageBox` on a page set sideways, and
  /// where a list marker is stretched up to its item.
  var box: Box
  /// In points.
  var fontSize: Double
  var isBold: Bool
  /// Drawn downwards or upwards.
  var isVertical = false
  /// For a vertical word: the first character is the lowest.
  var runsUp = false
  /// What the document's own tags say of it.
  var tag = PDFTag.none

  var width: Double { box.x1 - box.x0 }
  var height: Double { box.y1 - box.y0 }
  var middle: Double { (box.y0 + box.y1) / 2 }
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
