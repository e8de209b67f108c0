/// Text with a few tags, as old mail programs wrote it: `text/enriched` (RFC 1896) and the older
/// `text/richtext` (RFC 1341).
enum EnrichedText {
  /// The text without tags, in the same charset, which has ASCII in its place.
  ///
  /// - Parameter isRich: by the older rules, in which lines are parted by `<nl>`.
  static func plain(_ bytes: [UInt8], isRich: Bool) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    /// Parameters and comments are not shown; inside `nofill`, lines are as they stand.
    var (hidden, verbatim) = (0, 0)
    var i = 0
    while i < bytes.count {
      let byte = bytes[i]
      if byte == UInt8(ascii: "<") {
        if !isRich, i + 1 < bytes.count, bytes[i + 1] == byte {
          if hidden == 0 { result.append(byte) }
          i += 2
          continue
        }
        if let tag = tag(bytes[(i + 1)...]) {
          let change = tag.isEnd ? -1 : 1
          switch tag.name {
          case "param", "comment": hidden = max(0, hidden + change)
          case "nofill", "verbatim": verbatim = max(0, verbatim + change)
          case "lt" where isRich: result.append(byte)
          case "nl" where isRich: result.append(0x0A)
          case "paragraph" where isRich, "center", "flushleft", "flushright", "excerpt":
            result.append(0x0A)
          default: break
          }
          i = tag.end
          continue
        }
      }
      if byte == 0x0A, verbatim == 0 {
        let end = bytes[i...].firstIndex { $0 != 0x0A && $0 != 0x0D } ?? bytes.count
        let feeds = bytes[i..<end].count { $0 == 0x0A }
        // One is a space, each more a line.
        if hidden == 0 {
          result += feeds == 1 || isRich ? [0x20] : Array(repeating: 0x0A, count: feeds)
        }
        i = end
        continue
      }
      if hidden == 0, byte != 0x0D { result.append(byte) }
      i += 1
    }
    return result
  }

  /// `bold>`, `/bold>`: up to sixty letters, digits and hyphens.
  private static func tag(
    _ bytes: ArraySlice<UInt8>
  ) -> (name: String, isEnd: Bool, end: Int)? {
    let isEnd = bytes.first == UInt8(ascii: "/")
    let rest = bytes.dropFirst(isEnd ? 1 : 0)
    let name = rest.prefix(60).prefix { byte in
      (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x2D
    }
    guard !name.isEmpty, name.endIndex < bytes.endIndex,
      bytes[name.endIndex] == UInt8(ascii: ">")
    else { return nil }
    return (String(decoding: name, as: UTF8.self).lowercased(), isEnd, name.endIndex + 1)
  }
}
