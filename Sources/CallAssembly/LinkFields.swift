import CallModel
import Documents
import RuleEngine

/// Links by what they lead to, and contacts.
enum LinkFields {
  static func links(_ context: AnnotatedDocument, _ scope: CallScope) -> [CallLink] {
    var links: [CallLink] = []
    for link in context.document.links where scope.body.contains(link.range) {
      let url = link.url
      guard url.hasPrefix("http"), let block = context.block(at: link.range.start) else { continue }
      let role = role(link, block, context)
      guard let role, !links.contains(where: { $0.url == url }) else { continue }
      links.append(
        CallLink(
          role: role, url: url, evidence: [context.evidence(link.range, rule: "links/anchor")])
      )
    }
    for annotation in scope.all("url", context) {
      guard let block = context.block(at: annotation.range.start) else { continue }
      let url = context.scalars.slice(annotation.range)
      let role = role(Link(range: annotation.range, url: url), block, context)
      guard let role, !links.contains(where: { $0.url == url }) else { continue }
      links.append(CallLink(role: role, url: url, evidence: [context.evidence(annotation)]))
    }
    return links
  }

  /// Told by the words of the link, else by those of its block.
  private static func role(
    _ link: Link, _ block: Block, _ context: AnnotatedDocument
  ) -> CallLink.Role? {
    let own = context.all("link-role").first { $0.range.overlaps(link.range) }
    let near = own ?? context.all("link-role", in: block.range).first
    return near?["role"].flatMap { CallLink.Role(rawValue: $0) }
  }

  /// Each address with the phone number of its block.
  static func contacts(_ context: AnnotatedDocument, _ scope: CallScope) -> [Contact] {
    var contacts: [Contact] = []
    let phones = scope.all("phone", context)
    var used = Set<Int>()
    for annotation in scope.all("email", context) {
      let email = context.scalars.slice(annotation.range)
      guard !contacts.contains(where: { $0.email == email }) else { continue }
      var contact = Contact(email: email, evidence: [context.evidence(annotation, for: "email")])
      let near = phones.indices.first {
        !used.contains($0) && abs(phones[$0].range.start - annotation.range.start) < 200
      }
      if let near {
        used.insert(near)
        contact.phone = context.scalars.slice(phones[near].range)
        contact.evidence.append(context.evidence(phones[near], for: "phone"))
      }
      contact.add(before: annotation, context)
      contacts.append(contact)
    }
    return Array(contacts.prefix(12))
  }
}

extension Contact {
  /// Bytes before an address within which the person or the office it belongs to is named.
  private static let reach = 160

  /// Name and function of the person whose address it is, where they stand before it in its block.
  fileprivate mutating func add(before address: Annotation, _ context: AnnotatedDocument) {
    guard let block = context.block(at: address.range.start) else { return }
    let start = max(block.range.start, address.range.start - Self.reach)
    let near = TextRange(context.letterStart(start), address.range.start)
    let others = context.all("email", in: near).last?.range.end
    let own = TextRange(others ?? near.start, near.end)
    if let office = context.all("contact-function", in: own).last {
      let range = context.clause(from: office.range.start, limit: 80)
      let end = min(range.end, address.range.start)
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

/// The name of a person, told by the title before it or by its form (« Anne LEROY »).
enum PersonName {
  // Read once: to read an expression costs more than to look for it. Both are only read from then on.
  nonisolated(unsafe) private static let titled =
    /(?:Mme|Mmes|Madame|Monsieur|M\.|MM\.|Mr|Mrs|Ms|Dr|Frau|Herr)\s+(\p{Lu}[\p{L}’'-]+(?:\s+\p{Lu}[\p{L}’'-]+){1,2})/
  nonisolated(unsafe) private static let capitals =
    /(\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?\s+\p{Lu}{2}[\p{Lu}’'-]+)/

  static func place(in range: TextRange, _ context: AnnotatedDocument) -> TextRange? {
    let text = context.scalars.slice(range)
    let signs = Signs(text.utf8)
    guard
      let found = (signs.hasTitle ? text.firstMatch(of: titled)?.output.1 : nil)
        ?? (signs.hasCapitals ? text.firstMatch(of: capitals)?.output.1 : nil)
    else { return nil }
    let start = text[..<found.startIndex].utf8.count
    return TextRange(range.start + start, range.start + start + found.utf8.count)
  }

  /// Bytes without which no name is found, looked for before the expressions, which are slow.
  private struct Signs {
    /// The first two letters of a title, or `M.`.
    var hasTitle = false
    /// A space before two capitals, as far as bytes tell.
    var hasCapitals = false

    init(_ bytes: String.UTF8View) {
      func isCapital(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) || byte >= 0xC3 }
      var (before, last): (UInt8, UInt8) = (0, 0)
      for byte in bytes {
        switch (last, byte) {
        case (0x4D, 0x6D), (0x4D, 0x61), (0x4D, 0x6F), (0x4D, 0x2E), (0x4D, 0x4D), (0x4D, 0x72),
          (0x4D, 0x73), (0x44, 0x72), (0x46, 0x72), (0x48, 0x65):
          hasTitle = true
        default: break
        }
        // A capital of two bytes ends in one from 0x80 on.
        let isAfterSpace = before <= 0x20 || before == 0xA0 || (0x80...0xAF).contains(before)
        if isAfterSpace, isCapital(last), isCapital(byte) || byte >= 0x80 { hasCapitals = true }
        (before, last) = (last, byte)
      }
    }
  }
}
