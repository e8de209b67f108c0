/// Mends spaces inside words (`secteur s`, `esp ace`) and spaces lost between words
/// (`citoyensJumelages`), as broken files have them.
///
/// Nothing is changed but where the result is a word of the lexicon and what stands is not.
struct WordRepair {
  /// What is to be done with the words of a line; places are of the words as they stand.
  enum Edit: Hashable, Sendable {
    /// The word at a place and so many after it are one.
    case join(at: Int, following: Int)
    /// The word at a place is several, which begin so many scalars from its start.
    case split(at: Int, offsets: [Int])
  }

  private let spelling: Spelling
  private var soundness: [String: Soundness] = [:]
  /// Words that all seem to be glued of others: fewer are names and new words.
  private let hasGluedWords: Bool
  /// Words looked at by `share`.
  private var counted = 0
  private var spelt = 0

  /// Parts that a broken word falls into at most.
  private static let most = 3
  private static let longest = 40
  /// Letters of words that are glued together, at least.
  private static let shortest = 12
  private static let leastGlued = 3

  /// - Parameter lines: all words of the document, by line.
  init(_ lines: [[String]]) {
    var seen: Set<String> = []
    self.init(
      Spelling(lines.lazy.joined()),
      long: lines.lazy.joined().filter {
        $0.utf8.count >= Self.shortest && seen.insert($0).inserted
      })
  }

  /// - Parameter long: words that may be glued of others (see `mayBeGlued`) and more, each once.
  init(_ spelling: Spelling, long: some Sequence<String>) {
    hasGluedWords = spelling.language != nil && Self.holdsGlued(long, spelling)
    self.spelling = spelling
  }

  /// Whether a word, given as UTF-8, is long enough and has no sign but small letters.
  static func mayBeGlued(_ word: some Collection<UInt8>) -> Bool {
    word.count >= shortest && word.allSatisfy { $0 >= 0x61 && $0 != 0x7F }
  }

  private static func holdsGlued(
    _ words: some Sequence<String>, _ spelling: Spelling
  ) -> Bool {
    var odd: [[Unicode.Scalar]] = []
    for word in words where mayBeGlued(word.utf8) && !spelling.mayStandAlone(word) {
      odd.append(Array(word.unicodeScalars))
    }
    var glued = 0
    // So few are no glued text: it is not worth a look at each.
    guard odd.count >= leastGlued else { return false }
    for word in odd.prefix(300) where parts(of: word, spelling) != nil {
      glued += 1
      if glued == leastGlued { return true }
    }
    return false
  }

  /// Share of words of three letters or more, capitals left aside, that the lexicon knows, in the
  /// lines taken so far; nil where they are too few, or in another language.
  var share: Double? { counted >= 40 ? Double(spelt) / Double(counted) : nil }

  /// The edits of one line, from left to right.
  ///
  /// - Parameter isClose: whether the space after a word may be a broken one.
  mutating func edits(_ words: [String], isClose: (Int) -> Bool = { _ in true }) -> [Edit] {
    guard isOfUse else { return [] }
    let soundness = words.map { knownSoundness($0) }
    return edits(soundness, words: { words[$0] }, isClose: isClose)
  }

  /// - Parameters:
  ///   - soundness: of each word of the line.
  ///   - words: gives the word at a place.
  mutating func edits(
    _ soundness: [Soundness], words: (Int) -> String, isClose: (Int) -> Bool
  ) -> [Edit] {
    // Most lines are sound.
    guard soundness.contains(.odd) else {
      let more = soundness.count { $0 == .counted }
      (counted, spelt) = (counted + more, spelt + more)
      return []
    }
    var edits: [Edit] = []
    var i = 0
    while i < soundness.count {
      if soundness[i] != .odd, i + 1 == soundness.count || soundness[i + 1] != .odd {
        if soundness[i] == .counted { (counted, spelt) = (counted + 1, spelt + 1) }
        i += 1
      } else if let following = join(soundness.count, words, from: i, isClose) {
        edits.append(.join(at: i, following: following))
        count((i...i + following).map(words).joined())
        i += following + 1
      } else {
        let word = words(i)
        if let offsets = split(word) {
          edits.append(.split(at: i, offsets: offsets))
        } else {
          count(word)
        }
        i += 1
      }
    }
    return edits
  }

  /// Takes over what another one, which began with nothing, has counted.
  mutating func count(_ other: WordRepair) {
    counted += other.counted
    spelt += other.spelt
  }

  /// Whether anything may be mended at all.
  var isOfUse: Bool { spelling.language != nil }

  /// What a word says by itself. Two neighbours that are not odd are never mended.
  enum Soundness: UInt8 {
    case odd, sound
    /// Sound, and of those that `share` counts.
    case counted
  }

