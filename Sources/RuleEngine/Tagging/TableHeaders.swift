import Documents

/// What the layout knows of a table.
struct TableOutline {
  var headers = TableHeaders()
  /// The paragraph with a colon, or the caption, right above it.
  var top: Int?
  private var width = 0
  /// How many cells begin in each row; how many rows have any, and how many have two.
  private var cells = ByNumber<Int>()
  private var rows = 0
  private var pairs = 0
  private var isHeaded = false

  /// Notes one of its cells.
  mutating func count(_ cell: Cell) {
    width = max(width, cell.column + cell.columnSpan)
    if cell.isHeader, cell.row == 0 { isHeaded = true }
    let row = cells.place(of: cell.row, orNew: 0)
    cells.values[row] += 1
    switch cells.values[row] {
    case 1: rows += 1
    case 2: pairs += 1
    case 3: pairs -= 1
    default: break
    }
  }

  /// Labels and values stand in it: it has two columns, or no head and mostly rows of two cells.
  var isOfPairs: Bool { width == 2 || !isHeaded && pairs * 2 > rows }
}

/// Header cells of one table, by the columns and rows they speak over: a cell asks only for its own.
struct TableHeaders {
  /// Of more headers over one cell only the first few and so many of the last count; and so far
  /// does a cell reach. A table's cost stays in step with its length.
  private static let reach = 200

  private struct Header: BitwiseCopyable {
    var row: Int
    var column: Int
    var unit: Int
    /// The one before it in its list; -1 for none.
    var previous: Int
  }

  /// Headers that speak over one column or row, linked from the last to the first.
  private struct List: BitwiseCopyable {
    var last = -1
    var count = 0
    /// The last of the first few.
    var early = -1
  }

  private var headers: [Header] = []
  /// Of the columns: cells of the first row and those marked as headers; then other cells of the
  /// first column, of which a long table has many.
  private var columns = ByNumber<List>()
  private var labels = ByNumber<List>()
  private var rows = ByNumber<List>()

  mutating func note(_ cell: Cell, unit: Int) {
    for column in cell.column..<cell.column + max(0, min(cell.columnSpan, Self.reach)) {
      if cell.isHeader || cell.row == 0 {
        let place = columns.place(of: column, orNew: List())
        Self.add(cell, unit, to: &columns.values[place], &headers)
      } else {
        let place = labels.place(of: column, orNew: List())
        Self.add(cell, unit, to: &labels.values[place], &headers)
      }
    }
    for row in cell.row..<cell.row + max(0, min(cell.rowSpan, Self.reach)) {
      let place = rows.place(of: row, orNew: List())
      Self.add(cell, unit, to: &rows.values[place], &headers)
    }
  }

  private static func add(
    _ cell: Cell, _ unit: Int, to list: inout List, _ headers: inout [Header]
  ) {
    headers.append(Header(row: cell.row, column: cell.column, unit: unit, previous: list.last))
    list.last = headers.count - 1
    list.count += 1
    if list.count == reach / 10 { list.early = list.last }
  }

  /// Adds the headers over a cell, the last first; one in a corner, which speaks over both its row and
  /// its column, once. Changes nothing; a table that cannot be changed would be copied for it.
  mutating func add(over cell: Cell, to layout: inout Layout) {
    var above = Walk(columns.value(of: cell.column))
    var labels = Walk(labels.value(of: cell.column))
    var beside = Walk(rows.value(of: cell.row))
    headers.withUnsafeBufferPointer { headers in
      while true {
        above.next(headers) { $0.row < cell.row }
        labels.next(headers) { $0.row < cell.row }
        beside.next(headers) { $0.column < cell.column }
        let unit = max(above.unit, labels.unit, beside.unit)
        guard unit >= 0 else { return }
        layout.addOver(unit)
        above.pass(unit)
        labels.pass(unit)
        beside.pass(unit)
      }
    }
  }

  /// Goes through the headers of a column or row, from the last to the first.
  private struct Walk {
    private let list: List
    private var place: Int
    private var passed = 0
    /// The one at hand; -1 for none.
    private(set) var unit = -1

    init(_ list: List?) {
      self.list = list ?? List()
      place = self.list.last
    }

    /// Goes on to the next that counts, unless one is at hand.
    @inline(__always)
    mutating func next(_ headers: UnsafeBufferPointer<Header>, where isOver: (Header) -> Bool) {
      while unit < 0, place >= 0 {
        let header = headers[place]
        if isOver(header) { unit = header.unit }
        passed += 1
        let isFarFromEarly = passed == reach && list.count - passed > reach / 10
        place = isFarFromEarly ? list.early : header.previous
      }
    }

    @inline(__always)
    mutating func pass(_ other: Int) { if unit == other { unit = -1 } }
  }
}

/// Values by numbers that mostly come in order, as tables, rows and columns do: nothing is hashed.
struct ByNumber<Value> {
  private var numbers: [Int] = []
  var values: [Value] = []

  /// Where in `values` that of a number is.
  @inline(__always)
  func place(of number: Int) -> Int? {
    let place = firstPlace(from: number)
    return place < numbers.count && numbers[place] == number ? place : nil
  }

  @inline(__always)
  func value(of number: Int) -> Value? { place(of: number).map { values[$0] } }

  /// Where it is; for a number without a value a new one is put there.
  mutating func place(of number: Int, orNew value: @autoclosure () -> Value) -> Int {
    let place = firstPlace(from: number)
    if place == numbers.count {
      numbers.append(number)
      values.append(value())
    } else if numbers[place] != number {
      numbers.insert(number, at: place)
      values.insert(value(), at: place)
    }
    return place
  }

  /// The first place of no smaller number.
  @inline(__always)
  private func firstPlace(from number: Int) -> Int {
    guard let last = numbers.last, last >= number else { return numbers.count }
    var (low, high) = (0, numbers.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if numbers[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
