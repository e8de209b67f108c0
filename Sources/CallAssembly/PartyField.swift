import CallModel
import Documents
import RuleEngine

/// The bodies of a call in their roles; who pays or publishes it where no words give the role.
struct PartyField {
  let context: AnnotatedDocument
  let scope: CallScope
  let programmes: [Programme]

  /// Payers that weigh at least this share of the heaviest one are the call's.
  private static let payerShare = 0.5

  func parties() -> [Party] {
    let stated = withoutGeneral(statedParties()) + NamedPayers.parties(context, scope)
    let owners = schemeOwners().map(named).filter { owner in
      !stated.contains { $0.role == .funder && ($0.id == owner.id || isWithin(owner.id, $0.id)) }
    }
    let payers = stated + owners
    guard !payers.contains(where: { $0.role == .funder }) else { return payers }
    // Regions that a cooperation programme names are where it works, not who pays.
    let mentioned = AreaField.isCooperation(programmes, context) ? [] : mentionedPayers()
    let named = NamedPayers.named(byKindOf: context, scope)
    let issuing = [named, supporters(), siteOwners(), regionsOfSchemes(), mentioned]
    for issuers in issuing where !issuers.isEmpty {
      return payers + withoutGeneral(issuers)
    }
    return payers + unionOfList()
  }

  private func entry(_ id: String) -> GazetteerName? { context.pack.entry(type: "party", id: id) }

  private func party(_ entry: GazetteerName, _ role: Party.Role, _ evidence: [Evidence]) -> Party {
    Party(id: entry.id, name: entry.name, role: role, evidence: evidence)
  }

  // MARK: Where they come from

  /// Bodies that rules give a role; those that support others' calls pay only where a label says so.
  private func statedParties() -> [Party] {
    stated { $0 != .funder || $1.attribute("support") == nil || $2["listed"] == "yes" }
  }

  /// Those that have calls of their own too (embassies), where nobody else pays.
  private func supporters() -> [Party] {
    stated { role, entry, _ in role == .funder && entry.attribute("support") == "beside" }
  }

  private func stated(
    where counts: (Party.Role, GazetteerName, Annotation) -> Bool
  ) -> [Party] {
    var parties: [Party] = []
    for annotation in scope.all("party-role", context) {
      guard let role = annotation["role"].flatMap({ Party.Role(rawValue: $0) }),
        case .entry(let id) = annotation.value, let entry = entry(id),
        counts(role, entry, annotation),
        !parties.contains(where: { $0.id == id && $0.role == role })
      else { continue }
      parties.append(party(entry, role, [context.evidence(annotation)]))
    }
    return parties
  }

  /// The bodies whose scheme the call is (`BCIB` is of the ADEME).
  private func schemeOwners() -> [Party] {
    var owners: [Party] = []
    for programme in programmes {
      let ids = context.pack.entry(type: "programme", id: programme.id)?.attributes["funder"] ?? []
      for id in ids where !owners.contains(where: { $0.id == id }) {
        guard let entry = entry(id) else { continue }
        owners.append(party(entry, .funder, programme.evidence))
      }
    }
    return owners
  }

  /// Whether a body is a department of another, or of what that one became (`maee` → `meae`).
  private func isWithin(_ id: String, _ whole: String) -> Bool {
    guard let ministry = entry(id)?.attribute("within") else { return false }
    var later: String? = whole
    for _ in 0..<Self.mostSuccessors {
      guard let body = later else { return false }
      if body == ministry { return true }
      later = entry(body)?.attribute("followedBy")
    }
    return false
  }

  private static let mostSuccessors = 8

  /// The ministry instead of its department, where the document names that alone.
  private func named(_ owner: Party) -> Party {
    guard let whole = entry(owner.id)?.attribute("within"), let ministry = entry(whole),
      scope.mentioned("party", context).allSatisfy({ $0.entry.id != owner.id }),
      let mention = scope.mentioned("party", context).first(where: { $0.entry.id == whole })
    else { return owner }
    return party(ministry, owner.role, context.evidence(mention))
  }

  /// The region whose scheme the call is.
  private func regionsOfSchemes() -> [Party] {
    programmes.prefix(1).compactMap { programme in
      let regions =
        context.pack.entry(type: "programme", id: programme.id)?.attributes["regions"] ?? []
      guard regions.count == 1 else { return nil }
      return body(of: regions[0], kind: "region").map { party($0, .funder, programme.evidence) }
    }
  }

  /// The body of a kind that governs a territory today.
  private func body(of territory: String, kind: String) -> GazetteerName? {
    context.pack.gazetteer("party", where: "territory", is: territory).first {
      $0.attribute("kind") == kind && $0.attribute("until") == nil
    }
  }

  /// The body on whose site the call stands, or whose mail addresses it gives.
  private func siteOwners() -> [Party] {
    let head = max(400, context.document.text.utf8.count / 50)
    var weights: [String: Double] = [:]
    let sites = context.all("site")
    for site in sites {
      guard case .entry(let id) = site.value, entry(id)?.attribute("funder") == "yes" else {
        continue
      }
      weights[id, default: 0] += site.range.start < head ? 3 : 1
    }
    let best = weights.max { ($0.value, $1.key) < ($1.value, $0.key) }
    guard let best, best.value >= 2, let entry = entry(best.key) else { return [] }
    let places = sites.filter { $0.value == .entry(best.key) }.prefix(2)
    return [party(entry, .funder, places.map { context.evidence($0) })]
  }

