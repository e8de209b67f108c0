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
    "noticias relacionadas", "artikel und videos zum thema", "weitere infos zum thema",
    "about the author", "über den autor", "über die autor", "à propos de l'auteur",
    "à propos de l’auteur", "zum autor", "zur autorin", "sobre el autor", "sull'autore",
    "artículos relacionados", "lees ook", "gerelateerd", "zobacz także", "leia também",
  ]
  /// Stems of labels in the boxes that sites of funders set beside a text.
  private static let facts = [
    "date", "délai", "échéance", "clôture", "ouverture", "calendrier", "période", "bénéficiaire",
    "éligib", "candidat", "porteur", "public", "montant", "budget", "taux", "financ", "subvention",
    "aide", "dépôt", "dépos", "territoire", "zone", "pays", "thém", "contact", "document",
    "modalité", "critère", "condition", "programme", "appel", "projet", "partenaire", "type",
    "nature", "statut", "référence", "organisme", "téléch", "pièce", "lieu", "deadline", "opening",
    "closing", "eligib", "applicant", "amount", "grant", "funding", "fund", "rate", "call",
    "submission", "apply", "topic", "country", "countries", "region", "who can", "how to", "when",
    "reference", "frist", "termin", "förder", "antrag", "einreich", "mittel", "zielgruppe",
    "kontakt", "ansprechpartner", "laufzeit", "plazo", "convocatoria", "importe", "cuantía",
    "beneficiari", "requisit", "ayuda", "scadenza", "bando", "contribut", "importo", "contatti",
    "aanvrag", "subsidie", "bedrag", "doelgroep", "prazo", "candidatur", "montante",
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

  /// Anywhere in a line that announces other messages.
  private static let interests = [
    "ebenfalls interessieren", "auch interessieren", "also like", "vous intéresser",
    "vous plaire", "podría interesar", "pueden interesar", "potrebbe interessar",
    "potrebbero interessar", "também pode", "ook interessant",
  ]
  private static let bylines = [
    "par ", "by ", "von ", "por ", "di ", "door ", "posted by", "written by", "verfasst von",
    "ein artikel von", "publié par", "text:", "texte :", "texte:", "autor:", "auteur :", "author:",
    "redaktion", "rédaction", "texto:", "autore:",
  ]
  private static let tags = [
    "tags", "tag:", "mots-clés", "mots clés", "mots-clefs", "étiquettes", "catégorie", "rubrique :",
    "publié dans", "classé dans", "filed under", "posted in", "categories", "category", "keywords",
    "topics:", "schlagwörter", "schlagworte", "stichwörter", "stichworte", "kategorie",
    "veröffentlicht in", "veröffentlicht unter", "etiquetas", "categorías", "categorie",
    "dieser eintrag wurde", "dieser beitrag wurde", "this entry was posted", "ce billet a été",
    "cette entrée a été", "rubrik:", "thema:", "themen:",
  ]
  private static let sources = [
    "quelle:", "quellen:", "source:", "source :", "sources :", "sources:", "fuente:", "fonte:",
    "bron:", "via:", "via ", "quelle ", "źródło:",
  ]
  /// Whole lines, numbers left out.
  private static let tools: Set<String> = [
    "share", "share this", "share this article", "share on", "tweet", "print", "email", "e-mail",
    "pin it", "like", "partager", "partagez", "partager l'article", "partager cet article",
    "partager sur", "imprimer", "envoyer par mail", "teilen", "artikel teilen", "beitrag teilen",
    "seite teilen", "drucken", "seite drucken", "merken", "empfehlen", "compartir", "condividi",
    "delen", "compartilhar", "lire la suite", "read more", "read the rest", "read the rest of this",
    "continue reading", "weiterlesen", "leer más", "seguir leyendo", "leggi tutto", "lees verder",
    "comments", "comment", "no comments", "no comments yet", "leave a comment", "leave a reply",
    "add comment", "commentaires", "commentaire", "aucun commentaire", "kommentare", "kommentar",
    "noch keine kommentare", "keine kommentare", "kommentieren", "comentarios", "commenti",
    "reacties", "rss feed for comments on this post.", "min read", "minute read", "minutes read",
    "min", "minutes", "minuten", "min. lesezeit", "minuten lesezeit", "min lesezeit",
    "minutes de lecture", "min de lecture", "mn de lecture", "minuti di lettura",
    "min de lectura", "lesezeit", "lesezeit:", "temps de lecture", "reading time", "follow", "suivre",
    "folgen", "advertisement", "anzeige", "werbung", "publicité", "publicidad", "pubblicità",
    "newsletter", "home", "startseite", "accueil", "inicio", "zurück", "...zurück", "retour",
    "autor:", "datum:", "about these ads", "vorlesen", "écouter", "listen", "anhören", "pdf",
    "copy link", "copier le lien", "link kopieren", "view this post on instagram",
    "voir cette publication sur instagram", "sieh dir diesen beitrag auf instagram an",
  ]
  private static let support = [
    "newsletter", "subscribe", "sign up for our", "sign up to our", "follow us", "support us",
    "support our", "become a member", "donate", "join our newsletter", "get our newsletter",
    "abonnez-vous", "suivez-nous", "suivez nous", "soutenez-nous", "faites un don",
    "inscrivez-vous à la newsletter", "inscrivez-vous à notre newsletter",
    "inscrivez-vous à la lettre", "inscrivez-vous à notre lettre", "recevez notre newsletter",
    "recevez notre lettre", "abonnieren sie", "jetzt abonnieren", "folgen sie uns", "folge uns",
    "folgt uns", "unterstützen sie uns", "unterstütze uns", "gefällt dir", "gefällt ihnen",
    "hat dir der", "hat ihnen der", "erhalten sie kostenlos", "síguenos", "siguenos",
    "suscríbete", "suscríbase", "hazte miembro", "hágase miembro", "seguici", "iscriviti alla",
    "abonneer", "volg ons", "siga-nos", "inscreva-se", "all rights reserved",
    "alle rechte vorbehalten", "tous droits réservés", "sauf mention contraire",
    "you must be logged in", "you need to be logged in", "please log in", "vous devez être connecté",
    "connectez-vous pour", "du musst eingeloggt", "du musst angemeldet", "sie müssen angemeldet",
    "sie müssen sich anmelden", "debe iniciar sesión", "devi essere connesso",
    "sofern nicht anders", "soweit nicht anders", "except where otherwise",
  ]

  /// « À lire aussi », “Related articles”; the words in lower case.
  static func announcesOthers(_ words: String) -> Bool {
    others.contains { words.hasPrefix($0) }
      || words.utf8.count < 120 && interests.contains { words.contains($0) }
  }

  /// « Par Anne Martin »: a name follows, no sentence.
  static func isByline(_ words: String) -> Bool {
    bylines.contains { words.hasPrefix($0) } && words.last != "." && words.last != "?"
      && words.split(separator: " ").count <= 7
  }

  /// « Mots-clés : jeunesse, mobilité ».
  static func listsTags(_ words: String) -> Bool { tags.contains { words.hasPrefix($0) } }

  /// « Partager », “3 comments”, “5 min read”.
  static func isTool(_ words: String) -> Bool {
    let letters = words.drop { !$0.isLetter && $0 != "." }
    let line = letters.prefix(letters.count - trailing(letters))
    return tools.contains(String(line)) || tools.contains(String(letters))
  }

  private static func trailing(_ words: Substring) -> Int {
    words.reversed().prefix { !$0.isLetter && $0 != "." && $0 != ":" }.count
  }

  /// “Subscribe to our newsletter”, « Suivez-nous », « Tous droits réservés ».
  static func asksForSupport(_ words: String) -> Bool {
    support.contains { words.hasPrefix($0) }
  }

  /// « Date limite », “Who can apply”: a label of a box of facts.
  static func namesFact(_ words: String) -> Bool {
    facts.contains { stem in
      words.hasPrefix(stem) || words.contains(" " + stem) || words.contains("’" + stem)
        || words.contains("'" + stem)
    }
  }

  /// « Source : … », “Quelle: …” at a message's end.
  static func isSource(_ words: String) -> Bool { sources.contains { words.hasPrefix($0) } }

  /// « Retour à la liste », “Back to top”.
  static func leadsBack(_ words: String) -> Bool {
    words.utf8.count < 60 && back.contains { words.hasPrefix($0) }
  }

  /// « Crédit photo : … ».
  static func isCredit(_ words: String) -> Bool { credits.contains { words.hasPrefix($0) } }
}
