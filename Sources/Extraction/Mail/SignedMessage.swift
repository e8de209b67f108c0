/// A mail in the clear inside its signature: S/MIME's `signed-data` (RFC 5652, 5) and OpenPGP's
/// cleartext (RFC 9580, 7). Whether the signature holds is not looked into.
enum SignedMessage {
  // MARK: S/MIME

  /// 1.2.840.113549.1.7.2
  private static let signedData: [UInt8] = [
    0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02,
  ]
  private static let deepest = 24

  /// The signed content; nil where the bytes are no signed data, or hold none.
  static func content(_ bytes: [UInt8]) -> [UInt8]? {
    guard let whole = element(bytes, at: 0, tag: 0x30),
      let kind = element(bytes, at: whole.start, tag: 0x06),
      bytes[kind.start..<kind.end].elementsEqual(signedData),
      let holder = element(bytes, at: kind.next, tag: 0xA0),
      let data = element(bytes, at: holder.start, tag: 0x30),
      let version = element(bytes, at: data.start, tag: 0x02),
      let digests = element(bytes, at: version.next, tag: 0x31),
      let inner = element(bytes, at: digests.next, tag: 0x30),
      let innerKind = element(bytes, at: inner.start, tag: 0x06),
      let content = element(bytes, at: innerKind.next, tag: 0xA0),
      let octets = element(bytes, at: content.start)
    else { return nil }
    return string(bytes, octets)
  }

  /// The bytes of an octet string, which may come in pieces.
  private static func string(_ bytes: [UInt8], _ octets: Element) -> [UInt8]? {
    if octets.tag == 0x04 { return Array(bytes[octets.start..<octets.end]) }
    guard octets.tag == 0x24 else { return nil }
    var result: [UInt8] = []
    var place = octets.start
    while place < octets.end, let piece = element(bytes, at: place, tag: 0x04) {
      result += bytes[piece.start..<piece.end]
      place = piece.next
    }
    return result
  }

  /// Where an element's content stands, and what follows it.
  private struct Element {
    var tag: UInt8
    var start: Int
    var end: Int
    var next: Int
  }

  private static func element(_ bytes: [UInt8], at place: Int, tag: UInt8) -> Element? {
    element(bytes, at: place).flatMap { $0.tag == tag ? $0 : nil }
  }

  /// The element that begins at a place, of a length that is told or ended by two zeros (X.690, 8.1).
  private static func element(_ bytes: [UInt8], at place: Int, depth: Int = 0) -> Element? {
    guard depth < deepest, place >= 0, place + 1 < bytes.count else { return nil }
    let tag = bytes[place]
    let length = Int(bytes[place + 1])
    let start = place + 2
    if length < 0x80 {
      guard start + length <= bytes.count else { return nil }
      return Element(tag: tag, start: start, end: start + length, next: start + length)
    }
    guard length == 0x80 else {
      let count = length - 0x80
      guard count <= 4, start + count <= bytes.count else { return nil }
      let size = bytes[start..<start + count].reduce(0) { $0 << 8 | Int($1) }
      let end = start + count + size
      guard end <= bytes.count else { return nil }
      return Element(tag: tag, start: start + count, end: end, next: end)
    }
    var inner = start
    while inner + 1 < bytes.count, bytes[inner] != 0 || bytes[inner + 1] != 0 {
      guard let child = element(bytes, at: inner, depth: depth + 1) else { return nil }
      inner = child.next
    }
    guard inner + 1 < bytes.count else { return nil }
    return Element(tag: tag, start: start, end: inner, next: inner + 2)
  }

  // MARK: OpenPGP

  /// Whether a text is nothing but an encrypted message.
  static func isLocked(_ text: [UInt8]) -> Bool {
    text.drop { $0 <= 0x20 }.starts(with: Array("-----BEGIN PGP MESSAGE-----".utf8))
  }

  /// A text without the armour around its signed part; as it is where it has none.
  static func withoutArmour(_ text: [UInt8]) -> [UInt8] {
    let lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
    func isLine(_ line: ArraySlice<UInt8>, _ words: String) -> Bool {
      line.starts(with: Array("-----\(words)-----".utf8))
    }
    guard let first = lines.firstIndex(where: { isLine($0, "BEGIN PGP SIGNED MESSAGE") }),
      let body = lines[first...].firstIndex(where: { $0.allSatisfy { $0 <= 0x20 } }),
      let end = lines[body...].firstIndex(where: { isLine($0, "BEGIN PGP SIGNATURE") })
    else { return text }
    let after = lines[end...].firstIndex { isLine($0, "END PGP SIGNATURE") }
    // Lines that begin with a dash are set off by one more.
    let signed = lines[(body + 1)..<end].map { line in
      line.starts(with: [0x2D, 0x20]) ? line.dropFirst(2) : line
    }
    let rest = after.map { Array(lines[($0 + 1)...]) } ?? []
    return Array((lines[..<first] + signed + rest).joined(separator: [0x0A]))
  }
}
