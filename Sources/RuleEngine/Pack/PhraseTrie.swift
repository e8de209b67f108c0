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
  }

  private(set) var outputs: [Output] = []
  /// First output of node `i`; -1 for none.
  private(set) var firstOutput: [Int32] = [-1]
  /// Node reached from the root by a word; 0 for none.
  private(set) var roots: [UInt32] = []
  private var keys: [UInt64] = [UInt64](repeating: 0, count: 1 << 12)
  private var nodes: [UInt32] = [UInt32](repeating: 0, count: 1 << 12)
  private var edgeCount = 0

  mutating func insert(_ words: [UInt32], symbol: Int32, entry: Int32, spelling: Int32) {
    guard let first = words.first else { return }
    if roots.count <= Int(first) {
      roots += [UInt32](repeating: 0, count: Int(first) + 256 - roots.count)
    }
    if roots[Int(first)] == 0 { roots[Int(first)] = newNode() }
    var node = roots[Int(first)]
    for word in words.dropFirst() { node = edge(node, word) ?? addEdge(node, word) }
    outputs.append(
      Output(symbol: symbol, entry: entry, next: firstOutput[Int(node)], spelling: spelling))
    firstOutput[Int(node)] = Int32(outputs.count - 1)
  }

  @inline(__always)
  func root(_ word: UInt32) -> UInt32 { Int(word) < roots.count ? roots[Int(word)] : 0 }

  /// The node after `word`, nil where no phrase goes on so.
  @inline(__always)
  func edge(_ node: UInt32, _ word: UInt32) -> UInt32? {
    let key = UInt64(node) << 32 | UInt64(word)
    let mask = keys.count - 1
    var slot = Self.slot(key, mask)
    while keys[slot] != 0 {
      if keys[slot] == key { return nodes[slot] }
      slot = (slot + 1) & mask
    }
    return nil
  }

  private static func slot(_ key: UInt64, _ mask: Int) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
  }

  private mutating func newNode() -> UInt32 {
    firstOutput.append(-1)
    return UInt32(firstOutput.count - 1)
  }

  private mutating func addEdge(_ node: UInt32, _ word: UInt32) -> UInt32 {
    if (edgeCount + 1) * 2 > keys.count { grow() }
    let target = newNode()
    place(UInt64(node) << 32 | UInt64(word), target)
    edgeCount += 1
    return target
  }

  private mutating func place(_ key: UInt64, _ target: UInt32) {
    let mask = keys.count - 1
    var slot = Self.slot(key, mask)
    while keys[slot] != 0 { slot = (slot + 1) & mask }
    keys[slot] = key
    nodes[slot] = target
  }

  private mutating func grow() {
    let old = (keys, nodes)
    keys = [UInt64](repeating: 0, count: old.0.count * 4)
    nodes = [UInt32](repeating: 0, count: old.0.count * 4)
    for (key, node) in zip(old.0, old.1) where key != 0 { place(key, node) }
  }
}
