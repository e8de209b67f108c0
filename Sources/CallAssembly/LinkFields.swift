import CallModel
import Documents
import RuleEngine

/// Links by what they lead to, and contacts.
enum LinkFields {
  static func links(_ context: AnnotatedDocument, _ scope: CallScope) -> [CallLink] {
    var links: [CallLink] = []
    guard context.count(of: "link-role") > 0 else { return links }
    // Most links play no part: told before their addresses are looked at.
    for link in context.document.links where scope.body.contains(link.range) {
      guard let role = role(of: link.range, context),
        case let url = RedirectedURL.target(of: link.url), url.hasPrefix("http"),
        !links.contains(where: { $0.url == url })
      else { continue }
      links.append(
        CallLink(
          role: role, url: url, evidence: [context.evidence(link.range, rule: "links/anchor")])
      )
    }
    for annotation in scope.all("url", context) {
      guard let role = role(of: annotation.range, context),
        case let url = RedirectedURL.target(of: context.scalars.slice(annotation.range)),
        !links.contains(where: { $0.url == url })
      else { continue }
      links.append(CallLink(role: role, url: url, evidence: [context.evidence(annotation)]))
    }
    return links
  }

  /// Told by the words of the link, else by those that stand before it in its block, the last of
  /// them first, else by those after it.
  private static func role(
    of link: TextRange, _ context: AnnotatedDocument
  ) -> CallLink.Role? {
    guard let block = context.block(at: link.start) else { return nil }
    let words = context.all("link-role", in: block.range)
    let near =
      words.first { $0.range.overlaps(link) }
      ?? words.last { $0.range.end <= link.start } ?? words.first
      ?? beside(link, block, context)
    return near?["role"].flatMap { CallLink.Role(rawValue: $0) }
  }

  /// Of an address alone on its line, what the line above it leads in to (« Dépôt des dossiers : »),
  /// else the text that a list of keys and values gives it (`texte: Déposer mon dossier`).
  private static func beside(
    _ link: TextRange, _ block: TextBlock, _ context: AnnotatedDocument
  ) -> Annotation? {
    let blocks = context.blocks
    let most = context.letterCount(link) + lettersOfKey
    guard !context.hasLetters(block.range, moreThan: most) else { return nil }
    let place = block.number
    func words(_ other: TextBlock) -> Annotation? {
      other.range.length <= longestLeadIn
        ? context.all("link-role", in: other.range).last : nil
    }
    if place + 1 < blocks.count, isKeyOfText(blocks[place + 1].range, context),
      let told = words(blocks[place + 1])
    {
      return told
    }
    guard place > 0, context.lastScalar(of: blocks[place - 1].range) == ":" else {
      return nil
    }
    return words(blocks[place - 1])
  }

  /// `texte: …`
  private static func isKeyOfText(_ line: TextRange, _ context: AnnotatedDocument) -> Bool {
    let key = context.bytes[line.start..<line.end].drop { $0 == 0x3A }.prefix { $0 != 0x3A }
    guard key.count <= longestKey else { return false }
    let words = context.lowercased(TextRange(key.startIndex, key.endIndex))
    return ["texte", "text", "label", "libellé"].contains(words)
  }

  /// Bytes.
  private static let longestKey = 12

  /// Letters beside an address that is alone on its line (`lien: …`), and bytes of a lead-in.
  private static let lettersOfKey = 6
  private static let longestLeadIn = 160

