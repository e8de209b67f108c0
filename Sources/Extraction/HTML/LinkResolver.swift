/// Makes absolute addresses of a page's links, where the page says what its own address is.
struct LinkResolver: Sendable {
  private let base: Address?

  /// `base` is the page's `<base href>`, else its canonical address.
  init(base: String?) {
    self.base = base.flatMap(Address.init)
  }

  /// The absolute address (RFC 3986, 5.2), or the reference as it stands where no base is known;
  /// nil for what is no address of a document (`javascript:`, `#part`, empty).
  func resolve(_ reference: String) -> String? {
    let text = reference.filter { $0 != "\n" && $0 != "\t" && $0 != "\r\n" }
      .trimmingSpaces().replacing(" ", with: "%20")
    guard !text.isEmpty, !text.hasPrefix("#") else { return nil }
    if let scheme = Address.scheme(of: text) {
      return ["http", "https", "mailto", "tel", "ftp"].contains(scheme) ? text : nil
    }
    guard let base else { return text }
    if text.hasPrefix("//") { return base.scheme + ":" + text }
    if text.hasPrefix("/") { return base.root + Address.withoutDots(text) }
    if text.hasPrefix("?") { return base.root + base.path + text }
    return base.root + Address.withoutDots(base.folder + text)
  }
}

/// The parts of an absolute web address that references are resolved against.
struct Address: Sendable {
  /// `https`
  let scheme: String
  /// `https://example.org`
  let root: String
  /// `/a/b`, without query.
  let path: String
  /// `/a/`
  let folder: String

  init?(_ text: String) {
    guard let scheme = Self.scheme(of: text), scheme == "http" || scheme == "https" else {
      return nil
    }
    let rest = text.dropFirst(scheme.count + 1)
    guard rest.hasPrefix("//") else { return nil }
    let afterSlashes = rest.dropFirst(2)
    let host = afterSlashes.prefix { !"/?#".contains($0) }
    guard !host.isEmpty else { return nil }
    self.scheme = scheme
    root = scheme + "://" + host
    let written = afterSlashes.dropFirst(host.count).prefix { !"?#".contains($0) }
    let path = written.isEmpty ? "/" : String(written)
    self.path = path
    folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "/"
  }

  /// The scheme in lower case; nil for a relative reference.
  static func scheme(of text: String) -> String? {
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let scheme = text[..<colon]
    guard let first = scheme.utf8.first, (first | 0x20) >= 0x61, (first | 0x20) <= 0x7A,
      scheme.utf8.allSatisfy({ $0 > 0x2A && $0 < 0x7B && $0 != 0x2F && $0 != 0x3F })
    else { return nil }
    return scheme.lowercased()
  }

  /// Removes `.` and `..` from a path, and leaves query and fragment alone.
  static func withoutDots(_ text: String) -> String {
    let path = text.prefix { $0 != "?" && $0 != "#" }
    guard path.contains("/.") else { return text }
    var parts: [Substring] = []
    let pieces = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
    for (i, piece) in pieces.enumerated() {
      switch piece {
      case ".", "..":
        if piece == "..", !parts.isEmpty { parts.removeLast() }
        if i == pieces.count - 1 { parts.append("") }
      default: parts.append(piece)
      }
    }
    return "/" + parts.joined(separator: "/") + text.dropFirst(path.count)
  }
}

extension StringProtocol {
  /// Without white space at either end.
  func trimmingSpaces() -> String {
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(String.UnicodeScalarView(scalars[first...last]))
  }
}
