import Documents

/// Parts a page into its message and its furniture, by structure, names and density of text.
struct ContentSelector {
  let page: PageModel
  /// The node whose inside is the message.
  private(set) var root: Int
  /// Paragraphs between the title and the root: a lead set apart from the body.
  private(set) var leads: [Int] = []
  /// By node: set on the top node of each part that is furniture.
  var furniture: [Int: Furniture.Role] = [:]
  /// The page's main heading.
  let title: Int?
  /// The page's `<title>` says so as well.
  private let isTitleSure: Bool
  /// The message is a story that speaks of no call: its headline is kept apart from its text.
  private(set) var isStory = false
  /// Characters of the message outside links and outside furniture, before its inside is looked at.
  private(set) var messageLength: Int32 = 0
  let hints: [NameHints.Hint]

  /// `keepsAll` takes the whole page for the message; `body` is the message's text where the page
  /// gives it to machines, else empty; `author` who wrote it, where the page tells.
  init(_ page: PageModel, body: String = "", author: String? = nil, keepsAll: Bool = false) {
    self.page = page
    root = page.body
    hints = Self.readHints(page)
    let main = page.mainHeading
    isTitleSure = main != nil
    title = main ?? page.firstTop
    guard !keepsAll else { return }
    markFurniture()
    let given = MarkupText.letters(body)
    let confirmed = given.count < 300 ? [] : confirmed(by: given)
    if let around = root(around: confirmed, of: given) {
      root = widened(around)
    } else if !isBare {
      root = chooseRoot()
    }
    messageLength = keptLength
    markInside()
    markUnconfirmed(confirmed, by: given)
    markLines()
    leads = findLeads()
    isStory = tellsStory
    if isStory { markStory(author: author) }
  }

  func isFurniture(_ node: Int) -> Bool { furniture[node] != nil }

  /// The page's main heading where it stands outside the message and the message has none; where
  /// the page's title tells none, the last `h1` before the message.
  var titleOutside: Int? {
    if isStory { return nil }
    let tops = page.visible(.heading, in: page.body).filter {
      ($0 == title || page.tree.name($0) == "h1") && page.length[$0] > 0
    }
    if tops.contains(where: { page.contains(root, $0) && !isInFurniture($0) }) { return nil }
    if let title, isTitleSure { return title }
    let outside = tops.filter { !page.contains(root, $0) }
    return outside.last { $0 < root } ?? outside.first
  }

  /// Characters below the root that stand in no link and in no furniture.
  private var keptLength: Int32 {
    var sum: Int32 = 0
    var node = root
    while node < page.tree.end(root) {
      if page.isHidden[node] || furniture[node] != nil || page.tags[node] == .link {
        node = page.tree.end(node)
      } else {
        if page.tags[node] == .text { sum += page.length[node] }
        node += 1
      }
    }
    return sum
  }

  private func isInFurniture(_ node: Int) -> Bool {
    var node = node
    while node > root {
      if furniture[node] != nil { return true }
      node = page.tree.parent(node)
    }
    return false
  }

  private static func readHints(_ page: PageModel) -> [NameHints.Hint] {
    var cache: [[UInt8]: NameHints.Hint] = [:]
    let tree = page.tree
    return tree.nodes.indices.map { node in
      guard !page.isHidden[node], tree.nodes[node].name >= 0, tree.nodes[node].count > 0 else {
        return NameHints.Hint()
      }
      var names = Array(tree.attributeBytes("class", of: node) ?? [])
      if let id = tree.attributeBytes("id", of: node) {
        names.append(0x20)
        names += id
      }
      guard names.count > 1 else { return NameHints.Hint() }
      if let hint = cache[names] { return hint }
      let hint = NameHints.standard.read(names)
      cache[names] = hint
      return hint
    }
  }

  /// A fragment or a plain document: nothing on it looks like a site's chrome.
  private var isBare: Bool {
    furniture.isEmpty && page.linkDensity(page.body) < 0.25
      && page.visible(.article, in: page.body).isEmpty && page.visible(.main, in: page.body).isEmpty
  }

  // MARK: Furniture by tag, role and name

  private mutating func markFurniture() {
    let total = page.length[page.body]
    var node = page.body
    while node < page.tree.end(page.body) {
      if page.isHidden[node] {
        node = page.tree.end(node)
      } else if page.tags[node] == .preformatted || page.tree.name(node) == "code" {
        // Names of classes in code are words of a highlighter.
        node = page.tree.end(node)
      } else if let role = furnitureRole(node), !holdsMessage(node, total: total) {
        furniture[node] = role
        node = page.tree.end(node)
      } else {
        node += 1
      }
    }
  }

