import CallModel

/// The names of ids that are data, not code: themes, countries, territories, funds.
///
/// The knowledge lies in the rule pack, which this target does not read: whoever has it gives one
/// closure. An id that nobody names is shown as it is.
package struct Names: Sendable {
  package enum Kind: Hashable, Sendable {
    case theme, country, territory, fund, language
  }

  private let lookUp: @Sendable (Kind, String, UserLanguage) -> String?

  package init(_ lookUp: @escaping @Sendable (Kind, String, UserLanguage) -> String?) {
    self.lookUp = lookUp
  }

  /// Names nothing.
  package static let none = Names { _, _, _ in nil }

  /// The names that matching's lists hold; `others` names what they lack (funds, languages).
  package init(
    _ knowledge: FieldKnowledge,
    others: @escaping @Sendable (Kind, String, UserLanguage) -> String? = { _, _, _ in nil }
  ) {
    lookUp = { kind, id, language in
      let names: [String: String]? =
        switch kind {
        case .theme: knowledge.theme(id)?.labels
        case .country: knowledge.country(id)?.names
        case .territory: knowledge.territory(id).map { [language.rawValue: $0.name] }
        case .fund, .language: nil
        }
      let other = UserLanguage.allCases.first { $0 != language }
      return names?[language.rawValue] ?? others(kind, id, language)
        ?? other.flatMap { names?[$0.rawValue] }
    }
  }

  package func name(_ kind: Kind, _ id: String, in language: UserLanguage) -> String {
    lookUp(kind, id, language) ?? id
  }
}
