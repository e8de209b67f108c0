/// Text in headers that is not ASCII (RFC 2047; RFC 2231 for file names).
enum EncodedWords {
  /// `=?utf-8?Q?Appel_=C3=A0_projets?=` → `Appel à projets`. Raw bytes beyond ASCII are taken for
  /// UTF-8, else windows-1252; words that cannot be decoded stay as they are.
  static func decode(_ bytes: ArraySlice<UInt8>) -> String {
    var result = ""
    var plain: [UInt8] = []
    /// Bytes of neighbouring words of one charset: a character may be cut between them.
    var open: (charset: String, bytes: [UInt8])?
    func text(_ bytes: [UInt8], _ charset: String?) -> String {
      String(decoding: Charset.decode(bytes, declared: charset).bytes, as: UTF8.self)
    }
    /// Detection is of no use on so few words.
    func raw(_ bytes: [UInt8]) -> String {
      text(bytes, String(validating: bytes, as: UTF8.self) == nil ? "windows-1252" : nil)
    }
    func close() {
      if let word = open { result += text(word.bytes, word.charset) }
      open = nil
    }
    var i = bytes.startIndex
    while i < bytes.endIndex {
      guard let word = word(bytes, at: i) else {
        plain.append(bytes[i])
        i += 1
        continue
      }
      // White space between two words is no part of the text.
      let isGap = open != nil && plain.allSatisfy { $0 == 0x20 || $0 == 0x09 }
      if !isGap {
        close()
        result += raw(plain)
      }
      plain = []
      if open?.charset != word.charset { close() }
      if open == nil { open = (word.charset, []) }
      open?.bytes += word.bytes
      i = word.end
    }
    close()
    return result + raw(plain)
  }

  private static func word(
    _ bytes: ArraySlice<UInt8>, at start: Int
  ) -> (charset: String, bytes: [UInt8], end: Int)? {
    let question = UInt8(ascii: "?")
    guard bytes.endIndex - start > 8, bytes[start] == UInt8(ascii: "="),
      bytes[start + 1] == question,
      let first = bytes[(start + 2)...].firstIndex(of: question), first - start < 60,
      first + 2 < bytes.endIndex, bytes[first + 2] == question
    else { return nil }
    let content = first + 3
    guard let end = bytes[content...].firstIndex(of: question), end + 1 < bytes.endIndex,
      bytes[end + 1] == UInt8(ascii: "=")
    else { return nil }
    let inner = bytes[content..<end]
    let decoded: [UInt8]
    switch bytes[first + 1] | 0x20 {
    case UInt8(ascii: "b"): decoded = TransferEncoding.base64(inner)
    case UInt8(ascii: "q"): decoded = TransferEncoding.quotedPrintable(inner, isWord: true)
    default: return nil
    }
    // `utf-8*fr` names a language too.
    let charset = String(decoding: bytes[(start + 2)..<first], as: UTF8.self)
      .prefix { $0 != "*" }.lowercased()
    return (charset, decoded, end + 2)
  }

  /// `utf-8'fr'Appel%20%C3%A0%20projets.pdf` → `Appel à projets.pdf`.
  static func decodeExtended(_ text: String) -> String {
    let parts = text.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
    let charset = parts.count == 3 ? String(parts[0]) : nil
    let bytes = percentDecoded(Array((parts.count == 3 ? String(parts[2]) : text).utf8))
    return String(decoding: Charset.decode(bytes, declared: charset).bytes, as: UTF8.self)
  }

  private static func percentDecoded(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var i = 0
    while i < bytes.count {
      if bytes[i] == UInt8(ascii: "%"), i + 2 < bytes.count,
        let high = TransferEncoding.hex(bytes[i + 1]), let low = TransferEncoding.hex(bytes[i + 2])
      {
        result.append(high << 4 | low)
        i += 3
      } else {
        result.append(bytes[i])
        i += 1
      }
    }
    return result
  }
}
