import Documents

/// What the class and id words of web pages usually say of an element.
///
/// These are words of page templates (WordPress, Drupal, Typo3, the French State's design system
/// and others), not of the language of the page.
enum NameHints {
  /// The whole words (as parted by anything but letters and digits, or by camel case).
  private static let words: [(Furniture.Role, Set<String>)] = [
    (
      .navigation,
      [
        "nav", "navbar", "navigation", "menu", "submenu", "topmenu", "mainmenu", "breadcrumb",
        "breadcrumbs", "ariane", "filariane", "pager", "pagination", "pagenavi", "paging",
        "skiplinks", "skip", "toc", "sommaire", "sitemap", "tabs", "topbar", "subnav", "sidenav",
        "prevnext", "jump", "tagcloud", "brotkrumen", "wayfinder",
      ]
    ),
    (
      .banner,
      [
        "cookie", "cookies", "rgpd", "gdpr", "consent", "tarteaucitron", "banner", "popup", "modal",
        "overlay", "newsletter", "subscribe", "subscription", "signup", "login", "loginform",
        "paywall", "advert", "advertisement", "advertising", "adsense", "ad", "ads", "promo",
        "promotion", "sponsor", "sponsored", "anzeige", "werbung", "toast", "donate", "donation",
        "adslot", "publicite", "pub", "outbrain", "taboola", "optin",
      ]
    ),
    (
      .related,
      [
        "related", "recommended", "recommendations", "recommend", "similar", "popular", "trending",
        "latest", "recent", "mostread", "readmore", "seealso", "more", "teaser", "teasers",
        "carousel", "slider", "slides", "slide", "swiper", "glide", "owl", "slick", "widget", "widgets", "sidebar", "rail", "aside", "complementary", "yarpp",
        "jp", "similaires", "associes", "suggestions", "promoted", "marginal", "archive",
        "archives", "rightcol",
      ]
    ),
    (.partners, ["partners", "partenaires", "logos", "sponsors", "partner-logos"]),
    (.footer, ["footer", "foot", "fuss", "fusszeile", "copyright", "colophon", "legal"]),
    (.header, ["masthead", "logo", "branding", "siteheader", "topnav", "search", "searchform"]),
    (
      .other,
      [
        "share", "sharing", "sharedaddy", "sharebar", "addtoany", "social", "socials", "facebook",
        "twitter", "whatsapp", "linkedin", "comment", "comments", "commentlist", "respond",
        "kommentare", "kommentar", "disqus", "reactions", "print", "imprimer", "partage",
        "partager", "byline", "author", "authorbox", "autor", "auteur", "bio", "postmeta", "meta",
        "metadata", "rating", "ratings", "tags", "taglist", "credit", "credits",
        "timestamp", "avatar", "vote", "votes", "feedback", "toolbar", "tools", "noprint",
        "postinfo", "backtotop", "download-app", "likes", "trackback", "trackbacks", "pingback",
        "gallery", "slideshow", "lightbox", "copyright", "nocomments", "caption", "postmetadata",
        "visuallyhidden", "sronly", "screenreader", "screenreadertext",
      ]
    ),
  ]

  /// Stems that begin or end a word run together with others: `teaserblock`, `articleshare`.
  private static let stems: [(Furniture.Role, [String])] = [
    (.navigation, ["breadcrumb", "navbar", "subnav", "submenu", "navigation"]),
    (.banner, ["cookie", "newsletter", "advert", "werbung", "anzeige", "sponsor", "paywall"]),
    (
      .related,
      [
        "teaser", "related", "sidebar", "recommend", "mostread", "mostpopular", "interesting",
        "slider", "carousel",
      ]
    ),
    (.footer, ["footer", "copyright"]),
    (
      .other,
      [
        "sharing", "kommentare", "byline", "socialmedia", "sharebar", "sharebutton", "sharebox",
        "bildunterschrift", "caption", "authorinfo", "authorbox", "aboutauthor", "autorenbox",
        "timestamp", "taglist",
      ]
    ),
  ]

