import CallModel
import Stemming

/// Hands over the words of a call, paragraph by paragraph, with their weight.
struct CallStream {
  struct Paragraph {
    /// nil for the title.
    var passage: Int?
    /// Tells paragraphs of the same words; nil for the title.
    var mark: UInt64?
    /// UTF-8 offset of the paragraph in its passage.
    var offset: Int
    var words: [TextWords.Word]
    var weight: Double
  }

  let text: CallText
  let language: Stemmer.Language

  init(_ text: CallText) {
    self.text = text
    language = TextWords.language(of: [text.title] + text.passages.map(\.text))
  }

  func forEach(_ scanner: TextWords, _ body: (Paragraph) -> Void) {
    let title = scanner.words(of: text.title, in: language)
    body(Paragraph(passage: nil, mark: nil, offset: 0, words: title, weight: FieldWeights.title))
    for (index, passage) in text.passages.enumerated() {
      let weight = FieldWeights.weight(of: passage.role)
      guard weight > 0 else { continue }
      for (offset, line) in Self.lines(of: passage.text) {
        let words = scanner.words(of: line, in: language)
        guard !words.isEmpty else { continue }
        body(
          Paragraph(
            passage: index, mark: Self.mark(line), offset: offset, words: words, weight: weight))
      }
    }
  }

  /// FNV-1a over what is no ASCII space: the same in every run, unlike `Hasher`.
  private static func mark(_ line: String) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in line.utf8 where byte > 0x20 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return hash
  }

  /// Lines with their UTF-8 offsets.
  private static func lines(of text: String) -> [(Int, String)] {
    var result: [(Int, String)] = []
    var start = text.utf8.startIndex
    var offset = 0
    while start < text.utf8.endIndex {
      let end = text.utf8[start...].firstIndex(of: UInt8(ascii: "\n")) ?? text.utf8.endIndex
      result.append((offset, String(text[start..<end])))
      offset += text.utf8.distance(from: start, to: end) + 1
      start = end < text.utf8.endIndex ? text.utf8.index(after: end) : end
    }
    return result
  }
}
