/// All phrases of the rules as one trie over word numbers, while it is put together.
struct PhraseTrie: Sendable {
  /// What a phrase's end stands for.
  struct Output: BitwiseCopyable, Sendable {
    struct Traits: OptionSet, BitwiseCopyable, Sendable {
      let rawValue: UInt32
      /// May stand against other letters or digits.
      static let isGlued = Traits(rawValue: 1)
      /// Of a gazetteer, not a lexicon.
      static let isName = Traits(rawValue: 2)
      /// The last of those of one phrase.
      static let isLast = Traits(rawValue: 4)
      /// Its entry holds on some days only.
      static let isDated = Traits(rawValue: 8)
    }

    /// Symbol of the lexicon or of the gazetteer's type.
    var symbol: Int32
    /// Index in the pack's entries.
    var entry: Int32
    /// Index in the pack's exact spellings; -1 where any case and accents will do.
    var spelling: Int32
    var traits: Traits
  }

  private struct Edge: Hashable {
    var node: Int32
    var word: UInt32
  }

  private var edges: [Edge: Int32] = [:]
  /// Of each node, in the order of their making; node 0 is the root.
  private var children: [[(word: UInt32, node: Int32)]] = [[]]
  private var outputs: [[Output]] = [[]]

  mutating func insert(_ words: [UInt32], _ output: Output) {
    guard !words.isEmpty else { return }
    var node: Int32 = 0
    for word in words {
      let edge = Edge(node: node, word: word)
      if let known = edges[edge] {
        node = known
      } else {
        let new = Int32(children.count)
        edges[edge] = new
        children[Int(node)].append((word, new))
        children.append([])
        outputs.append([])
        node = new
      }
    }
    outputs[Int(node)].append(output)
  }

  /// The trie laid flat for the walk over a text.
  func flat(words: Int) -> FlatTrie {
    var trie = FlatTrie(words: words)
    // What was added last is found first.
    var waiting = children[0].reversed().map { (node: $0.node, word: $0.word, place: -1) }
    while let (node, word, place) = waiting.popLast() {
      let number = trie.add(outputs: outputs[Int(node)].reversed())
      if place == -1 {
        trie.setRoot(word, number)
      } else if place >= 0 {
        trie.setEdge(at: place, word, number)
      }
      let children = children[Int(node)]
      guard children.count > 1 else {
        // The only child stands right behind its parent.
        if let child = children.first {
          trie.setOnlyChild(of: number, child.word)
          waiting.append((child.node, child.word, -2))
        }
        continue
      }
      let places = trie.addTable(to: number, children.map(\.word))
      for (child, place) in zip(children, places).reversed() {
        waiting.append((child.node, child.word, place))
      }
    }
    return trie
  }
}

/// A trie in four tables: the root's children by word, nodes parents first, tables of the nodes that
/// have several children, outputs.
///
/// Most nodes have one child, which stands behind its parent: the rest of a long name is read in a
/// cache line or two.
struct FlatTrie: Sendable {
  struct Node: BitwiseCopyable, Sendable {
    /// First of its outputs; -1 for none.
    var output: Int32
    /// Word of the only child; 0 for none.
    var word: UInt32
    /// Where the table of its children begins, and its size less one; a size of 0 for none.
    var table: UInt32
    var mask: UInt32
  }

  struct Edge: BitwiseCopyable, Sendable {
    var word: UInt32
    /// 0 in a free place.
    var node: UInt32
  }

  /// Node 0 is none.
  private(set) var nodes = [Node(output: -1, word: 0, table: 0, mask: 0)]
  private(set) var edges = [Edge(word: 0, node: 0)]
  private(set) var outputs = [PhraseTrie.Output(symbol: 0, entry: 0, spelling: -1, traits: .isLast)]
  private(set) var roots: [UInt32]

  fileprivate init(words: Int) { roots = [UInt32](repeating: 0, count: words) }

  fileprivate mutating func add(outputs: some Collection<PhraseTrie.Output>) -> UInt32 {
    nodes.append(
      Node(output: outputs.isEmpty ? -1 : Int32(self.outputs.count), word: 0, table: 0, mask: 0))
    self.outputs += outputs
    if !outputs.isEmpty { self.outputs[self.outputs.count - 1].traits.insert(.isLast) }
    return UInt32(nodes.count - 1)
  }

  fileprivate mutating func setRoot(_ word: UInt32, _ node: UInt32) {
    if word > 0 { roots[Int(word)] = node }
  }

  fileprivate mutating func setOnlyChild(of node: UInt32, _ word: UInt32) {
    nodes[Int(node)].word = word
  }

  fileprivate mutating func setEdge(at place: Int, _ word: UInt32, _ node: UInt32) {
    edges[place] = Edge(word: word, node: node)
  }

  /// Room for the children of a node; gives back where each goes.
  fileprivate mutating func addTable(to node: UInt32, _ words: [UInt32]) -> [Int] {
    var size = 4
    while size < words.count * 2 { size *= 2 }
    let base = edges.count
    nodes[Int(node)].table = UInt32(base)
    nodes[Int(node)].mask = UInt32(size - 1)
    edges += [Edge](repeating: Edge(word: 0, node: 0), count: size)
    return words.map { word in
      var slot = Int(Self.slot(word)) & (size - 1)
      while edges[base + slot].word != 0 { slot = (slot + 1) & (size - 1) }
      edges[base + slot].word = word
      return base + slot
    }
  }

  @inline(__always)
  fileprivate static func slot(_ word: UInt32) -> UInt32 {
    (word &* 0x9E37_79B1) >> 7
  }

  /// The tables without bounds checks and reference counts.
  struct View {
    let nodes: UnsafePointer<Node>
    let edges: UnsafePointer<Edge>
    let outputs: UnsafePointer<PhraseTrie.Output>

    /// What `step` looks at first.
    @inline(__always)
    func firstLook(_ node: Node, _ word: UInt32) -> UInt32 {
      edges[Int(node.table &+ FlatTrie.slot(word) & node.mask)].word
    }

    /// The node after `word`, which is not 0; 0 where no phrase goes on so.
    @inline(__always)
    func step(_ node: UInt32, _ word: UInt32) -> UInt32 {
      let from = nodes[Int(node)]
      if from.mask == 0 { return from.word == word ? node &+ 1 : 0 }
      var slot = FlatTrie.slot(word) & from.mask
      while case let edge = edges[Int(from.table &+ slot)], edge.word != 0 {
        if edge.word == word { return edge.node }
        slot = (slot &+ 1) & from.mask
      }
      return 0
    }
  }
}
