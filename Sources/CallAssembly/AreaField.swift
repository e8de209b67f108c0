import CallModel
import Documents
import RuleEngine

/// Where: countries and territories in the call's words, and those that follow from its bodies.
enum AreaField {
  static func area(
    _ context: AnnotatedDocument, _ scope: CallScope, programmes: [Programme], parties: [Party]
  ) -> Area? {
    var area = Area()
    let home = home(context, scope, programmes, parties)
    addStated(&area, context, scope, home: home?.code, programmes)
    addNamedOfProgrammes(&area, context, scope, programmes)
    addProgrammes(&area, context, programmes)
    if scope.listed != nil { addUnion(&area, context, parties) }
    addHome(&area, home)
    separatePartners(&area)
    addTerritories(&area, context, scope)
    addTerritoriesOfBodies(&area, context, isCooperation(programmes, context) ? [] : parties)
    addZone(&area, context, programmes)
    markPart(&area, context, scope, parties)
    return area.countries.isEmpty && area.partnerCountries.isEmpty && area.territories.isEmpty
      && area.excluded.isEmpty ? nil : area
  }

  static func add(
    _ code: String, to list: WritableKeyPath<Area, [String]>, named name: String,
    _ evidence: Evidence, _ area: inout Area
  ) {
    guard !area[keyPath: list].contains(code) else { return }
    var proof = evidence
    proof.for = "\(name)/\(area[keyPath: list].count)"
    area[keyPath: list].append(code)
    area.evidence.append(proof)
  }

  /// Countries in the role of eligible or partner countries.
  private static func addStated(
    _ area: inout Area, _ context: AnnotatedDocument, _ scope: CallScope, home: String?,
    _ programmes: [Programme]
  ) {
    for annotation in scope.all("eligible-country", context) {
      guard let id = country(annotation, context), !isBeyond(id, programmes, context) else {
        continue
      }
      if let home, id != home, !unions.contains(id) {
        // A national call that names another country means its partners.
        add(
          id, to: \.partnerCountries, named: "partnerCountries", context.evidence(annotation),
          &area)
        continue
      }
      add(id, to: \.countries, named: "countries", context.evidence(annotation), &area)
    }
    let footing = onOneFooting(programmes, context)
    for annotation in scope.all("partner-country", context) {
      guard let id = country(annotation, context), !area.countries.contains(id) else { continue }
      if footing.contains(id) {
        for code in [annotation["with"], id] {
          guard let code, footing.contains(code) else { continue }
          add(code, to: \.countries, named: "countries", context.evidence(annotation), &area)
        }
        continue
      }
      add(
        id, to: \.partnerCountries, named: "partnerCountries", context.evidence(annotation), &area)
    }
    for annotation in scope.all("excluded-country", context) {
      guard let id = country(annotation, context) else { continue }
      add(id, to: \.excluded, named: "excluded", context.evidence(annotation), &area)
    }
  }

  /// Countries of a cooperation programme, of which none is the partner of another (« franco-allemand »).
  private static func onOneFooting(
    _ programmes: [Programme], _ context: AnnotatedDocument
  ) -> Set<String> {
    guard isCooperation(programmes, context) else { return [] }
    return Set(
      programmes.flatMap {
        context.pack.entry(type: "programme", id: $0.id)?.attributes["countries"] ?? []
      })
  }

  /// The Union in the call of a cross-border or transnational programme, whose area is its zone: « a
  /// lead partner of a Member State ».
  private static func isBeyond(
    _ id: String, _ programmes: [Programme], _ context: AnnotatedDocument
  ) -> Bool {
    unions.contains(id) && !programmes.isEmpty
      && programmes.allSatisfy { ["A", "B", "D"].contains($0.strand ?? "") }
  }

  /// A country's code; that of the State for its territories (Gibraltar, Guam).
  private static func country(_ annotation: Annotation, _ context: AnnotatedDocument) -> String? {
    guard case .entry(let id) = annotation.value else { return nil }
    return context.pack.entry(type: "country", id: id)?.attribute("partOf") ?? id
  }

