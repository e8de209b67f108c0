/// Passwords in front of a locked document, as a worker gets them on its standard input: neither
/// arguments nor environment, which other users of the machine can see.
///
/// Four bytes, little-endian, count those of the passwords; these are parted by line feeds.
package enum UnlockFrame {
  /// Bytes of a frame at most; more than a person's list of passwords.
  package static let longest = 64 << 10

  /// The front of a document; passwords that would make it too long are left out.
  package static func front(_ passwords: [String]) -> [UInt8] {
    var list: [UInt8] = []
    for password in passwords where list.count + password.utf8.count + 5 <= longest {
      list += Array(password.utf8) + [0x0A]
    }
    return (0..<4).map { UInt8(truncatingIfNeeded: list.count >> (8 * $0)) } + list
  }

  /// Takes the front from bytes, so that the document is left; nil where there is none.
  package static func taken(from bytes: inout [UInt8]) -> [String]? {
    guard bytes.count >= 4 else { return nil }
    let count = (0..<4).reduce(0) { $0 | Int(bytes[$1]) << (8 * $1) }
    guard count <= min(longest, bytes.count - 4) else { return nil }
    let list = bytes[4..<4 + count].split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
    bytes.removeFirst(4 + count)
    return list
  }
}
