/// An address that may stand in a link: `http`, `https`, or `mailto` with one address and nothing
/// else.
package struct SafeLink: Hashable, Sendable {
  /// Holds no space, quotation mark, bracket or control character.
  package let url: String

  /// Nil for any other scheme (`javascript:`, `data:`, `file:`), for control characters (which
  /// browsers skip inside a scheme), and for a user name before the host, which hides the real one.
  package init?(_ text: String) {
    let text = text.trimmingSpaces()
    guard !text.isEmpty, text.unicodeScalars.count <= 2000,
      PlainText.line(text).unicodeScalars.elementsEqual(text.unicodeScalars)
    else { return nil }
    let lower = text.lowercased()
    if lower.hasPrefix("mailto:") {
      guard let address = Self.mailAddress(text.dropFirst(7)) else { return nil }
      url = "mailto:" + address
      return
    }
    guard let scheme = ["https://", "http://"].first(where: lower.hasPrefix) else { return nil }
    let rest = text.dropFirst(scheme.count)
    let host = rest.prefix { !"/?#".contains($0) }
    guard !host.isEmpty, !host.contains("@"), !host.contains("\\") else { return nil }
    url = scheme + Self.encoded(rest)
  }

  /// The host, shown so that a reader knows where a link leads; the address of a mail.
  package var host: String {
    guard !url.hasPrefix("mailto:") else { return String(url.dropFirst(7)) }
    let rest = url.drop { $0 != ":" }.dropFirst(3)
    return String(rest.prefix { !"/?#:".contains($0) })
  }

  private static func mailAddress(_ text: Substring) -> String? {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    let isPlain = text.utf8.allSatisfy { byte in
      (byte >= 0x61 && byte <= 0x7A) || (byte >= 0x41 && byte <= 0x5A)
        || (byte >= 0x30 && byte <= 0x39) || "@.-_+".utf8.contains(byte)
    }
    guard isPlain, parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
    return String(text)
  }

  // Everything that could end an attribute or a Markdown link is percent-encoded; letters of other
  // scripts stay as they are.
  private static func encoded(_ text: Substring) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if " \"'<>()[]{}|\\^`*".unicodeScalars.contains(scalar) {
        let hex = String(scalar.value, radix: 16, uppercase: true)
        result += "%" + (hex.count < 2 ? "0" : "") + hex
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension String {
  func trimmingSpaces() -> String {
    let isSpace: (Character) -> Bool = { $0.isWhitespace }
    let head = drop(while: isSpace)
    return String(head.reversed().drop(while: isSpace).reversed())
  }
}
