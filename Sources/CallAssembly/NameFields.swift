import CallModel
import Documents
import RuleEngine

/// Fields whose values are entries of gazetteers.
enum NameFields {
  /// Programmes that weigh at least this share of the heaviest one are the call's.
  private static let programmeShare = 0.45

  static func programmes(
    _ context: AnnotatedDocument, _ scope: CallScope, windows: [Window]
  ) -> [Programme] {
    if let listed = scope.listed {
      return [
        Programme(
          id: listed.entry.id, name: fullName(listed.entry, context),
          period: listed.entry.attribute("period"), strand: listed.entry.attribute("strand"),
          evidence: listed.proofs)
      ]
    }
    let named =
      scope.mentioned("programme", context).filter {
        !notProgrammes.contains($0.entry.attribute("kind") ?? "") && !isIncompatible($0, context)
      } + sites(context, scope)
    let period = ProgrammePeriod(windows)
    let all = ofPeriod(period, families(named, period, context), context)
    let found = specific(under(scope.nameplate, all, context), context)
    guard let heaviest = found.first?.weight else { return [] }
    // A budget programme (`BOP 147`) is named once, for the money.
    let chosen = found.filter {
      $0.weight >= heaviest * programmeShare || $0.entry.attribute("budget") != nil
    }.prefix(12)
    return chosen.map { family in
      Programme(
        id: family.entry.id, name: fullName(family.entry, context),
        period: family.period ?? family.entry.attribute("period"),
        strand: family.entry.attribute("strand"),
        evidence: context.evidence(
          Mentioned(entry: family.entry, mentions: family.mentions, weight: family.weight)))
    }
  }

  /// Named only where aids do not go together (« non cumulable avec LEADER »).
  private static func isIncompatible(_ named: Mentioned, _ context: AnnotatedDocument) -> Bool {
    let cues = context.all("not-with-other")
    guard !cues.isEmpty else { return false }
    return named.mentions.allSatisfy { mention in
      let sentence = context.sentence(around: mention.range)
      return cues.contains { sentence.contains($0.range) && $0.range.end <= mention.range.start }
    }
  }

  /// Programmes whose sites the call gives.
  private static func sites(_ context: AnnotatedDocument, _ scope: CallScope) -> [Mentioned] {
    scope.mentioned("programme-site", context).compactMap { site in
      context.pack.entry(type: "programme", id: site.entry.id).map {
        Mentioned(entry: $0, mentions: site.mentions, weight: site.weight)
      }
    }
  }

  /// Kinds of entries that name no programme by themselves.
  static let notProgrammes = ["objective", "form"]

  private struct Family {
    var entry: GazetteerName
    var mentions: [Mentioned.Mention]
    var weight: Double
    var period: String?
  }

  /// Without what an earlier or later period calls itself (`LIFE+`), where the programme is named as well.
  private static func ofPeriod(
    _ period: ProgrammePeriod, _ families: [Family], _ context: AnnotatedDocument
  ) -> [Family] {
    families.filter { family in
      !period.isBeyond(family.entry.attribute("period"))
        || !families.contains { isOver($0.entry, family.entry, context) }
    }
  }

