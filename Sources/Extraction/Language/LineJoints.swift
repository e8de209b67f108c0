/// Words that show a line to go on, or to go on from the one before: see `Profiles/joints.txt`.
enum LineJoints {
  private static let file = VocabularyFile(PackageResources.joints_txt)
  private static let ends = words(of: "ends")
  private static let starts = words(of: "starts")

  private static func words(of list: String) -> Set<String> {
    Set(file.lines(of: list).map { String(decoding: $0, as: UTF8.self) })
  }

  /// No line is whole that ends with this word: « au », « pour », “of”.
  static func opens(_ word: WordText) -> Bool { holds(word, in: ends) }

  /// No line begins with this word: « et », « aux », “of”.
  static func continues(_ word: WordText) -> Bool { holds(word, in: starts) }

  /// - Complexity: words are short, and long ones are not looked up.
  private static func holds(_ word: WordText, in words: Set<String>) -> Bool {
    word.utf8.count <= 8 && words.contains(word.string.lowercased())
  }
}
