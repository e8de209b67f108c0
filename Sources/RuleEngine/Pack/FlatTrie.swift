import CPrefetch

/// A trie in two tables of cells, a cell a node: the word that leads to it, and what is behind it.
///
/// The children of a node stand in a stretch of their own, each at most three cells after the place
/// that its word's hash names. So a step compares four words that stand side by side, and nothing is
/// searched for; the table of words is small enough to stay at hand where most steps lead nowhere.
struct FlatTrie: Sendable {
  struct Node: BitwiseCopyable, Sendable {
    /// Where the stretch of its children begins, above it how many bits of a hash name a place in it, and
    /// in the highest bit whether there is an only child. 0 where no phrase goes on.
    var next: UInt32
    /// The first of its outputs, and whether it is `plain`; 0 for none.
    var output: UInt32

    static let none = Node(next: 0, output: 0)
    static let cellBits: UInt32 = 26
    static let onlyChild: UInt32 = 1 << 31
    /// In `output`: the only one is a name of a gazetteer, whatever its spelling, on all days.
    static let plain: UInt32 = 1 << 31
    /// In `output`: all are spelt with a capital, and no bulk is among them.
    static let capital: UInt32 = 1 << 30
    static let number: UInt32 = capital - 1
  }

  /// What outputs of a phrase have in common that stand one behind the other, are phrases of lexicons or
  /// function words, and hold in any spelling, on all days: they are filed together.
  ///
  /// It stands in place of the entry of the first of them, and in place of its symbol what they leave in
  /// the signature of their first token, in `marks`; its own entry and symbol are told by `rows`.
  struct Bulk: BitwiseCopyable, Sendable {
    /// So many there may be of either.
    static let most = 1 << 14 - 1
    /// The spelling of the first output of a bulk.
    static let spelling: Int32 = -2

    let bits: Int32

    @inline(__always)
    init(bits: Int32) { self.bits = bits }

    init(count: Int, functions: Int, isAll: Bool, areOthersCapital: Bool) {
      bits = Int32(
        count | functions << 14 | (isAll ? 1 << 28 : 0) | (areOthersCapital ? 1 << 29 : 0))
    }

    /// How many phrases of lexicons.
    var count: Int {
      @inline(__always) get { Int(bits) & Self.most }
    }

    /// How many function words come right behind them.
    var functions: Int {
      @inline(__always) get { Int(bits) >> 14 & Self.most }
    }

    /// Whether nothing comes behind those.
    var isAll: Bool {
      @inline(__always) get { bits & 1 << 28 != 0 }
    }

    /// Whether all that come behind those are spelt with a capital.
    var areOthersCapital: Bool {
      @inline(__always) get { bits & 1 << 29 != 0 }
    }
  }

  /// So many cells are compared at a step.
  private static let reach = 4

  /// A word's own number is the cell of the phrases that begin with it; cell 0 is none. Of them the
  /// word is not noted, since nothing leads there. 0 is the word of a free cell.
  private(set) var words: [UInt32]
  private(set) var nodes: [Node]
  private(set) var outputs = [PhraseTrie.Output(symbol: 0, entry: 0, spelling: -1, traits: .isLast)]
  /// Each output as a phrase.
  private(set) var rows = [Phrase(symbol: 0, length: 0, entry: 0)]
  private(set) var marks: [Signature] = []
  private var markNumbers: [Signature: Int32] = [:]

  private let bits: BitTable

  /// - Parameters:
  ///   - words: size of the vocabulary.
  ///   - bits: of the symbols, in signatures.
  init(words: Int, bits: BitTable) {
    self.bits = bits
    self.words = [UInt32](repeating: 0, count: words + Self.reach)
    nodes = [Node](repeating: .none, count: words + Self.reach)
  }

  /// - Parameters:
  ///   - length: tokens of the phrase.
  ///   - functionWord: symbol of the words that are counted and not filed.
  mutating func setOutputs(
    _ all: [PhraseTrie.Output], of cell: Int, length: Int, functionWord: Int32
  ) {
    let functions = all.filter { $0.symbol == functionWord && $0.holdsAnyhow }
    let phrases = all.filter {
      !$0.traits.contains(.isName) && !($0.symbol == functionWord && $0.holdsAnyhow)
    }
    // Names leave nothing at the place where they stand: they may come behind.
    let filed = phrases.prefix { $0.holdsAnyhow }
    var outputs = Array(filed) + functions
    outputs += phrases[filed.endIndex...] + all.filter { $0.traits.contains(.isName) }
    guard let first = outputs.first else { return }
    let isCapital = !first.holdsAnyhow && outputs.allSatisfy(\.isCapital)
    rows += outputs.map { Phrase(symbol: $0.symbol, length: Int32(length), entry: $0.entry) }
    // From the last on: a bulk takes the place of its first output, at which others look.
    addBulks(of: &outputs, from: filed.count + functions.count)
    if first.holdsAnyhow { addBulk(of: &outputs, at: 0, filed.count, functions: functions.count) }
    let isPlain = outputs.count == 1 && first.spelling < 0 && first.traits == .isName
    nodes[cell].output =
      UInt32(self.outputs.count) | (isPlain ? Node.plain : 0)
      | (isCapital ? Node.capital : 0)
    self.outputs += outputs
    self.outputs[self.outputs.count - 1].traits.insert(.isLast)
  }