  /// The Commission, which runs the programmes that a page lists as the Union's.
  private func unionOfList() -> [Party] {
    guard scope.listed != nil, let commission = entry(AreaField.commission) else { return [] }
    let head = scope.shared.isEmpty ? scope.body : scope.shared
    let union = context.mentioned("party", in: head).first {
      $0.entry.attribute("kind") == "eu"
    }
    return union.map { [party(commission, .funder, context.evidence($0))] } ?? []
  }

  /// Bodies that give money, and are spoken of more than once. On programmes that the Union runs
  /// itself the bodies of a country inform, and those of a list of eligible places are where it holds.
  private func mentionedPayers() -> [Party] {
    guard !AreaField.isOfUnion(programmes, context) else { return [] }
    let places = scope.all("eligible-territory", context)
    let payers = scope.mentioned("party", context).filter {
      $0.entry.attribute("funder") == "yes" && $0.entry.attribute("kind") != "eu"
        && isPlaced($0.entry) && !isListedPlace($0, places) && !isListed($0)
    }
    guard let heaviest = payers.first, heaviest.weight >= 2 else { return [] }
    return payers.filter { $0.weight >= heaviest.weight * Self.payerShare }.map {
      party($0.entry, .funder, context.evidence($0))
    }
  }

  /// A council never named but among others, as partners and places are (« dédié à la Métropole de
  /// Nice, à celle de Toulon et à l'agglomération d'Avignon »).
  private func isListed(_ body: Mentioned) -> Bool {
    guard Self.places.contains(body.entry.attribute("kind") ?? "") else { return false }
    return body.mentions.allSatisfy { mention in
      let bodies = context.all("party", in: context.sentence(around: mention.range)).filter {
        context.entry($0)?.attribute("funder") == "yes"
      }
      return Set(bodies.map(\.value)).count >= Self.shortestList
    }
  }

  private static let shortestList = 3

  /// A council whose place stands in a list of eligible ones.
  private func isListedPlace(_ body: Mentioned, _ places: Annotations) -> Bool {
    guard Self.councils.contains(body.entry.attribute("kind") ?? "") else { return false }
    return body.mentions.contains { mention in
      guard places.contains(where: { $0.valueRange.overlaps(mention.range) }) else { return false }
      let sentence = context.sentence(around: mention.range)
      return Set(places.filter { sentence.contains($0.range) }.map(\.value)).count > 1
    }
  }

  // MARK: General names

  private func isGeneral(_ entry: GazetteerName?) -> Bool { entry?.attribute("generic") == "yes" }

  /// A general name counts only where it stands for a council (« la Région ») whose place is known.
  private func isPlaced(_ entry: GazetteerName) -> Bool {
    !isGeneral(entry)
      || Self.councils.contains(entry.attribute("kind") ?? "") && resolved(entry) != nil
  }

  private static let councils: Set<String> = ["region", "departement", "metropolis", "city"]
  /// Bodies that are named for where something is, too.
  private static let places = councils.union(["intercommunality"])
  private static let needsPlace = councils.union(["prefecture"])

  /// General names (« la Région », « la préfecture ») become the body that the document is about,
  /// and give way to one that stands beside them.
  private func withoutGeneral(_ parties: [Party]) -> [Party] {
    var kept: [Party] = []
    for one in parties {
      guard let entry = entry(one.id), isGeneral(entry) else {
        if !kept.contains(where: { $0.id == one.id && $0.role == one.role }) { kept.append(one) }
        continue
      }
      guard let specific = resolved(entry) else {
        let others = parties.filter { $0.role == one.role && !isGeneral(self.entry($0.id)) }
        if others.isEmpty, !Self.needsPlace.contains(entry.attribute("kind") ?? "") {
          kept.append(one)
        }
        continue
      }
      guard !parties.contains(where: { $0.id == specific.id && $0.role == one.role }),
        !kept.contains(where: { $0.id == specific.id && $0.role == one.role })
      else { continue }
      kept.append(party(specific, one.role, one.evidence))
    }
    return kept
  }

  /// The one body of the general name's kind: named, on its site, in what stands round its text, or of
  /// the document's territory.
  private func resolved(_ general: GazetteerName) -> GazetteerName? {
    guard let kind = general.attribute("kind") else { return nil }
    let candidates = context.mentioned("party").filter {
      $0.entry.attribute("kind") == kind && !isGeneral($0.entry)
    }
    if let first = candidates.first,
      candidates.dropFirst().allSatisfy({ $0.weight * 2 <= first.weight })
    {
      return first.entry
    }
    if let site = siteOwners().first, let entry = entry(site.id), entry.attribute("kind") == kind {
      return entry
    }
    let around = context.surroundingBodies.filter {
      $0.attribute("kind") == kind && !isGeneral($0)
    }
    guard around.isEmpty else { return around.count == 1 ? around[0] : nil }
    guard candidates.isEmpty, Self.needsPlace.contains(kind),
      let territory = context.mentioned("territory").first
    else { return nil }
    return body(of: territory.entry.id, kind: kind)
  }
}
