import CallModel
import Documents

/// Where words stand in a call, ready to be quoted.
struct PlaceInCall {
  /// nil for the title.
  var passage: Int?
  /// UTF-8 bytes of the passage's text, or of the title.
  var range: TextRange
  var weight: Double

  func form(in text: CallText) -> String {
    if let passage, !text.passages.indices.contains(passage) { return "" }
    let whole = passage.map { text.passages[$0].text } ?? text.title
    guard range.start >= 0, range.length >= 0 else { return "" }
    return whole.utf8Bytes { bytes in
      let start = min(range.start, bytes.count)
      let end = start + min(range.length, bytes.count - start)
      return String(validating: bytes[start..<end], as: UTF8.self) ?? ""
    }
  }

  /// nil where the place of the title in the document is not known.
  func evidence(in text: CallText, title: Stated<String>?, rule: String) -> Evidence? {
    let quote = form(in: text)
    guard !quote.isEmpty else { return nil }
    guard let passage else { return Self.evidence(of: quote, in: title, rule: rule) }
    let source = text.passages[passage]
    // Scalars are counted by the bytes that begin one.
    let start = source.text.utf8Bytes { bytes in
      var start = source.start
      for byte in bytes.prefix(range.start) where byte & 0xC0 != 0x80 { start += 1 }
      return start
    }
    return Evidence(
      quote: quote, start: start, end: start + quote.unicodeScalars.count, page: source.page,
      rule: rule, confidence: 1)
  }

  /// The same words in a passage that proves the title.
  private static func evidence(
    of quote: String, in title: Stated<String>?, rule: String
  ) -> Evidence? {
    let wanted = Array(quote.unicodeScalars)
    for proof in title?.evidence ?? [] {
      let scalars = Array(proof.quote.unicodeScalars)
      guard scalars.count >= wanted.count else { continue }
      for start in 0...(scalars.count - wanted.count)
      where scalars[start..<(start + wanted.count)].elementsEqual(wanted) {
        return Evidence(
          quote: quote, start: proof.start + start, end: proof.start + start + wanted.count,
          page: proof.page, part: proof.part, rule: rule, confidence: 1)
      }
    }
    return nil
  }
}

extension String {
  /// Its UTF-8 bytes in their place.
  fileprivate func utf8Bytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    if let result = utf8.withContiguousStorageIfAvailable(body) { return result }
    return Array(utf8).withUnsafeBufferPointer(body)
  }
}
