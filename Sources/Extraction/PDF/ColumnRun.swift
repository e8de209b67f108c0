import Documents

/// Neighbouring slices of a page with rivers through all of them.
struct ColumnRun {
  private(set) var slices: [PageSlice]
  /// Free strips through all slices, from left to right; not empty.
  private(set) var rivers: [Gap]
  /// Words of steps that follow the columns, each a column of its own.
  let steps: [[PDFWord]]
  /// Index of the first slice after the run.
  private(set) var end: Int
  /// Size of most of the characters, in points.
  let em: Double

  /// The longest run that starts at a slice; nil where its strips are mere spaces between words.
  ///
  /// - Parameter nested: makes the run from a later slice, to see whether another layout begins
  ///   there; nil for no such look.
  init?(
    _ all: [PageSlice], from start: Int,
    nested: (([PageSlice], Int) -> ColumnRun?)? = { ColumnRun($0, from: $1, nested: nil) }
  ) {
    let em = Self.size(all, start)
    let least = PageSlice.leastGap * em
    var rivers = all[start].gaps
    var end = start + 1
    while end < all.count {
      let kept = rivers.compactMap { all[end].free($0, least: least) }
      if kept.count < rivers.count {
        // One column fewer is another layout, unless the strip was a chance one.
        // One line alone proves nothing.
        let parting = end - start < 2 ? [] : Self.parting(rivers, Array(all[start..<end]), em: em)
        guard parting.allSatisfy({ all[end].free($0, least: least) != nil }), !kept.isEmpty else {
          break
        }
      }
      rivers = kept
      end += 1
    }
    self.em = em
    let next = Self.beforeNext(all, start, end)
    if next < end {
      end = next
      // What the next columns left of a strip no longer counts.
      rivers = all[start + 1..<end].reduce(all[start].gaps) { rivers, slice in
        rivers.compactMap { slice.free($0, least: least) }
      }
    }
    if let nested { end = Self.change(all, start, end, rivers: rivers, nested) }
    end = Self.withoutTail(all, start, end, rivers, em)
    let stepped = Self.firstSteps(all, start, end, rivers)
    slices = Array(all[start..<(stepped.first ?? end)])
    steps = zip(stepped, stepped.dropFirst() + [end]).map { all[$0..<$1].flatMap(\.words) }
    self.end = end
    self.rivers = Self.parting(rivers, slices, em: em)
    if self.rivers.isEmpty { return nil }
  }

  /// The size of the first slice, but of the next one where that is a row of figures set large over
  /// their labels.
  private static func size(_ all: [PageSlice], _ start: Int) -> Double {
    let em = all[start].em
    guard start + 1 < all.count, em > 1.5 * all[start + 1].em, all[start].gaps.count > 1,
      all[start].words.count(where: \.startsWithDigit) > all[start].gaps.count
    else { return em }
    return all[start + 1].em
  }

  /// The run with the rivers that its first slice does not show since it has no words in an outer
  /// column (a label beside the middle of a table); nil where there are none.
  func withHiddenRivers() -> ColumnRun? {
    guard slices.count > 2, let widest = slices.max(by: { $0.gaps.count < $1.gaps.count }),
      widest.gaps.count > rivers.count
    else { return nil }
    let hidden = slices.reduce(widest.gaps) { gaps, slice in
      gaps.compactMap { slice.free($0, least: PageSlice.leastGap * em) }
    }.filter { gap in
      rivers.allSatisfy { $0.intersection(gap).width <= 0 } && gap.width >= em
        && Self.parts(gap, slices, em: em)
    }
    guard !hidden.isEmpty else { return nil }
    var run = self
    run.rivers = (rivers + hidden).sorted { $0.low < $1.low }
    return run
  }

  /// Where the steps of a time line begin that stand now on one side, now on the other, each below
  /// the one before: they are read from top to bottom, after the rest of the run.
  private static func firstSteps(
    _ all: [PageSlice], _ start: Int, _ end: Int, _ rivers: [Gap]
  ) -> [Int] {
    guard rivers.count == 1, let river = rivers.first else { return [] }
    var steps: [(isLeft: Bool, first: Int)] = []
    for i in (start..<end).reversed() {
      guard isOneSided(all[i], rivers) else { break }
      let isLeft = all[i].hasWords(leftOf: river)
      if steps.last?.isLeft == isLeft {
        steps[steps.count - 1].first = i
      } else {
        steps.append((isLeft, i))
      }
    }
    // The topmost may be the rest of what stands beside the last words of the other side.
    guard steps.count >= 3 else { return [] }
    let ends = [end] + steps.dropLast().map(\.first)
    let areLong = zip(steps, ends).dropLast().allSatisfy { $1 - $0.first >= 2 }
    return areLong ? steps.dropLast().reversed().map(\.first) : []
  }