  func soundness(_ word: String) -> Soundness {
    let start = Core(startOf: word)
    // Most words are letters alone.
    let isAllLetters = start.isWhole && start.letters.utf8.count == word.utf8.count
    let isSound = isSound(start) && (isAllLetters || isSound(Core(endOf: word)))
    let isCounted = start.isWhole && start.isLower && start.letters.utf8.count > 2
    return !isSound || hasSeam(word) ? .odd : isCounted ? .counted : .sound
  }

  func soundness(_ word: WordText) -> Soundness {
    guard word.isPlain else { return soundness(word.string) }
    guard spelling.mayStandAlone(word.utf8) else { return .odd }
    return word.utf8.count > 2 ? .counted : .sound
  }

  /// `soundness`, kept for when the word comes again.
  private mutating func knownSoundness(_ word: String) -> Soundness {
    if let known = soundness[word] { return known }
    let soundness = soundness(word)
    self.soundness[word] = soundness
    return soundness
  }

  private func isSound(_ core: Core) -> Bool {
    !core.isWhole || core.letters.isEmpty || spelling.mayStandAlone(core.letters)
  }

  /// Whether a capital stands right after a small letter.
  private func hasSeam(_ word: String) -> Bool {
    var wasSmall = false
    for scalar in word.unicodeScalars {
      if wasSmall, scalar.isCapital { return true }
      wasSmall = scalar.isSmall
    }
    return false
  }

  private mutating func count(_ word: String) {
    let core = Core(startOf: word)
    guard core.letters.utf8.count >= 3, core.isLower, core.isWhole else { return }
    counted += 1
    if spelling.mayStandAlone(core.letters) { spelt += 1 }
  }

  // MARK: Broken words

  /// How many words after the one at `start` belong to it; nil for none.
  private func join(
    _ wordCount: Int, _ words: (Int) -> String, from start: Int, _ isClose: (Int) -> Bool
  ) -> Int? {
    guard start + 1 < wordCount, isClose(start) else { return nil }
    let first = Core(endOf: words(start))
    guard !first.letters.isEmpty, first.isWhole else { return nil }
    var letters = first.letters
    var alone = [first.letters]
    var best: Int?
    for i in start + 1..<min(wordCount, start + Self.most) {
      guard isClose(i - 1) else { break }
      let word = words(i)
      let next = Core(startOf: word)
      // `PRO GR AMME`
      guard next.isWhole, next.isLower && !first.isAcronym || first.isUpper && next.isUpper else {
        break
      }
      letters += next.letters
      alone.append(next.letters)
      let isUsual =
        letters.utf8.count > (next.isUpper ? 6 : 3) || next.isLower && Self.links.contains(letters)
      if isUsual, spelling.isWord(letters), isBroken(alone) { best = i - start }
      if next.letters.utf8.count < word.utf8.count { break }
    }
    return best
  }

  /// Whether some letters cannot be words by themselves.
  private func isBroken(_ parts: [String]) -> Bool {
    let odd = parts.filter { !spelling.mayStandAlone($0) }
    guard odd.count >= parts.count - 1 else { return false }
    // An apostrophe got lost: `d une`, `l accord`.
    if parts.count == 2, odd == [parts[0]], Self.elided.contains(parts[0]) {
      return !("aeiouyhéèêàâîôûœ".contains(parts[1].prefix(1)))
    }
    return true
  }

  private static let elided: Set<String> = [
    "c", "d", "j", "l", "m", "n", "s", "t", "qu", "lorsqu", "puisqu", "jusqu", "quelqu",
  ]

  // MARK: Glued words

  private func split(_ word: String) -> [Int]? {
    guard word.utf8.count >= 8 else { return nil }
    let scalars = Array(word.unicodeScalars)
    if let seam = seam(scalars) { return [seam] }
    return hasGluedWords ? Self.parts(of: scalars, spelling) : nil
  }

  /// Where a word in small letters meets one with a capital: `citoyensJumelages`.
  private func seam(_ scalars: [Unicode.Scalar]) -> Int? {
    guard scalars.allSatisfy({ $0.properties.isAlphabetic || $0 == "’" || $0 == "'" }),
      let seam = scalars.indices.dropFirst(4).first(where: {
        scalars[$0].properties.isUppercase && scalars[$0 - 1].properties.isLowercase
      })
    else { return nil }
    let left = Core(endOf: String(scalars[..<seam])).letters
    let right = Core(startOf: String(scalars[seam...])).letters
    let isName = scalars[0].properties.isUppercase
    return !isName && left.utf8.count >= 4 && right.utf8.count >= 4 && spelling.isWord(left)
      && spelling.isWord(right) && scalars[(seam + 1)...].allSatisfy { !$0.properties.isUppercase }
      ? seam : nil
  }

