import Documents

/// A table whose cells are parted by drawn rules.
struct RuledTable {
  /// A cell, and the slots it fills.
  struct Slot {
    var row: Int
    var column: Int
    var rowSpan: Int
    var columnSpan: Int
    var words: [PDFWord] = []
  }

  let box: Box
  /// Left edges of its columns, in points.
  let edges: [Double]
  /// By row, then by column.
  private(set) var cells: [Slot]

  /// Tables of a page, from top to bottom; their words are those of `words` that stand inside.
  ///
  /// - Parameter open: edges of the table that ends the page before. One row that has them goes on
  ///   with it.
  static func tables(
    _ rules: [PDFRule], words: [PDFWord], em: Double, open: [Double]?
  ) -> [RuledTable] {
    let level = merged(rules.filter(\.isLevel))
    let upright = merged(rules.filter { !$0.isLevel })
    guard level.count > 1, !upright.isEmpty, level.count * upright.count < 250_000 else {
      return []
    }
    return groups(level, upright).compactMap { level, upright in
      RuledTable(level, upright, words: words, em: em, open: open)
    }.sorted { ($0.box.y0, $0.box.x0) < ($1.box.y0, $1.box.x0) }
  }

  // MARK: Rules

  /// Borders are drawn cell by cell, or doubled: pieces within this are one, in points.
  private static let slack = 3.0

  private static func merged(_ rules: [PDFRule]) -> [PDFRule] {
    var result: [PDFRule] = []
    for rule in rules.sorted(by: { ($0.at, $0.from) < ($1.at, $1.from) }) {
      // Those at this place are the last ones.
      let place = result.indices.reversed().prefix(64).first { i in
        rule.at - result[i].at <= 2 && rule.from <= result[i].to + slack
          && result[i].from <= rule.to + slack
      }
      if let place {
        result[place].from = min(result[place].from, rule.from)
        result[place].to = max(result[place].to, rule.to)
      } else {
        result.append(rule)
      }
    }
    return result
  }

  /// Rules that touch each other, directly or through others.
  private static func groups(
    _ level: [PDFRule], _ upright: [PDFRule]
  ) -> [(level: [PDFRule], upright: [PDFRule])] {
    var parent = Array(0..<level.count + upright.count)
    func root(_ i: Int) -> Int {
      var i = i
      while parent[i] != i {
        parent[i] = parent[parent[i]]
        i = parent[i]
      }
      return i
    }
    for (i, a) in level.enumerated() {
      for (k, b) in upright.enumerated() where touches(a, b) {
        parent[root(i)] = root(level.count + k)
      }
    }
    var groups: [Int: (level: [PDFRule], upright: [PDFRule])] = [:]
    for (i, rule) in level.enumerated() { groups[root(i), default: ([], [])].level.append(rule) }
    for (k, rule) in upright.enumerated() {
      groups[root(level.count + k), default: ([], [])].upright.append(rule)
    }
    return Array(groups.values)
  }

  private static func touches(_ a: PDFRule, _ b: PDFRule) -> Bool {
    b.at >= a.from - slack && b.at <= a.to + slack && a.at >= b.from - slack
      && a.at <= b.to + slack
  }

  // MARK: Grid

  private static let mostColumns = 40
  private static let mostRows = 400
  /// Rules closer than this are the two edges of one border.
  private static let leastWidth = 5.0

  private init?(
    _ level: [PDFRule], _ upright: [PDFRule], words: [PDFWord], em: Double, open: [Double]?
  ) {
    guard level.count >= 2, upright.count >= 1 else { return nil }
    let ends = level.flatMap { [$0.from, $0.to] }
    let tops = upright.flatMap { [$0.from, $0.to] }
    let xs = Self.places(upright.map(\.at), ends: ends)
    let ys = Self.places(level.map(\.at), ends: tops)
    guard (3...Self.mostColumns + 1).contains(xs.count), (2...Self.mostRows + 1).contains(ys.count)
    else { return nil }
    box = Box(xs[0], ys[0], xs[xs.count - 1], ys[ys.count - 1])
    edges = Array(xs.dropLast())
    guard let cells = Self.cells(xs, ys, level, upright) else { return nil }
    self.cells = cells
    guard take(words, xs, ys) else { return nil }
    if ys.count == 2 {
      guard let open, Self.areSame(open, edges),
        words.allSatisfy({ $0.middle > box.y0 }), self.cells.count > 1
      else { return nil }
    }
    guard isTable(em: em, xs) else { return nil }
  }

