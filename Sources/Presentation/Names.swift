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

  package func name(_ kind: Kind, _ id: String, in language: UserLanguage) -> String {
    lookUp(kind, id, language) ?? id
  }
}
