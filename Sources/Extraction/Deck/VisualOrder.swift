import Documents

/// The order in which people read the boxes of a slide.
enum VisualOrder {
  /// Titles first, then by rows from the top, inside a row from the left; boxes without a place
  /// keep their order and come last.
  static func sorted(_ shapes: [SlideShape]) -> [SlideShape] {
    let titles = shapes.filter(\.isTitle)
    let placed = shapes.filter { $0.box != nil && !$0.isTitle }
    let lost = shapes.filter { $0.box == nil && !$0.isTitle }
    return titles + cut(placed) + lost
  }

  /// Bands that a horizontal gap parts, from the top; inside a band, columns that a vertical gap
  /// parts, from the left; and so on (recursive X-Y cut). What no gap parts is sorted by its corner.
  private static func cut(_ shapes: [SlideShape], depth: Int = 0) -> [SlideShape] {
    guard shapes.count > 1, depth < 12 else { return shapes }
    let bands = groups(shapes) { ($0.y0, $0.y1) }
    if bands.count > 1 { return bands.flatMap { cut($0, depth: depth + 1) } }
    let columns = groups(shapes) { ($0.x0, $0.x1) }
    if columns.count > 1 { return columns.flatMap { cut($0, depth: depth + 1) } }
    return shapes.enumerated().sorted { a, b in
      guard let p = a.element.box, let q = b.element.box else { return a.offset < b.offset }
      if abs(p.y0 - q.y0) > 0.3 * min(p.y1 - p.y0, q.y1 - q.y0) { return p.y0 < q.y0 }
      return p.x0 != q.x0 ? p.x0 < q.x0 : a.offset < b.offset
    }.map(\.element)
  }

  /// Runs of boxes whose extents overlap by more than a tolerance, in order.
  private static func groups(
    _ shapes: [SlideShape], _ extent: (Box) -> (Double, Double)
  ) -> [[SlideShape]] {
    let sorted = shapes.enumerated().sorted { a, b in
      let p = a.element.box.map(extent)?.0 ?? 0
      let q = b.element.box.map(extent)?.0 ?? 0
      return p != q ? p < q : a.offset < b.offset
    }.map(\.element)
    var groups: [[SlideShape]] = []
    var end = -Double.infinity
    for shape in sorted {
      guard let (low, high) = shape.box.map(extent) else { continue }
      let tolerance = min(6, 0.2 * (high - low))
      if groups.isEmpty || low >= end - tolerance {
        groups.append([shape])
      } else {
        groups[groups.count - 1].append(shape)
      }
      end = max(end, high)
    }
    return groups
  }
}
