/// Phrases by which web pages of several languages announce what is not their message.
///
/// These are set phrases of page templates; what a call says is never looked at here.
enum PhraseHints {
  private static let others = [
    "à lire aussi", "a lire aussi", "lire aussi", "à lire également", "lire également",
    "voir aussi", "à voir aussi", "sur le même sujet", "dans la même rubrique",
    "dans la même catégorie", "articles liés", "articles similaires", "articles récents",
    "autres articles", "autres actualités", "dernières actualités", "à découvrir aussi",
    "vous aimerez aussi", "ces articles pourraient", "contenus liés", "actualités liées",
    "pour aller plus loin sur le même", "partager", "partagez cet article", "related", "read also",
    "read more:", "see also", "more from", "more on this", "more stories", "you may also",
    "you might also", "recommended", "recent posts", "latest news", "further reading", "up next",
    "share this", "mehr zum thema", "lesen sie auch", "auch interessant", "das könnte",
    "weitere beiträge", "weitere artikel", "weitere nachrichten", "weitere meldungen",
    "ähnliche beiträge", "ähnliche artikel", "verwandte", "passend dazu", "lesen sie mehr",
    "mehr aus", "artigos relacionados", "die meistgelesenen", "meistgelesen", "most read",
    "most popular",
    "les plus lus", "les + lus", "vos réactions", "commentaires", "kommentare", "comments",
    "leggi anche", "potrebbe interessarti",
    "articoli correlati", "lea también", "lee también", "te puede interesar",
    "noticias relacionadas",
    "artículos relacionados", "lees ook", "gerelateerd", "zobacz także", "leia também",
  ]
  private static let back = [
    "retour", "revenir à", "back to", "go back", "« ", "zurück", "torna ", "volver", "terug",
    "haut de page", "nach oben", "article précédent", "article suivant", "previous", "next ",
    "vorheriger", "nächster", "précédent", "suivant", "imprimer", "print", "drucken",
  ]
  private static let credits = [
    "photo :", "photo:", "photos :", "photo credit", "crédit photo", "crédits photo", "crédit :",
    "crédits :", "credit:", "image credit", "©", "foto:", "fotos:", "bild:", "bilder:",
    "titelbild", "bildquelle", "bildnachweis", "image :", "image:", "foto ©", "photo ©",
  ]

  /// « À lire aussi », “Related articles”; the words in lower case.
  static func announcesOthers(_ words: String) -> Bool { others.contains { words.hasPrefix($0) } }

  /// « Retour à la liste », “Back to top”.
  static func leadsBack(_ words: String) -> Bool {
    words.utf8.count < 60 && back.contains { words.hasPrefix($0) }
  }

  /// « Crédit photo : … ».
  static func isCredit(_ words: String) -> Bool { credits.contains { words.hasPrefix($0) } }
}
