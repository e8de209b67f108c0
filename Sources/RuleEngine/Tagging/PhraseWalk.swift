/// The walk over the tokens by the trie of all phrases.
///
/// It goes by blocks of tokens, and in a block by the length of phrases: first all words that phrases
/// begin with, then all second words, and so on. Nothing branches in its loops, and no step waits for
/// the one before, so that memory is looked at in many places at once: that many phrases are met costs
/// little more than that few are. What will be needed is asked for ahead of time.
struct PhraseWalk {
  /// A phrase that may go on: the token it began with, and where its next words stand in the trie; or,
  /// between the two halves of a step, the cell it came to.
  struct Beginning: BitwiseCopyable {
    var token: Int32
    var next: UInt32
  }

  static let block = 1024
  /// So many tokens ahead memory is asked for what will be needed.
  private static let ahead = Tokeniser.padding

  private let count: Int
  private let tokens: UnsafePointer<Token>
  private let trie: FlatTrie.View
  private let beginnings: UnsafeMutablePointer<Beginning>
  private(set) var names: Grown<TagRun.PhraseHit>
  private(set) var others: Grown<TagRun.PhraseHit>

  init(_ memory: RunMemory, _ trie: FlatTrie.View) {
    count = memory.tokens.count
    tokens = UnsafePointer(memory.tokens.base)
    self.trie = trie
    beginnings = memory.beginnings.base
    names = memory.hits
    others = memory.otherHits
  }

  mutating func run() {
    var first = 0
    while first < count {
      let end = min(first &+ Self.block, count)
      var active = begin(first, end)
      var length = 1
      while active > 0 {
        active = goOn(active, length)
        length &+= 1
      }
      first = end
    }
  }

  /// Room for what a block's tokens may end.
  private mutating func reserve() {
    names.reserve(names.count &+ Self.block)
    others.reserve(others.count &+ Self.block)
  }

  /// The first words of phrases among some tokens; gives back how many may go on.
  private mutating func begin(_ first: Int, _ end: Int) -> Int {
    reserve()
    for token in first..<first &+ Self.ahead {
      trie.lookAhead(Int(tokens[token].key.word))
    }
    var active = 0
    var key = tokens[first].key
    for token in first..<end {
      trie.lookAhead(Int(tokens[token &+ Self.ahead].key.word))
      let next = tokens[token &+ 1].key
      let node = trie.nodes[Int(key.word)]
      note(node.output, token, token &+ 1, key, next)
      trie.lookAhead(node.next, next.word)
      beginnings[active] = Beginning(
        token: Int32(truncatingIfNeeded: token), next: node.next)
      active &+= Self.mayGoOn(node, next)
      key = next
    }
    return active
  }

  /// The next word of so many phrases of a length; gives back how many may go on still.
  private mutating func goOn(_ active: Int, _ length: Int) -> Int {
    reserve()
    var met = 0
    for number in 0..<active {
      let beginning = beginnings[number]
      let word = tokens[Int(beginning.token) &+ length].key.word
      let cell = trie.step(beginning.next, word)
      trie.lookAhead(cell)
      beginnings[met] = Beginning(
        token: beginning.token, next: UInt32(truncatingIfNeeded: cell))
      met &+= cell != 0 ? 1 : 0
    }
    var left = 0
    for number in 0..<met {
      let (first, cell) = (Int(beginnings[number].token), Int(beginnings[number].next))
      let end = first &+ length &+ 1
      let next = tokens[end].key
      let node = trie.nodes[cell]
      note(node.output, first, end, tokens[first].key, next)
      trie.lookAhead(node.next, next.word)
      beginnings[left] = Beginning(token: Int32(truncatingIfNeeded: first), next: node.next)
      left &+= Self.mayGoOn(node, next)
    }
    return left
  }

  @inline(__always)
  private static func mayGoOn(_ node: FlatTrie.Node, _ next: Token.Key) -> Int {
    (node.next != 0 ? 1 : 0) & (next.mayFollow ? 1 : 0)
  }

  /// Notes what ends at a node. Names that stand as whole words are settled with that; all others are
  /// looked at one by one.
  @inline(__always)
  private mutating func note(
    _ output: UInt32, _ first: Int, _ end: Int, _ key: Token.Key, _ next: Token.Key
  ) {
    let hit = TagRun.PhraseHit(
      output: output & FlatTrie.Node.number, first: Int32(truncatingIfNeeded: first),
      last: Int32(truncatingIfNeeded: end))
    // The highest bit tells of a name, and of a whole one; of another phrase it is clear, where there
    // is one at all, and where it is spelt as it has to be.
    let whole = output & key.standsWhole(before: next)
    let isForbidden = (output & key.forbidding) &<< 1
    let isName = Int32(bitPattern: output) < 0
    (isName ? names.end : others.end).initialize(to: hit)
    names.advance(Int(truncatingIfNeeded: whole &>> 31))
    others.advance(Int32(bitPattern: output | isForbidden) > 0 ? 1 : 0)
  }
}
