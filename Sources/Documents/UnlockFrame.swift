/// A password in front of a locked document, as a worker gets it on its standard input: neither
/// arguments nor environment, which other users of the machine can see.
///
/// Four bytes, little-endian, count those of the password.
package enum UnlockFrame {
  /// Bytes of a password at most.
  package static let longest = 1_024

  /// The front of a document; nil for what is no password.
  package static func front(_ password: String) -> [UInt8]? {
    let bytes = Array(password.utf8)
    guard !bytes.isEmpty, bytes.count <= longest, !bytes.contains(0) else { return nil }
    return (0..<4).map { UInt8(truncatingIfNeeded: bytes.count >> (8 * $0)) } + bytes
  }

  /// Takes the front from bytes, so that the document is left; nil where there is none.
  package static func taken(from bytes: inout [UInt8]) -> String? {
    guard bytes.count >= 4 else { return nil }
    let count = (0..<4).reduce(0) { $0 | Int(bytes[$1]) << (8 * $1) }
    guard count <= min(longest, bytes.count - 4) else { return nil }
    let password = String(decoding: bytes[4..<4 + count], as: UTF8.self)
    bytes.removeFirst(4 + count)
    return password
  }
}
