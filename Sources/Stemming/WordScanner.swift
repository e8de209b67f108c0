import Documents

/// Cuts a text into folded words.
package struct WordScanner {
  /// Calls `body` with each word, folded to lower case without accents, and its place, until
  /// `body` returns false. Letters and figures make words; everything else parts them.
  package static func scan(_ text: String, _ body: (String, TextRange) -> Bool) {
    var text = text
    text.withUTF8 { bytes in
      var scanner = WordScanner()
      scanner.run(bytes, body)
    }
  }

  /// The words of a text, folded.
  package static func words(of text: String) -> [String] {
    var words: [String] = []
    scan(text) { word, _ in
      words.append(word)
      return true
    }
    return words
  }

  private var letters: [UInt8] = []
  private var start = 0
  private var end = 0
  /// The word follows an apostrophe that did not end an elision: `region's`.
  private var followsApostrophe = false

  private mutating func run(
    _ bytes: UnsafeBufferPointer<UInt8>, _ body: (String, TextRange) -> Bool
  ) {
    var i = 0
    while i < bytes.count {
      let byte = bytes[i]
      if byte < 0x80 {
        let folded = Self.ascii[Int(byte)]
        if folded > 1 {
          append(folded, at: i, length: 1)
        } else if folded == 1 {
          guard meetApostrophe(body) else { return }
        } else {
          guard finish(body) else { return }
          followsApostrophe = false
        }
        i += 1
        continue
      }
      let (scalar, length) = Self.decode(bytes, at: i)
      switch Folding.kind(of: scalar) {
      case .letters(let folded):
        for letter in folded.utf8 { append(letter, at: i, length: length) }
      case .apostrophe:
        guard meetApostrophe(body) else { return }
      case .silent:
        if !letters.isEmpty { end = i + length }
      case .boundary:
        guard finish(body) else { return }
        followsApostrophe = false
      }
      i += length
    }
    _ = finish(body)
  }

  private mutating func append(_ letter: UInt8, at offset: Int, length: Int) {
    if letters.isEmpty { start = offset }
    letters.append(letter)
    end = offset + length
  }

  /// Ends the word; false where the caller has enough.
  private mutating func finish(_ body: (String, TextRange) -> Bool) -> Bool {
    guard !letters.isEmpty else { return true }
    defer { letters.removeAll(keepingCapacity: true) }
    // The possessive of `region's` is no word.
    if followsApostrophe, letters == [UInt8(ascii: "s")] { return true }
    return body(String(decoding: letters, as: UTF8.self), TextRange(start, end))
  }

  private mutating func meetApostrophe(_ body: (String, TextRange) -> Bool) -> Bool {
    guard !letters.isEmpty else { return true }
    if Self.elided.contains(letters) {
      letters.removeAll(keepingCapacity: true)
      followsApostrophe = false
      return true
    }
    if Self.joined.contains(letters) { return true }
    let goesOn = finish(body)
    followsApostrophe = true
    return goesOn
  }

  /// What stands before an apostrophe in place of an article, a pronoun or `que`.
  private static let elided: Set<[UInt8]> = Set(
    [
      "l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu",
      "quelqu", "presqu",
    ].map { Array($0.utf8) })

  /// First halves of words that hold an apostrophe: `aujourd'hui`, `prud'homme`.
  private static let joined: Set<[UInt8]> = Set(["aujourd", "prud"].map { Array($0.utf8) })

  /// For each ASCII byte its letter or figure in lower case, 1 for the apostrophe, 0 for the rest.
  private static let ascii: [UInt8] = (0..<128).map { (value: Int) -> UInt8 in
    let byte = UInt8(value)
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): return byte
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): return byte | 0x20
    case UInt8(ascii: "'"): return 1
    default: return 0
    }
  }

  /// The scalar at an offset of valid UTF-8 that is no ASCII.
  private static func decode(
    _ bytes: UnsafeBufferPointer<UInt8>, at i: Int
  ) -> (Unicode.Scalar, Int) {
    func tail(_ k: Int) -> UInt32 { UInt32(bytes[i + k] & 0x3F) }
    let lead = UInt32(bytes[i])
    let value: UInt32
    let length: Int
    if lead < 0xE0 {
      (value, length) = ((lead & 0x1F) << 6 | tail(1), 2)
    } else if lead < 0xF0 {
      (value, length) = ((lead & 0x0F) << 12 | tail(1) << 6 | tail(2), 3)
    } else {
      (value, length) = ((lead & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4)
    }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
  }
}
