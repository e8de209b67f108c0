/// The form in which a word is shown as shared by two texts.
struct SharedForm {
  var form: String
  /// Whether the form stands in both texts, case ignored, at least as the beginning of a word.
  var isInBoth: Bool
  /// Whether it is no word of either, but what two inflections begin with.
  var isCut = false

  /// A form that both texts use (case ignored), else the shorter of two where one begins the other
  /// (`vélo` of `vélos`), else what both begin with where they are
  /// one word in two inflections.
  static func of(
    profile form: String, others: [String], call: [String], areOneWord: Bool
  ) -> SharedForm {
    let mine = [form] + others
    let theirs = call.map { $0.lowercased() }
    if let same = mine.first(where: { theirs.contains($0.lowercased()) }) {
      return SharedForm(form: same, isInBoth: true)
    }
    for candidate in mine where theirs.contains(where: { $0.hasPrefix(candidate.lowercased()) }) {
      return SharedForm(form: candidate, isInBoth: true)
    }
    for candidate in call.sorted(by: { ($0.utf8.count, $0) < ($1.utf8.count, $1) })
    where mine.contains(where: { $0.lowercased().hasPrefix(candidate.lowercased()) }) {
      return SharedForm(form: candidate.lowercased(), isInBoth: true)
    }
    guard areOneWord else { return SharedForm(form: form, isInBoth: false) }
    let beginnings = mine.flatMap { own in call.map { beginning(own, $0) } }
    let longest = beginnings.max { ($0.count, $1) < ($1.count, $0) } ?? ""
    return longest.count < leastLetters
      ? SharedForm(form: form, isInBoth: false)
      : SharedForm(form: longest, isInBoth: true, isCut: true)
  }

  /// Fewer letters in common tell nobody which word is meant.
  private static let leastLetters = 4

  /// What two words begin with, case ignored (`économi` of `économie` and `économique`).
  private static func beginning(_ a: String, _ b: String) -> String {
    String(zip(a.lowercased(), b.lowercased()).prefix { $0 == $1 }.map(\.0))
  }
}
