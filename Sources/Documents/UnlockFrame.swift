/// What opens a locked document and its locked parts.
package struct DocumentKeys: Hashable, Sendable {
  /// The password of the document itself.
  package var password: String?
  /// Passwords of the attachments of a mail, by name.
  package var parts: [String: String]

  package init(password: String? = nil, parts: [String: String] = [:]) {
    self.password = password
    self.parts = parts
  }
}

/// Passwords in front of a locked document, as a worker gets them on its standard input: neither
/// arguments nor environment, which other users of the machine can see.
///
/// Four bytes, little-endian, count those of the password, the names of parts and their passwords,
/// each ended by a zero.
package enum UnlockFrame {
  /// Bytes of the front at most, without their count.
  package static let longest = 16_384
  /// Bytes of one password at most.
  private static let longestPassword = 1_024

  /// The front of a document; nil for what is no password.
  package static func front(_ keys: DocumentKeys) -> [UInt8]? {
    let parts = keys.parts.sorted { $0.key < $1.key }
    let passwords = [keys.password].compactMap(\.self) + parts.map(\.value)
    guard !passwords.isEmpty,
      passwords.allSatisfy({ !$0.isEmpty && $0.utf8.count <= longestPassword })
    else { return nil }
    let texts: [String] = [keys.password ?? ""] + parts.flatMap { [$0.key, $0.value] }
    guard !texts.contains(where: { $0.utf8.contains(0) }) else { return nil }
    let bytes: [UInt8] = texts.flatMap { Array($0.utf8) + [0] }
    guard bytes.count <= longest else { return nil }
    return (0..<4).map { UInt8(truncatingIfNeeded: bytes.count >> (8 * $0)) } + bytes
  }

  /// Takes the front from bytes, so that the document is left; nil where there is none.
  package static func taken(from bytes: inout [UInt8]) -> DocumentKeys? {
    guard bytes.count >= 4 else { return nil }
    let count = (0..<4).reduce(0) { $0 | Int(bytes[$1]) << (8 * $1) }
    guard count <= min(longest, bytes.count - 4) else { return nil }
    let texts = bytes[4..<4 + count].split(separator: 0, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    // The last zero has nothing behind it.
    guard texts.count >= 2, texts.count.isMultiple(of: 2), texts.last == "" else { return nil }
    var keys = DocumentKeys(password: texts[0].isEmpty ? nil : texts[0])
    for place in stride(from: 1, to: texts.count - 1, by: 2) {
      keys.parts[texts[place]] = texts[place + 1]
    }
    bytes.removeFirst(4 + count)
    return keys
  }
}
