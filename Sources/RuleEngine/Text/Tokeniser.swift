/// Cuts UTF-8 text into tokens, folding and looking up each word once.
///
/// - Letters and digits never share a token: `17h00` is `17`, `h`, `00`, glued.
/// - An elision keeps its apostrophe (`l'`, `jusqu'`); an English `'s` stands alone.
/// - A hyphen between letters or digits is a flag of the next token, not a token.
/// - A word hyphenated at the end of a line is joined where the joined word is known.
struct Tokeniser {
  /// A longer word is none that the rules know.
  static let longestWord = 240

  private let text: UnsafeBufferPointer<UInt8>
  private let vocabulary: Vocabulary.View
  private let latin: UnsafePointer<UInt16>
  private var position = 0
  private var flags: Token.Flags = [.blockStart, .sentenceStart]
  /// Kind of the token before.
  private var before = Token.Kind.mark
  private var word: WordBuffer
  private var tokens: Grown<Token>
  /// What each token is looked up by, where `keepsSpellings` asks for it.
  private var spellings: [String] = []
  private let keepsSpellings: Bool

  /// So many tokens `none` stand behind the last.
  static let padding = 16

  /// Cuts a text into tokens that are appended; behind the last, uncounted, stands `Token.none`, so
  /// often that the walks over tokens may look ahead without a question.
  static func cut(
    _ text: UnsafeBufferPointer<UInt8>, vocabulary: Vocabulary.View, into tokens: inout Grown<Token>
  ) {
    var tokeniser = Tokeniser(
      text: text, vocabulary: vocabulary, tokens: tokens, longest: Self.longestWord,
      keepsSpellings: false)
    tokeniser.run()
    tokeniser.word.free()
    tokens = tokeniser.tokens
    tokens.pad(padding, with: .none)
  }

  static func tokens(
    of text: UnsafeBufferPointer<UInt8>, vocabulary: Vocabulary
  ) -> [Token] {
    var tokens = Grown<Token>()
    defer { tokens.free() }
    vocabulary.withView { cut(text, vocabulary: $0, into: &tokens) }
    return Array(tokens.view)
  }

  /// What each token of a text is looked up by: `l'`, `eligibilite`.
  static func spellings(of text: String, vocabulary: Vocabulary) -> [String] {
    var copy = text
    return copy.withUTF8 { bytes in
      vocabulary.withView { view in
        var tokeniser = Tokeniser(
          text: bytes, vocabulary: view, tokens: Grown<Token>(), longest: bytes.count * 4,
          keepsSpellings: true)
        tokeniser.run()
        tokeniser.word.free()
        tokeniser.tokens.free()
        return tokeniser.spellings
      }
    }
  }

  private init(
    text: UnsafeBufferPointer<UInt8>, vocabulary: Vocabulary.View, tokens: Grown<Token>,
    longest: Int, keepsSpellings: Bool
  ) {
    self.text = text
    self.vocabulary = vocabulary
    self.tokens = tokens
    self.keepsSpellings = keepsSpellings
    latin = Folding.latinTable
    word = WordBuffer(longest: longest)
  }