  /// Little words, without which two words seldom follow each other.
  private static let links: Set<String> = [
    "de", "du", "des", "la", "le", "les", "un", "une", "et", "en", "au", "aux", "pour", "par",
    "sur", "dans", "est", "sont", "avec", "of", "the", "and", "to", "in", "for", "on", "with",
  ]

  /// Where the words begin of which a word in small letters is made, if they are at least three, or
  /// two with a little one after the other; nil for a word that may well be one.
  private static func parts(of scalars: [Unicode.Scalar], _ spelling: Spelling) -> [Int]? {
    guard (shortest...longest).contains(scalars.count),
      scalars.allSatisfy({ $0.properties.isLowercase }),
      !spelling.mayStandAlone(String(scalars[...]))
    else { return nil }
    // The fewest words up to each place, and where the last of them begins.
    var fewest = [Int?](repeating: nil, count: scalars.count + 1)
    var begins = [Int](repeating: 0, count: scalars.count + 1)
    fewest[0] = 0
    for end in 2...scalars.count {
      for start in 0...end - 2 {
        guard let before = fewest[start], before + 1 < fewest[end] ?? 6 else { continue }
        let word = String(scalars[start..<end])
        guard end - start > 3 ? spelling.isWord(word) : links.contains(word) else { continue }
        (fewest[end], begins[end]) = (before + 1, start)
      }
    }
    guard let count = fewest[scalars.count], count >= 2 else { return nil }
    var offsets: [Int] = []
    var words: [String] = []
    var end = scalars.count
    while end > 0 {
      words.append(String(scalars[begins[end]..<end]))
      offsets.append(begins[end])
      end = begins[end]
    }
    words.reverse()
    // `encadrant` begins with a little word, too: it must stand between two others.
    guard words.dropFirst().dropLast().contains(where: links.contains) else { return nil }
    return offsets.reversed().filter { $0 > 0 }
  }
}

extension String {
  fileprivate init(_ scalars: ArraySlice<Unicode.Scalar>) {
    self.init(UnicodeScalarView(scalars))
  }
}

/// The letters at one end of a word, in lower case.
struct Core {
  private(set) var letters = ""
  private(set) var isLower = false
  /// Two capitals or more.
  private(set) var isAcronym = false
  private(set) var isUpper = false
  /// Nothing but punctuation stands beside the letters.
  private(set) var isWhole = false

  /// The letters with which a word ends; none where it ends with another sign.
  init(endOf word: String) {
    var word = word
    word.withUTF8 { bytes in
      let scalars = WordScalars(bytes)
      var start = bytes.count
      while start > 0, case let place = scalars.index(before: start), scalars[place].isAlphabetic {
        start = place
      }
      set(bytes[start...])
      // After a digit or a dot they are a unit or a part of an address.
      isWhole = start == 0 || Self.mayStandBefore(scalars[scalars.index(before: start)])
    }
  }

  /// The letters with which a word begins.
  init(startOf word: String) {
    var word = word
    word.withUTF8 { bytes in
      let scalars = WordScalars(bytes)
      var end = 0
      while end < bytes.count, scalars[end].isAlphabetic { end = scalars.index(after: end) }
      set(bytes[..<end])
      isWhole = scalars[end...].allSatisfy(Self.mayStandAfter)
    }
  }

  private static func mayStandBefore(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "'", "’", "(", "«", "“", "\"", "-", "/": true
    default: false
    }
  }

  private static func mayStandAfter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ".", ",", ";", ":", ")", "»": true
    default: false
    }
  }

  private mutating func set(_ run: Slice<UnsafeBufferPointer<UInt8>>) {
    guard !run.isEmpty else { return }
    let scalars = WordScalars(UnsafeBufferPointer(rebasing: run))
    var (all, capitals) = (0, 0)
    for scalar in scalars {
      all += 1
      if scalar.isCapital { capitals += 1 }
    }
    isLower = capitals == 0
    isAcronym = capitals > 1
    isUpper = capitals == all
    letters = String(decoding: run, as: UTF8.self)
    // Letters that are neither, as « ª », have no small form.
    if capitals > 0 || !run.allSatisfy({ $0 < 0x80 }) { letters = letters.lowercased() }
  }
}

extension Unicode.Scalar {
  // The tables of Unicode are slow to ask, and most letters are ASCII.

  var isAlphabetic: Bool {
    value < 0x80 ? (0x61...0x7A).contains(value | 0x20) : properties.isAlphabetic
  }

  var isCapital: Bool { value < 0x80 ? (0x41...0x5A).contains(value) : properties.isUppercase }

  var isSmall: Bool { value < 0x80 ? (0x61...0x7A).contains(value) : properties.isLowercase }

  var isSpace: Bool {
    value < 0x80 ? value == 0x20 || (0x09...0x0D).contains(value) : properties.isWhitespace
  }
}
