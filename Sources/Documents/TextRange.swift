/// A half-open stretch of a document's text, in UTF-8 bytes from 0.
///
/// UTF-8 offsets are used everywhere inside the program; `ScalarIndex` turns them into the
/// Unicode-scalar offsets of published records, once, at the edge.
package struct TextRange: Hashable, Sendable, Codable, Comparable {
  package var start: Int
  package var end: Int

  package init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = end
  }

  package var length: Int { end - start }
  package var isEmpty: Bool { end <= start }

  package func contains(_ other: TextRange) -> Bool { start <= other.start && other.end <= end }
  package func contains(_ offset: Int) -> Bool { start <= offset && offset < end }
  package func overlaps(_ other: TextRange) -> Bool { start < other.end && other.start < end }

  /// By start, then the longer first.
  package static func < (a: TextRange, b: TextRange) -> Bool {
    a.start != b.start ? a.start < b.start : a.end > b.end
  }
}

/// A rectangle on a page, in PDF points from the page's top-left corner.
package struct Box: Hashable, Sendable, Codable {
  package var x0: Double
  package var y0: Double
  package var x1: Double
  package var y1: Double

  package init(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) {
    self.x0 = x0
    self.y0 = y0
    self.x1 = x1
    self.y1 = y1
  }

  package func union(_ other: Box) -> Box {
    Box(min(x0, other.x0), min(y0, other.y0), max(x1, other.x1), max(y1, other.y1))
  }
}