  /// A cross-border programme's countries are those of its name, unless the call names them.
  private static func addProgrammes(
    _ area: inout Area, _ context: AnnotatedDocument, _ programmes: [Programme]
  ) {
    guard programmes.count <= 2 else { return }
    for programme in programmes {
      guard let entry = context.pack.entry(type: "programme", id: programme.id),
        let countries = entry.attributes["countries"], countries.count <= 4,
        programme.strand == "A" || programme.strand == "D"
          || countries.count == 2 && entry.attribute("kind") == "scheme",
        countries.filter(area.countries.contains).count < 2,
        let proof = programme.evidence.first, isNamed(countries, by: entry, context)
      else { continue }
      let isBilateral = entry.attribute("kind") == "scheme" && !areMembers(countries, context)
      for code in countries where !isBilateral || !area.partnerCountries.contains(code) {
        let isPartner = isBilateral && code != countries[0]
        let list: WritableKeyPath<Area, [String]> = isPartner ? \.partnerCountries : \.countries
        let name = isPartner ? "partnerCountries" : "countries"
        if !area[keyPath: list].contains(code) { infer(name, &area) }
        add(code, to: list, named: name, proof, &area)
      }
    }
  }

  /// Members of the Union are on one footing (`franco-allemand`).
  private static func areMembers(_ countries: [String], _ context: AnnotatedDocument) -> Bool {
    countries.allSatisfy { code in
      let country = context.pack.entry(type: "country", id: code)
      return country?.attribute("eu") != nil && country?.attribute("euUntil") == nil
    }
  }

  /// Countries and regions of a cooperation programme that the call names.
  private static func addNamedOfProgrammes(
    _ area: inout Area, _ context: AnnotatedDocument, _ scope: CallScope,
    _ programmes: [Programme]
  ) {
    let entries = programmes.compactMap { context.pack.entry(type: "programme", id: $0.id) }
    let countries = Set(
      entries.filter { $0.attribute("strand") != nil }.flatMap { $0.attributes["countries"] ?? [] })
    guard !countries.isEmpty else { return }
    for annotation in scope.all("country", context) {
      guard let code = country(annotation, context), countries.contains(code),
        !area.partnerCountries.contains(code)
      else { continue }
      add(code, to: \.countries, named: "countries", context.evidence(annotation), &area)
    }
    for annotation in scope.all("territory", context) {
      guard let entry = context.entry(annotation),
        case let code = entry.attribute("country") ?? String(entry.id.prefix(2)),
        countries.contains(code), !area.countries.contains(code)
      else { continue }
      infer("countries", &area)
      add(code, to: \.countries, named: "countries", context.evidence(annotation), &area)
    }
  }

  /// The programme's names name one of its countries (`Interreg France-Suisse`, « franco-allemand »).
  private static func isNamed(
    _ countries: [String], by programme: GazetteerName, _ context: AnnotatedDocument
  ) -> Bool {
    let names = programme.names.map { lowered($0) }
    return countries.contains { code in
      let words = ["country", "country-adjective"].flatMap { type in
        context.pack.entry(type: type, id: code)?.names ?? []
      }
      return words.contains { word in
        let letters = lowered(word)
        return word.count > 3 && names.contains { holds($0, letters) }
      }
    }
  }

  /// In small letters, as bytes.
  private static func lowered(_ text: String) -> [UInt8] {
    var bytes = Array(text.utf8)
    // Letters past Latin-1 are left to those who know them all.
    guard !bytes.contains(where: { $0 >= 0xC4 }) else { return Array(text.lowercased().utf8) }
    for i in bytes.indices {
      switch bytes[i] {
      case 0x41...0x5A: bytes[i] |= 0x20
      case 0x80...0x9E where i > 0 && bytes[i - 1] == 0xC3 && bytes[i] != 0x97: bytes[i] |= 0x20
      default: break
      }
    }
    return bytes
  }

  /// Byte by byte: a programme has hundreds of names, and a search by characters is dear.
  private static func holds(_ name: [UInt8], _ word: [UInt8]) -> Bool {
    guard let first = word.first, name.count >= word.count else { return false }
    return (0...(name.count - word.count)).contains { start in
      name[start] == first && name[start..<start + word.count].elementsEqual(word)
    }
  }

  /// A country of the call is not one of its partners (« franco-sénégalais »).
  private static func separatePartners(_ area: inout Area) {
    guard area.partnerCountries.contains(where: { area.countries.contains($0) }) else { return }
    let countries = Set(area.countries)
    let before = area.partnerCountries
    area.partnerCountries = before.filter { !countries.contains($0) }
    var renamed: [Evidence] = []
    for var proof in area.evidence {
      if let target = proof.for, target.hasPrefix("partnerCountries/"),
        let index = Int(target.dropFirst("partnerCountries/".count))
      {
        guard let place = area.partnerCountries.firstIndex(of: before[index]) else { continue }
        proof.for = "partnerCountries/\(place)"
      }
      renamed.append(proof)
    }
    area.evidence = renamed
  }

