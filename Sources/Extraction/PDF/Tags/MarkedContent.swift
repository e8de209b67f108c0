/// Where a page's content draws text, and to which marked content it belongs (ISO 32000-1, 14.6).
///
/// Only beginnings are told: how far a text runs depends on its font, which is not read here.
struct MarkedContent {
  /// The beginning of one piece of text.
  struct Mark {
    /// Points in the page's own space.
    var x: Double
    var y: Double
    /// Identifier of the marked content; nil for text without one: running headers, decoration.
    var content: Int?
  }

  /// In the order of drawing.
  private(set) var marks: [Mark] = []
  /// Pieces of text whose place is not known, because it depends on the width of those before.
  private(set) var unplaced = 0

  private var current = PDFMatrix()
  private var saved: [PDFMatrix] = []
  private var line = PDFMatrix()
  private var leading = 0.0
  /// Identifiers of the open content, the innermost last.
  private var scopes: [Int?] = [nil]
  /// False after a piece of text, until a place is given again.
  private var isPlaced = false
  private var operands: [Double] = []
  private var names: [Range<Int>] = []
  private var properties: Int?
  private let resources: [String: PDFObject]
  private static let mostMarks = 200_000

  /// - Parameter resources: the page's property lists by name, for content that names them.
  init(_ bytes: [UInt8], properties resources: [String: PDFObject]) {
    self.resources = resources
    bytes.withUnsafeBytes { read($0) }
  }

  private mutating func read(_ bytes: UnsafeRawBufferPointer) {
    var lexer = PDFLexer(bytes)
    while let token = lexer.next(), marks.count < Self.mostMarks {
      switch token {
      case .number(let value): if operands.count < 8 { operands.append(value) }
      case .name(let range): if names.count < 4 { names.append(range) }
      case .dictionaryStart: readProperties(&lexer)
      case .arrayStart: skipArray(&lexer)
      case .keyword(let range):
        if lexer.isText(range, "ID") {
          // The bytes of an image within the content.
          _ = lexer.skip(past: "EI")
        } else {
          run(range, lexer)
        }
        operands.removeAll(keepingCapacity: true)
        names.removeAll(keepingCapacity: true)
        properties = nil
      case .string, .arrayEnd, .dictionaryEnd: break
      }
    }
  }

  /// The inside of `<< /MCID 3 >>`.
  private mutating func readProperties(_ lexer: inout PDFLexer) {
    var depth = 1
    var isIdentifier = false
    while depth > 0, let token = lexer.next() {
      switch token {
      case .dictionaryStart: depth += 1
      case .dictionaryEnd: depth -= 1
      case .name(let range): isIdentifier = depth == 1 && lexer.isText(range, "MCID")
      case .number(let value):
        if isIdentifier, value >= 0, value < 1e8 { properties = Int(value) }
        isIdentifier = false
      default: isIdentifier = false
      }
    }
  }

  private func skipArray(_ lexer: inout PDFLexer) {
    while let token = lexer.next() {
      if case .arrayEnd = token { return }
    }
  }

  /// Operators by their bytes.
  private enum Operator {
    static let save = UInt32(ascii: "q"), restore = UInt32(ascii: "Q")
    static let transform = UInt32(ascii: "c", "m"), begin = UInt32(ascii: "B", "T")
    static let matrix = UInt32(ascii: "T", "m"), leading = UInt32(ascii: "T", "L")
    static let move = UInt32(ascii: "T", "d"), moveLeading = UInt32(ascii: "T", "D")
    static let nextLine = UInt32(ascii: "T", "*"), show = UInt32(ascii: "T", "j")
    static let showPieces = UInt32(ascii: "T", "J"), showNext = UInt32(ascii: "'")
    static let showSpaced = UInt32(ascii: "\""), mark = UInt32(ascii: "B", "M", "C")
    static let markWith = UInt32(ascii: "B", "D", "C"), endMark = UInt32(ascii: "E", "M", "C")
  }

  private mutating func run(_ range: Range<Int>, _ lexer: PDFLexer) {
    switch lexer.code(range) {
    case Operator.save: if saved.count < 512 { saved.append(current) }
    case Operator.restore: current = saved.popLast() ?? current
    case Operator.transform: if let matrix = matrixOperand { current = matrix.then(current) }
    case Operator.begin: place(PDFMatrix())
    case Operator.matrix: if let matrix = matrixOperand { place(matrix) }
    case Operator.leading: leading = operands.last ?? 0
    case Operator.move: if operands.count >= 2 { move(operands[0], operands[1]) }
    case Operator.moveLeading:
      guard operands.count >= 2 else { return }
      leading = -operands[1]
      move(operands[0], operands[1])
    case Operator.nextLine: move(0, -leading)
    case Operator.show, Operator.showPieces: show()
    case Operator.showNext, Operator.showSpaced:
      move(0, -leading)
      show()
    case Operator.mark, Operator.markWith: beginContent(lexer)
    case Operator.endMark: if scopes.count > 1 { scopes.removeLast() }
    default: break
    }
  }

  private var matrixOperand: PDFMatrix? {
    guard operands.count >= 6 else { return nil }
    return PDFMatrix(
      a: operands[0], b: operands[1], c: operands[2], d: operands[3], e: operands[4],
      f: operands[5])
  }

  private mutating func place(_ matrix: PDFMatrix) {
    line = matrix
    isPlaced = true
  }

  private mutating func move(_ x: Double, _ y: Double) {
    place(PDFMatrix(e: x, f: y).then(line))
  }

  private mutating func show() {
    let scope = scopes[scopes.count - 1]
    guard isPlaced else {
      if marks.last?.content != scope { unplaced += 1 }
      return
    }
    isPlaced = false
    let point = line.then(current)
    marks.append(Mark(x: point.e, y: point.f, content: scope))
  }

  private mutating func beginContent(_ lexer: PDFLexer) {
    var scope = scopes[scopes.count - 1]
    if let tag = names.first, lexer.isText(tag, "Artifact") { scope = nil }
    var identifier = properties
    if identifier == nil, names.count > 1 {
      identifier = resources[lexer.name(names[1])]?.dictionary?["MCID"]?.integer
    }
    if let identifier { scope = identifier }
    if scopes.count < 512 { scopes.append(scope) }
  }
}

extension UInt32 {
  // Letters one by one: the compiler makes constants of these, which are asked for at each word of a
  // page's content, and of longer texts values that are looked up.

  /// Up to three bytes as one number.
  @inline(__always) init(ascii first: Unicode.Scalar) { self = first.value }

  @inline(__always) init(ascii first: Unicode.Scalar, _ second: Unicode.Scalar) {
    self = first.value << 8 | second.value
  }

  @inline(__always) init(
    ascii first: Unicode.Scalar, _ second: Unicode.Scalar, _ third: Unicode.Scalar
  ) {
    self = first.value << 16 | second.value << 8 | third.value
  }
}