  /// Each address with the phone number of its block, and the numbers that stand apart from any
  /// address.
  static func contacts(_ context: AnnotatedDocument, _ scope: CallScope) -> [Contact] {
    var contacts: [Contact] = []
    let phones = scope.all("phone", context)
    var used = Set<Int>()
    for annotation in scope.all("email", context) {
      let email = context.scalars.slice(annotation.range)
      guard !contacts.contains(where: { $0.email == email }) else { continue }
      var contact = Contact(email: email, evidence: [context.evidence(annotation, for: "email")])
      let near = phones.indices.first {
        !used.contains($0) && abs(phones[$0].range.start - annotation.range.start) < reachOfPhone
      }
      if let near {
        used.insert(near)
        contact.phone = context.scalars.slice(phones[near].range)
        contact.evidence.append(context.evidence(phones[near], for: "phone"))
      }
      contact.add(before: annotation, context)
      contacts.append(contact)
    }
    for link in context.document.links where scope.body.contains(link.range) {
      guard let email = address(of: link.url), !contacts.contains(where: { $0.email == email })
      else { continue }
      contacts.append(
        Contact(
          email: email,
          evidence: [context.evidence(link.range, rule: "links/anchor", for: "email")]))
    }
    let emails = scope.all("email", context)
    for i in phones.indices where !used.contains(i) && !isFax(phones[i], context) {
      let phone = phones[i]
      let number = context.scalars.slice(phone.range)
      let isBeside = emails.contains { abs($0.range.start - phone.range.start) < reachOfPhone }
      // Below « Cordialement » stands the number of who wrote or forwarded the letter.
      let before = TextRange(max(0, phone.range.start - reachOfPhone), phone.range.start)
      let isSignature = context.has("closing-formula", in: before)
      guard !isBeside, !isSignature, !contacts.contains(where: { $0.phone == number }) else {
        continue
      }
      var contact = Contact(phone: number, evidence: [context.evidence(phone, for: "phone")])
      contact.add(before: phone, context)
      contacts.append(contact)
    }
    return Array(contacts.prefix(12))
  }

  /// The address that a link of a page writes to, where its words show none (« contactez-nous »).
  private static func address(of url: String) -> String? {
    let scheme = "mailto:"
    guard url.utf8.count > scheme.utf8.count, url.utf8.first.map({ $0 | 0x20 }) == 0x6D,
      url.prefix(scheme.count).lowercased() == scheme
    else { return nil }
    let address = url.dropFirst("mailto:".count).prefix { $0 != "?" && $0 != "," && $0 != ";" }
    let parts = address.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].contains(where: { $0 != "X" && $0 != "x" }),
      parts[1].contains("."),
      address.allSatisfy({ $0.isASCII && !$0.isWhitespace && $0 != "%" })
    else { return nil }
    return String(address)
  }

  /// Bytes between an address and a number of the same contact.
  private static let reachOfPhone = 200

  /// « Fax : … », « Télécopie … »
  private static func isFax(_ phone: Annotation, _ context: AnnotatedDocument) -> Bool {
    guard let block = context.block(at: phone.range.start) else { return false }
    let start = max(block.range.start, phone.range.start - 14)
    let before = TextRange(context.letterStart(start), phone.range.start)
    let words = context.scalars.slice(before).lowercased()
    return words.holdsBytes(of: "fax") || words.holdsBytes(of: "copie")
  }
}

extension Contact {
  /// Bytes before an address within which the person or the office it belongs to is named.
  private static let reach = 160
  /// Bytes of the name of an office.
  private static let longestOffice = 80

  /// Name and function of the person whose address it is, where they stand before it in its block.
  fileprivate mutating func add(before address: Annotation, _ context: AnnotatedDocument) {
    guard let block = context.block(at: address.range.start) else { return }
    let start = max(block.range.start, address.range.start - Self.reach)
    let near = TextRange(context.letterStart(start), address.range.start)
    let others = context.all("email", in: near).last?.range.end
    let own = TextRange(others ?? near.start, near.end)
    if let office = context.all("contact-function", in: own).last {
      let range = context.clause(from: office.range.start, limit: Self.longestOffice)
      var end = min(range.end, address.range.start)
      // Not within a word.
      if end == range.end, range.length >= Self.longestOffice - 3 {
        let words = context.scalars.slice(TextRange(range.start, end))
        end = words.lastIndex(of: " ").map { range.start + words[..<$0].utf8.count } ?? end
      }
      let place = context.trimmed(TextRange(range.start, end))
      if place.length > 6 {
        function = TitleField.clean(context.scalars.slice(place))
        evidence.append(context.evidence(place, rule: office.rule, for: "function"))
      }
    }
    if let place = PersonName.place(in: own, context) {
      name = TitleField.clean(context.scalars.slice(place))
      evidence.append(context.evidence(place, rule: "contacts/person", for: "name"))
    }
  }
}
