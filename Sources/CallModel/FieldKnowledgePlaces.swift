/// How one place lies to another.
package enum PlaceRelation: String, Hashable, Sendable, CaseIterable {
  case same, inside, contains, apart, unknown
}

extension FieldKnowledge {
  /// How `place` lies to `area`. Codes are countries, `EU`, `EEA`, NUTS, ISO 3166-2, `INSEE:` or
  /// `SIREN:`; of the last, only what the gazetteer lists is known.
  package func relation(of place: String, to area: String, in year: Int) -> PlaceRelation {
    relation(of: placeChain(of: place, in: year), to: placeChain(of: area, in: year), in: year)
  }

  /// A place under all its codes, and all that hold it in one year.
  package struct PlaceChain: Sendable {
    fileprivate var code: String
    fileprivate var names: Set<String>
    fileprivate var holders: Set<String>
  }

  package func placeChain(of code: String, in year: Int) -> PlaceChain {
    PlaceChain(code: code, names: sameAs(code), holders: chain(from: code, in: year))
  }

  package func relation(
    of place: PlaceChain, to area: PlaceChain, in year: Int
  ) -> PlaceRelation {
    if !place.names.isDisjoint(with: area.names) { return .same }
    if !place.holders.isDisjoint(with: area.names) { return .inside }
    if !area.holders.isDisjoint(with: place.names) { return .contains }
    let groups =
      isOutside(place.holders, group: area.code, in: year)
      || isOutside(area.holders, group: place.code, in: year)
    return groups || areApart(place.holders, area.holders) ? .apart : .unknown
  }

  /// Set where a place lies in a country that is known to be no member.
  private func isOutside(_ chain: Set<String>, group: String, in year: Int) -> Bool {
    guard group == "EU" || group == "EEA" else { return false }
    let countries = chain.filter(Self.isCountryCode)
    return !countries.isEmpty
      && countries.allSatisfy { isCountry($0, among: [group], in: year) == .no }
  }

  /// The code and its aliases.
  private func sameAs(_ code: String) -> Set<String> {
    guard let known = territory(code) else { return [Self.isoCountry(code)] }
    return Set([known.code, code] + known.aliases)
  }

  /// The place and all that hold it.
  private func chain(from code: String, in year: Int) -> Set<String> {
    var found: Set<String> = []
    var open = [code]
    while let next = open.popLast() {
      for name in sameAs(next) where found.insert(name).inserted {
        open += Self.holders(of: name)
        if let parent = territory(name)?.parent { open.append(parent) }
        open += groups(of: name, in: year)
      }
    }
    return found
  }

  private func groups(of code: String, in year: Int) -> [String] {
    guard code.utf8.count == 2, country(code) != nil else { return [] }
    return ["EU", "EEA"].filter { isCountry(code, among: [$0], in: year) == .yes }
  }

  /// Two nodes of one tree of places, neither of which holds the other, share no ground.
  private func areApart(_ a: Set<String>, _ b: Set<String>) -> Bool {
    let countriesA = a.filter(Self.isCountryCode)
    let countriesB = b.filter(Self.isCountryCode)
    guard !countriesA.isEmpty, !countriesB.isEmpty else { return false }
    if countriesA.isDisjoint(with: countriesB) { return true }
    return PlaceScheme.allCases.contains { scheme in
      let deepA = scheme.deepest(in: a)
      let deepB = scheme.deepest(in: b)
      guard !deepA.isEmpty, !deepB.isEmpty else { return false }
      return deepA.isDisjoint(with: b) && deepB.isDisjoint(with: a)
    }
  }

  /// What holds a place by the spelling of its code alone.
  static func holders(of code: String) -> [String] {
    if let number = PlaceScheme.inseeNumber(code) {
      guard number.utf8.count == 5 else { return ["FR"] }
      let overseas = number.hasPrefix("97") || number.hasPrefix("98")
      return ["INSEE:" + number.prefix(overseas ? 3 : 2)]
    }
    if let dash = code.firstIndex(of: "-"), code[..<dash].utf8.count == 2 {
      return [String(code[..<dash])]
    }
    guard PlaceScheme.isNUTS(code), code.utf8.count > 2 else { return [] }
    return [isoCountry(String(code.dropLast()))]
  }

  /// NUTS writes Greece `EL` and the United Kingdom `UK`.
  package static func isoCountry(_ code: String) -> String {
    switch code {
    case "EL": "GR"
    case "UK": "GB"
    default: code
    }
  }

  private static func isCountryCode(_ code: String) -> Bool {
    code.utf8.count == 2 && code != "EU"
  }
}

/// A list of places that makes a tree: its members hold one another or are apart.
enum PlaceScheme: CaseIterable {
  case nuts, insee, iso

  /// The members below the country that are farthest down (aliases of one place are all kept).
  func deepest(in codes: Set<String>) -> Set<String> {
    let members = codes.filter(holds)
    let depth = members.map(\.utf8.count).max() ?? 0
    return members.filter { $0.utf8.count == depth }
  }

  private func holds(_ code: String) -> Bool {
    switch self {
    case .nuts: Self.isNUTS(code) && code.utf8.count > 2
    case .insee: Self.inseeNumber(code) != nil
    case .iso: code.utf8.count > 3 && Array(code.utf8)[2] == UInt8(ascii: "-")
    }
  }

  static func isNUTS(_ code: String) -> Bool {
    let bytes = Array(code.utf8)
    guard (2...5).contains(bytes.count), code != "EEA" else { return false }
    let capital = UInt8(ascii: "A")...UInt8(ascii: "Z")
    let digit = UInt8(ascii: "0")...UInt8(ascii: "9")
    return bytes.prefix(2).allSatisfy(capital.contains)
      && bytes.dropFirst(2).allSatisfy { capital.contains($0) || digit.contains($0) }
  }

  static func inseeNumber(_ code: String) -> String? {
    code.hasPrefix("INSEE:") ? String(code.dropFirst(6)) : nil
  }
}
