import Documents

/// Puts the frames of a saved page, which are pages among its parts, where the page shows them.
///
/// All frames of a frame set are the page; of frames within a page (`iframe`) those that come from
/// the page's own site: others are advertisements, maps and films.
struct ArchiveFrames {
  private let pages: [MailEntity]
  private static let deepest = 4
  /// Of the page with its frames, in bytes.
  private static let longest = 16 << 20

  init(_ pages: [MailEntity]) { self.pages = pages }

  /// The page in UTF-8 with its frames; nil where it has none that are there.
  func filled(_ page: MailEntity, from location: String?) -> [UInt8]? {
    guard pages.count > 1 else { return nil }
    var places: Set<String> = []
    return filled(Self.text(of: page), from: location, depth: 0, &places)
  }

  private static func text(of page: MailEntity) -> [UInt8] {
    let bytes = page.content
    return Charset.decode(bytes, declared: page.charset ?? Charset.declared(inMarkup: bytes)).bytes
  }

  /// - Parameter taken: places of the frames that stand somewhere already.
  private func filled(
    _ text: [UInt8], from location: String?, depth: Int, _ taken: inout Set<String>
  ) -> [UInt8]? {
    var result: [UInt8] = []
    var hasFrames = false
    var place = 0
    for tag in FrameTag.all(in: text) where tag.start >= place {
      result += text[place..<tag.start]
      place = tag.end
      if tag.kind == .set {
        // What a frame set holds is none of the page's body.
        result += Array((text[tag.start + 1] == UInt8(ascii: "/") ? "</div>" : "<div>").utf8)
      } else if let frame = frame(tag, from: location), depth < Self.deepest,
        result.count < Self.longest, taken.insert(tag.source).inserted
      {
        hasFrames = true
        let own = Self.text(of: frame)
        let whole = filled(own, from: frame.location, depth: depth + 1, &taken) ?? own
        result += Array("<div>".utf8) + Self.body(of: whole) + Array("</div>".utf8)
      }
    }
    result += text[place...]
    return hasFrames ? result : nil
  }

  /// The part that a frame shows.
  private func frame(_ tag: FrameTag, from location: String?) -> MailEntity? {
    let address = LinkResolver(base: location).resolve(tag.source) ?? tag.source
    let identifier =
      tag.source.lowercased().hasPrefix("cid:") ? "<\(tag.source.dropFirst(4))>" : nil
    let page = pages.first { page in
      if let identifier { return page.identifier == identifier }
      return page.location == address || page.location == tag.source
    }
    guard tag.kind == .inline else { return page }
    let site = location.flatMap(Address.init)?.root
    return page.flatMap { page in
      page.location.flatMap(Address.init)?.root == site && site != nil ? page : nil
    }
  }

  /// What stands between the tags of a page's body; all of it where there are none.
  private static func body(of page: [UInt8]) -> ArraySlice<UInt8> {
    page.withUnsafeBytes { bytes in
      var start = 0
      if let body = bytes.firstOffset(of: "<body", before: bytes.count, ignoringCase: true) {
        start = page[body...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? 0
      }
      let end = bytes.firstOffset(of: "</body", before: bytes.count, ignoringCase: true)
      return page[start..<max(start, end ?? page.count)]
    }
  }
}

/// A tag that stands for a frame, or around frames.
private struct FrameTag {
  enum Kind {
    case set, frame, inline
  }

  var kind: Kind
  /// Its bytes, those of an `iframe` up to its end.
  var start: Int
  var end: Int
  /// The address of what it shows; empty for none.
  var source = ""

  /// In order. Linear.
  static func all(in text: [UInt8]) -> [FrameTag] {
    text.withUnsafeBytes { bytes in
      var tags: [FrameTag] = []
      for start in text.indices where text[start] == UInt8(ascii: "<") {
        guard let kind = kind(of: bytes, at: start + 1) else { continue }
        guard let close = text[start...].firstIndex(of: UInt8(ascii: ">")) else { break }
        var tag = FrameTag(kind: kind, start: start, end: close + 1)
        if kind == .inline, bytes.holds("</iframe>", at: close + 1, ignoringCase: true) {
          tag.end += 9
        }
        tag.source = source(text[start..<close])
        tags.append(tag)
      }
      return tags
    }
  }

  private static func kind(of bytes: UnsafeRawBufferPointer, at place: Int) -> Kind? {
    for (name, kind) in [
      ("frameset", .set), ("/frameset", .set), ("frame", .frame), ("iframe", .inline),
    ] as [(StaticString, Kind)] where bytes.holds(name, at: place, ignoringCase: true) {
      let next = place + name.utf8CodeUnitCount
      if next < bytes.count, bytes[next] <= 0x20 || bytes[next] == UInt8(ascii: ">") { return kind }
    }
    return nil
  }

  /// The value of `src`.
  private static func source(_ tag: ArraySlice<UInt8>) -> String {
    let words = String(decoding: tag, as: UTF8.self)
    guard let name = words.range(ofAttribute: "src") else { return "" }
    let value = words[name...].drop { $0 == " " }
    guard let quote = value.first else { return "" }
    let text =
      quote == "\"" || quote == "'"
      ? value.dropFirst().prefix { $0 != quote } : value.prefix { !$0.isWhitespace }
    return String(text).replacing("&amp;", with: "&")
  }
}

extension String {
  /// Where the value of an attribute of a tag begins; nil where it has none of that name.
  fileprivate func range(ofAttribute name: String) -> String.Index? {
    var rest = self[...]
    while let found = rest.firstRange(of: name + "=")
      ?? rest.firstRange(of: name.uppercased() + "=")
    {
      if found.lowerBound > startIndex, self[index(before: found.lowerBound)].isWhitespace {
        return found.upperBound
      }
      rest = rest[found.upperBound...]
    }
    return nil
  }
}
