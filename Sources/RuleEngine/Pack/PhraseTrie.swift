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

      /// How its first letter is spelt, where that is told by one byte.
      static func spelt(_ spelling: RulePack.Spelling) -> Traits {
        guard let first = spelling.bytes.first, first < 0x80 else { return [] }
        let isLetter = (first | 0x20) &- 0x61 < 26
        let bits: UInt32 = spelling.isCaseFree && isLetter ? 0xDF : 0xFF
        return Traits(rawValue: UInt32(first) << 16 | bits << 24)
      }

      /// It is spelt with a capital of ASCII in front, whatever stands there.
      var isCapital: Bool { rawValue &>> 24 == 0xFF && (rawValue &>> 16 & 0xFF) &- 0x41 < 26 }

      /// Whether a passage that begins with a byte cannot be spelt as the phrase is.
      @inline(__always)
      func forbid(_ byte: UInt8) -> Bool {
        byte < 0x80 && (UInt32(byte) ^ rawValue &>> 16) & rawValue &>> 24 != 0
      }
    }

    /// Symbol of the lexicon or of the gazetteer's type.
    var symbol: Int32
    /// Index in the pack's entries.
    var entry: Int32
    /// Index in the pack's exact spellings; negative where any case and accents will do: -1, or that of
    /// a `FlatTrie.Bulk`, of which it is the first.
    var spelling: Int32
    var traits: Traits

    var isCapital: Bool { spelling >= 0 && traits.isCapital }

    /// No name, and in any spelling, on all days.
    var holdsAnyhow: Bool { spelling < 0 && traits.isDisjoint(with: [.isName, .isDated]) }
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

  /// Symbols of all phrases that some words begin with.
  func symbols(of words: ArraySlice<UInt32>) -> [Int32] {
    var symbols: [Int32] = []
    var node: Int32 = 0
    for word in words {
      guard let next = edges[Edge(node: node, word: word)] else { break }
      symbols += outputs[Int(next)].map(\.symbol)
      node = next
    }
    return symbols
  }

  /// The trie laid flat for the walk over a text.
  ///
  /// - Parameters:
  ///   - words: size of the vocabulary; 0 is no word.
  ///   - functionWord: symbol of the lexicon of function words; -1 for none.
  func laidFlat(words: Int, functionWord: Int32, bits: BitTable) -> FlatTrie {
    var trie = FlatTrie(words: words, bits: bits)
    // All second words stand together, since nearly every word of a text is looked for among them. Of the
    // others the rest of a long name stands right behind its beginning: what was added last is found first.
    let first = children[0].map { Place(node: $0.node, cell: Int($0.word), length: 1) }
    var waiting = first.flatMap { lay($0, in: &trie, functionWord) }
    waiting.reverse()
    while let place = waiting.popLast() {
      waiting += lay(place, in: &trie, functionWord).reversed()
    }
    return trie
  }

  private struct Place {
    let node: Int32
    let cell: Int
    /// Words up to it.
    let length: Int
  }

  /// Lays down what ends at a node and the cells of its children; gives back where these are.
  private func lay(
    _ place: Place, in trie: inout FlatTrie, _ functionWord: Int32
  ) -> [Place] {
    trie.setOutputs(
      outputs[Int(place.node)].reversed(), of: place.cell, length: place.length,
      functionWord: functionWord)
    let children = children[Int(place.node)]
    let cells = trie.addChildren(children.map(\.word), of: place.cell)
    return zip(children, cells).map {
      Place(node: $0.node, cell: $1, length: place.length + 1)
    }
  }
}
