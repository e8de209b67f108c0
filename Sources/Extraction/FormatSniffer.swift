import Documents

/// Tells a document's format from its bytes; the file's name decides only where bytes cannot.
struct FormatSniffer {
  let bytes: UnsafeRawBufferPointer
  let name: String

  /// How many bytes at the start are looked at.
  private static let window = 4_096

  /// - Throws: `.unsupported`, with the name of the format where it is known, else `binary`.
  func format() throws(DocumentFailure) -> DocumentFormat {
    // Acrobat and poppler accept the header anywhere in the first 1,024 bytes.
    if bytes.firstOffset(of: "%PDF-", before: 1_024) != nil { return .pdf }
    if bytes.holds("PK\u{3}\u{4}", at: 0) || bytes.holds("PK\u{5}\u{6}", at: 0) {
      return try archiveFormat()
    }
    if isEncryptedOffice { throw .encrypted }
    if PictureFile.kind(of: bytes) != nil { return .image }
    if let known = knownBinary() { throw .unsupported(detail: known) }
    guard looksLikeText else { throw .unsupported(detail: "binary") }
    return textFormat()
  }

  // MARK: Text

  /// UTF-16 with a byte-order mark, or bytes without NUL and with few control characters.
  private var looksLikeText: Bool {
    if bytes.holds("\u{FEFF}", at: 0) || hasUTF16Mark { return true }
    let head = bytes.prefix(Self.window)
    var controls = 0
    for byte in head {
      if byte == 0 { return false }
      if byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0C, byte != 0x0D { controls += 1 }
    }
    return controls * 50 <= head.count
  }

  private var hasUTF16Mark: Bool {
    guard bytes.count >= 2 else { return false }
    return (bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF)
  }

  private func textFormat() -> DocumentFormat {
    if looksLikeHTML { return .html }
    if looksLikeMail { return .mail }
    switch fileExtension {
    case "html", "htm", "xhtml": return .html
    case "md", "markdown": return .markdown
    case "eml": return .mail
    default: return .text
    }
  }

  /// A document type or a structural tag, the latter where the text begins with a tag; or a page
  /// saved with its parts.
  private var looksLikeHTML: Bool {
    if WebArchive.isArchive(bytes, name: name) { return true }
    let start = firstVisible
    if bytes.holds("<!doctype html", at: start, ignoringCase: true)
      || bytes.holds("<html", at: start, ignoringCase: true)
    {
      return true
    }
    guard start < bytes.count, bytes[start] == UInt8(ascii: "<") else { return false }
    let tags: [StaticString] = ["<html", "<head", "<body", "<!doctype html", "<title"]
    return tags.contains {
      bytes.firstOffset(of: $0, before: Self.window, ignoringCase: true) != nil
    }
  }

  /// Header fields that only a mail on its way gets, after a first line that is a field as well
  /// (or the `From ` line of a mailbox).
  private var looksLikeMail: Bool {
    let head = MailStart.cleaned(Array(bytes.prefix(Self.window)))
    guard let byte = head.first, byte > 0x20 else { return false }
    let skipped =
      head.starts(with: Array("From ".utf8)) ? head.firstIndex(of: 0x0A).map { $0 + 1 } ?? 0 : 0
    let names = Set(MailHeaders(head[skipped...]).fields.map(\.name))
    let sent: Set = ["received", "return-path", "message-id", "mime-version", "delivered-to"]
    return !names.isDisjoint(with: ["from", "subject", "date"]) && !names.isDisjoint(with: sent)
  }

  private var firstVisible: Int {
    var offset = bytes.holds("\u{FEFF}", at: 0) ? 3 : 0
    while offset < bytes.count, offset < Self.window, bytes[offset] <= 0x20 { offset += 1 }
    return offset
  }

  private var fileExtension: String {
    guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return "" }
    return String(name[name.utf8.index(after: dot)...]).lowercased()
  }

  // MARK: Archives

  private func archiveFormat() throws(DocumentFailure) -> DocumentFormat {
    // An OpenDocument file begins with an uncompressed entry `mimetype` (ODF 1.2, part 3, 3.3).
    if bytes.holds("mimetype", at: 30) {
      if bytes.holds("application/vnd.oasis.opendocument.presentation", at: 38) { return .odp }
      if bytes.holds("application/vnd.oasis.opendocument.text", at: 38) { return .odt }
    }
    // The directory stands at the end: without it, the rest has not come.
    guard ArchiveNames.directoryOffset(bytes) != nil else {
      throw .damaged(detail: "archive without its directory")
    }
    for entry in ArchiveNames(bytes: bytes) {
      if bytes.holds("ppt/presentation.xml", at: entry) { return .pptx }
      if bytes.holds("word/document", at: entry) { return .docx }
      if bytes.holds("xl/workbook.xml", at: entry) { throw .unsupported(detail: "xlsx") }
    }
    throw .unsupported(detail: "zip")
  }

  // MARK: Binaries

  /// Office wraps an encrypted document in an OLE file with a stream `EncryptedPackage`, its name
  /// in UTF-16 ([MS-OFFCRYPTO], 2.3.4.4).
  private var isEncryptedOffice: Bool {
    bytes.count > 3 && bytes[0] == 0xD0 && bytes[1] == 0xCF
      && bytes.firstOffset(of: "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0", before: bytes.count) != nil
  }

  private func knownBinary() -> String? {
    if bytes.count > 3, bytes[0] == 0xD0, bytes[1] == 0xCF, bytes[2] == 0x11, bytes[3] == 0xE0 {
      return olderOffice
    }
    if bytes.count > 1, bytes[0] == 0x1F, bytes[1] == 0x8B { return "gzip" }
    if bytes.holds("{\\rtf", at: 0) { return "rtf" }
    if bytes.holds("%!PS", at: 0) { return "postscript" }
    if bytes.holds("GIF8", at: 0) { return "gif" }
    return nil
  }

  /// What an OLE file holds, by the name of its main stream, in UTF-16: an Outlook message
  /// ([MS-OXMSG], 2.2), or a document of Office 97.
  private var olderOffice: String {
    func holds(_ name: StaticString) -> Bool {
      bytes.firstOffset(of: name, before: bytes.count) != nil
    }
    if holds("_\0_\0p\0r\0o\0p\0e\0r\0t\0i\0e\0s\0_\0v\0e\0r\0s\0i\0o\0n\0") { return "msg" }
    if holds("W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0") { return "doc" }
    if holds("P\0o\0w\0e\0r\0P\0o\0i\0n\0t\0 \0D\0o\0c\0u\0m\0e\0n\0t\0") { return "ppt" }
    if holds("W\0o\0r\0k\0b\0o\0o\0k\0") { return "xls" }
    return "ole"
  }
}
