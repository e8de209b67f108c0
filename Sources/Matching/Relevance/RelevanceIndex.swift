import CallModel

/// What the calls of a collection say: the postings of every word and concept.
///
/// The same for every order of the calls. Lengths are measured against a fixed usual one, and word
/// statistics only through slow logarithms, so that unrelated calls hardly move a score.
struct RelevanceIndex: Sendable {
  let field: FieldTerms
  /// Half-covering weight of each call, by its length.
  let halves: [Double]
  /// Whom each call says it is for.
  let audiences: [Audience]
  /// By call: whether it is one of several of a document, and says nothing that one could apply by.
  let bareEntries: [Bool]
  /// By call within a term.
  let calls: [Int32]
  /// Summed weights of the places where the term stands in that call.
  let weights: [Double]
  private let forms: RepeatedParagraphs
  /// Terms are the concepts, then the stems.
  private let stems: HashNumbers
  private let starts: [Int32]

  /// - Parameter documents: by call, the path of its document.
  init(_ matters: [CallMatter], documents: [String], field: FieldTerms) {
    self.field = field
    let ofDocument = Dictionary(documents.map { ($0, 1) }, uniquingKeysWith: +)
    forms = RepeatedParagraphs(matters)
    var builder = IndexBuilder(conceptCount: field.terms.conceptCount)
    for (call, matter) in matters.enumerated() { builder.add(matter, call: call, forms) }
    stems = builder.stems
    halves = builder.halves
    audiences = matters.map(\.audience)
    bareEntries = zip(matters, documents).map { $0.isBare && ofDocument[$1, default: 1] > 1 }
    (starts, calls, weights) = builder.postings
  }

  var callCount: Int { halves.count }

  func mayWeigh(_ mark: UInt64) -> Bool { forms.mayWeigh(mark) }

  // MARK: Reading

  /// Where the postings of a word stand in `calls` and `weights`.
  func postings(ofStem hash: UInt64) -> Range<Int> {
    stems[hash].map { range(field.terms.conceptCount + $0) } ?? 0..<0
  }

  func postings(ofConcept concept: Int) -> Range<Int> { range(concept) }

  private func range(_ term: Int) -> Range<Int> { Int(starts[term])..<Int(starts[term + 1]) }

  /// How much a word tells of one call among all: rare words more. Twenty calls are assumed beside
  /// those at hand, so that a small collection treats words alike.
  func rarity(ofWordIn count: Int) -> Double {
    FixedLogarithm.binary(callCount + count + 21, over: count + 1)
  }

  /// How much of a word's or concept's matter a call covers, 0..<1; the more patience, the more often
  /// must the call say it.
  func coverage(_ postings: Range<Int>, in call: Int, patience: Double) -> Double {
    var low = postings.lowerBound
    var high = postings.upperBound
    while low < high {
      let middle = (low + high) / 2
      if calls[middle] < call { low = middle + 1 } else { high = middle }
    }
    guard low < postings.upperBound, calls[low] == call else { return 0 }
    return weights[low] / (weights[low] + patience * halves[call])
  }
}

/// Gathers postings call by call.
private struct IndexBuilder {
  private(set) var stems = HashNumbers()
  private(set) var halves: [Double] = []
  private let conceptCount: Int
  /// In the order of the calls.
  private var terms: [Int32] = []
  private var calls: [Int32] = []
  private var weights: [Double] = []
  /// By term: where its newest posting stands, -1 before the first.
  private var newest: [Int32]

  init(conceptCount: Int) {
    self.conceptCount = conceptCount
    newest = Array(repeating: -1, count: conceptCount)
  }

