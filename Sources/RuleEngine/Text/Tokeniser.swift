/// Cuts UTF-8 text into tokens, folding and looking up each word once.
///
/// - Letters and digits never share a token: `17h00` is `17`, `h`, `00`, glued.
/// - An elision keeps its apostrophe (`l'`, `jusqu'`); an English `'s` stands alone.
/// - A hyphen between letters or digits is a flag of the next token, not a token.
/// - A word hyphenated at the end of a line is joined where the joined word is known.
struct Tokeniser {
  private let text: UnsafeBufferPointer<UInt8>
  private let vocabulary: Vocabulary.View
  private var position = 0
  private var flags: Token.Flags = [.blockStart, .sentenceStart]
  private var folded: [UInt8] = []
  private var tokens: [Token] = []
  /// What each token is looked up by, where `keepsSpellings` asks for it.
  private var spellings: [String] = []
  private let keepsSpellings: Bool

  static func tokens(
    of text: UnsafeBufferPointer<UInt8>, vocabulary: Vocabulary
  ) -> [Token] {
    vocabulary.withView { view in
      var tokeniser = Tokeniser(text: text, vocabulary: view, keepsSpellings: false)
      tokeniser.run()
      return tokeniser.tokens
    }
  }

  /// What each token of a text is looked up by: `l'`, `eligibilite`.
  static func spellings(of text: String, vocabulary: Vocabulary) -> [String] {
    var copy = text
    return copy.withUTF8 { bytes in
      vocabulary.withView { view in
        var tokeniser = Tokeniser(text: bytes, vocabulary: view, keepsSpellings: true)
        tokeniser.run()
        return tokeniser.spellings
      }
    }
  }

  private init(
    text: UnsafeBufferPointer<UInt8>, vocabulary: Vocabulary.View, keepsSpellings: Bool
  ) {
    self.text = text
    self.vocabulary = vocabulary
    self.keepsSpellings = keepsSpellings
    tokens.reserveCapacity(text.count / 4 + 4)
    folded.reserveCapacity(64)
  }

  private mutating func run() {
    while position < text.count {
      let byte = text[position]
      switch byte {
      case 0x20, 0x09, 0x0D:
        flags.insert(.spaceBefore)
        position += 1
      case 0x0A, 0x0C, 0x0B:
        flags.formUnion(
          flags.contains(.lineBefore)
            ? [.spaceBefore, .blankLineBefore] : [.spaceBefore, .lineBefore])
        position += 1
      case 0x30...0x39: digits()
      case 0x41...0x5A, 0x61...0x7A: word()
      case 0x2D: hyphen(length: 1)
      case 0x80...0xFF: nonASCII()
      default: mark(length: 1)
      }
    }
  }

  private mutating func nonASCII() {
    let (scalar, length) = scalar(at: position)
    switch scalar {
    case 0xA0, 0x2000...0x200A, 0x202F, 0x205F, 0x3000:
      flags.insert(.spaceBefore)
      position += length
    case 0x2028, 0x2029, 0x85:
      flags.formUnion([.spaceBefore, .lineBefore])
      position += length
    case 0x2010, 0x2011: hyphen(length: length)
    default:
      if Folding.isInvisible(scalar) {
        position += length
      } else if Self.isLetter(scalar) {
        word()
      } else {
        mark(length: length)
      }
    }
  }

  private mutating func digits() {
    let start = position
    var value: UInt64 = 0
    while position < text.count, case let byte = text[position], byte >= 0x30, byte <= 0x39 {
      if value < 10_000_000_000 { value = value * 10 + UInt64(byte - 0x30) }
      position += 1
    }
    let small = value < 1_000_000_000 ? UInt32(value) : UInt32.max
    let known = UnsafeBufferPointer(rebasing: text[start..<position])
    let id = known.count <= 4 ? vocabulary.find(known) : 0
    if keepsSpellings { spellings.append(String(decoding: known, as: UTF8.self)) }
    emit(.digits, start: start, word: id, number: small)
  }

