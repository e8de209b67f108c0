import CallModel
import Documents
import RuleEngine

/// What a call is about: the themes that it speaks of most, and those of its programmes.
struct ThemeField {
  private let context: AnnotatedDocument
  private let scope: CallScope
  /// Where the call's sections begin, in Unicode scalars, and whether they tell little of its themes.
  private let sections: [(start: Int, isAside: Bool)]

  init(_ context: AnnotatedDocument, _ scope: CallScope, sections: [Section]) {
    self.context = context
    self.scope = scope
    self.sections = sections.map { ($0.start, Self.sideRoles.contains($0.role)) }
  }

  /// A theme below this share of all is spoken of in passing.
  private static let leastShare = 0.04
  private static let most = 11
  /// A part of a theme that holds less than this share counts for the wider one.
  private static let partShare = 0.2
  /// Beside the wider theme, a part stands that is spoken of this much as often: « l'eau et
  /// l'assainissement ».
  private static let besideShare = 0.4
  /// What a call's programme says of its theme weighs as much as a heading and a half.
  private static let programmeWeight = 4.0
  /// Words on who applies, what is paid and how tell little of what the call is about.
  private static let sideWeight = 0.3
  private static let sideRoles: [Section.Role] = [
    .beneficiaries, .conditions, .money, .procedure, .contact, .boilerplate,
  ]

  private struct Share {
    let id: String
    /// The theme that it is part of.
    let wider: String?
    var weight = 0.0
    /// What speaks for it, the most telling first.
    var grounds: [Ground] = []
  }

  private enum Ground {
    /// Place among what is mentioned.
    case mentions(Int)
    case programme(Evidence)
  }

  /// Themes and what they weigh, in no order.
  private struct Shares {
    var all: [Share] = []

    /// The place of a theme's share, made where there is none: few themes are spoken of.
    mutating func place(of id: String, wider: () -> String?) -> Int {
      if let known = all.firstIndex(where: { $0.id == id }) { return known }
      all.append(Share(id: id, wider: wider()))
      return all.count - 1
    }

    var total: Double { all.reduce(0) { $0 + $1.weight } }
  }

  func themes(programmes: [Programme]) -> [Theme] {
    let mentioned = scope.mentioned("theme", context)
    var shares = Shares()
    shares.all = mentioned.enumerated().map { number, theme in
      Share(
        id: theme.entry.id, wider: theme.entry.attribute("parent"), weight: weight(of: theme),
        grounds: [.mentions(number)])
    }
    addProgrammes(programmes, &shares)
    widen(&shares)
    let total = shares.total
    guard total > 0 else { return [] }
    let ranked = shares.all.filter { $0.weight >= total * Self.leastShare }.sorted {
      $0.weight != $1.weight ? $0.weight > $1.weight : $0.id < $1.id
    }
    return ranked.prefix(Self.most).map {
      Theme(
        id: $0.id, weight: ($0.weight / total * 100).rounded() / 100,
        evidence: evidence($0.grounds, mentioned))
    }
  }

  /// Made for themes that stay: most are spoken of in passing.
  private func evidence(_ grounds: [Ground], _ mentioned: [Mentioned]) -> [Evidence] {
    var evidence: [Evidence] = []
    for ground in grounds where evidence.count < 3 {
      switch ground {
      case .mentions(let number): evidence += context.evidence(mentioned[number])
      case .programme(let other): evidence.append(other)
      }
    }
    return Array(evidence.prefix(3))
  }

  private func weight(of mentioned: Mentioned) -> Double {
    guard mentioned.mentions.count > 1 else {
      return mentioned.mentions.first.map { $0.salience * factor($0.range) } ?? 0
    }
    let weights = mentioned.mentions.map { $0.salience * factor($0.range) }
    return weights.sorted(by: >).enumerated().reduce(0) {
      $0 + $1.element / Double($1.offset + 1).squareRoot()
    }
  }

  private func factor(_ mention: TextRange) -> Double {
    let place = context.scalars.scalarOffset(mention.start)
    var (low, high) = (0, sections.count)
    while low < high {
      let middle = (low + high) / 2
      if sections[middle].start <= place { low = middle + 1 } else { high = middle }
    }
    return low > 0 && sections[low - 1].isAside ? Self.sideWeight : 1
  }

  private func addProgrammes(_ programmes: [Programme], _ shares: inout Shares) {
    for programme in programmes.prefix(2) {
      let themes =
        context.pack.entry(type: "programme", id: programme.id)?.attributes["themes"] ?? []
      for theme in themes {
        let place = shares.place(of: theme) { parent(of: theme) }
        shares.all[place].weight += Self.programmeWeight
        shares.all[place].grounds += programme.evidence.prefix(1).map { .programme($0) }
      }
    }
  }

  /// Gives parts of parts (`music` of `performing-arts` of `culture`) that are hardly spoken of to
  /// what they are part of.
  private func widen(_ shares: inout Shares) {
    let own = shares.all
    let total = shares.total
    let small = own.filter { $0.weight < total * Self.partShare }
    for share in small.sorted(by: { $0.id < $1.id }) {
      guard let wider = share.wider, let widest = parent(of: wider) else { continue }
      let whole = own.first { $0.id == wider }
      if let whole, share.weight >= whole.weight * Self.besideShare { continue }
      shares.all.removeAll { $0.id == share.id }
      let place = shares.place(of: wider) { widest }
      shares.all[place].weight += share.weight
      shares.all[place].grounds += share.grounds
    }
  }

  private func parent(of id: String) -> String? {
    context.pack.entry(type: "theme", id: id)?.attribute("parent")
  }
}
