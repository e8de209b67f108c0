/// The walk over the tokens by the trie of all phrases.
///
/// It goes by blocks of tokens, and in a block by the length of phrases: first all words that phrases
/// begin with, then all second words, and so on. Nothing branches in its loops, and no step waits for
/// the one before, so that memory is looked at in many places at once: that many phrases are met costs
/// little more than that few are. What will be needed is asked for ahead of time.
struct PhraseWalk {
  /// A phrase that may go on: the token it began with, and where its next word is looked for in the trie;
  /// or, between the two halves of a step, the cell it came to.
  struct Beginning: BitwiseCopyable {
    var token: UInt32
    var place: UInt32
  }

  static let block = 256
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

  /// Where the next name and the next other phrase are written: a loop keeps both in registers.
  private struct Ends {
    var names: UnsafeMutablePointer<TagRun.PhraseHit>
    var others: UnsafeMutablePointer<TagRun.PhraseHit>
  }

  /// The ends, with room for what a block's tokens may end.
  private mutating func reserve() -> Ends {
    names.reserve(names.count &+ Self.block)
    others.reserve(others.count &+ Self.block)
    return Ends(names: names.end, others: others.end)
  }

  private mutating func keep(_ ends: Ends) {
    names.advance(ends.names - names.end)
    others.advance(ends.others - others.end)
  }

  /// The first words of phrases among some tokens; gives back how many may go on.
  private mutating func begin(_ first: Int, _ end: Int) -> Int {
    var ends = reserve()
    let (tokens, trie, beginnings) = (tokens, trie, beginnings)
    for token in first..<first &+ Self.ahead {
      trie.lookAhead(tokens[token].key.word)
    }
    var active = 0
    var key = tokens[first].key
    var token = first
    while token < end {
      trie.lookAhead(tokens[token &+ Self.ahead].key.word)
      let next = tokens[token &+ 1].key
      let node = trie.nodes[Int(key.word)]
      let number = UInt32(truncatingIfNeeded: token)
      Self.note(node.output, number, number &+ 1, key, next, &ends)
      beginnings[active] = Beginning(token: number, place: trie.place(node.next, next.word))
      active &+= Self.mayGoOn(node, next)
      key = next
      token &+= 1
    }
    keep(ends)
    return active
  }

  /// The next word of so many phrases of a length; gives back how many may go on still.
  private mutating func goOn(_ active: Int, _ length: Int) -> Int {
    var ends = reserve()
    let (tokens, trie, beginnings) = (tokens, trie, beginnings)
    var met = 0
    var number = 0
    while number < active {
      let beginning = beginnings[number]
      let word = (tokens + length)[Int(beginning.token)].key.word
      let step = trie.step(beginning.place, word)
      trie.lookAhead(step.cell)
      beginnings[met] = Beginning(token: beginning.token, place: step.cell)
      met &+= step.count
      number &+= 1
    }
    var left = 0
    number = 0
    let after = tokens + (length &+ 1)
    while number < met {
      let beginning = beginnings[number]
      let next = after[Int(beginning.token)].key
      let node = trie.nodes[Int(beginning.place)]
      Self.note(
        node.output, beginning.token,
        beginning.token &+ UInt32(truncatingIfNeeded: length &+ 1),
        tokens[Int(beginning.token)].key, next, &ends)
      beginnings[left] = Beginning(
        token: beginning.token, place: trie.place(node.next, next.word))
      left &+= Self.mayGoOn(node, next)
      number &+= 1
    }
    keep(ends)
    return left
  }

  @inline(__always)
  private static func mayGoOn(_ node: FlatTrie.Node, _ next: Token.Key) -> Int {
    (node.next != 0 ? 1 : 0) & (next.mayFollow ? 1 : 0)
  }

  /// Notes what ends at a node. Names that stand as whole words are settled with that; all others are
  /// looked at one by one.
  @inline(__always)
  private static func note(
    _ output: UInt32, _ first: UInt32, _ end: UInt32, _ key: Token.Key, _ next: Token.Key,
    _ ends: inout Ends
  ) {
    let hit = TagRun.PhraseHit(
      output: output & FlatTrie.Node.number, first: Int32(bitPattern: first),
      last: Int32(bitPattern: end))
    // The highest bit tells of a name, and of a whole one; of another phrase it is clear, where there
    // is one at all, and where it is spelt as it has to be.
    let whole = output & key.standsWhole(before: next)
    let isForbidden = (output & key.forbidding) &<< 1
    let isName = Int32(bitPattern: output) < 0
    (isName ? ends.names : ends.others).initialize(to: hit)
    ends.names += Int(truncatingIfNeeded: whole &>> 31)
    ends.others += Int32(bitPattern: output | isForbidden) > 0 ? 1 : 0
  }
}
