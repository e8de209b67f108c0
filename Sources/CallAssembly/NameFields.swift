import CallModel
import Documents
import RuleEngine

/// Fields whose values are entries of gazetteers.
enum NameFields {
  /// Programmes that weigh at least this share of the heaviest one are the call's.
  private static let programmeShare = 0.45
  private static let funderShare = 0.5
  /// Ordinary words (« prêt ») tag a call only where the title or several passages name them.
  private static let tagWeight = 4.5

  static func programmes(_ context: AnnotatedDocument, _ scope: CallScope) -> [Programme] {
    let named = scope.mentioned("programme", context).filter {
      !notProgrammes.contains($0.entry.attribute("kind") ?? "")
    }
    let found = specific(families(named, context))
    guard let heaviest = found.first?.weight else { return [] }
    let chosen = found.filter { $0.weight >= heaviest * programmeShare }.prefix(12)
    return chosen.map { family in
      Programme(
        id: family.entry.id, name: family.entry.name,
        period: family.period ?? family.entry.attribute("period"),
        strand: family.entry.attribute("strand"),
        evidence: context.evidence(
          Mentioned(entry: family.entry, mentions: family.mentions, weight: family.weight)))
    }
  }

  /// Kinds of entries that name no programme by themselves.
  private static let notProgrammes: Set<String> = ["objective", "form"]

  private struct Family {
    var entry: GazetteerName
    var mentions: [Annotation]
    var weight: Double
    var period: String?
  }

  /// Joins the entries of one programme's periods (`interreg-v-sudoe`) under the programme.
  private static func families(
    _ named: [Mentioned], _ context: AnnotatedDocument
  ) -> [Family] {
    var families: [Family] = []
    for mentioned in named {
      var entry = mentioned.entry
      var period: String?
      if let id = entry.attribute("family"), entry.attribute("period") != nil,
        let family = context.pack.entry(type: "programme", id: id)
      {
        period = entry.attribute("period")
        entry = family
      }
      if let i = families.firstIndex(where: { $0.entry.id == entry.id }) {
        families[i].mentions += mentioned.mentions
        families[i].weight += mentioned.weight
        families[i].period = families[i].period ?? period
      } else {
        families.append(
          Family(
            entry: entry, mentions: mentioned.mentions, weight: mentioned.weight, period: period))
      }
    }
    return families.sorted {
      $0.weight != $1.weight ? $0.weight > $1.weight : $0.entry.id < $1.entry.id
    }
  }

  /// Without the general name (`interreg`) where one of its programmes is named.
  private static func specific(_ families: [Family]) -> [Family] {
    func isOver(_ general: GazetteerName, _ other: GazetteerName) -> Bool {
      other.id != general.id
        && (other.attributes["family"]?.contains(general.id) == true
          || other.id.hasPrefix(general.id + "-"))
    }
    let kept = families.filter { family in
      !families.contains { isOver(family.entry, $0.entry) }
    }
    return kept.isEmpty ? families : kept
  }

  static func parties(_ context: AnnotatedDocument, _ scope: CallScope) -> [Party] {
    var parties: [Party] = []
    var seen = Set<String>()
    for annotation in scope.all("party-role", context) {
      guard let role = annotation["role"].flatMap({ Party.Role(rawValue: $0) }),
        case .entry(let id) = annotation.value,
        let entry = context.pack.entry(type: "party", id: id),
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
    scope.mentioned(type, context).filter { $0.weight >= tagWeight }.map {
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
