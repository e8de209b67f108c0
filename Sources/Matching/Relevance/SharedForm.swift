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
  ///
  /// - Parameter mine: the forms of the profile, of which the first is shown where nothing is shared.
  static func of(profile mine: [Spelling], call: [String], areOneWord: Bool) -> SharedForm {
    let theirs = call.map(Spelling.init)
    if let same = mine.first(where: { own in theirs.contains { $0.small == own.small } }) {
      return SharedForm(form: same.form, isInBoth: true)
    }
    for own in mine where theirs.contains(where: { $0.small.hasPrefix(own.small) }) {
      return SharedForm(form: own.form, isInBoth: true)
    }
    let shortest = theirs.sorted {
      ($0.form.utf8.count, $0.form) < ($1.form.utf8.count, $1.form)
    }
    for other in shortest where mine.contains(where: { $0.small.hasPrefix(other.small) }) {
      return SharedForm(form: other.small, isInBoth: true)
    }
    let form = mine.first?.form ?? ""
    guard areOneWord else { return SharedForm(form: form, isInBoth: false) }
    let beginnings = mine.flatMap { own in theirs.map { beginning(own.small, $0.small) } }
    let longest = beginnings.max { ($0.count, $1) < ($1.count, $0) } ?? ""
    return longest.count < leastLetters
      ? SharedForm(form: form, isInBoth: false)
      : SharedForm(form: longest, isInBoth: true, isCut: true)
  }

  /// A form with what it is in small letters.
  struct Spelling {
    let form: String
    let small: String

    init(_ form: String) {
      self.form = form
      // Most words are small as they stand.
      small = Self.isSmall(form) ? form : form.lowercased()
    }

    /// Set where nothing but small letters of French and English, digits and marks stand.
    private static func isSmall(_ form: String) -> Bool {
      var isAfterLead = false
      for byte in form.utf8 {
        if isAfterLead {
          guard byte >= 0x9F else { return false }
          isAfterLead = false
        } else if byte == 0xC3 {
          isAfterLead = true
        } else if byte >= 0x80 || (0x41...0x5A).contains(byte) {
          return false
        }
      }
      return true
    }
  }

  /// Fewer letters in common tell nobody which word is meant.
  private static let leastLetters = 4

  /// What two words begin with (`économi` of `économie` and `économique`).
  private static func beginning(_ a: String, _ b: String) -> String {
    String(zip(a, b).prefix { $0 == $1 }.map(\.0))
  }
}
