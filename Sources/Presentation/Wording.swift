/// How values and messages are worded for people: one language, one medium.
///
/// All prose that users read is made in the extensions of this type. Each sentence stands there
/// in both languages, side by side.
package struct Wording: Sendable {
  /// Where the words are shown. In a page, thin spaces are narrow no-break spaces (U+202F); in
  /// plain text they are no-break spaces, since some terminals have no glyph for the narrow one.
  package enum Medium: Hashable, Sendable { case text, page }

  package var language: UserLanguage
  package var medium: Medium
  package var names: Names

  package init(_ language: UserLanguage, medium: Medium = .text, names: Names = .none) {
    self.language = language
    self.medium = medium
    self.names = names
  }

  /// The sentence of this language.
  package func say(
    _ french: @autoclosure () -> Phrase, _ english: @autoclosure () -> Phrase
  ) -> String {
    switch language {
    case .fr: french().text(thinSpace: thinSpace)
    case .en: english().text(thinSpace: thinSpace)
    }
  }

  /// Between the groups of a number, and before `;`, `?` and `!` in French.
  package var thinSpace: String { medium == .page ? "\u{202F}" : "\u{A0}" }

  /// `a, b et c`; empty for nothing.
  package func list(_ items: [String], or: Bool = false) -> String {
    guard let last = items.last else { return "" }
    guard items.count > 1 else { return last }
    let word = or ? say("ou", "or") : say("et", "and")
    return items.dropLast().joined(separator: ", ") + " \(word) " + last
  }

  /// Clauses of one line: `a ; b`, `a; b`.
  package func clauses(_ items: [String]) -> String {
    items.joined(separator: say(" ; ", "; "))
  }

  /// A passage between the quotation marks of the language.
  package func quoted(_ text: String) -> String {
    say("« \(text) »", "“\(text)”")
  }

  /// `1 appel`, `2 appels`; zero is singular in French and plural in English.
  package func count(
    _ number: Int, fr: (one: String, many: String), en: (one: String, many: String)
  ) -> String {
    let isOne = language == .fr ? abs(number) < 2 : abs(number) == 1
    let words = language == .fr ? fr : en
    return "\(self.number(number))\u{A0}\(isOne ? words.one : words.many)"
  }
}
