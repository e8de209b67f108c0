import CallModel

/// What the calls of a collection say of some words and concepts: of those that queries ask for.
///
/// The same for every order of the calls. Lengths are measured against a fixed usual one, and word
/// statistics only through slow logarithms, so that unrelated calls hardly move a score.
struct RelevanceIndex {
  struct Posting {
    var call: Int
    /// Summed weights of the places where it stands.
    var weight: Double
  }

  /// What queries ask for.
  struct Wanted {
    /// Hashes of stems.
    var stems: Set<UInt64> = []
    var concepts: Set<Int> = []

    mutating func formUnion(_ other: Wanted) {
      stems.formUnion(other.stems)
      concepts.formUnion(other.concepts)
    }
  }

  let callCount: Int
  let field: FieldTerms
  private var stemNumbers: HashNumbers
  private var stemPostings: [[Posting]]
  private var conceptPostings: [Int: [Posting]] = [:]
  /// Half-covering weight of each call, by its length.
  private var halves: [Double] = []
  private let forms: RepeatedParagraphs

  init(
    matters: [CallMatter], forms: RepeatedParagraphs, field: FieldTerms, wanted: Wanted
  ) {
    callCount = matters.count
    self.field = field
    self.forms = forms
    stemNumbers = HashNumbers(wanted.stems)
    stemPostings = Array(repeating: [], count: wanted.stems.count)
    for concept in wanted.concepts { conceptPostings[concept] = [] }
    halves.reserveCapacity(matters.count)
    var isWanted = Array(repeating: false, count: field.terms.conceptCount)
    for concept in wanted.concepts { isWanted[concept] = true }
    for (call, matter) in matters.enumerated() { add(matter, call: call, isWanted) }
  }

  private mutating func add(_ matter: CallMatter, call: Int, _ isWanted: [Bool]) {
    var length = 0.0
    // A damaged row gives what was read of it before.
    try? matter.forEach(
      weighs: { paragraph in
        guard paragraph.mark.map(forms.mayWeigh) ?? true else { return false }
        length += Double(paragraph.length) * paragraph.weight
        return true
      },
      stem: { hash, count, paragraph in
        guard let number = stemNumbers[hash] else { return }
        Self.add(Double(count) * paragraph.weight, call, to: &stemPostings[number])
      },
      concept: { concept, count, paragraph in
        guard isWanted.indices.contains(concept), isWanted[concept] else { return }
        Self.add(Double(count) * paragraph.weight, call, to: &conceptPostings[concept, default: []])
      })
    halves.append(FieldWeights.half * (0.25 + 0.75 * length / FieldWeights.usualLength))
  }

  private static func add(_ weight: Double, _ call: Int, to postings: inout [Posting]) {
    if let last = postings.indices.last, postings[last].call == call {
      postings[last].weight += weight
    } else {
      postings.append(Posting(call: call, weight: weight))
    }
  }

  func mayWeigh(_ mark: UInt64) -> Bool { forms.mayWeigh(mark) }

  // MARK: Reading

  func calls(with stem: String) -> [Posting] {
    stemNumbers[CallMatter.hash(stem)].map { stemPostings[$0] } ?? []
  }

  func calls(withConcept concept: Int) -> [Posting] { conceptPostings[concept] ?? [] }

  /// How much a word tells of one call among all: rare words more. Twenty calls are assumed beside
  /// those at hand, so that a small collection treats words alike.
  func rarity(ofWordIn count: Int) -> Double {
    FixedLogarithm.binary(callCount + count + 21, over: count + 1)
  }

  /// How much of a word's or concept's matter a call covers, 0..<1; the more patience, the more often
  /// must the call say it.
  func coverage(_ posting: Posting, patience: Double) -> Double {
    posting.weight / (posting.weight + patience * halves[posting.call])
  }
}

/// Paragraphs of forms, which many calls repeat word for word.
struct RepeatedParagraphs: Sendable {
  private let repeated: Set<UInt64>

  init(_ matters: [CallMatter]) {
    var marks: [UInt64] = []
    for matter in matters {
      var own: Set<UInt64> = []
      try? matter.forEach(
        weighs: { paragraph in
          if let mark = paragraph.mark { own.insert(mark) }
          return false
        }, stem: { _, _, _ in }, concept: { _, _, _ in })
      marks += own
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

/// Numbers some hashes from 0, to be asked millions of times for hashes that are mostly not there.
struct HashNumbers {
  private var slots: [(hash: UInt64, number: Int32)]
  private let mask: Int

  init(_ hashes: Set<UInt64>) {
    var size = 64
    while size < hashes.count * 4 { size *= 2 }
    mask = size - 1
    slots = Array(repeating: (0, -1), count: size)
    for (number, hash) in hashes.sorted().enumerated() {
      var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & mask
      while slots[slot].number >= 0 { slot = (slot + 1) & mask }
      slots[slot] = (hash, Int32(number))
    }
  }

  subscript(_ hash: UInt64) -> Int? {
    var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & mask
    while slots[slot].number >= 0 {
      if slots[slot].hash == hash { return Int(slots[slot].number) }
      slot = (slot + 1) & mask
    }
    return nil
  }
}
