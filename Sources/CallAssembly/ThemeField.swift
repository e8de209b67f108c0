import CallModel
import Documents
import RuleEngine

/// What a call is about: the themes that it speaks of most, and those of its programmes.
struct ThemeField {
  private let context: AnnotatedDocument
  private let scope: CallScope
  private let sections: [Section]

  init(_ context: AnnotatedDocument, _ scope: CallScope, sections: [Section]) {
    self.context = context
    self.scope = scope
    self.sections = sections
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
  private static let sideRoles: Set<Section.Role> = [
    .beneficiaries, .conditions, .money, .procedure, .contact, .boilerplate,
  ]

  private struct Share {
    var weight: Double
    /// What speaks for it, the most telling first.
    var grounds: [Ground] = []
  }

  private enum Ground {
    case mentions(Mentioned)
    case programme(Evidence)
  }

  func themes(programmes: [Programme]) -> [Theme] {
    var shares: [String: Share] = [:]
    for mentioned in scope.mentioned("theme", context) {
      shares[mentioned.entry.id] = Share(
        weight: weight(of: mentioned), grounds: [.mentions(mentioned)])
    }
    addProgrammes(programmes, &shares)
    widen(&shares)
    let total = shares.values.reduce(0) { $0 + $1.weight }
    guard total > 0 else { return [] }
    let ranked = shares.sorted {
      $0.value.weight != $1.value.weight ? $0.value.weight > $1.value.weight : $0.key < $1.key
    }
    return ranked.prefix(Self.most).filter { $0.value.weight >= total * Self.leastShare }.map {
      Theme(
        id: $0.key, weight: ($0.value.weight / total * 100).rounded() / 100,
        evidence: Array(evidence($0.value.grounds).prefix(3)))
    }
  }

  /// Made for themes that stay: most are spoken of in passing.
  private func evidence(_ grounds: [Ground]) -> [Evidence] {
    grounds.flatMap { ground in
      switch ground {
      case .mentions(let mentioned): context.evidence(mentioned)
      case .programme(let evidence): [evidence]
      }
    }
  }

  private func weight(of mentioned: Mentioned) -> Double {
    let weights = mentioned.mentions.map { context.salience(of: $0.range) * factor($0) }
    return weights.sorted(by: >).enumerated().reduce(0) {
      $0 + $1.element / Double($1.offset + 1).squareRoot()
    }
  }

  private func factor(_ mention: Annotation) -> Double {
    let place = context.scalars.scalarOffset(mention.range.start)
    guard let section = sections.last(where: { $0.start <= place }) else { return 1 }
    return Self.sideRoles.contains(section.role) ? Self.sideWeight : 1
  }

  private func addProgrammes(_ programmes: [Programme], _ shares: inout [String: Share]) {
    for programme in programmes.prefix(2) {
      let themes =
        context.pack.entry(type: "programme", id: programme.id)?.attributes["themes"] ?? []
      for theme in themes {
        shares[theme, default: Share(weight: 0)].weight += Self.programmeWeight
        shares[theme]?.grounds += programme.evidence.prefix(1).map { .programme($0) }
      }
    }
  }

  /// Gives parts of parts (`music` of `performing-arts` of `culture`) that are hardly spoken of to
  /// what they are part of.
  private func widen(_ shares: inout [String: Share]) {
    let own = shares
    let total = own.values.reduce(0) { $0 + $1.weight }
    for (id, share) in own.sorted(by: { $0.key < $1.key }) {
      guard share.weight < total * Self.partShare, let wider = parent(of: id),
        parent(of: wider) != nil
      else { continue }
      if let whole = own[wider], share.weight >= whole.weight * Self.besideShare { continue }
      shares[id] = nil
      shares[wider, default: Share(weight: 0)].weight += share.weight
      shares[wider]?.grounds += share.grounds
    }
  }

  private func parent(of id: String) -> String? {
    context.pack.entry(type: "theme", id: id)?.attribute("parent")
  }
}
