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
      contacts.append(contact)
    }
    return Array(contacts.prefix(12))
  }
}
