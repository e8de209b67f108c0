import Documents

/// Neighbouring slices of a page with rivers through all of them.
struct ColumnRun {
  private(set) var slices: [PageSlice]
  /// Free strips through all slices, from left to right; not empty.
  private(set) var rivers: [Gap]
  /// Index of the first slice after the run.
  private(set) var end: Int
  /// Size of most of the characters, in points.
  let em: Double

  /// The longest run that starts at a slice; nil where its strips are mere spaces between words.
  init?(_ all: [PageSlice], from start: Int) {
    let em = PageSlice.medianSize(all[start].words)
    let least = PageSlice.leastGap * em
    var rivers = all[start].gaps
    var end = start + 1
    while end < all.count {
      let kept = rivers.compactMap { all[end].free($0, least: least) }
      // One column fewer is another layout, unless strips were chance to begin with.
      guard !kept.isEmpty, kept.count == rivers.count || end - start < 2 || kept.count > 1 else {
        break
      }
      rivers = kept
      end += 1
    }
    self.em = em
    self.end = Self.withoutTail(all, start, end, rivers, em)
    slices = Array(all[start..<self.end])
    let kept = slices
    self.rivers = rivers.filter { Self.parts($0, kept, em: em) }
    if self.rivers.isEmpty { return nil }
  }

  /// Leaves out the last slices if they stand on one side, apart from the rest, and text over the
  /// full width follows: a short heading after a table, say.
  private static func withoutTail(
    _ all: [PageSlice], _ start: Int, _ end: Int, _ rivers: [Gap], _ em: Double
  ) -> Int {
    guard end < all.count else { return end }
    var first = end
    while first - 1 > start, isOneSided(all[first - 1], rivers) { first -= 1 }
    let distances = (start + 1..<max(first, start + 1)).map { all[$0].y0 - all[$0 - 1].y1 }.sorted()
    let usual = distances.isEmpty ? 0.4 * em : distances[distances.count / 2]
    for i in first..<end where all[i].y0 - all[i - 1].y1 > max(0.8 * em, 1.3 * usual) {
      return i
    }
    return end
  }

  private static func isOneSided(_ slice: PageSlice, _ rivers: [Gap]) -> Bool {
    rivers.allSatisfy { !(slice.hasWords(leftOf: $0) && slice.hasWords(rightOf: $0)) }
  }

  /// Whether a strip parts columns: the narrower it is, the more lines must stand on both sides.
  private static func parts(_ river: Gap, _ slices: [PageSlice], em: Double) -> Bool {
    var support = 0
    for slice in slices where slice.hasWords(leftOf: river) && slice.hasWords(rightOf: river) {
      let left = slice.words.filter { $0.box.x0 < river.middle }
      let right = slice.words.filter { $0.box.x0 > river.middle }
      support += min(lineCount(left), lineCount(right))
    }
    let width = river.width / em
    return width >= 3 && support >= 1 || width >= 1 && support >= 2 || support >= 4
  }

  private static func lineCount(_ words: [PDFWord]) -> Int {
    var count = 0
    var bottom = -Double.greatestFiniteMagnitude
    for word in words.sorted(by: { $0.middle < $1.middle }) where word.middle > bottom {
      count += 1
      bottom = word.box.y1 - 0.2 * word.height
    }
    return count
  }

  /// Takes from the text before the run the lines with which its right column begins, where that
  /// starts higher than the left one.
  mutating func takeLeading(from plain: inout [PageSlice]) {
    guard
      let first = plain.lastIndex(where: { slice in
        !rivers.allSatisfy { slice.free($0, least: 1) != nil }
      }).map({ $0 + 1 }) ?? (plain.isEmpty ? nil : 0), first < plain.count
    else { return }
    guard let right = plain[first...].firstIndex(where: { $0.x0 > rivers[0].middle }) else {
      return
    }
    slices.insert(contentsOf: plain[right...], at: 0)
    plain.removeSubrange(right...)
  }

  /// The words between the rivers, from left to right.
  func columns() -> [[PDFWord]] {
    split(slices.flatMap(\.words))
  }

  func split(_ words: [PDFWord]) -> [[PDFWord]] {
    var columns = [[PDFWord]](repeating: [], count: rivers.count + 1)
    for word in words {
      let middle = (word.box.x0 + word.box.x1) / 2
      columns[rivers.firstIndex { middle < $0.middle } ?? rivers.count].append(word)
    }
    return columns
  }
}
