import CStemmer
import Documents

/// A word of a text, reduced to what its inflected forms share.
package struct StemmedWord: Hashable, Sendable {
  /// Lower case, without accents: `collectivit`, `oeuvr`, `2027`.
  package var stem: String
  /// The word as written, in UTF-8 bytes of the text; an elided article is outside.
  package var range: TextRange

  package init(stem: String, range: TextRange) {
    self.stem = stem
    self.range = range
  }
}

/// Finds the words of a text and their stems in one language (Snowball).
///
/// Accents go *before* stemming, so that words typed without them meet the same stem. Elisions
/// (`l'`, `d'`, `qu'`, `jusqu'`) and the English `'s` are cut in every language, `œ` is `oe`.
/// Not thread-safe, since a Snowball handle is not: make one where it is used. It remembers the
/// words it met; keep it for as many texts as possible.
package final class Stemmer {
  package enum Language: String, Sendable, CaseIterable {
    case french, english
  }

  package let language: Language
  /// `sb_stemmer_new` and `_stem` share no state between handles, and this one never leaves.
  private let handle: OpaquePointer
  private var known: [String: String] = [:]
  private static let memory = 100_000

  package init(language: Language) {
    guard let handle = sb_stemmer_new(language.rawValue, "UTF_8") else {
      preconditionFailure("libstemmer is built without \(language.rawValue)")
    }
    self.language = language
    self.handle = handle
  }

  deinit { sb_stemmer_delete(handle) }

  /// The words of a text in reading order, function words and numbers included.
  package func stems(of text: String) -> [StemmedWord] {
    var words: [StemmedWord] = []
    words.reserveCapacity(text.utf8.count / 6)
    WordScanner.scan(text) { word, range in
      words.append(StemmedWord(stem: self.stem(word), range: range))
      return true
    }
    return words
  }

  /// Hands over word after word until `body` returns false.
  package func forEachStem(in text: String, _ body: (String, TextRange) -> Bool) {
    WordScanner.scan(text) { word, range in body(self.stem(word), range) }
  }

  /// The stem of one folded word, as `WordScanner` gives it.
  package func stem(_ folded: String) -> String {
    if let stem = known[folded] { return stem }
    if known.count >= Self.memory { known.removeAll(keepingCapacity: true) }
    let stem =
      Irregular.stem(folded, in: language)
      ?? snowball(language == .french ? Irregular.frenchSingular(folded) : folded)
    known[folded] = stem
    return stem
  }

  private func snowball(_ word: String) -> String {
    var word = word
    return word.withUTF8 { bytes in
      guard let stemmed = sb_stemmer_stem(handle, bytes.baseAddress, Int32(bytes.count)) else {
        return String(decoding: bytes, as: UTF8.self)
      }
      // The result belongs to the handle until the next call: copied at once.
      let length = Int(sb_stemmer_length(handle))
      return String(decoding: UnsafeBufferPointer(start: stemmed, count: length), as: UTF8.self)
    }
  }
}