  /// A part with most of the page's running text is not furniture, whatever its name.
  private func holdsMessage(_ node: Int, total: Int32) -> Bool {
    let own = page.length[node] - page.linkLength[node]
    if hints[node].isDiscussion, total - page.length[node] > 300 { return false }
    return Double(own) > 0.5 * Double(total - page.linkLength[page.body])
  }

  private func furnitureRole(_ node: Int) -> Furniture.Role? {
    switch page.tags[node] {
    case .nav: return .navigation
    case .footer:
      let isText = page.length[node] > 400 && page.linkDensity(node) < 0.3
      return isInArticle(node) && isText ? namedRole(node) : .footer
    case .aside: return isFactBox(node) ? nil : .related
    case .header: return isInArticle(node) || holdsTitle(node) ? nil : .header
    case .button: return page.length[node] < 80 && !isFold(node) ? .other : nil
    case .form: return runningText(node) < 150 ? .other : nil
    case .figcaption: return .other
    case .quote: return hints[node].isEmbed ? .other : landmark(node)
    case .body, .text, .main, .article, .bold, .paragraph, .heading, .cell, .row, .section,
      .headerCell:
      return page.tags[node] == .paragraph || page.tags[node] == .heading
        ? namedRole(node) : landmark(node)
    case .link: return hints[node].furniture == .related ? .related : nil
    case .figure where isCaptioned(node): return .other
    default:
      if hints[node].isPicture, isCaptioned(node) { return .other }
      return landmark(node) ?? namedRole(node)
    }
  }

  /// A picture with a few words, which are its caption.
  private func isCaptioned(_ node: Int) -> Bool {
    guard page.length[node] > 0, page.length[node] < 250, !holdsTitle(node) else { return false }
    var holdsPicture = false
    for inner in node..<page.tree.end(node) {
      switch page.tags[inner] {
      case .heading, .list, .orderedList, .table, .quote, .preformatted, .definitionList:
        return false
      case .image: holdsPicture = true
      default: holdsPicture = holdsPicture || page.tree.name(inner) == "amp-img"
      }
    }
    return holdsPicture
  }

  /// The button of an accordion is the heading of what it opens.
  private func isFold(_ node: Int) -> Bool {
    let parent = page.tree.parent(node)
    if page.tags[parent] == .heading || page.tags[page.tree.parent(parent)] == .heading {
      return true
    }
    return page.tree.attributeBytes("aria-expanded", of: node) != nil && page.length[node] > 15
  }

  private func landmark(_ node: Int) -> Furniture.Role? {
    switch page.tree.attribute("role", of: node) {
    case "navigation", "menu", "menubar", "tablist": .navigation
    case "banner": holdsTitle(node) ? nil : .header
    case "contentinfo": .footer
    case "complementary": .related
    case "dialog", "alertdialog": .banner
    case "search": .header
    default: nil
    }
  }

  private func namedRole(_ node: Int) -> Furniture.Role? {
    let hint = hints[node]
    guard let role = hint.furniture else { return nil }
    // `entry-header`, `main-banner`: the furniture word is about a place within the message.
    if hint.isContainer { return nil }
    // A teaser without a link is the lead of this very message.
    if role == .related, hint.isTeaser || page.tags[node] == .paragraph,
      page.linkLength[node] == 0
    {
      return nil
    }
    if holdsTitle(node), page.length[node] < 3000 { return nil }
    if isFactBox(node) { return nil }
    // Panels of tabs, without the tabs: no menu is text alone.
    if role == .navigation, page.linkLength[node] == 0, runningText(node) > 0 { return nil }
    return role
  }

  func holdsTitle(_ node: Int) -> Bool {
    title.map { page.contains(node, $0) } ?? false
  }

  /// Text in paragraphs.
  private func runningText(_ node: Int) -> Int32 {
    page.visible(.paragraph, in: node).reduce(0) { $0 + page.length[$1] }
  }

  private func isInArticle(_ node: Int) -> Bool {
    var node = node
    while node > 0 {
      node = page.tree.parent(node)
      if page.tags[node] == .article || page.tags[node] == .main { return true }
    }
    return false
  }

  // MARK: Lead

  /// Blocks of running text after the title and before the root, short of other messages: at most
  /// a few, none with a heading of its own.
  private func findLeads() -> [Int] {
    guard let title, title < root else { return [] }
    var leads: [Int] = []
    var node = page.contains(root, title) ? root : page.tree.end(title)
    while node < root {
      if page.isHidden[node] || furniture[node] != nil
        || page.tags[node] == .heading
          && page.tree.name(node) == "h1"
      {
        node = page.tree.end(node)
      } else if !page.contains(node, root), page.tags[node].isBlock {
        if isLead(node) { leads.append(node) }
        node = isLead(node) || page.length[node] < 40 ? page.tree.end(node) : node + 1
      } else {
        node += 1
      }
    }
    return leads.count <= 4 ? leads : []
  }

