import Documents

/// Reads mails (RFC 5322, MIME): the subject as title, the body, then the attachments as parts,
/// each read by the reader of its format.
///
/// Who wrote to whom stands in the furniture: the persons of a mail are none of a call.
package struct MailReader: FormatReader {
  package let formats: [DocumentFormat] = [.mail]

  /// Attachments beyond this number are named in a warning only.
  private static let mostAttachments = 50

  package init() {}

  /// Throws `.encrypted` for a mail that is, `.empty` for one without subject, text and
  /// attachments. An attachment that cannot be read is a warning `unreadable-attachment`.
  package func read(
    _ bytes: UnsafeRawBufferPointer, format: DocumentFormat, name: String, limits: ReaderLimits
  ) throws(DocumentFailure) -> Document {
    guard limits.nestedMails > 0 else { throw .unsupported(detail: "mails in mails") }
    let mails = Mailbox.mails(MailStart.cleaned(Array(bytes)))
    guard mails.count > 1 else { return try read(MailEntity(mails[0]), limits) }
    var joiner = DocumentJoiner(.mail)
    for (i, mail) in mails.enumerated() {
      let entity = MailEntity(mail)
      let name = entity.headers.text("subject") ?? "\(i + 1)"
      append(name, to: &joiner, limits) { limits throws(DocumentFailure) in
        try read(entity, limits)
      }
    }
    guard !joiner.document.text.isEmpty else { throw .empty }
    return joiner.document
  }

  private func read(
    _ mail: MailEntity, _ limits: ReaderLimits
  ) throws(DocumentFailure) -> Document {
    let body = try MailBody(mail)
    var joiner = DocumentJoiner(.mail)
    let subject = mail.headers.text("subject").map(Self.withoutPrefix)
    if let subject { joiner.append(Self.heading(subject), as: nil) }
    for piece in body.pieces {
      for form in piece {
        if let text = MailBodyReader(form, limits).document {
          joiner.append(text, as: nil)
          break
        }
      }
    }
    for (i, attachment) in body.attachments.enumerated() {
      let name = attachment.name(number: i + 1)
      guard i < Self.mostAttachments else {
        joiner.warn(.unreadable(part: name, nil))
        continue
      }
      append(name, to: &joiner, limits) { limits throws(DocumentFailure) in
        try DocumentReader(limits: limits).read(attachment.content, name: name)
      }
    }
    return try document(joiner, mail, subject)
  }

  /// Adds what `read` gives as a part, or a warning.
  private func append(
    _ name: String, to joiner: inout DocumentJoiner, _ limits: ReaderLimits,
    read: (ReaderLimits) throws(DocumentFailure) -> Document
  ) {
    var limits = limits
    limits.nestedMails -= 1
    limits.textBytes -= joiner.document.text.utf8.count + 2
    limits.pages -= joiner.document.pages.count
    limits.keys.password = limits.keys.parts[name]
    do throws(DocumentFailure) {
      guard limits.textBytes > 0, limits.pages > 0 else { throw .empty }
      joiner.append(try read(limits), as: name)
    } catch {
      joiner.warn(.unreadable(part: name, error))
    }
  }

  private func document(
    _ joiner: DocumentJoiner, _ mail: MailEntity, _ subject: String?
  ) throws(DocumentFailure) -> Document {
    var joiner = joiner
    let names = ["from", "to", "cc", "date", "subject"]
    let lines = names.compactMap { name in
      mail.headers.text(name).map { name.prefix(1).uppercased() + name.dropFirst() + ": " + $0 }
    }
    joiner.add(.header, lines.joined(separator: "\n"))
    var document = joiner.document
    guard !document.text.isEmpty || !document.warnings.isEmpty else { throw .empty }
    if document.parts.isEmpty { document.pages = [] }
    document.metadata.title = subject
    document.metadata.author = mail.headers.text("from")
    document.metadata.published = mail.headers.text("date").flatMap(MailDate.day)
    return document
  }

  /// `TR: [liste] Appel` → `Appel`.
  private static func withoutPrefix(_ subject: String) -> String {
    let rest = subject.utf8.dropFirst(MailLabels.prefixLength(subject))
    return String(decoding: Array(rest), as: UTF8.self).trimmingSpaces()
  }

  private static func heading(_ subject: String) -> Document {
    Document(
      format: .mail, text: subject,
      blocks: [Block(.title, TextRange(0, subject.utf8.count))])
  }
}

extension MailEntity {
  /// The file's name, else one after its subject or its number.
  fileprivate func name(number: Int) -> String {
    if let fileName { return fileName }
    if type == "message/rfc822" {
      let subject = MailEntity(content[...]).headers.text("subject")
      return (subject ?? "message-\(number)") + ".eml"
    }
    let endings = ["text/html": ".html", "text/markdown": ".md", "application/pdf": ".pdf"]
    return "attachment-\(number)" + (endings[type] ?? "")
  }
}

/// What copying does to the beginning of a mail.
enum MailStart {
  /// Without a byte order mark and empty lines at the start; with line feeds where there are none.
  static func cleaned(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    let lead = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let start = bytes[lead...].firstIndex { $0 != 0x0A && $0 != 0x0D } ?? bytes.count
    bytes.removeFirst(start)
    guard !bytes.contains(0x0A) else { return bytes }
    return bytes.map { $0 == 0x0D ? 0x0A : $0 }
  }
}

/// Mails one after the other in one file (RFC 4155).
enum Mailbox {
  private static let most = 1_000
  private static let start = Array("From ".utf8)

  /// At least one. A file that does not begin with a line `From …` is one mail.
  static func mails(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    guard bytes.starts(with: start) else { return [bytes[...]] }
    var mails: [ArraySlice<UInt8>] = []
    var first = bytes.firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
    var i = first
    var isBlank = false
    while i < bytes.count {
      let end = bytes[i...].firstIndex(of: 0x0A) ?? bytes.count
      if isBlank, mails.count < most - 1, isStart(bytes[i..<end]) {
        mails.append(bytes[first..<i])
        first = min(end + 1, bytes.count)
      }
      isBlank = bytes[i..<end].allSatisfy { $0 == 0x0D }
      i = end + 1
    }
    mails.append(bytes[first...])
    return mails
  }

  /// `From a@example.org Mon Mar  4 17:45:00 2024`, and no sentence.
  private static func isStart(_ line: ArraySlice<UInt8>) -> Bool {
    line.starts(with: start) && line.contains(UInt8(ascii: ":"))
      && line.contains { $0 >= 0x30 && $0 <= 0x39 }
  }
}