  private mutating func run() {
    while position < text.count {
      var byte = text[position]
      if byte == 0x20 {
        flags.insert(.spaceBefore)
        position += 1
        guard position < text.count else { return }
        byte = text[position]
      }
      if (byte | 0x20) &- 0x61 < 26 {
        letters()
        continue
      }
      switch byte {
      case 0x20, 0x09, 0x0D:
        flags.insert(.spaceBefore)
        position += 1
      case 0x0A, 0x0C, 0x0B:
        flags.insert(flags.contains(.lineBefore) ? .blankLineBefore : .lineBefore)
        flags.insert(.spaceBefore)
        position += 1
      case 0x30...0x39: digits()
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
      flags.insert(.spaceBefore)
      flags.insert(.lineBefore)
      position += length
    case 0x2010, 0x2011: hyphen(length: length)
    default:
      if Folding.isInvisible(scalar) {
        position += length
      } else if Self.isLetter(scalar) {
        otherWord()
      } else {
        mark(length: length)
      }
    }
  }

  private mutating func digits() {
    let start = position
    var value: UInt64 = 0
    var head: UInt64 = 0
    while position < text.count, case let byte = text[position], byte &- 0x30 < 10 {
      if value < 10_000_000_000 { value = value &* 10 &+ UInt64(byte &- 0x30) }
      if position &- start < 8 { head |= UInt64(byte) << UInt64((position &- start) &* 8) }
      position &+= 1
    }
    let small = value < 1_000_000_000 ? UInt32(truncatingIfNeeded: value) : UInt32.max
    let length = position - start
    let id = length <= 4 ? vocabulary.find(head) : 0
    if keepsSpellings {
      spellings.append(String(decoding: text[start..<position], as: UTF8.self))
    }
    emit(.digits, start: start, word: id, number: small)
  }

  /// A word of at most eight ASCII letters is folded and looked up in a register.
  @inline(__always)
  private mutating func letters() {
    let start = position
    let run = LetterRun(text.eight(at: start))
    let end = start &+ run.count
    guard run.count < 8 || end >= text.count || !continuesWord(text[end]),
      end >= text.count || !mayBend(text[end], at: end)
    else { return otherWord() }
    if run.capitals != 0 {
      if run.capitals & 0x20 != 0 { flags.insert(.capital) }
      if run.areAllCapitals { flags.insert(.allCapitals) }
    }
    position = end
    if keepsSpellings {
      spellings.append(String(decoding: text[start..<end].map { $0 | 0x20 }, as: UTF8.self))
    }
    emit(.word, start: start, word: vocabulary.find(run.folded))
  }

  @inline(__always)
  private func continuesWord(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  /// After which a word may go on in another way than by ASCII letters: over a hyphen at a line's end
  /// alone.
  @inline(__always)
  private func mayBend(_ byte: UInt8, at end: Int) -> Bool {
    if byte == 0x2D { return end &+ 1 < text.count && text[end &+ 1] < 0x20 }
    return byte >= 0x80 || byte == 0x27
  }

  private mutating func otherWord() {
    let start = position
    word.removeAll()
    var capitals = 0
    var letters = 0
    var startsWithCapital = false
    var elidesFigures = false
    scan: while position < text.count {
      let run = LetterRun(text.eight(at: position))
      if run.count > 0 {
        if run.capitals != 0 {
          if letters == 0 { startsWithCapital = run.capitals & 0x20 != 0 }
          capitals &+= run.capitals.nonzeroBitCount
        }
        word.append(run)
        letters &+= run.count
        position &+= run.count
        // Behind fewer than eight stands no further letter of ASCII.
        guard run.count < 8, position < text.count else { continue }
      }
      let byte = text[position]
      if byte == 0x27 {
        elidesFigures = apostrophe(length: 1) && isFigure(at: position)
        break scan
      } else if byte == 0xC3, position &+ 1 < text.count,
        case let second = text[position &+ 1] & 0x3F, second != 0x17, second != 0x37
      {
        // À to ÿ without × and ÷: nearly all letters that are not ASCII.
        if second < 0x1F {
          if letters == 0 { startsWithCapital = true }
          capitals += 1
        }
        word.append(0xC0 | UInt32(second), latin)
        letters += 1
        position &+= 2
      } else if byte >= 0x80 {
        let (scalar, length) = scalar(at: position)
        if !Self.isLatinLetter(scalar) {
          if scalar == 0x2019 || scalar == 0x02BC || scalar == 0x2018 {
            elidesFigures = apostrophe(length: length) && isFigure(at: position)
            break scan
          }
          if Folding.isInvisible(scalar) || Folding.isCombining(scalar) {
            position += length
            continue
          }
          guard Self.isLetter(scalar) else { break scan }
        }
        if Self.isCapital(scalar) {
          if letters == 0 { startsWithCapital = true }
          capitals += 1
        }
        word.append(scalar, latin)
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
    emit(.word, start: start, word: lookUpWord())
    // The figures of `dall'11` stand against no word.
    if elidesFigures { before = .mark }
  }

  /// At an apostrophe after letters: takes it into the word where letters follow (elision), and
  /// says so; leaves it for an English possessive.
  private mutating func apostrophe(length: Int) -> Bool {
    let next = position + length
    guard next < text.count else {
      // A phrase of the rules that is an elision by itself: `d'`.
      word.append(0x27)
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
      word.count <= 2 && byte == 0x20 && next + 1 < text.count
      && (text[next + 1] >= 0x61 || text[next + 1] >= 0x80)
    guard isLetter || isShortElision || isFigure(at: next) && elidesBeforeFigures else {
      return false
    }
    if byte | 0x20 == 0x73, word.count > 1 {
      let after = next + 1
      let continues =
        after < text.count
        && ((text[after] | 0x20 >= 0x61 && text[after] | 0x20 <= 0x7A) || text[after] >= 0x80)
      if !continues { return false }
    }
    word.append(0x27)
    position = next
    return true
  }

  /// `dall'11 gennaio`, « d'1 an »; not `Jul'23`. Of words of some letters those in « ll »: `sull'`.
  private var elidesBeforeFigures: Bool {
    word.count == 1
      || word.count > 2 && text[position - 1] | 0x20 == 0x6C && text[position - 2] | 0x20 == 0x6C
  }

  private func isFigure(at index: Int) -> Bool {
    index < text.count && text[index] >= 0x30 && text[index] <= 0x39
  }

  /// At a hyphen inside a word at the end of a line (`coopé-⏎ration`): joins the halves where the
  /// whole is a known word and its second half begins with a small letter.
  private mutating func joinsAcrossLines() -> Bool {
    var next = position + 1
    guard next < text.count, text[next] == 0x0A || text[next] == 0x0D else { return false }
    while next < text.count, text[next] == 0x0A || text[next] == 0x0D || text[next] == 0x20 {
      next += 1
    }
    let length = word.count
    var end = next
    while end < text.count {
      let byte = text[end]
      if byte >= 0x61 && byte <= 0x7A {
        word.append(byte)
        end += 1
      } else if byte >= 0x80, case (let scalar, let length) = scalar(at: end),
        Self.isLetter(scalar),
        !Self.isCapital(scalar)
      {
        word.append(scalar, latin)
        end += length
      } else {
        break
      }
    }
    let isKnown = end > next && word.find(in: vocabulary) != 0
    word.cut(to: length)
    guard isKnown else { return false }
    position = next
    return true
  }

  private mutating func hyphen(length: Int) {
    let next = position + length
    let afterWord =
      !tokens.isEmpty && Int(tokens[tokens.count - 1].end) == position
      && tokens[tokens.count - 1].kind != .mark
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
    position += length
    let form = canonicalForm(ofMarkAt: start, length: length)
    if keepsSpellings {
      spellings.append(
        String(
          decoding: (0..<form.length).map { UInt8(truncatingIfNeeded: form.head &>> ($0 * 8)) },
          as: UTF8.self))
    }
    emit(.mark, start: start, word: vocabulary.find(form.head))
  }

  /// The bytes that a mark is looked up by, little end first.
  @inline(__always)
  private func canonicalForm(ofMarkAt start: Int, length: Int) -> (head: UInt64, length: Int) {
    // A quotation mark, a hyphen or an apostrophe of ASCII is its own.
    if length == 1 { return (UInt64(text[start]), 1) }
    if let plain = Self.canonicalMark(scalar(at: start).0) { return plain }
    let whole = min(length, text.count - start)
    return (text.eight(at: start) & (1 &<< UInt64(whole * 8) &- 1), whole)
  }

  private mutating func lookUpWord() -> UInt32 {
    if keepsSpellings { keepSpelling() }
    return word.find(in: vocabulary)
  }

  // Apart, so that those who keep none do not get ready to.
  @inline(never)
  private mutating func keepSpelling() { spellings.append(word.text) }

  @inline(__always)
  private mutating func emit(_ kind: Token.Kind, start: Int, word: UInt32, number: UInt32 = 0) {
    tokens.append(
      Token(
        start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: position),
        key: Token.Key(
          word: word, kind: kind, flags: flags, after: before,
          isSmall: text[start] &- 0x61 < 26), number: number, kind: kind, flags: flags))
    flags = Token.Flags(rawValue: 0)
    before = kind
  }

  private func isAlphanumeric(at index: Int) -> Bool {
    let byte = text[index]
    if byte < 0x80 {
      return (byte >= 0x30 && byte <= 0x39) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A)
    }
    return Self.isLetter(scalar(at: index).0)
  }

  @inline(__always)
  private func scalar(at index: Int) -> (UInt32, Int) { UTF8Scalar.decode(text, at: index) }
}
