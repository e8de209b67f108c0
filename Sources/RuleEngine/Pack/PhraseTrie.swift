/// All phrases of the rules as one trie over word numbers: a table lookup a token, whatever the
/// number of phrases.
struct PhraseTrie: Sendable {
  /// What a phrase's end stands for.
  struct Output: Sendable {
    /// Symbol of the lexicon or of the gazetteer's type.
    var symbol: Int32
    /// Index in the pack's entries.
    var entry: Int32
    var next: Int32
    /// Index in the pack's exact spellings; -1 where any case and accents will do.
    var spelling: Int32
    /// May stand against other letters or digits.
    var isGlued: Bool
    /// Of a gazetteer, not a lexicon.
    var isName: Bool
  }

  /// A step from a node by a word: key and target share a cache line.
  struct Edge: Sendable {
    var key: UInt64
    var node: UInt64
  }

  private(set) var outputs: [Output] = []
  /// First output of node `i`; -1 for none.
  private(set) var firstOutput: [Int32] = [-1]
  /// Node reached from the root by a word; 0 for none.
  private(set) var roots: [UInt32] = []
  private var edges = [Edge](repeating: Edge(key: 0, node: 0), count: 1 << 12)
  private var edgeCount = 0

  mutating func insert(_ words: [UInt32], _ output: Output) {
    guard let first = words.first else { return }
    if roots.count <= Int(first) {
      roots += [UInt32](repeating: 0, count: Int(first) + 256 - roots.count)
    }
    if roots[Int(first)] == 0 { roots[Int(first)] = newNode() }
    var node = roots[Int(first)]
    for word in words.dropFirst() { node = edge(node, word) ?? addEdge(node, word) }
    var output = output
    output.next = firstOutput[Int(node)]
    outputs.append(output)
    firstOutput[Int(node)] = Int32(outputs.count - 1)
  }

  /// The node after `word`, nil where no phrase goes on so.
  private func edge(_ node: UInt32, _ word: UInt32) -> UInt32? {
    let found = withView { $0.edge(node, word) }
    return found == 0 ? nil : found
  }

  /// The tables without bounds checks and reference counts, for walking over a text.
  struct View {
    let outputs: UnsafePointer<Output>?
    let firstOutput: UnsafeBufferPointer<Int32>
    private let roots: UnsafeBufferPointer<UInt32>
    private let edges: UnsafeBufferPointer<Edge>

    fileprivate init(
      _ outputs: UnsafeBufferPointer<Output>, _ firstOutput: UnsafeBufferPointer<Int32>,
      _ roots: UnsafeBufferPointer<UInt32>, _ edges: UnsafeBufferPointer<Edge>
    ) {
      self.outputs = outputs.baseAddress
      self.firstOutput = firstOutput
      self.roots = roots
      self.edges = edges
    }

    @inline(__always)
    func root(_ word: UInt32) -> UInt32 { Int(word) < roots.count ? roots[Int(word)] : 0 }

    /// The node after `word`; 0 where no phrase goes on so.
    @inline(__always)
    func edge(_ node: UInt32, _ word: UInt32) -> UInt32 {
      let key = UInt64(node) << 32 | UInt64(word)
      let mask = edges.count - 1
      var slot = PhraseTrie.slot(key, mask)
      while edges[slot].key != 0 {
        if edges[slot].key == key { return UInt32(truncatingIfNeeded: edges[slot].node) }
        slot = (slot + 1) & mask
      }
      return 0
    }
  }

  func withView<R>(_ body: (View) -> R) -> R {
    outputs.withUnsafeBufferPointer { outputs in
      firstOutput.withUnsafeBufferPointer { firstOutput in
        roots.withUnsafeBufferPointer { roots in
          edges.withUnsafeBufferPointer { body(View(outputs, firstOutput, roots, $0)) }
        }
      }
    }
  }

  @inline(__always)
  private static func slot(_ key: UInt64, _ mask: Int) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
  }

  private mutating func newNode() -> UInt32 {
    firstOutput.append(-1)
    return UInt32(firstOutput.count - 1)
  }

  private mutating func addEdge(_ node: UInt32, _ word: UInt32) -> UInt32 {
    if (edgeCount + 1) * 2 > edges.count { grow() }
    let target = newNode()
    place(Edge(key: UInt64(node) << 32 | UInt64(word), node: UInt64(target)))
    edgeCount += 1
    return target
  }

  private mutating func place(_ edge: Edge) {
    let mask = edges.count - 1
    var slot = Self.slot(edge.key, mask)
    while edges[slot].key != 0 { slot = (slot + 1) & mask }
    edges[slot] = edge
  }

  private mutating func grow() {
    let old = edges
    edges = [Edge](repeating: Edge(key: 0, node: 0), count: old.count * 2)
    for edge in old where edge.key != 0 { place(edge) }
  }
}
