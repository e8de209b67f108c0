/// What Snowball's rules do badly on folded words of this field.
enum Irregular {
  /// Words that Snowball reduces to the stem of another one (`communication` to `commun`).
  private static let kept: [Stemmer.Language: [String: String]] = [
    .french: ["communication": "communication", "communications": "communication"],
    .english: [
      "communication": "communication", "communications": "communication",
      "international": "international", "internationally": "international",
      "university": "university", "universities": "university",
      "generation": "generation", "generations": "generation",
    ],
  ]

  static func stem(_ word: String, in language: Stemmer.Language) -> String? {
    kept[language]?[word]
  }

  /// Nouns in `-eux` whose singular is `-eu`; adjectives in `-eux` stay for Snowball.
  private static let plurals: [String: String] = [
    "lieux": "lieu", "milieux": "milieu", "enjeux": "enjeu", "jeux": "jeu", "voeux": "voeu",
    "feux": "feu", "cheveux": "cheveu", "neveux": "neveu", "aveux": "aveu", "adieux": "adieu",
  ]

  private static let endings: [(String, dropped: Int)] = [
    ("ees", 2), ("ee", 1), ("us", 1), ("os", 1),
  ]

  /// A French word with the endings that Snowball expects.
  ///
  /// Snowball keeps `prévus`, `euros` and `enjeux` apart from their singulars, and knows `-ée` only
  /// with its accent, which is gone by then.
  static func frenchSingular(_ word: String) -> String {
    let bytes = word.utf8
    guard bytes.count >= 4 else { return word }
    for (ending, dropped) in endings
    where bytes.suffix(ending.utf8.count).elementsEqual(ending.utf8) {
      return String(word.dropLast(dropped))
    }
    return plurals[word] ?? word
  }
}
