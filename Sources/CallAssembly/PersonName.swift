import Documents

/// The name of a person, told by the title before it or by its form (« Anne LEROY »).
struct PersonName {
  private static let titles = [
    "Mme", "Mmes", "Madame", "Monsieur", "M.", "MM.", "Mr", "Mrs", "Ms", "Dr", "Frau", "Herr",
  ].map { Array($0.unicodeScalars) }

  /// The words to look in.
  private let words: [Unicode.Scalar]

  static func place(in range: TextRange, _ context: AnnotatedDocument) -> TextRange? {
    let words = Array(context.unicodeScalars(of: range))
    let reader = PersonName(words: words)
    let found =
      words.indices.lazy.compactMap { reader.titled(from: $0) }.first
      ?? words.indices.lazy.compactMap { reader.inCapitals(from: $0) }.first
    guard let found, let last = words[found].last else { return nil }
    func length(_ words: ArraySlice<Unicode.Scalar>) -> Int {
      words.reduce(0) { $0 + UTF8.width($1) }
    }
    let start = range.start + length(words[..<found.lowerBound])
    let place = TextRange(start, start + length(words[found]))
    // « Visit OCRDI’s website », « Mairie de … »: no person is a body or has an apostrophe at the end.
    let isBody = context.has(
      anyOf: ["party", "programme", "contact-function", "territory"], in: place)
    return isBody || last == "’" || last == "'" ? nil : place
  }

  /// Two or three words in capitals after a title.
  private func titled(from start: Int) -> Range<Int>? {
    guard "MDFH".unicodeScalars.contains(words[start]) else { return nil }
    let title = Self.titles.first {
      words[start...].starts(with: $0) && spaces(from: start + $0.count) != nil
    }
    guard let title, let name = spaces(from: start + title.count), let first = word(from: name),
      var end = spaces(from: first).flatMap(word)
    else { return nil }
    end = spaces(from: end).flatMap(word) ?? end
    return name..<end
  }

  /// `Anne-Marie LEROY`.
  private func inCapitals(from start: Int) -> Range<Int>? {
    guard var end = firstName(from: start) else { return nil }
    if end < words.count, words[end] == "-" { end = firstName(from: end + 1) ?? end }
    guard let name = spaces(from: end) else { return nil }
    let capitals = words[name...].prefix { $0.isCapital }.count
    let whole = words[name...].prefix { $0.isCapital || $0.joinsNames }.count
    return capitals >= 2 && whole >= 3 ? start..<name + whole : nil
  }

  // MARK: Where parts of a name end; nil where none begins

  private func firstName(from start: Int) -> Int? {
    guard start < words.count, words[start].isCapital else { return nil }
    let end = words[(start + 1)...].firstIndex { !$0.isSmall } ?? words.count
    return end > start + 1 ? end : nil
  }

  private func word(from start: Int) -> Int? {
    guard start < words.count, words[start].isCapital else { return nil }
    let end = words[(start + 1)...].firstIndex { !$0.isLetter && !$0.joinsNames } ?? words.count
    return end > start + 1 ? end : nil
  }

  private func spaces(from start: Int) -> Int? {
    let end = words[start...].firstIndex { !$0.properties.isWhitespace } ?? words.count
    return end > start ? end : nil
  }
}

extension Unicode.Scalar {
  fileprivate var isCapital: Bool {
    value < 0x80 ? value &- 0x41 < 26 : properties.generalCategory == .uppercaseLetter
  }

  /// Marks over letters belong to them.
  fileprivate var isSmall: Bool {
    if value < 0x80 { return value &- 0x61 < 26 }
    let category = properties.generalCategory
    return category == .lowercaseLetter || category == .nonspacingMark
  }

  fileprivate var isLetter: Bool {
    if value < 0x80 { return (value | 0x20) &- 0x61 < 26 }
    return switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark:
      true
    default: false
    }
  }

  fileprivate var joinsNames: Bool { self == "’" || self == "'" || self == "-" }
}