  mutating func add(_ matter: CallMatter, call: Int, _ forms: RepeatedParagraphs) {
    var length = 0.0
    // A damaged row gives what was read of it before.
    try? matter.forEach(
      weighs: { paragraph in
        guard paragraph.mark.map(forms.mayWeigh) ?? true else { return false }
        length += Double(paragraph.length) * paragraph.weight
        return true
      },
      stem: { hash, count, paragraph in
        let term = conceptCount + stems.number(of: hash)
        if term == newest.count { newest.append(-1) }
        add(Double(count) * paragraph.weight, term, Int32(call))
      },
      concept: { concept, count, paragraph in
        guard (0..<conceptCount).contains(concept) else { return }
        add(Double(count) * paragraph.weight, concept, Int32(call))
      })
    let fixed = FieldWeights.lengthless
    halves.append(FieldWeights.half * (fixed + (1 - fixed) * length / FieldWeights.usualLength))
  }

  private mutating func add(_ weight: Double, _ term: Int, _ call: Int32) {
    // Damaged rows may count less than one.
    guard weight > 0 else { return }
    let known = Int(newest[term])
    if known >= 0, calls[known] == call {
      weights[known] += weight
    } else {
      newest[term] = Int32(terms.count)
      terms.append(Int32(term))
      calls.append(call)
      weights.append(weight)
    }
  }

  /// By term, then call: where each term starts, and one end more.
  var postings: (starts: [Int32], calls: [Int32], weights: [Double]) {
    var starts = Array(repeating: Int32(0), count: newest.count + 1)
    for term in terms { starts[Int(term) + 1] += 1 }
    for term in newest.indices { starts[term + 1] += starts[term] }
    var next = starts
    var sortedCalls = Array(repeating: Int32(0), count: terms.count)
    var sortedWeights = Array(repeating: 0.0, count: terms.count)
    for position in terms.indices {
      let term = Int(terms[position])
      let place = Int(next[term])
      next[term] += 1
      sortedCalls[place] = calls[position]
      sortedWeights[place] = weights[position]
    }
    return (starts, sortedCalls, sortedWeights)
  }
}

/// Paragraphs of forms, which many calls repeat word for word.
struct RepeatedParagraphs: Sendable {
  private let repeated: Set<UInt64>

  init(_ matters: [CallMatter]) {
    var marks: [UInt64] = []
    for matter in matters {
      var own: [UInt64] = []
      try? matter.forEach(
        weighs: { paragraph in
          if let mark = paragraph.mark { own.append(mark) }
          return false
        }, stem: { _, _, _ in }, concept: { _, _, _ in })
      own.sort()
      // Each paragraph once a call.
      for (position, mark) in own.enumerated() where position == 0 || own[position - 1] != mark {
        marks.append(mark)
      }
    }
    marks.sort()
    var found: Set<UInt64> = []
    for index in marks.indices.dropFirst(FieldWeights.repetitions)
    where marks[index] == marks[index - FieldWeights.repetitions] {
      found.insert(marks[index])
    }
    repeated = found
  }

  func mayWeigh(_ mark: UInt64) -> Bool { !repeated.contains(mark) }
}

/// Numbers hashes from 0 in the order they come.
struct HashNumbers: Sendable {
  private var slots: [(hash: UInt64, number: Int32)]
  private var mask: Int
  private(set) var count = 0

  init() {
    slots = Array(repeating: (0, -1), count: 1024)
    mask = slots.count - 1
  }

  init(_ hashes: [UInt64]) {
    self.init()
    for hash in hashes { _ = number(of: hash) }
  }

  subscript(_ hash: UInt64) -> Int? {
    let number = slots[slot(of: hash)].number
    return number < 0 ? nil : Int(number)
  }

  /// Of a hash that is new, the next one.
  mutating func number(of hash: UInt64) -> Int {
    let slot = slot(of: hash)
    if slots[slot].number >= 0 { return Int(slots[slot].number) }
    slots[slot] = (hash, Int32(count))
    count += 1
    if count * 2 > slots.count { grow() }
    return count - 1
  }

  /// Where the hash stands, or would.
  private func slot(of hash: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & mask
    while slots[slot].number >= 0, slots[slot].hash != hash { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: (0, -1), count: old.count * 2)
    mask = slots.count - 1
    for entry in old where entry.number >= 0 { slots[slot(of: entry.hash)] = entry }
  }
}
