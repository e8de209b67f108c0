import Documents

/// Reads what a page says of itself in its head and its JSON-LD.
struct HTMLMetadata {
  let tree: MarkupTree
  private(set) var metadata = Metadata()
  private(set) var baseURL: String?
  /// Texts of the message that JSON-LD gives, without markup.
  private(set) var bodies: [String] = []
  private var properties: [String: String] = [:]

  init(_ tree: MarkupTree) {
    self.tree = tree
    readElements()
    readJSON()
    metadata.title =
      metadata.title ?? properties["og:title"] ?? properties["headline"] ?? properties["dc.title"]
    metadata.author = metadata.author ?? properties["author"] ?? properties["dc.creator"]
    metadata.language = metadata.language ?? properties["og:locale"].flatMap(Self.language)
    metadata.canonicalURL = metadata.canonicalURL ?? properties["og:url"]
    metadata.published =
      metadata.published
      ?? firstDay([
        "article:published_time", "og:published_time", "datepublished", "dc.date.issued",
        "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date", "date", "pubdate",
        "publish-date", "sailthru.date", "parsely-pub-date",
      ])
    metadata.modified =
      metadata.modified
      ?? firstDay([
        "article:modified_time", "og:updated_time", "datemodified", "dcterms.modified",
        "last-modified",
      ])
  }

  /// The site's own name.
  var siteName: String? { properties["og:site_name"] ?? properties["application-name"] }

  /// `fr-FR` → `fr`.
  static func language(_ code: String) -> String? {
    let letters = code.trimmingSpaces().prefix { $0 != "-" && $0 != "_" }.lowercased()
    return letters.utf8.count == 2 && letters.utf8.allSatisfy { $0 >= 0x61 && $0 <= 0x7A }
      ? letters : nil
  }

  /// The day at the start of an ISO 8601 date-time.
  static func day(_ text: String) -> String? {
    let head = String(text.trimmingSpaces().prefix(10))
    return head.utf8.count == 10 ? CalendarDay(iso: head)?.iso : nil
  }

  private func firstDay(_ keys: [String]) -> String? {
    for key in keys {
      if let day = properties[key].flatMap(Self.day) { return day }
    }
    return nil
  }

  private mutating func readElements() {
    for node in tree.nodes.indices where !tree.isText(node) {
      switch tree.name(node) {
      case "html": metadata.language = tree.attribute("lang", of: node).flatMap(Self.language)
      case "base": baseURL = baseURL ?? tree.attribute("href", of: node)
      case "link": readLink(node)
      case "meta": readMeta(node)
      case "time": readTime(node)
      default: if tree.attributeBytes("itemprop", of: node) != nil { readTime(node) }
      }
    }
  }

  private mutating func readLink(_ node: Int) {
    guard tree.attribute("rel", of: node)?.lowercased() == "canonical",
      let url = tree.attribute("href", of: node), !url.isEmpty
    else { return }
    metadata.canonicalURL = url
  }

  private mutating func readMeta(_ node: Int) {
    guard
      let key = tree.attribute("property", of: node) ?? tree.attribute("name", of: node)
        ?? tree.attribute("itemprop", of: node),
      let value = tree.attribute("content", of: node)?.trimmingSpaces(), !value.isEmpty
    else { return }
    if properties[key.lowercased()] == nil { properties[key.lowercased()] = value }
  }

  /// `<time pubdate>`, `<time>` with a class or in words that say so, and the microdata of articles.
  private mutating func readTime(_ node: Int) {
    let property = tree.attribute("itemprop", of: node)?.lowercased()
    guard
      let text = tree.attribute("datetime", of: node) ?? tree.attribute("content", of: node),
      let day = Self.day(text)
    else { return }
    let names = tree.attribute("class", of: node)?.lowercased() ?? ""
    let says = { (words: [String]) in words.contains { names.contains($0) } }
    if property == "datemodified" || says(["updated", "modified", "dt-updated"]) {
      metadata.modified = metadata.modified ?? day
    } else if property == "datepublished" || tree.attributeBytes("pubdate", of: node) != nil
      || says(["publish", "entry-date", "post-date", "pubdate", "dt-published", "posted"])
      || property == nil && PhraseHints.saysPublished(words(around: node))
    {
      metadata.published = metadata.published ?? day
    }
  }

  /// The words of the line that an element stands in; empty where that is no line.
  private func words(around node: Int) -> [UInt8] {
    let parent = tree.parent(node)
    guard tree.end(parent) - parent < 24 else { return [] }
    let text = tree.text(of: parent).split { $0.isWhitespace }.joined(separator: " ")
    return text.utf8.count < 120 ? Array(text.lowercased().utf8) : []
  }

  // MARK: JSON-LD

  private mutating func readJSON() {
    for node in tree.nodes.indices
    where !tree.isText(node) && tree.name(node) == "script"
      && tree.attribute("type", of: node)?.lowercased() == "application/ld+json"
    {
      let text = Array(tree.text(of: node).utf8)
      guard text.count < 1 << 20, let value = JSONLD(text) else { continue }
      read(value)
    }
  }

  private mutating func read(_ value: JSONLD) {
    switch value {
    case .list(let items): for item in items { read(item) }
    case .object(let object):
      if case .text(let date) = object["datePublished"] {
        metadata.published = metadata.published ?? Self.day(date)
      }
      if case .text(let date) = object["dateModified"] {
        metadata.modified = metadata.modified ?? Self.day(date)
      }
      for key in ["articleBody", "step", "recipeInstructions", "mainEntity", "acceptedAnswer"] {
        if let text = object[key] { readBody(text) }
      }
      if metadata.author == nil, object["datePublished"] != nil || object["headline"] != nil {
        metadata.author = object["author"].flatMap(Self.name)
      }
      if case .text(let headline) = object["headline"], properties["headline"] == nil {
        properties["headline"] = MarkupText.plain(headline)
      }
      if let graph = object["@graph"] { read(graph) }
    case .text, .other: break
    }
  }

  /// The name of a person or body, the first of several.
  private static func name(_ value: JSONLD) -> String? {
    switch value {
    case .text(let text): text.isEmpty ? nil : MarkupText.plain(text)
    case .list(let items): items.first.flatMap(name)
    case .object(let object): object["name"].flatMap(name)
    case .other: nil
    }
  }

  /// The message's text where a page gives it to machines: an article's body, the steps of an
  /// instruction, questions and their answers (schema.org, 15.0).
  private mutating func readBody(_ value: JSONLD) {
    switch value {
    case .text(let text):
      let tidy = MarkupText.plain(text)
      if !tidy.isEmpty { bodies.append(tidy) }
    case .list(let items): for item in items { readBody(item) }
    case .object(let object):
      for key in ["name", "text", "itemListElement", "acceptedAnswer"] {
        if let inner = object[key] { readBody(inner) }
      }
    case .other: break
    }
  }
}
