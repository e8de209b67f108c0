/// A page that a browser saved with its parts in one file: MHTML (RFC 2557).
///
/// Of its parts only the page itself is taken; pictures, style sheets and frames stay packed.
struct WebArchive {
  /// The page, its transfer encoding taken off.
  private(set) var page: [UInt8]
  /// From the part's header.
  private(set) var charset: String?
  /// Where the page came from.
  private(set) var location: String?

  /// Multipart bodies inside one another.
  private static let deepest = 4

  /// Fails where the bytes are no archive, or hold no page.
  init?(_ bytes: UnsafeRawBufferPointer, name: String) {
    guard Self.isArchive(bytes, name: name) else { return nil }
    let all = Array(bytes)
    let header = Header(all[...])
    location = header["snapshot-content-location"] ?? header["content-location"]
    guard let part = Self.page(in: all[...], at: location, depth: 0) else { return nil }
    page = Self.decoded(part.body, part.header["content-transfer-encoding"])
    charset = part.header.parameter("charset", of: "content-type")
    location = part.header["content-location"] ?? location
  }

  /// Tells an archive from a mail: by its ending, or by what browsers write into the first lines.
  static func isArchive(_ bytes: UnsafeRawBufferPointer, name: String) -> Bool {
    let head = 4_096
    func holds(_ text: StaticString) -> Bool {
      bytes.firstOffset(of: text, before: head, ignoringCase: true) != nil
    }
    guard let first = bytes.first, first > 0x20, first != UInt8(ascii: "<"),
      holds("content-type:")
    else { return false }
    let lower = name.lowercased()
    if lower.hasSuffix(".mht") || lower.hasSuffix(".mhtml") { return true }
    return holds("multipart/related") && !holds("\nreceived:") && !holds("\nto:")
      && (holds("snapshot-content-location:") || holds("<saved by ") || holds("x-mimeole:"))
  }

  // MARK: Parts

  private typealias Part = (header: Header, body: ArraySlice<UInt8>)

  /// The part that came from `location`, else the first that is a page.
  private static func page(in entity: ArraySlice<UInt8>, at location: String?, depth: Int) -> Part?
  {
    let header = Header(entity)
    let body = entity[header.end...]
    let type = header["content-type"]?.lowercased() ?? "text/plain"
    if type.hasPrefix("text/html") || type.hasPrefix("application/xhtml") { return (header, body) }
    guard type.hasPrefix("multipart/"), depth < deepest,
      let boundary = header.parameter("boundary", of: "content-type"), !boundary.isEmpty
    else { return nil }
    let pages = split(body, at: Array("--\(boundary)".utf8)).prefix(10_000).lazy.compactMap {
      page(in: $0, at: location, depth: depth + 1)
    }
    var first: Part?
    for part in pages {
      if location == nil || part.header["content-location"] == location { return part }
      first = first ?? part
    }
    return first
  }

  /// What stands between lines that begin with the boundary.
  private static func split(_ body: ArraySlice<UInt8>, at boundary: [UInt8]) -> [ArraySlice<UInt8>]
  {
    var parts: [ArraySlice<UInt8>] = []
    var start: Int?
    var line = body.startIndex
    while line < body.endIndex {
      let end = body[line...].firstIndex(of: 0x0A).map { $0 + 1 } ?? body.endIndex
      if body[line..<end].starts(with: boundary) {
        if let start, start < line { parts.append(body[start..<line]) }
        start = end
      }
      line = end
    }
    if let start, start < body.endIndex { parts.append(body[start...]) }
    return parts
  }

  // MARK: Transfer encodings (RFC 2045, 6)

  private static func decoded(_ body: ArraySlice<UInt8>, _ encoding: String?) -> [UInt8] {
    switch encoding?.lowercased() {
    case "quoted-printable": quotedPrintable(body)
    case "base64": base64(body)
    default: Array(body)
    }
  }

  private static func quotedPrintable(_ body: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(body.count)
    var i = body.startIndex
    while i < body.endIndex {
      guard body[i] == UInt8(ascii: "=") else {
        result.append(body[i])
        i += 1
        continue
      }
      let next = body[(i + 1)...].prefix(2)
      if let value = hexadecimal(next) {
        result.append(value)
        i += 3
      } else if next.first == 0x0A {
        i += 2
      } else if next.elementsEqual([0x0D, 0x0A]) {
        i += 3
      } else {
        result.append(body[i])
        i += 1
      }
    }
    return result
  }

  private static func hexadecimal(_ digits: ArraySlice<UInt8>) -> UInt8? {
    guard digits.count == 2 else { return nil }
    return UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
  }

  private static func base64(_ body: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var value: UInt32 = 0
    var bits = 0
    for byte in body {
      let digit: UInt8
      switch byte {
      case 0x41...0x5A: digit = byte - 0x41
      case 0x61...0x7A: digit = byte - 0x61 + 26
      case 0x30...0x39: digit = byte - 0x30 + 52
      case UInt8(ascii: "+"): digit = 62
      case UInt8(ascii: "/"): digit = 63
      default: continue
      }
      value = value << 6 | UInt32(digit)
      bits += 6
      if bits >= 8 {
        bits -= 8
        result.append(UInt8(truncatingIfNeeded: value >> UInt32(bits)))
      }
    }
    return result
  }
}

extension WebArchive {
  /// The fields at the start of a part, folded lines joined (RFC 5322, 2.2).
  fileprivate struct Header {
    private var fields: [String: String] = [:]
    /// Where the body begins.
    private(set) var end: Int

    init(_ entity: ArraySlice<UInt8>) {
      end = entity.startIndex
      var name = ""
      while end < entity.endIndex {
        let next = entity[end...].firstIndex(of: 0x0A) ?? entity.endIndex
        let line = String(decoding: entity[end..<next], as: UTF8.self)
        end = min(next + 1, entity.endIndex)
        let text = line.trimmingSpaces()
        if text.isEmpty { break }
        if line.first == " " || line.first == "\t" {
          fields[name, default: ""] += " " + text
        } else if let colon = text.firstIndex(of: ":") {
          name = text[..<colon].lowercased()
          fields[name] = text[text.index(after: colon)...].trimmingSpaces()
        }
      }
    }

    subscript(name: String) -> String? { fields[name] }

    /// `charset` of `text/html; charset="utf-8"`.
    func parameter(_ name: String, of field: String) -> String? {
      for part in (fields[field] ?? "").split(separator: ";").dropFirst() {
        let pair = part.split(separator: "=", maxSplits: 1)
        guard pair.count == 2, pair[0].trimmingSpaces().lowercased() == name else { continue }
        return pair[1].trimmingSpaces().trimmingQuotes()
      }
      return nil
    }
  }
}

extension String {
  fileprivate func trimmingQuotes() -> String {
    utf8.count >= 2 && first == "\"" && last == "\"" ? String(dropFirst().dropLast()) : self
  }
}