  private static func isStemmed(_ word: String, by stem: String) -> Bool {
    word.utf8.count > stem.utf8.count && (word.hasPrefix(stem) || word.hasSuffix(stem))
      && !word.hasPrefix("commentar")
  }

  /// Words of containers of the message itself.
  private static let content: Set<String> = [
    "article", "content", "contenu", "main", "post", "entry", "body", "story", "text", "texte",
    "artikel", "inhalt", "beitrag", "page", "hentry", "blog",
  ]

  /// Pairs of words (or words run together) that name the message's container without doubt.
  private static let containers: Set<String> = [
    "articlebody", "articlecontent", "articletext", "articlemain", "artikeltext", "artikelinhalt",
    "entrycontent", "entrytext", "entrybody", "postcontent", "postbody", "postentry", "posttext",
    "postarea", "storycontent", "storybody", "storytext", "textformatted", "namebody", "fieldbody",
    "maincontent", "contentmain", "pagecontent", "blogcontent", "singlecontent", "contentbody",
    "bodytext", "newstext", "newsbody", "newscontent", "meldung", "beitragtext", "beitragsinhalt",
    "innerarticle", "itemfulltext", "bodycontent", "contenuprincipal",
  ]

  private static let discussion: Set<String> = [
    "comments", "commentlist", "kommentare", "commentaires", "respond", "disqus", "comentarios",
  ]

  /// Of the quotes that stand for a post until a script replaces them, those that say nothing.
  private static let embeds: Set<String> = ["instagram", "tiktok", "imgur"]

  struct Hint: Sendable {
    var furniture: Furniture.Role?
    var isContent = false
    var isContainer = false
    var isTeaser = false
    /// Readers' comments, which may be longer than what they comment on.
    var isDiscussion = false
    /// A post of another site whose text comes with its script.
    var isEmbed = false
  }

  /// Reads an element's class and id, as one string.
  static func read(_ names: String) -> Hint {
    let words = split(names.hasPrefix("elementor") ? names.replacing("widget", with: "") : names)
    var hint = Hint()
    hint.isContent = words.contains { content.contains($0) }
    hint.isContainer =
      words.contains { containers.contains($0) }
      || zip(words, words.dropFirst()).contains { containers.contains($0 + $1) }
    hint.isDiscussion = words.contains { discussion.contains($0) }
    hint.isTeaser = words.contains("teaser")
    hint.isEmbed = words.contains { embeds.contains($0) }
    for (role, set) in self.words where words.contains(where: { set.contains($0) }) {
      hint.furniture = role
      break
    }
    if hint.furniture == nil {
      hint.furniture =
        stems.first { _, stems in
          words.contains { word in stems.contains { isStemmed(word, by: $0) } }
        }?.0
    }
    return hint
  }

  /// `postMeta entry-footer` → post, meta, postmeta, "", entry, footer: an empty word stands
  /// between names.
  private static func split(_ names: String) -> [String] {
    var words: [String] = []
    var word = ""
    var whole = ""
    var wasLower = false
    func flush(_ text: inout String) {
      if !text.isEmpty { words.append(text) }
      text = ""
    }
    for byte in names.utf8 {
      switch byte {
      case 0x41...0x5A:
        if wasLower { flush(&word) }
        word.unicodeScalars.append(Unicode.Scalar(byte | 0x20))
        whole.unicodeScalars.append(Unicode.Scalar(byte | 0x20))
        wasLower = false
      case 0x61...0x7A:
        word.unicodeScalars.append(Unicode.Scalar(byte))
        whole.unicodeScalars.append(Unicode.Scalar(byte))
        wasLower = true
      default:
        wasLower = false
        let isWhole = word == whole
        flush(&word)
        if !isWhole { flush(&whole) }
        whole = ""
        if byte == 0x20 { words.append("") }
      }
    }
    if word != whole { flush(&whole) }
    flush(&word)
    return words
  }
}
