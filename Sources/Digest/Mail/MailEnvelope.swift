import Presentation

/// An address of a mail: plain ASCII, one `@`, nothing that could end a header.
package struct MailAddress: Hashable, Sendable {
  /// What people read; empty where there is only the address.
  package let name: String
  package let address: String

  /// From `name <local@domain>` or `local@domain`; nil for anything else.
  package init?(_ text: String) {
    let text = PlainText.line(text)
    if let open = text.lastIndex(of: "<"), text.hasSuffix(">") {
      let inner = text[text.index(after: open)...].dropLast()
      guard Self.isAddress(inner) else { return nil }
      address = String(inner)
      name = text[..<open].trimmingCharacters { $0 == " " || $0 == "\"" }
    } else {
      guard Self.isAddress(text[...]) else { return nil }
      address = text
      name = ""
    }
  }

  package var domain: String { String(address.drop { $0 != "@" }.dropFirst()) }

  private static func isAddress(_ text: Substring) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), text.utf8.count <= 254 else {
      return false
    }
    return text.utf8.allSatisfy { byte in
      (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte)
        || "@.-_+=".utf8.contains(byte)
    }
  }
}

/// From whom and to whom a digest is mailed.
package struct MailEnvelope: Hashable, Sendable {
  package var from: MailAddress?
  package var to: [MailAddress] = []
  /// Where one asks for no more of them: a `mailto:` or `https:` address.
  package var unsubscribe: SafeLink?

  package init(from: MailAddress? = nil, to: [MailAddress] = [], unsubscribe: SafeLink? = nil) {
    self.from = from
    self.to = to
    self.unsubscribe = unsubscribe
  }
}

extension StringProtocol {
  /// Without the characters at both ends that answer.
  func trimmingCharacters(_ isTrimmed: (Character) -> Bool) -> String {
    let head = drop(while: isTrimmed)
    return String(head.reversed().drop(while: isTrimmed).reversed())
  }
}