  /// Where the columns that end a run begin, if some of the run's last slices stand in them too, and
  /// a wide space over them: what is free in both is chance.
  private static func beforeNext(_ all: [PageSlice], _ start: Int, _ end: Int) -> Int {
    guard end < all.count else { return end }
    let em = all[end].em
    var rivers = all[end].gaps.filter { $0.width > 2 * em }
    // The slice after the run is one.
    var support = 1
    var best = end
    for i in stride(from: end - 1, to: start, by: -1) {
      rivers = rivers.compactMap { all[i].free($0, least: 2 * em) }
      guard !rivers.isEmpty else { break }
      let isTwoSided = rivers.contains {
        all[i].hasWords(leftOf: $0) && all[i].hasWords(rightOf: $0)
      }
      support += isTwoSided ? 1 : 0
      if support >= 2, all[i].y0 - all[i - 1].y1 > 2 * em { best = i }
    }
    return best
  }

  /// Where a run with more rivers begins (a table between columns of text), else `end`.
  private static func change(
    _ all: [PageSlice], _ start: Int, _ end: Int, rivers: [Gap],
    _ nested: ([PageSlice], Int) -> ColumnRun?
  ) -> Int {
    for i in start + 1..<max(end, start + 1)
    where all[i].gaps.count > rivers.count && all[i - 1].gaps.count <= rivers.count {
      guard let run = nested(all, i) else { continue }
      // Fewer rows are enough where the page ends, and cuts the table.
      let isCut = run.end == all.count && run.rivers.allSatisfy { $0.width > 2 * run.em }
      guard run.slices.count >= 3 || isCut else { continue }
      // A table inside one of the columns leaves the others as they are.
      let new = run.rivers.filter { river in rivers.allSatisfy { $0.intersection(river).width <= 0 }
      }
      let isOver = rivers.allSatisfy { outer in
        new.contains { $0.high <= outer.low } && new.contains { $0.low >= outer.high }
      }
      if isOver { return i }
    }
    return end
  }