  /// Joins the entries of one programme's periods (`interreg-v-sudoe`) under the programme: of several
  /// periods that are named, that of the call's dates, else the one that is spoken of most.
  private static func families(
    _ named: [Mentioned], _ dates: ProgrammePeriod, _ context: AnnotatedDocument
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
        families[i].period = dates.better(families[i].period, period)
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

  /// What stands under a programme's name is that programme's, and under a fund's name of none
  /// that another fund pays for.
  private static func under(
    _ nameplate: GazetteerName?, _ families: [Family], _ context: AnnotatedDocument
  ) -> [Family] {
    guard let nameplate else { return families }
    let own = families.filter {
      $0.entry.id == nameplate.id || isOver(nameplate, $0.entry, context)
    }
    if !own.isEmpty { return own }
    return families.filter {
      $0.entry.attributes["fund"]?.contains(nameplate.id) ?? true
    }
  }

  /// A general name beside those of its parts must weigh this much more than they to stand.
  private static let generalShare = 2.0

  /// A programme or one of its strands, not both: the general name (`interreg`) gives way to the
  /// programmes under it; a scheme gives way to what it belongs to where that is spoken of more.
  private static func specific(_ families: [Family], _ context: AnnotatedDocument) -> [Family] {
    var dropped = Set<String>()
    for general in families {
      let parts = families.filter { isOver(general.entry, $0.entry, context) }
      guard let heaviest = parts.map(\.weight).max() else { continue }
      let isUmbrella =
        general.entry.attribute("kind") != "scheme"
        && !parts.contains { $0.entry.attribute("kind") == "strand" }
      if isUmbrella || general.weight < heaviest * generalShare {
        let strands = parts.filter { $0.entry.attribute("kind") == "strand" }
        if strands.isEmpty { dropped.insert(general.entry.id) }
        for strand in strands { dropped.insert(strand.entry.id) }
      } else {
        for part in parts { dropped.insert(part.entry.id) }
      }
    }
    let kept = families.filter { !dropped.contains($0.entry.id) }
    return kept.isEmpty ? families : kept
  }

  static func isOver(
    _ general: GazetteerName, _ other: GazetteerName, _ context: AnnotatedDocument
  ) -> Bool {
    guard other.id != general.id else { return false }
    if other.id.hasPrefix(general.id + "-") { return true }
    if general.attribute("over") == "strand", other.attribute("over") == nil,
      general.attribute("strand") == other.attribute("strand")
    {
      return true
    }
    return (other.attributes["family"] ?? []).contains { id in
      if id == general.id { return true }
      guard let above = context.pack.entry(type: "programme", id: id) else { return false }
      return (above.attributes["family"] ?? []).contains(general.id)
    }
  }

  /// The name with the body, region or programme that it is known by: « BCIB (ADEME) ».
  private static func fullName(_ entry: GazetteerName, _ context: AnnotatedDocument) -> String {
    for name in owners(of: entry, context)
    where !entry.name.lowercased().holdsBytes(of: name.lowercased()) {
      return "\(entry.name) (\(name))"
    }
    return entry.name
  }

  private static func owners(of entry: GazetteerName, _ context: AnnotatedDocument) -> [String] {
    if let id = entry.attribute("funder"),
      let body = context.pack.entry(type: "party", id: id)
    {
      return [body.attribute("short") ?? body.name]
    }
    if let id = entry.attribute("family"), !id.hasPrefix("interreg"),
      let family = context.pack.entry(type: "programme", id: id)
    {
      return [family.name]
    }
    if let id = entry.attribute("regions"), entry.attributes["regions"]?.count == 1,
      let region = context.pack.entry(type: "territory", id: id)
    {
      return [region.name]
    }
    return []
  }

  static func parties(
    _ context: AnnotatedDocument, _ scope: CallScope, programmes: [Programme]
  ) -> [Party] {
    PartyField(context: context, scope: scope, programmes: programmes).parties()
  }

  static func funds(_ context: AnnotatedDocument, _ scope: CallScope) -> [Tag] {
    scope.mentioned("fund", context).filter { !isIncompatible($0, context) }.map {
      Tag(id: $0.entry.id, evidence: context.evidence($0))
    }
  }

  /// Forms of aid that the call says it takes.
  static func aidTypes(_ context: AnnotatedDocument, _ scope: CallScope) -> [Tag] {
    var tags: [Tag] = []
    for annotation in scope.all("stated-aid-type", context) {
      guard case .entry(let id) = annotation.value else { continue }
      if let i = tags.firstIndex(where: { $0.id == id }) {
        if tags[i].evidence.count < 3 { tags[i].evidence.append(context.evidence(annotation)) }
      } else {
        tags.append(Tag(id: id, evidence: [context.evidence(annotation)]))
      }
    }
    return tags.sorted { $0.id < $1.id }
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
}
