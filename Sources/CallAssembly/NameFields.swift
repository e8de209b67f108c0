import CallModel
import Documents
import RuleEngine

/// Fields whose values are entries of gazetteers.
enum NameFields {
  /// Programmes that weigh at least this share of the heaviest one are the call's.
  private static let programmeShare = 0.45
  private static let funderShare = 0.5

  static func programmes(_ context: AnnotatedDocument, _ scope: CallScope) -> [Programme] {
    var found = scope.mentioned("programme", context).filter {
      $0.entry.attribute("kind") != "objective"
    }
    found = withoutParents(found)
    guard let heaviest = found.first?.weight else { return [] }
    let chosen = found.filter { $0.weight >= heaviest * programmeShare }.prefix(12)
    return chosen.map { mentioned in
      Programme(
        id: mentioned.entry.id, name: mentioned.entry.name,
        period: mentioned.entry.attribute("period"), strand: mentioned.entry.attribute("strand"),
        evidence: context.evidence(mentioned))
    }
  }

  /// Drops the family (`interreg`) where one of its members is named; its weight goes to them.
  private static func withoutParents(_ found: [Mentioned]) -> [Mentioned] {
    let families = Set(found.flatMap { ancestors($0.entry) })
    let kept = found.filter { !families.contains($0.entry.id) }
    return kept.isEmpty ? found : kept
  }

  private static func ancestors(_ entry: GazetteerName) -> [String] {
    var all = entry.attributes["family"] ?? []
    // `interreg-iv-b-sudoe` is one of `interreg-iv` and of `interreg`.
    let parts = entry.id.split(separator: "-")
    for count in 1..<max(1, parts.count) { all.append(parts[..<count].joined(separator: "-")) }
    return all
  }

  static func parties(_ context: AnnotatedDocument, _ scope: CallScope) -> [Party] {
    var parties: [Party] = []
    var seen = Set<String>()
    for annotation in scope.all("party-role", context) {
      guard let role = annotation["role"].flatMap({ Party.Role(rawValue: $0) }),
        case .entry(let id) = annotation.value, let entry = context.pack.entry(type: "party", id: id),
        seen.insert("\(id) \(role)").inserted
      else { continue }
      parties.append(
        Party(id: id, name: entry.name, role: role, evidence: [context.evidence(annotation)]))
    }
    guard !parties.contains(where: { $0.role == .funder }) else { return parties }
    let payers = scope.mentioned("party", context).filter { $0.entry.attribute("funder") == "yes" }
    guard let heaviest = payers.first, heaviest.weight >= 2 else { return parties }
    for payer in payers where payer.weight >= heaviest.weight * funderShare {
      parties.append(
        Party(
          id: payer.entry.id, name: payer.entry.name, role: .funder,
          evidence: context.evidence(payer)))
    }
    return parties
  }

  static func funds(_ context: AnnotatedDocument, _ scope: CallScope) -> [Tag] {
    scope.mentioned("fund", context).map {
      Tag(id: $0.entry.id, evidence: context.evidence($0))
    }
  }

  static func tags(
    _ type: String, _ context: AnnotatedDocument, _ scope: CallScope
  ) -> [Tag] {
    scope.mentioned(type, context).map {
      Tag(id: $0.entry.id, evidence: context.evidence($0))
    }.sorted { $0.id < $1.id }
  }

  static func submissionLanguages(_ context: AnnotatedDocument, _ scope: CallScope) -> [Tag] {
    var tags: [Tag] = []
    for annotation in scope.all("submission-language", context) {
      guard case .entry(let id) = annotation.value, !tags.contains(where: { $0.id == id }) else {
        continue
      }
      tags.append(Tag(id: id, evidence: [context.evidence(annotation)]))
    }
    return tags.sorted { $0.id < $1.id }
  }

  static func expenditure(_ context: AnnotatedDocument, _ scope: CallScope) -> [Expenditure] {
    var found: [Expenditure] = []
    for annotation in scope.all("eligible-expenditure", context) {
      guard case .entry(let id) = annotation.value else { continue }
      let eligible = annotation["eligible"] != "false"
      if let i = found.firstIndex(where: { $0.id == id && $0.eligible == eligible }) {
        if found[i].evidence.count < 3 { found[i].evidence.append(context.evidence(annotation)) }
      } else {
        found.append(
          Expenditure(id: id, eligible: eligible, evidence: [context.evidence(annotation)]))
      }
    }
    return found.sorted { ($0.id, $1.eligible ? 1 : 0) < ($1.id, $0.eligible ? 1 : 0) }
  }

  /// The themes that the call speaks of most, with their share.
  static func themes(_ context: AnnotatedDocument, _ scope: CallScope) -> [Theme] {
    let found = scope.mentioned("theme", context)
    let total = found.reduce(0) { $0 + $1.weight }
    guard total > 0 else { return [] }
    return found.prefix(10).filter { $0.weight >= total * 0.03 }.map { mentioned in
      Theme(
        id: mentioned.entry.id, weight: (mentioned.weight / total * 100).rounded() / 100,
        evidence: context.evidence(mentioned))
    }
  }
}