  static func infer(_ name: String, _ area: inout Area) {
    if !area.inferred.contains(name) { area.inferred.append(name) }
  }

  static let unions: Set<String> = ["EU", "EEA"]

  /// All programmes of the call are of territorial cooperation.
  static func isCooperation(_ programmes: [Programme], _ context: AnnotatedDocument) -> Bool {
    !programmes.isEmpty
      && programmes.allSatisfy { programme in
        programme.strand != nil
          || context.pack.entry(type: "programme", id: programme.id)?.attributes["strand"] != nil
      }
  }

  /// All programmes of the call are run by the Commission or for all of the Union at once, whatever
  /// country's page speaks of them.
  static func isOfUnion(_ programmes: [Programme], _ context: AnnotatedDocument) -> Bool {
    !programmes.isEmpty
      && programmes.allSatisfy {
        context.pack.entry(type: "programme", id: $0.id)?.attribute("run") == "eu"
      }
  }

  /// The country whose bodies make the call, where it is a national one; nil for cooperation
  /// programmes, whose countries are all on one footing.
  private static func home(
    _ context: AnnotatedDocument, _ scope: CallScope, _ programmes: [Programme],
    _ parties: [Party]
  ) -> (code: String, proof: Evidence)? {
    guard !isCooperation(programmes, context) else { return nil }
    let payers = parties.filter { $0.role == .funder }.compactMap { party in
      context.pack.entry(type: "party", id: party.id)?.attribute("country").flatMap { code in
        isCountry(code) ? party.evidence.first.map { (code: code, proof: $0) } : nil
      }
    }
    // Of the two ministries of a joint fund, the one of the country that the scheme is counted from.
    let own = programmes.compactMap {
      context.pack.entry(type: "programme", id: $0.id)?.attributes["countries"]?.first
    }
    if let payer = payers.first(where: { own.contains($0.code) }) ?? payers.first { return payer }
    for programme in programmes {
      guard let entry = context.pack.entry(type: "programme", id: programme.id),
        let code = entry.attribute("regions").map({ String($0.prefix(2)) })
          ?? entry.attribute("countries"),
        entry.attributes["countries"]?.count ?? 1 == 1, isCountry(code),
        let proof = programme.evidence.first
      else { continue }
      return (code, proof)
    }
    guard !isOfUnion(programmes, context) else { return nil }
    // Bodies, departments and regions of one country make it that country's; « la Ville » does where
    // no place tells.
    let bodies = scope.mentioned("party", context)
    let general = bodies.filter { $0.entry.attribute("generic") == "yes" }
    let named = bodies.filter { $0.entry.attribute("generic") != "yes" }
    // A region of one of the countries that a call lists (« Sénégal (région de Saint-Louis), Bénin »)
    // is the partners'.
    let listed = Set(scope.all("eligible-country", context).compactMap { country($0, context) })
    let territories = scope.mentioned("territory", context).filter {
      listed.count < 2 || !listed.contains(String($0.entry.id.prefix(2)))
    }
    for mentioned in named + territories + general {
      let code =
        mentioned.entry.attribute("country")
        ?? (mentioned.entry.type == "territory" ? String(mentioned.entry.id.prefix(2)) : nil)
      guard let code, isCountry(code), let proof = context.evidence(mentioned).first else {
        continue
      }
      return (code, proof)
    }
    return NamedPayers.home(context, scope)
  }

  static let commission = "european-commission"

  /// What the Union runs is for the Union.
  private static func addUnion(
    _ area: inout Area, _ context: AnnotatedDocument, _ parties: [Party]
  ) {
    let payer = parties.first { party in
      party.role == .funder
        && context.pack.entry(type: "party", id: party.id)?.attribute("kind") == "eu"
    }
    guard area.countries.isEmpty, let proof = payer?.evidence.first else { return }
    infer("countries", &area)
    add("EU", to: \.countries, named: "countries", proof, &area)
  }

  private static func isCountry(_ code: String) -> Bool {
    code.count == 2 && code.allSatisfy(\.isUppercase) && !unions.contains(code)
  }

  /// A French ministry's call is for France.
  private static func addHome(_ area: inout Area, _ home: (code: String, proof: Evidence)?) {
    guard let home, !area.countries.contains(home.code), area.countries.isEmpty else { return }
    infer("countries", &area)
    add(home.code, to: \.countries, named: "countries", home.proof, &area)
  }
}
