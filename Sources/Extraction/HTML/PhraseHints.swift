/// Phrases by which web pages of several languages announce what is not their message: see
/// `Vocabulary/phrases.txt`.
enum PhraseHints {
  private static let file = VocabularyFile(PackageResources.phrases_txt)
  private static let others = PhraseSet(file.lines(of: "announces"))
  private static let interests = PhraseSet(file.lines(of: "interests"))
  private static let facts = PhraseSet(file.lines(of: "facts"))
  private static let closings = PhraseSet(file.lines(of: "closings"))
  private static let back = PhraseSet(file.lines(of: "back"))
  private static let credits = PhraseSet(file.lines(of: "credits"))
  private static let bylines = PhraseSet(file.lines(of: "bylines"))
  private static let tags = PhraseSet(file.lines(of: "tags"))
  private static let sources = PhraseSet(file.lines(of: "sources"))
  private static let tools = PhraseSet(file.lines(of: "tools"))
  private static let authors = PhraseSet(file.lines(of: "authors"))
  private static let published = PhraseSet(file.lines(of: "published"))
  private static let calls = PhraseSet(file.lines(of: "calls"))
  private static let callTitles = PhraseSet(file.lines(of: "call-titles"))
  private static let support = PhraseSet(file.lines(of: "support"))

  /// « À lire aussi », “Related articles”; the words as `PageModel.words` gives them.
  static func announcesOthers(_ words: [UInt8]) -> Bool {
    others.begins(words) || words.count < 120 && interests.beginsAny(of: words)
  }

  /// « Par Anne Martin »: a name follows, no sentence.
  static func isByline(_ words: [UInt8]) -> Bool {
    bylines.begins(words) && words.last != UInt8(ascii: ".") && words.last != UInt8(ascii: "?")
      && words.count { $0 == 0x20 } <= 6
  }

  /// « Mots-clés : jeunesse, mobilité ».
  static func listsTags(_ words: [UInt8]) -> Bool { tags.begins(words) }

  /// « Partager », “3 comments”, “5 min read”: figures and signs at either end do not count.
  static func isTool(_ words: [UInt8]) -> Bool {
    let start = words.drop { !isLetter($0) && $0 != UInt8(ascii: ".") }
    var line = start
    while let last = line.last, !isLetter(last), last != UInt8(ascii: "."),
      last != UInt8(ascii: ":")
    {
      line.removeLast()
    }
    return tools.holds(line) || line.count < start.count && tools.holds(start)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte >= 0x61 && byte <= 0x7A || byte >= 0x80
  }

  /// « À propos de l’auteur », as a whole line.
  static func namesAuthor(_ words: [UInt8]) -> Bool {
    authors.holds(words[...]) || words.last == UInt8(ascii: ":") && authors.holds(words.dropLast())
  }

  /// « Publié le », “Veröffentlicht am”.
  static func saysPublished(_ words: [UInt8]) -> Bool { published.begins(words) }

  /// “Subscribe to our newsletter”, « Suivez-nous », « Tous droits réservés ».
  static func asksForSupport(_ words: [UInt8]) -> Bool { support.begins(words) }

  /// « Date limite », “Who can apply”: a label of a box of facts.
  static func namesFact(_ words: [UInt8]) -> Bool { facts.beginsAny(of: words) }

  /// « Clôture : … », “(apply by …)”: till when one may apply.
  static func tellsClosing(_ words: [UInt8]) -> Bool {
    closings.beginsAny(of: words.map { $0 == UInt8(ascii: "(") ? 0x20 : $0 })
  }

  /// « Appel à projets », “how to apply” anywhere in a text.
  static func speaksOfCalls(_ words: [UInt8]) -> Bool { calls.beginsAny(of: words) }

  /// A title with a word of public funding: « aide », “fund”, “award”.
  static func mayNameCall(_ words: [UInt8]) -> Bool {
    callTitles.beginsAny(of: words) || speaksOfCalls(words)
  }

  /// « Source : … », “Quelle: …” at a message's end.
  static func isSource(_ words: [UInt8]) -> Bool { sources.begins(words) }

  /// « Retour à la liste », “Back to top”.
  static func leadsBack(_ words: [UInt8]) -> Bool { words.count < 60 && back.begins(words) }

  /// « Crédit photo : … ».
  static func isCredit(_ words: [UInt8]) -> Bool { credits.begins(words) }
}
