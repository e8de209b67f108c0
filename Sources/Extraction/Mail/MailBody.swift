import Documents

/// Sorts the parts of a mail: what is its text, what came with it.
struct MailBody {
  /// One piece of text in its forms, the best first.
  private(set) var pieces: [[MailEntity]] = []
  private(set) var attachments: [MailEntity] = []

  /// Proofs of origin: nothing to read.
  private static let silent: Set<String> = [
    "application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature",
    "application/pgp-encrypted", "message/delivery-status", "text/calendar", "text/vcard",
    "text/x-vcard", "application/ics", "message/external-body",
  ]

  private static let texts: Set<String> = [
    "text/plain", "text/html", "text/enriched", "text/richtext",
  ]

  /// Throws `.encrypted` for a mail that only its receiver's key opens.
  init(_ mail: MailEntity) throws(DocumentFailure) {
    try sort(mail, readsText: true)
  }

  private mutating func sort(
    _ entity: MailEntity, readsText: Bool
  ) throws(DocumentFailure) {
    switch entity.type {
    case "multipart/encrypted": throw .encrypted
    case "application/pkcs7-mime", "application/x-pkcs7-mime":
      guard let signed = SignedMessage.content(entity.content) else {
        guard entity.parameters?["smime-type"] == "signed-data" else { throw .encrypted }
        return attachments.append(entity)
      }
      try sort(MailEntity(signed[...]), readsText: readsText)
    case "multipart/alternative": try sortAlternatives(entity, readsText: readsText)
    case _ where entity.type.hasPrefix("multipart/"):
      for child in entity.children { try sort(child, readsText: readsText) }
    case _ where Self.silent.contains(entity.type): break
    case _ where Self.texts.contains(entity.type) && !entity.isAttachment:
      let content = entity.content
      if SignedMessage.isLocked(content) { throw .encrypted }
      if readsText { pieces.append([entity]) }
      if entity.type == "text/plain" {
        attachments += UUEncoding.parted(content).files.map(MailEntity.init(file:))
      }
    // Logos and the like, which the text shows.
    case _ where entity.type.hasPrefix("image/") && !isPagePicture(entity): break
    default: attachments.append(entity)
    }
  }

  /// Sent as a file, or of the weight of a scan.
  private func isPagePicture(_ entity: MailEntity) -> Bool {
    entity.disposition?.value == "attachment" || entity.content.count > 100_000
  }

  /// Of several forms of the same text one is read; files that came with any form are kept.
  private mutating func sortAlternatives(
    _ entity: MailEntity, readsText: Bool
  ) throws(DocumentFailure) {
    let html = entity.children.lastIndex { $0.holds("text/html") }
    let plain =
      entity.children.lastIndex { $0.holds("text/plain") }
      ?? entity.children.lastIndex { $0.holds("text/enriched") || $0.holds("text/richtext") }
    let firstPiece = pieces.count
    for (i, child) in entity.children.enumerated() {
      try sort(child, readsText: readsText && i == html ?? plain)
    }
    if html != nil, let fallback = plain.flatMap({ entity.children[$0].first("text/plain") }),
      pieces.count == firstPiece + 1
    {
      pieces[firstPiece].append(fallback)
    }
  }
}

extension MailEntity {
  fileprivate func holds(_ type: String) -> Bool { first(type) != nil }

  /// The first text of a type in the part, itself included.
  fileprivate func first(_ type: String) -> MailEntity? {
    if self.type == type, !isAttachment { return self }
    return children.lazy.compactMap { $0.first(type) }.first
  }
}
