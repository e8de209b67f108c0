import Foundation

/// Reads a profile (`calls-profile/1`) or says all that is wrong with it.
package enum ProfileLoader {
  /// Throws every fault at once, in the order of the file; a syntax error alone.
  package static func load(_ data: Data) throws(ProfileRefusal) -> Profile {
    try validate(data)
    do {
      let mark = data.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      return try JSONDecoder().decode(Profile.self, from: data.dropFirst(mark))
    } catch {
      // Shape and type agree (tested), so this is for a decoder that changes its mind.
      throw ProfileRefusal(faults: [ProfileFault("", .wrongKind(found: .object, expected: .object))]
      )
    }
  }

  /// Throws what `load` throws, without making the profile.
  package static func validate(_ data: Data) throws(ProfileRefusal) {
    let value: ProfileJSON
    do throws(ProfileJSON.SyntaxError) {
      value = try ProfileJSON.parse(Array(data))
    } catch {
      throw ProfileRefusal(faults: [ProfileFault("", .syntax(error))])
    }
    var validator = ProfileValidator()
    validator.check(value, .profile)
    guard validator.faults.isEmpty else { throw ProfileRefusal(faults: validator.faults) }
  }

  /// What the lists do not know of a valid profile, in the order of the file.
  package static func warnings(
    for profile: Profile, knowledge: FieldKnowledge
  ) -> [ProfileWarning] {
    places(in: profile, knowledge) + themes(in: profile, knowledge)
  }

  private static func places(in profile: Profile, _ knowledge: FieldKnowledge) -> [ProfileWarning] {
    var result: [ProfileWarning] = []
    if !knowledge.countries.isEmpty, knowledge.country(profile.country) == nil {
      result.append(ProfileWarning("/country", .unknownCountry(profile.country)))
    }
    guard !knowledge.territories.isEmpty else { return result }
    for (index, code) in (profile.territories ?? []).enumerated()
    where knowledge.territory(code) == nil && knowledge.country(code) == nil
      && FieldKnowledge.holders(of: code).isEmpty
    {
      result.append(ProfileWarning("/territories/\(index)", .unknownTerritory(code)))
    }
    return result
  }

  /// Unknown themes for which a known one is looked for.
  private static let mostAdvice = 50

  private static func themes(in profile: Profile, _ knowledge: FieldKnowledge) -> [ProfileWarning] {
    guard !knowledge.themes.isEmpty else { return [] }
    let ids = knowledge.themes.map(\.id)
    var unknown = 0
    func warning(_ pointer: String, _ id: String, _ label: String?) -> ProfileWarning? {
      guard knowledge.theme(id) == nil else { return nil }
      unknown += 1
      // Somebody who has lists of their own needs no advice on each of them.
      let nearest = unknown <= mostAdvice ? ProfileSuggestion.nearest(to: id, among: ids) : nil
      return ProfileWarning(pointer, .unknownTheme(id, nearest: nearest, label: label))
    }
    var result = (profile.themes ?? []).enumerated().compactMap {
      warning("/themes/\($0.offset)/id", $0.element.id, $0.element.label)
    }
    let labels = Dictionary(
      (profile.themes ?? []).map { ($0.id, $0.label) }, uniquingKeysWith: { first, _ in first })
    result += (profile.excludedThemes ?? []).enumerated().compactMap {
      warning("/excludedThemes/\($0.offset)", $0.element, nil)
    }
    for (index, project) in (profile.projects ?? []).enumerated() {
      result += (project.themes ?? []).enumerated().compactMap {
        warning("/projects/\(index)/themes/\($0.offset)", $0.element, labels[$0.element] ?? nil)
      }
    }
    return result
  }
}
