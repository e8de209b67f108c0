import Documents
import Stemming

/// Finds the words of French and English texts.
///
/// Holds Snowball handles: make one where it is used, and keep it for many texts.
final class TextWords {
  struct Word {
    var stem: String
    /// Folded, without the marks of plural and feminine: terms of concepts are met in this form,
    /// since stems would take `coopératives` for `coopération`.
    var plain: String
    /// UTF-8 bytes of the text.
    var range: TextRange
    /// As written, where two letters or more are capitals.
    var capitals: String?
    /// Small words, letters and numbers between it and the words beside it, which are no words
    /// themselves: `sans` of `sans emploi`, `2030` of `France 2030`.
    var before: [String] = []
    var after: [String] = []
  }

  private let french = Stemmer(language: .french)
  private let english = Stemmer(language: .english)

  /// The words that carry matter, in reading order: no function words, numbers, single letters.
  func words(of text: String, in language: Stemmer.Language) -> [Word] {
    var words: [Word] = []
    let stemmer = language == .french ? french : english
    let bytes = Array(text.utf8)
    var passed: [String] = []
    WordScanner.scan(text) { folded, range in
      guard folded.utf8.count > 1, !FunctionWords.contains(folded), !Self.isNumber(folded) else {
        passed.append(folded)
        return true
      }
      if !words.isEmpty { words[words.count - 1].after = passed }
      words.append(
        Word(
          stem: stemmer.stem(folded), plain: Self.plain(folded), range: range,
          capitals: Self.capitals(bytes[range.start..<range.end]), before: passed))
      passed = []
      return true
    }
    if !words.isEmpty { words[words.count - 1].after = passed }
    return words
  }

  private static func capitals(_ bytes: ArraySlice<UInt8>) -> String? {
    let letters = bytes.lazy.filter { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    return letters.prefix(2).count < 2 ? nil : String(decoding: bytes, as: UTF8.self)
  }

  private static func isNumber(_ folded: String) -> Bool {
    folded.utf8.allSatisfy { (48...57).contains($0) }
  }

  /// The words of a text or term in their plain form.
  func plainWords(of term: String) -> [String] {
    words(of: term, in: .french).map(\.plain)
  }

  private static func plain(_ folded: String) -> String {
    var letters = folded.utf8[...]
    if letters.count > 4, folded.hasSuffix("aux"), !folded.hasSuffix("eaux"),
      !folded.hasSuffix("yaux")
    {
      return folded.dropLast(3) + "al"
    }
    let e = [UInt8(ascii: "e")]
    for ending in [[UInt8(ascii: "s"), UInt8(ascii: "x")], e, e] {
      if letters.count > 3, let last = letters.last, ending.contains(last) { letters.removeLast() }
    }
    return String(letters) ?? folded
  }

  /// The language whose small words a text uses more; French where they draw.
  static func language(of texts: some Sequence<String>) -> Stemmer.Language {
    var balance = 0
    var seen = 0
    for text in texts {
      WordScanner.scan(text) { folded, _ in
        seen += 1
        if frenchSigns.contains(folded) { balance += 1 }
        if englishSigns.contains(folded) { balance -= 1 }
        return seen < 500
      }
      if seen >= 500 { break }
    }
    return balance < 0 ? .english : .french
  }

  private static let frenchSigns: Set<String> = [
    "le", "la", "les", "des", "du", "et", "pour", "dans", "une", "est", "aux", "sur", "par", "qui",
  ]
  private static let englishSigns: Set<String> = [
    "the", "of", "and", "to", "for", "in", "is", "with", "by", "that", "will", "are", "be", "this",
  ]
}
