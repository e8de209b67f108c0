/// The table that ends a page, and may go on at the top of the next one.
struct OpenTable: Sendable {
  /// Left edges of its columns, in points.
  var edges: [Double]
  /// Its ordinal in the document.
  var ordinal: Int
  /// How many rows it has so far.
  var rows: Int
}
