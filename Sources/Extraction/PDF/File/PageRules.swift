import Documents

/// A straight line along the page, drawn as a stroke or as a thin filled bar.
struct PDFRule {
  /// From left to right; else from top to bottom.
  var isLevel: Bool
  /// Its place across: points from the top-left corner of what is shown of the page.
  var at: Double
  /// Where it begins and ends.
  var from: Double
  var to: Double
}

/// What is drawn on a page besides text, looked up when it is first asked for.
final class PageDrawing {
  private let read: () -> PageRules?
  private lazy var found = read()

  init(_ read: @escaping () -> PageRules?) { self.read = read }

  /// Nothing where the page cannot be read.
  var rules: [PDFRule] { found?.rules ?? [] }
  var marks: [PDFMark] { found?.marks ?? [] }
  var fills: [Box] { found?.fills ?? [] }
}

/// A filled shape of the size of a sign.
struct PDFMark {
  /// In points from the top-left corner of what is shown of the page.
  var box: Box
  /// As the page names it, in whatever space of colours; empty for the first one, and for patterns.
  var colour: [Double]
}

/// Finds the rules of a page, and small filled shapes, in what draws it (ISO 32000-1, 8.5).
///
/// Forms that the page draws are not looked into: tables are drawn by the page itself.
struct PageRules {
  private(set) var rules: [PDFRule] = []
  private(set) var marks: [PDFMark] = []
  /// Filled boxes, in points from the top-left corner of what is shown of the page.
  private(set) var fills: [Box] = []

  /// A bar no thicker is a rule, in points.
  private static let thickest = 3.0
  /// A shorter one is a dot. Borders of cells are drawn in pieces, those at a corner as long as the
  /// space over the text.
  private static let shortest = 2.0
  /// Pages with more are drawings.
  private static let most = 6_000
  private static let mostPoints = 4_000
  /// A shape with more corners is a picture; browsers draw a disc in sixteen curves.
  private static let mostCorners = 18
  private static let mostMarks = 1_000

  private let crop: Box
  private var current = PDFMatrix()
  private var colour: [Double] = []
  private var saved: [(matrix: PDFMatrix, colour: [Double])] = []
  private var operands: [Double] = []
  /// The path so far, a corner after the other in the page's own space; each part begins anew.
  private var parts: [Part] = []
  private var points = 0

  private struct Part {
    var corners: [(x: Double, y: Double)]
    var isCurved = false
    var isClosed = false
  }

  /// - Parameter crop: what is shown of the page, in the page's own space.
  init(_ content: [UInt8], crop: Box) {
    self.crop = crop
    content.withUnsafeBytes { read($0) }
    if rules.count >= Self.most { rules = [] }
  }

  private mutating func read(_ bytes: UnsafeRawBufferPointer) {
    var lexer = PDFLexer(bytes)
    while let token = lexer.next(), rules.count < Self.most {
      switch token {
      case .number(let value): if operands.count < 8 { operands.append(value) }
      case .keyword(let range):
        if lexer.isText(range, "ID") {
          _ = lexer.skip(past: "EI")
        } else {
          run(lexer.code(range))
        }
        operands.removeAll(keepingCapacity: true)
      default: break
      }
    }
  }

  /// Operators by their bytes.
  private enum Operator {
    static let save = UInt32(ascii: "q"), restore = UInt32(ascii: "Q")
    static let transform = UInt32(ascii: "c", "m"), rectangle = UInt32(ascii: "r", "e")
    static let move = UInt32(ascii: "m"), line = UInt32(ascii: "l"), close = UInt32(ascii: "h")
    static let curve = UInt32(ascii: "c"), curveFrom = UInt32(ascii: "v")
    static let curveTo = UInt32(ascii: "y"), end = UInt32(ascii: "n")
    static let stroke = UInt32(ascii: "S"), closeStroke = UInt32(ascii: "s")
    static let fill = UInt32(ascii: "f"), oldFill = UInt32(ascii: "F")
    static let fillEvenOdd = UInt32(ascii: "f", "*")
    static let both = UInt32(ascii: "B"), bothEvenOdd = UInt32(ascii: "B", "*")
    static let gray = UInt32(ascii: "g"), rgb = UInt32(ascii: "r", "g")
    static let cmyk = UInt32(ascii: "k"), colour = UInt32(ascii: "s", "c")
    static let anyColour = UInt32(ascii: "s", "c", "n")
    static let closeBoth = UInt32(ascii: "b"), closeBothEvenOdd = UInt32(ascii: "b", "*")
  }

  private mutating func run(_ code: UInt32) {
    switch code {
    case Operator.save: if saved.count < 512 { saved.append((current, colour)) }
    case Operator.restore: (current, colour) = saved.popLast() ?? (current, colour)
    case Operator.gray, Operator.rgb, Operator.cmyk, Operator.colour, Operator.anyColour:
      colour = operands
    case Operator.transform:
      guard operands.count >= 6 else { return }
      current = PDFMatrix(
        a: operands[0], b: operands[1], c: operands[2], d: operands[3], e: operands[4],
        f: operands[5]
      ).then(current)
    case Operator.move: if operands.count >= 2 { begin([(operands[0], operands[1])]) }
    case Operator.line: if operands.count >= 2 { goOn(operands[0], operands[1]) }
    case Operator.rectangle: addRectangle()
    case Operator.close: if !parts.isEmpty { parts[parts.count - 1].isClosed = true }
    case Operator.end:
      parts.removeAll(keepingCapacity: true)
      points = 0
    case Operator.curve, Operator.curveFrom, Operator.curveTo:
      if !parts.isEmpty { parts[parts.count - 1].isCurved = true }
      if operands.count >= 4 { goOn(operands[operands.count - 2], operands[operands.count - 1]) }
    case Operator.fill, Operator.oldFill, Operator.fillEvenOdd:
      paint(isStroke: false, isClosed: true)
    case Operator.stroke, Operator.both, Operator.bothEvenOdd:
      paint(isStroke: true, isClosed: false)
    case Operator.closeStroke, Operator.closeBoth, Operator.closeBothEvenOdd:
      paint(isStroke: true, isClosed: true)
    default: break
    }
  }