  /// Bulks of all phrases that hold anyhow, from one on.
  private mutating func addBulks(of outputs: inout [PhraseTrie.Output], from start: Int) {
    var place = start
    while place < outputs.count {
      let count = outputs[place...].prefix { $0.holdsAnyhow }.count
      if count > 0 { addBulk(of: &outputs, at: place, count, functions: 0) }
      place += max(count, 1)
    }
  }

  /// A bulk of so many phrases and function words from one on.
  private mutating func addBulk(
    of outputs: inout [PhraseTrie.Output], at place: Int, _ count: Int, functions: Int
  ) {
    guard count <= Bulk.most, functions <= Bulk.most else { return }
    var mark = Signature()
    for output in outputs[place..<place + count] {
      mark.insert(bits.bit(ofSymbol: output.symbol))
    }
    let number = markNumbers[mark] ?? Int32(marks.count)
    if number == marks.count {
      marks.append(mark)
      markNumbers[mark] = number
    }
    let end = place + count + functions
    let bulk = Bulk(
      count: count, functions: functions, isAll: end == outputs.count,
      areOthersCapital: outputs[end...].allSatisfy(\.isCapital))
    outputs[place].spelling = Bulk.spelling
    outputs[place].symbol = number
    outputs[place].entry = bulk.bits
  }

  /// Gives the children of a node their cells, in the order of their words.
  mutating func addChildren(_ children: [UInt32], of cell: Int) -> [Int] {
    guard !children.isEmpty else { return [] }
    // Behind the last stretch a step may still compare some cells.
    let base = words.count - (Self.reach - 1)
    var bits: UInt32 = 0
    var places: [Int]?
    while true {
      places = Self.places(of: children, bits)
      if places != nil { break }
      bits += 1
    }
    guard let places else { return [] }
    let size = bits == 0 ? 1 : 1 << Int(bits) + Self.reach - 1
    words += [UInt32](repeating: 0, count: size)
    nodes += [Node](repeating: .none, count: size)
    let onlyChild = bits == 0 ? Node.onlyChild : 0
    nodes[cell].next = UInt32(base) | bits << Node.cellBits | onlyChild
    for (word, place) in zip(children, places) { words[base + place] = word }
    return places.map { base + $0 }
  }

  /// Where children stand in a stretch, by so many bits of their hashes; nil where they do not fit.
  private static func places(of children: [UInt32], _ bits: UInt32) -> [Int]? {
    guard bits > 0 else { return children.count == 1 ? [0] : nil }
    var taken = [Bool](repeating: false, count: 1 << Int(bits) + reach - 1)
    var places: [Int] = []
    for word in children {
      let first = place(of: word, bits)
      guard let free = (first..<first + reach).first(where: { !taken[$0] }) else { return nil }
      taken[free] = true
      places.append(free)
    }
    return places
  }

  @inline(__always)
  private static func place(of word: UInt32, _ bits: UInt32) -> Int {
    Int(truncatingIfNeeded: (UInt64(word &* 0x9E37_79B1) &<< UInt64(bits)) &>> 32)
  }

  /// The tables without bounds checks and reference counts.
  struct View {
    let words: UnsafePointer<UInt32>
    let nodes: UnsafePointer<Node>
    let outputs: UnsafePointer<PhraseTrie.Output>
    let rows: UnsafePointer<Phrase>
    let marks: UnsafePointer<Signature>

    /// Where a step from a node by a word begins to compare, brought near, with the mark of an only child.
    @inline(__always)
    func place(_ next: UInt32, _ word: UInt32) -> UInt32 {
      let bits = next &>> Node.cellBits & 31
      let place =
        next & (1 &<< Node.cellBits &- 1 | Node.onlyChild)
        &+ UInt32(truncatingIfNeeded: FlatTrie.place(of: word, bits))
      CPrefetch(words + Int(place & ~Node.onlyChild))
      return place
    }

    /// Brings a node near.
    @inline(__always)
    func lookAhead(_ cell: UInt32) { CPrefetch(nodes + Int(cell)) }

    /// Brings near the first output of a phrase, and what is filed of it.
    @inline(__always)
    func lookAhead(output: UInt32) {
      CPrefetch(outputs + Int(output))
      CPrefetch(rows + Int(output))
    }

    /// Where a step leads by a word other than 0: to `cell`, where `count` is 1 and not 0. Nothing is asked
    /// and nothing chosen: the compiler would make a branch of it, which nobody can foretell.
    ///
    /// - Parameter place: of `place`, by the same word and a node that has children.
    @inline(__always)
    func step(_ place: UInt32, _ word: UInt32) -> (cell: UInt32, count: Int) {
      let first = place & ~Node.onlyChild
      let isOnly = UInt32(bitPattern: Int32(bitPattern: place) &>> 31)
      let found = CEqualWords(words + Int(first), word) & (isOnly & 14 ^ 15)
      return (
        first &+ UInt32(truncatingIfNeeded: (found | 16).trailingZeroBitCount),
        Int(truncatingIfNeeded: (found &+ 15) &>> 4)
      )
    }
  }
}