  /// Leaves out the last slices if they stand on one side, apart from the rest, and text over the
  /// full width follows: a short heading after a table, say.
  private static func withoutTail(
    _ all: [PageSlice], _ start: Int, _ end: Int, _ rivers: [Gap], _ em: Double
  ) -> Int {
    guard end < all.count else { return end }
    var first = end
    while first - 1 > start, isOneSided(all[first - 1], rivers) { first -= 1 }
    // Lines that fill the column are its text: a heading seldom does.
    let edge = rivers.map(\.low).first { $0 > all[start].x0 } ?? 0
    let isApart =
      first == end - 1 && first > start && all[first].y0 - all[first - 1].y1 > 2 * em
    if !isApart, all[first..<end].contains(where: { edge - $0.x1 < 2 * em && $0.x1 < edge + em }) {
      return end
    }
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

  /// The strips that part columns. Where some do for certain, less is asked of the others.
  private static func parting(_ rivers: [Gap], _ slices: [PageSlice], em: Double) -> [Gap] {
    let certain = rivers.filter { parts($0, slices, em: em) }
    guard !certain.isEmpty, certain.count < rivers.count else { return certain }
    return rivers.filter { parts($0, slices, em: em, besideOthers: true) }
  }

  /// Whether a strip parts columns: the narrower it is, the more lines must stand on both sides.
  private static func parts(
    _ river: Gap, _ slices: [PageSlice], em: Double, besideOthers: Bool = false
  ) -> Bool {
    var support = 0
    for slice in slices where slice.hasWords(leftOf: river) && slice.hasWords(rightOf: river) {
      let left = slice.words.filter { $0.box.x0 < river.middle }
      let right = slice.words.filter { $0.box.x0 > river.middle }
      support += min(lineCount(left), lineCount(right))
    }
    let width = river.width / em
    if width >= 3 { return support >= 1 }
    if width >= 1.5, support >= 1, partsSizes(river, slices) { return true }
    let isEdge = isEdge(river, slices, em: em)
    if width >= 1.5, support >= 2 {
      return isEdge || support >= 3 && river.width > 1.8 * usualSpace(slices)
    }
    if besideOthers { return isEdge && support >= (width < 0.75 ? 3 : 2) }
    return isEdge && support >= (width < 0.9 ? 4 : 3)
  }

  /// Whether all words on one side of a strip are clearly larger than those on the other.
  private static func partsSizes(_ river: Gap, _ slices: [PageSlice]) -> Bool {
    let words = slices.filter { $0.hasWords(leftOf: river) && $0.hasWords(rightOf: river) }
      .flatMap(\.words)
    let left = words.filter { $0.box.x0 < river.middle }.map(\.fontSize)
    let right = words.filter { $0.box.x0 > river.middle }.map(\.fontSize)
    guard let (a, b) = left.min().flatMap({ a in left.max().map { (a, $0) } }),
      let (c, d) = right.min().flatMap({ c in right.max().map { (c, $0) } })
    else { return false }
    return a > 1.25 * d || c > 1.25 * b
  }

  /// Whether many lines right of a strip start at the same place, as those of a column do.
  private static func isEdge(_ river: Gap, _ slices: [PageSlice], em: Double) -> Bool {
    let beside = slices.filter { $0.hasWords(leftOf: river) }.map { slice in
      slice.words.filter { $0.box.x0 > river.middle }
    }
    // Lines of two cards may overlap each other all the way down, and be one slice.
    let starts =
      beside.count == 1 ? lineStarts(beside[0]) : beside.compactMap { $0.map(\.box.x0).min() }
    // A row of a table between the columns, or an item set in, starts elsewhere. Continued lines of a
    // table leave cells empty.
    let straight = starts.reduce(0) { best, edge in
      max(best, starts.count { $0 >= edge && $0 - edge < 0.3 * em })
    }
    return straight >= 2 && straight * 10 >= starts.count * 4
  }

  /// The median space between words of one line; some files set theirs very wide.
  private static func usualSpace(_ slices: [PageSlice]) -> Double {
    var spaces: [Double] = []
    for slice in slices where lineCount(slice.words) == 1 {
      let words = slice.words.sorted { $0.box.x0 < $1.box.x0 }
      for (a, b) in zip(words, words.dropFirst()) where b.box.x0 > a.box.x1 {
        spaces.append(b.box.x0 - a.box.x1)
      }
    }
    spaces.sort()
    // Few words are cells rather than text.
    return spaces.count < 4 * slices.count ? 0 : spaces[spaces.count / 2]
  }

  private static func lineCount(_ words: [PDFWord]) -> Int { lineStarts(words).count }

  /// Left edges of the lines that words make, from top to bottom.
  private static func lineStarts(_ words: [PDFWord]) -> [Double] {
    var starts: [Double] = []
    var bottom = -Double.greatestFiniteMagnitude
    for word in words.sorted(by: { $0.middle < $1.middle }) {
      if word.middle > bottom {
        starts.append(word.box.x0)
        bottom = word.box.y1 - 0.2 * word.height
      } else {
        starts[starts.count - 1] = min(starts[starts.count - 1], word.box.x0)
      }
    }
    return starts
  }

  /// Takes from the text before the run the lines with which its right column begins, where that
  /// starts higher than the left one.
  mutating func takeLeading(from plain: inout [PageSlice]) {
    takeLeftLeading(from: &plain)
    guard
      let first = plain.lastIndex(where: { slice in
        !rivers.allSatisfy { slice.free($0, least: 1) != nil }
      }).map({ $0 + 1 }) ?? (plain.isEmpty ? nil : 0), first < plain.count
    else { return }
    let right = plain[first...].firstIndex { slice in
      slice.x0 > rivers[0].middle && slice.em < 1.15 * em
    }
    guard let right else { return }
    slices.insert(contentsOf: plain[right...], at: 0)
    plain.removeSubrange(right...)
  }

  /// The same for a heading of several lines in the left column, beside whose last lines the right one
  /// begins.
  private mutating func takeLeftLeading(from plain: inout [PageSlice]) {
    guard let next = slices.first,
      var below = next.words.filter({ $0.box.x0 < rivers[0].middle })
        .min(by: { $0.box.y0 < $1.box.y0 })
    else { return }
    var count = 0
    for line in plain.reversed() {
      guard abs(below.fontSize - line.em) < 0.5, abs(below.box.x0 - line.x0) < 0.5 * line.em,
        below.coreTop - line.y1 < 0.6 * line.em
      else { break }
      // All of it, or nothing.
      guard line.x1 < rivers[0].high - 0.3 * em,
        line.words.allSatisfy({ $0.box.x0 + $0.box.x1 < 2 * rivers[0].middle })
      else { return }
      count += 1
      below = line.words[0]
    }
    slices.insert(contentsOf: plain.suffix(count), at: 0)
    plain.removeLast(count)
  }

  /// The run without its last slices that stand in the first column alone, and their words; nil
  /// where there are none.
  func withoutLoneTail() -> (run: ColumnRun, tail: [PDFWord])? {
    var run = self
    while let last = run.slices.last, run.slices.count > 3, last.x0 < rivers[0].middle,
      Self.isOneSided(last, rivers)
    {
      run.slices.removeLast()
    }
    guard run.slices.count < slices.count else { return nil }
    return (run, slices[run.slices.count...].flatMap(\.words))
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