  // MARK: Paths

  private mutating func begin(_ corners: [(Double, Double)], isClosed: Bool = false) {
    points += corners.count
    guard points < Self.mostPoints else { return }
    parts.append(
      Part(corners: corners.map { current.apply($0.0, $0.1) }, isClosed: isClosed))
  }

  private mutating func goOn(_ x: Double, _ y: Double) {
    points += 1
    guard points < Self.mostPoints, !parts.isEmpty else { return }
    parts[parts.count - 1].corners.append(current.apply(x, y))
  }

  private mutating func addRectangle() {
    guard operands.count >= 4 else { return }
    let (x, y, width, height) = (operands[0], operands[1], operands[2], operands[3])
    begin(
      [(x, y), (x + width, y), (x + width, y + height), (x, y + height)], isClosed: true)
  }

  private mutating func paint(isStroke: Bool, isClosed: Bool) {
    if !isStroke { addMark() }
    for part in parts where !part.isCurved && part.corners.count > 1 {
      if addBar(part) { continue }
      if !isStroke {
        addFill(part)
        continue
      }
      for (a, b) in zip(part.corners, part.corners.dropFirst()) { add(a.x, a.y, b.x, b.y) }
      if isClosed || part.isClosed, let a = part.corners.last, let b = part.corners.first {
        add(a.x, a.y, b.x, b.y)
      }
    }
    parts.removeAll(keepingCapacity: true)
    points = 0
  }

  /// A path of one part, about as wide as it is high.
  private mutating func addMark() {
    guard parts.count == 1, let corners = parts.first?.corners, marks.count < Self.mostMarks,
      (3...Self.mostCorners).contains(corners.count),
      corners.allSatisfy({ $0.x.isFinite && $0.y.isFinite })
    else { return }
    let (xs, ys) = (corners.map(\.x), corners.map(\.y))
    let box = Box(
      (xs.min() ?? 0) - crop.x0, crop.y1 - (ys.max() ?? 0), (xs.max() ?? 0) - crop.x0,
      crop.y1 - (ys.min() ?? 0))
    let (width, height) = (box.x1 - box.x0, box.y1 - box.y0)
    if (1.5...16).contains(width), (1.5...16).contains(height), width < 2 * height,
      height < 2 * width
    {
      marks.append(PDFMark(box: box, colour: colour))
    }
  }

  private mutating func addFill(_ part: Part) {
    guard (4...5).contains(part.corners.count), fills.count < Self.most else { return }
    let (a, c) = (part.corners[0], part.corners[2])
    // Each corner shares one place with the one before and the other with the one after.
    let isBox = part.corners.allSatisfy {
      (abs($0.x - a.x) < 0.1 || abs($0.x - c.x) < 0.1)
        && (abs($0.y - a.y) < 0.1 || abs($0.y - c.y) < 0.1)
    }
    guard isBox, a.x.isFinite, a.y.isFinite, c.x.isFinite, c.y.isFinite else { return }
    fills.append(
      Box(
        min(a.x, c.x) - crop.x0, crop.y1 - max(a.y, c.y), max(a.x, c.x) - crop.x0,
        crop.y1 - min(a.y, c.y)))
  }

  /// A part of a path that is thin as a whole is one rule.
  private mutating func addBar(_ part: Part) -> Bool {
    guard part.corners.count > 2 else { return false }
    let x0 = part.corners.map(\.x).min() ?? 0
    let x1 = part.corners.map(\.x).max() ?? 0
    let y0 = part.corners.map(\.y).min() ?? 0
    let y1 = part.corners.map(\.y).max() ?? 0
    if y1 - y0 <= Self.thickest, x1 - x0 > y1 - y0 {
      add(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2)
      return true
    }
    if x1 - x0 <= Self.thickest {
      add((x0 + x1) / 2, y0, (x0 + x1) / 2, y1)
      return true
    }
    return false
  }

  private mutating func add(_ ax: Double, _ ay: Double, _ bx: Double, _ by: Double) {
    guard ax.isFinite, ay.isFinite, bx.isFinite, by.isFinite else { return }
    if abs(ay - by) < 0.7, abs(ax - bx) > Self.shortest {
      rules.append(
        PDFRule(
          isLevel: true, at: crop.y1 - (ay + by) / 2, from: min(ax, bx) - crop.x0,
          to: max(ax, bx) - crop.x0))
    } else if abs(ax - bx) < 0.7, abs(ay - by) > Self.shortest {
      rules.append(
        PDFRule(
          isLevel: false, at: (ax + bx) / 2 - crop.x0, from: crop.y1 - max(ay, by),
          to: crop.y1 - min(ay, by)))
    }
  }
}