  private func isLead(_ node: Int) -> Bool {
    let text = page.length[node] - page.linkLength[node]
    guard text >= 40, text < 2500, page.linkDensity(node) < 0.3, !isTemplateLine(node) else {
      return false
    }
    // The smallest block that holds it all.
    return !page.tree.children(node).contains {
      page.tags[$0].isBlock && page.length[$0] * 10 > page.length[node] * 9
    }
  }

  /// A byline, tags, a credit: lines that a template sets beside a message.
  private func isTemplateLine(_ node: Int) -> Bool {
    guard page.length[node] < 300 else { return false }
    let words = page.words(of: node)
    return PhraseHints.isByline(words) || PhraseHints.isCredit(words)
      || PhraseHints.asksForSupport(words) || PhraseHints.announcesOthers(words)
      || page.linkLength[node] > 0 && PhraseHints.listsTags(words)
  }

  // MARK: Furniture inside the message

  /// Boxes made of links, headings that announce other messages, and what follows them.
  private mutating func markInside() {
    var node = root + 1
    for card in cards(in: root) { furniture[card] = .related }
    while node < page.tree.end(root) {
      for card in page.isHidden[node] || furniture[node] != nil ? [] : cards(in: node) {
        furniture[card] = .related
      }
      if page.isHidden[node] || furniture[node] != nil {
        node = page.tree.end(node)
      } else if isLinkBox(node) || isAside(node) {
        furniture[node] = .related
        node = page.tree.end(node)
      } else if announcesOthers(node) {
        markSection(node)
        node = page.tree.end(node)
      } else {
        node += 1
      }
    }
  }

  /// A heading, or a line before links, with such words as « Sur le même sujet ».
  private func announcesOthers(_ node: Int) -> Bool {
    guard page.length[node] > 0, page.length[node] < 100 else { return false }
    if page.tags[node] == .heading { return PhraseHints.announcesOthers(page.words(of: node)) }
    guard page.tags[node].isBlock, page.tags[node] != .listItem, page.tags[node] != .cell else {
      return false
    }
    var next = page.tree.end(node)
    let last = page.tree.end(page.tree.parent(node))
    while next < last, page.length[next] == 0 { next = page.tree.end(next) }
    return next < last && page.linkDensity(next) > 0.5
      && PhraseHints.announcesOthers(page.words(of: node))
  }

  private func isLinkBox(_ node: Int) -> Bool {
    let length = page.length[node]
    guard length > 0 else { return false }
    switch page.tags[node] {
    case .list, .block, .section, .definitionList:
      let links = page.visible(.link, in: node)
      return links.count >= 3 && page.linkDensity(node) > 0.7
        && page.visible(.heading, in: node).count < 3
        && !areCalls(
          links.map { page.tags[page.tree.parent($0)] == .listItem ? page.tree.parent($0) : $0 })
    default: return false
    }
  }

  /// A short line such as « À lire aussi : … », a way back, or a picture's credit.
  private func isAside(_ node: Int) -> Bool {
    guard page.tags[node].isBlock || page.tags[node] == .link, page.length[node] < 400,
      page.length[node] > 0
    else { return false }
    if page.tags[node] == .heading || page.tags[node] == .row { return false }
    let words = page.words(of: node)
    if page.linkDensity(node) > (page.length[node] < 160 ? 0.4 : 0.6),
      PhraseHints.announcesOthers(words)
    {
      return true
    }
    if page.linkDensity(node) > 0.9, PhraseHints.leadsBack(words) { return true }
    return page.length[node] < 90 && PhraseHints.isCredit(words)
  }

  /// The heading and what belongs to it: up to the next heading of its rank, as far as it is links.
  private mutating func markSection(_ heading: Int) {
    furniture[heading] = .related
    let parent = page.tree.parent(heading)
    // A box of its own that begins so is about other messages as a whole.
    if parent != root, page.length[parent] < 600, page.linkDensity(parent) > 0.3,
      page.tags[heading] == .heading,
      page.tree.children(parent).first(where: { page.length[$0] > 0 }) == heading,
      !holdsTitle(parent), [.block, .section, .listItem].contains(page.tags[parent])
    {
      furniture[parent] = .related
      return
    }
    var node = page.tree.end(heading)
    let last = page.tree.end(parent)
    while node < last {
      let isRich = page.tags[node] == .heading || page.length[node] > 0 && !isMadeOfLinks(node)
      if isRich, !page.isHidden[node] { return }
      if page.length[node] > 0 { furniture[node] = .related }
      node = page.tree.end(node)
    }
  }

  private func isMadeOfLinks(_ node: Int) -> Bool {
    page.linkDensity(node) > 0.5
      || !page.visible(.link, in: node).isEmpty
        && page.linkDensity(node) > 0.25
  }
}