  static func areSame(_ a: [Double], _ b: [Double]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) < slack }
  }

  /// Where rules stand, with the outer ends of those across where no rule closes them.
  private static func places(_ all: [Double], ends: [Double]) -> [Double] {
    var places: [Double] = []
    for place in all.sorted() where places.last.map({ place - $0 >= leastWidth }) ?? true {
      places.append(place)
    }
    guard let first = places.first, let last = places.last else { return [] }
    if let low = ends.min(), low < first - leastWidth { places.insert(low, at: 0) }
    if let high = ends.max(), high > last + leastWidth { places.append(high) }
    return places
  }

  /// Joins the slots between which no rule runs; nil where the joined ones are no rectangle.
  private static func cells(
    _ xs: [Double], _ ys: [Double], _ level: [PDFRule], _ upright: [PDFRule]
  ) -> [Slot]? {
    let columns = xs.count - 1
    let rows = ys.count - 1
    func isDrawn(_ rules: [PDFRule], at place: Double, through middle: Double) -> Bool {
      rules.contains { abs($0.at - place) < leastWidth && $0.from <= middle && $0.to >= middle }
    }
    var slots = [Int](repeating: -1, count: rows * columns)
    var cells: [Slot] = []
    for row in 0..<rows {
      for column in 0..<columns where slots[row * columns + column] < 0 {
        let y = (ys[row] + ys[row + 1]) / 2
        var right = column
        while right + 1 < columns, slots[row * columns + right + 1] < 0,
          !isDrawn(upright, at: xs[right + 1], through: y)
        {
          right += 1
        }
        let x = (xs[column] + xs[column + 1]) / 2
        var bottom = row
        while bottom + 1 < rows, !isDrawn(level, at: ys[bottom + 1], through: x) { bottom += 1 }
        for r in row...bottom {
          for c in column...right {
            guard slots[r * columns + c] < 0 else { return nil }
            slots[r * columns + c] = cells.count
          }
        }
        cells.append(
          Slot(
            row: row, column: column, rowSpan: bottom - row + 1, columnSpan: right - column + 1))
      }
    }
    return cells
  }

  /// Puts each word into its cell; false where words stand over the rules.
  private mutating func take(_ words: [PDFWord], _ xs: [Double], _ ys: [Double]) -> Bool {
    var places: [Int: Int] = [:]
    let columns = xs.count - 1
    for (i, cell) in cells.enumerated() {
      for row in cell.row..<cell.row + cell.rowSpan {
        for column in cell.column..<cell.column + cell.columnSpan {
          places[row * columns + column] = i
        }
      }
    }
    var taken = 0
    var crossing = 0
    for word in words where holds(word) {
      let x = (word.box.x0 + word.box.x1) / 2
      guard let column = xs.dropFirst().firstIndex(where: { x < $0 }),
        let row = ys.dropFirst().firstIndex(where: { word.middle < $0 }),
        let cell = places[(row - 1) * columns + column - 1]
      else { continue }
      let slot = cells[cell]
      if word.box.x0 < xs[slot.column] - Self.slack
        || word.box.x1 > xs[slot.column + slot.columnSpan] + Self.slack
        || word.coreTop < ys[slot.row] - Self.slack
        || word.coreBottom > ys[slot.row + slot.rowSpan] + Self.slack
      {
        crossing += 1
      }
      taken += 1
      cells[cell].words.append(word)
    }
    return crossing * 50 <= taken
  }

  /// Whether a word stands inside.
  func holds(_ word: PDFWord) -> Bool {
    let x = (word.box.x0 + word.box.x1) / 2
    return x >= box.x0 && x < box.x1 && word.middle >= box.y0 && word.middle < box.y1
  }

  // MARK: Belief

  /// Frames around parts of a page are no table: a cell with most of its words, or cells that are
  /// texts of their own, each under a heading.
  private func isTable(em: Double, _ xs: [Double]) -> Bool {
    let filled = cells.filter { !$0.words.isEmpty }
    let words = filled.reduce(0) { $0 + $1.words.count }
    guard filled.count >= 2, Set(filled.map(\.column)).count >= 2 else { return false }
    if words > 80, filled.contains(where: { $0.words.count * 10 > words * 6 }) { return false }
    let evidence = TableEvidence(
      rows: filled.map { [$0.words] }, rivers: [], em: em)
    return !evidence.hasHeadings
  }

  /// Whether all of the first row is bold, and the second is not.
  var isHeaded: Bool {
    func areBold(_ row: Int) -> Bool? {
      let cells = cells.filter { $0.row == row && !$0.words.isEmpty }
      guard !cells.isEmpty else { return nil }
      return cells.allSatisfy { PDFLine.lines(of: $0.words).allSatisfy(\.isBold) }
    }
    return areBold(0) == true && areBold(1) == false
  }

  var rowCount: Int { cells.map { $0.row + $0.rowSpan }.max() ?? 0 }
}
