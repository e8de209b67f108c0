import Documents

/// Finds `[words](address)` and `<address>`.
enum MarkdownLinks {
  static func links(in text: [UInt8]) -> [Link] {
    let resolver = LinkResolver(base: nil)
    var links: [Link] = []
    var open: Int?
    var i = 0
    while i < text.count {
      switch text[i] {
      case UInt8(ascii: "["): open = i
      case UInt8(ascii: "]"):
        if let start = open, i + 1 < text.count, text[i + 1] == UInt8(ascii: "("),
          let end = end(of: UInt8(ascii: ")"), in: text, from: i + 2)
        {
          let target = String(decoding: text[(i + 2)..<end], as: UTF8.self)
            .split(separator: " ").first.map(String.init)
          let isImage = start > 0 && text[start - 1] == UInt8(ascii: "!")
          if let url = target.flatMap(resolver.resolve), !isImage, start + 1 < i {
            links.append(Link(range: TextRange(start + 1, i), url: url))
          }
          i = end
        }
        open = nil
      case UInt8(ascii: "<"):
        if let end = end(of: UInt8(ascii: ">"), in: text, from: i + 1) {
          let target = String(decoding: text[(i + 1)..<end], as: UTF8.self)
          if Address.scheme(of: target) != nil, !target.contains(" "),
            let url = resolver.resolve(target)
          {
            links.append(Link(range: TextRange(i + 1, end), url: url))
            i = end
          }
        }
      case 0x0A: if i > 0, text[i - 1] == 0x0A { open = nil }
      default: break
      }
      i += 1
    }
    return links
  }

  /// The place of a sign on the same line, at most 2,000 bytes away.
  private static func end(of sign: UInt8, in text: [UInt8], from start: Int) -> Int? {
    var i = start
    while i < text.count, i < start + 2_000, text[i] != 0x0A {
      if text[i] == sign { return i }
      // `<a <b>`: the later one is the one that closes.
      if text[i] == UInt8(ascii: "<") { return nil }
      i += 1
    }
    return nil
  }
}
