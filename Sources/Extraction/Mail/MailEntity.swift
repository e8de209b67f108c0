import Documents

/// A mail, or one part of it, as MIME divides it (RFC 2046).
struct MailEntity {
  private static let deepest = 20
  private static let mostParts = 1_000

  let headers: MailHeaders
  /// `text/plain`, in lower case.
  let type: String
  let parameters: StructuredField?
  let disposition: StructuredField?
  private let body: ArraySlice<UInt8>
  private(set) var children: [MailEntity] = []

  init(_ bytes: ArraySlice<UInt8>) {
    var budget = Self.mostParts
    self.init(bytes, depth: 0, standard: "text/plain", budget: &budget)
  }

  private init(
    _ bytes: ArraySlice<UInt8>, depth: Int, standard: String, budget: inout Int
  ) {
    headers = MailHeaders(bytes)
    body = bytes[headers.bodyStart...]
    parameters = headers.structured("content-type")
    disposition = headers.structured("content-disposition")
    let type = parameters?.value ?? ""
    self.type = type.contains("/") ? type : standard
    guard self.type.hasPrefix("multipart/"), depth < Self.deepest else { return }
    let inner = self.type == "multipart/digest" ? "message/rfc822" : "text/plain"
    for part in parts() where budget > 0 {
      budget -= 1
      children.append(
        MailEntity(part, depth: depth + 1, standard: inner, budget: &budget))
    }
  }

  /// A file that stands in a text.
  init(file: UUEncoding.File) {
    let name = file.name.filter { $0 != "\"" && $0 != "\\" }
    let headers = """
      Content-Type: application/octet-stream
      Content-Disposition: attachment; filename="\(name)"
      Content-Transfer-Encoding: x-uuencode


      """
    self.init((Array(headers.utf8) + file.source)[...])
  }

  /// The parts of a body; where its boundary is none of its lines, those between lines that look like
  /// one, or else the whole.
  private func parts() -> [ArraySlice<UInt8>] {
    if let boundary = parameters?["boundary"], !boundary.isEmpty {
      let parts = Self.split(body, at: Array(boundary.utf8))
      if !parts.isEmpty { return parts }
    }
    let first = body.drop { $0 <= 0x20 }
    let line = first.prefix { $0 > 0x20 }
    guard line.count > 2, line.starts(with: [0x2D, 0x2D]) else {
      return first.isEmpty ? [] : [[0x0A] + body]
    }
    return Self.split(body, at: Array(line.dropFirst(2)))
  }

  /// The stretches between the lines `--boundary`; a mail that was cut ends its last part.
  private static func split(
    _ body: ArraySlice<UInt8>, at boundary: [UInt8]
  ) -> [ArraySlice<UInt8>] {
    var parts: [ArraySlice<UInt8>] = []
    var start: Int?
    var i = body.startIndex
    while i < body.endIndex {
      let end = body[i...].firstIndex(of: 0x0A) ?? body.endIndex
      let line = body[i..<end]
      if line.count >= boundary.count + 2, line.starts(with: [0x2D, 0x2D]),
        line.dropFirst(2).starts(with: boundary)
      {
        let rest = line.dropFirst(2 + boundary.count)
        let isLast = rest.starts(with: [0x2D, 0x2D])
        if rest.dropFirst(isLast ? 2 : 0).allSatisfy({ $0 <= 0x20 }) {
          if let start { parts.append(body[start..<i]) }
          start = isLast ? nil : min(end + 1, body.endIndex)
          if isLast { return parts }
        }
      }
      i = end + 1
    }
    if let start, start < body.endIndex { parts.append(body[start...]) }
    return parts
  }

  /// The body without its transfer encoding.
  var content: [UInt8] {
    let encoding = headers.text("content-transfer-encoding")?.lowercased() ?? ""
    return TransferEncoding.decode(body, encoding)
  }

  var charset: String? { parameters?["charset"] }

  /// The name that the sender gave to the file.
  var fileName: String? {
    guard let name = disposition?["filename"] ?? parameters?["name"] else { return nil }
    // Only the last step of a path, whatever the system.
    let last = name.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
    let scalars = last.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }
    let clean = String(String.UnicodeScalarView(scalars))
      .trimmingSpaces()
    return clean.isEmpty ? nil : clean
  }

  var isAttachment: Bool {
    disposition?.value == "attachment" || fileName != nil && type != "text/html"
  }
}