  /// A word of ASCII letters is folded and hashed where it stands; any other is copied first.
  @inline(__always)
  private mutating func word() {
    let start = position
    var end = start
    var hash = Vocabulary.hashSeed
    var large: UInt8 = 0
    while end < text.count, case let byte = text[end], (byte | 0x20) &- 0x61 < 26 {
      hash = Vocabulary.hash(byte | 0x20, after: hash)
      large |= byte
      end += 1
    }
    if end < text.count, case let byte = text[end], byte >= 0x80 || byte == 0x27 || byte == 0x2D {
      return otherWord()
    }
    // Bit 0x20 tells small letters from capitals.
    if text[start] & 0x20 == 0 { flags.insert(.capital) }
    if large & 0x20 == 0 { flags.insert(.allCapitals) }
    position = end
    let view = UnsafeBufferPointer(rebasing: text[start..<end])
    let id = vocabulary.find(letters: view, hash: Vocabulary.finished(hash))
    if keepsSpellings {
      spellings.append(String(decoding: view.map { $0 | 0x20 }, as: UTF8.self))
    }
    emit(.word, start: start, word: id)
  }

  private mutating func otherWord() {
    let start = position
    folded.removeAll(keepingCapacity: true)
    var capitals = 0
    var letters = 0
    var startsWithCapital = false
    scan: while position < text.count {
      let byte = text[position]
      if byte >= 0x61 && byte <= 0x7A {
        folded.append(byte)
        letters += 1
        position += 1
      } else if byte >= 0x41 && byte <= 0x5A {
        if letters == 0 { startsWithCapital = true }
        folded.append(byte | 0x20)
        letters += 1
        capitals += 1
        position += 1
      } else if byte == 0x27 {
        _ = apostrophe(length: 1)
        break scan
      } else if byte >= 0x80 {
        let (scalar, length) = scalar(at: position)
        if scalar == 0x2019 || scalar == 0x02BC || scalar == 0x2018 {
          _ = apostrophe(length: length)
          break scan
        }
        if Folding.isInvisible(scalar) || Folding.isCombining(scalar) {
          position += length
          continue
        }
        guard Self.isLetter(scalar) else { break scan }
        if Self.isCapital(scalar) {
          if letters == 0 { startsWithCapital = true }
          capitals += 1
        }
        Folding.append(scalar, to: &folded)
        letters += 1
        position += length
      } else if byte == 0x2D, joinsAcrossLines() {
        continue
      } else {
        break scan
      }
    }
    if startsWithCapital { flags.insert(.capital) }
    if capitals > 0, capitals == letters { flags.insert(.allCapitals) }
    emit(.word, start: start, word: lookUpFolded())
  }

