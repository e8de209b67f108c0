/// The texts that annotations are made with. Few enough to be read at every start.
final class PackTexts: Sendable {
  struct Rule: Sendable {
    var id: String
    var set: [Annotation.Attribute]
    var take: [(key: String, capture: CaptureName)]
    var given: [(capture: CaptureName, value: String)]
  }

  struct AnnotationType: Sendable {
    var name: String
    /// Name it bears in output.
    var publish: String
  }

  let rules: [Rule]
  let types: [AnnotationType]
  /// Names that types bear in output, numbered in the order of names.
  let published: NameNumbers
  /// Values that lexicons give to phrases (`6` for juin).
  let values: [String]
  /// Ids of the entries of gazetteers.
  let names: [String]
  /// Gazetteers, and the one that each entry comes from.
  let gazetteers: [String]
  let gazetteerOfName: [Int32]
  /// Types of the addresses that are found by their marks, by `Addresses.Kind`; -1 for none.
  let addressTypes: [Int32]
  /// `<until` for a lexicon, `{date` for a type; for explaining.
  let symbols: [String]

  private let addressRules: [String]
  /// Where each name of a rule stands among all of them: rules, gazetteers, types of addresses.
  private let ranks: [Int32]

  init(
    rules: [Rule], types: [AnnotationType], values: [String], names: [String],
    gazetteers: [String], gazetteerOfName: [Int32], symbols: [String]
  ) {
    self.rules = rules
    self.types = types
    var published = NameNumbers()
    for name in Set(types.map(\.publish)).sorted() { _ = published.number(for: name) }
    self.published = published
    self.values = values
    self.names = names
    self.gazetteers = gazetteers
    self.gazetteerOfName = gazetteerOfName
    self.symbols = symbols
    addressRules = types.map { "addresses/" + $0.name }
    let all = rules.map(\.id) + gazetteers + addressRules
    var ranks = [Int32](repeating: 0, count: all.count)
    var rank: Int32 = 0
    var last = ""
    for i in all.indices.sorted(by: { all[$0] < all[$1] }) {
      if all[i] != last { rank += 1 }
      last = all[i]
      ranks[i] = rank
    }
    self.ranks = ranks
    addressTypes = Addresses.Kind.allCases.map { kind in
      types.firstIndex { $0.name == kind.type }.map(Int32.init) ?? -1
    }
  }

  /// The rule, gazetteer or kind of address that found a candidate.
  @inline(__always)
  func ruleName(of candidate: UnsafePointer<Candidate>) -> String {
    let origin = Int(candidate.pointee.origin)
    return switch candidate.pointee.source {
    case .rule: rules[origin].id
    case .gazetteer: gazetteers[Int(gazetteerOfName[origin])]
    case .number, .address: addressRules[Int(candidate.pointee.type)]
    }
  }

  /// The place of that name in the order of names.
  @inline(__always)
  func rank(of candidate: UnsafePointer<Candidate>) -> Int32 {
    let origin = Int(candidate.pointee.origin)
    return switch candidate.pointee.source {
    case .rule: ranks[origin]
    case .gazetteer: ranks[rules.count &+ Int(gazetteerOfName[origin])]
    case .number, .address:
      ranks[rules.count &+ gazetteers.count &+ Int(candidate.pointee.type)]
    }
  }
}