  /// At an apostrophe after letters: takes it into the word where letters follow (elision), and
  /// says so; leaves it for an English possessive.
  private mutating func apostrophe(length: Int) -> Bool {
    let next = position + length
    guard next < text.count else {
      // A phrase of the rules that is an elision by itself: `d'`.
      folded.append(0x27)
      position = next
      return true
    }
    let byte = text[next]
    let isLetter: Bool
    if byte < 0x80 {
      isLetter = (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A
    } else {
      isLetter = Self.isLetter(scalar(at: next).0)
    }
    // `l' éligibilité`, with the space that justification or OCR leaves, is an elision too.
    let isShortElision =
      folded.count <= 2 && byte == 0x20 && next + 1 < text.count
      && (text[next + 1] >= 0x61 || text[next + 1] >= 0x80)
    guard isLetter || isShortElision else { return false }
    if byte | 0x20 == 0x73, folded.count > 1 {
      let after = next + 1
      let continues =
        after < text.count
        && ((text[after] | 0x20 >= 0x61 && text[after] | 0x20 <= 0x7A) || text[after] >= 0x80)
      if !continues { return false }
    }
    folded.append(0x27)
    position = next
    return true
  }

  /// At a hyphen inside a word at the end of a line (`coopé-⏎ration`): joins the halves where the
  /// whole is a known word and its second half begins with a small letter.
  private mutating func joinsAcrossLines() -> Bool {
    var next = position + 1
    guard next < text.count, text[next] == 0x0A || text[next] == 0x0D else { return false }
    while next < text.count, text[next] == 0x0A || text[next] == 0x0D || text[next] == 0x20 {
      next += 1
    }
    var joined = folded
    var end = next
    while end < text.count {
      let byte = text[end]
      if byte >= 0x61 && byte <= 0x7A {
        joined.append(byte)
        end += 1
      } else if byte >= 0x80, case (let scalar, let length) = scalar(at: end),
        Self.isLetter(scalar),
        !Self.isCapital(scalar)
      {
        Folding.append(scalar, to: &joined)
        end += length
      } else {
        break
      }
    }
    guard end > next else { return false }
    let known = joined.withUnsafeBufferPointer { vocabulary.find($0) }
    guard known != 0 else { return false }
    position = next
    return true
  }

  private mutating func hyphen(length: Int) {
    let next = position + length
    let afterWord = tokens.last.map { Int($0.end) == position && $0.kind != .mark } ?? false
    if afterWord, flags.isEmpty, next < text.count, isAlphanumeric(at: next) {
      flags.insert(.hyphenBefore)
      position = next
    } else if afterWord, flags.isEmpty, let start = lineStart(after: next) {
      // A compound broken at its own hyphen: « sous-⏎préfecture ».
      flags.insert(.hyphenBefore)
      position = start
    } else {
      mark(length: length)
    }
  }

  /// The letter that begins the next line, where only a line end stands before it.
  private func lineStart(after index: Int) -> Int? {
    guard index < text.count, text[index] == 0x0A || text[index] == 0x0D else { return nil }
    var next = index
    while next < text.count, text[next] == 0x0A || text[next] == 0x0D || text[next] == 0x20 {
      next += 1
    }
    return next < text.count && next - index < 8 && isAlphanumeric(at: next) ? next : nil
  }

  private mutating func mark(length: Int) {
    let start = position
    let bytes = text[start..<min(start + length, text.count)]
    position += length
    folded.removeAll(keepingCapacity: true)
    if length == 1 {
      folded.append(text[start])
    } else {
      let (scalar, _) = scalar(at: start)
      folded.append(contentsOf: Self.canonicalMark(scalar, bytes))
    }
    emit(.mark, start: start, word: lookUpFolded())
  }

  private mutating func lookUpFolded() -> UInt32 {
    if keepsSpellings { spellings.append(String(decoding: folded, as: UTF8.self)) }
    return folded.withUnsafeBufferPointer { vocabulary.find($0) }
  }

  private mutating func emit(_ kind: Token.Kind, start: Int, word: UInt32, number: UInt32 = 0) {
    tokens.append(
      Token(
        start: UInt32(start), end: UInt32(position), word: word, number: number, kind: kind,
        flags: flags))
    flags = []
  }

  /// Dashes, quotes and bullets of all kinds count as one of each.
  static func canonicalMark(_ scalar: UInt32, _ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> [UInt8]
  {
    switch scalar {
    case 0x2010...0x2015, 0x2212, 0x2D: [0x2D]
    case 0xAB, 0xBB, 0x201C, 0x201D, 0x201E, 0x22: [0x22]
    case 0x2018, 0x2019, 0x02BC, 0x27: [0x27]
    case 0x2022, 0x25CF, 0x25AA, 0x25A0, 0x2023, 0x25E6, 0xFFFD, 0xB7, 0x2756, 0xF0B7, 0xF0A7:
      Array("•".utf8)
    default: Array(bytes)
    }
  }

  private func isAlphanumeric(at index: Int) -> Bool {
    let byte = text[index]
    if byte < 0x80 {
      return (byte >= 0x30 && byte <= 0x39) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A)
    }
    return Self.isLetter(scalar(at: index).0)
  }

  private func scalar(at index: Int) -> (UInt32, Int) { UTF8Scalar.decode(text, at: index) }

  static func isLetter(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return (scalar | 0x20) >= 0x61 && (scalar | 0x20) <= 0x7A }
    if scalar < 0x250 {
      return scalar >= 0xC0 && scalar != 0xD7 && scalar != 0xF7
    }
    guard let unicode = Unicode.Scalar(scalar) else { return false }
    return unicode.properties.isAlphabetic
  }

  static func isCapital(_ scalar: UInt32) -> Bool {
    if scalar >= 0xC0 && scalar <= 0xDE { return true }
    if scalar >= 0x100 && scalar < 0x180 { return scalar % 2 == 0 }
    return Unicode.Scalar(scalar)?.properties.isUppercase ?? false
  }
}

enum UTF8Scalar {
  /// The scalar at a byte that begins one, and its length in bytes.
  @inline(__always)
  static func decode(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> (UInt32, Int) {
    let first = text[index]
    if first < 0x80 { return (UInt32(first), 1) }
    func rest(_ i: Int) -> UInt32 {
      index + i < text.count ? UInt32(text[index + i] & 0x3F) : 0
    }
    if first < 0xE0 { return (UInt32(first & 0x1F) << 6 | rest(1), 2) }
    if first < 0xF0 { return (UInt32(first & 0x0F) << 12 | rest(1) << 6 | rest(2), 3) }
    return (UInt32(first & 0x07) << 18 | rest(1) << 12 | rest(2) << 6 | rest(3), 4)
  }
}
