import Documents
import RuleEngine
import Testing

@testable import CallAssembly

/// What is read off the bytes of a text is what its strings say.
@Suite struct ScalarRunTests {
  private static let texts = [
    "", "a", "?", "Appel à projets : « L’eau » – 2024 ?", "DÉPÔT DES CANDIDATURES × ÷ ÿ Ÿ µ",
    "Žádost o příspěvek – ЗАЯВКА – ΑΊΤΗΣΗΣ", "e\u{301}tude E\u{301}TUDE", "𝐀ppel 🏛 ⓐ Ⅳ ½",
    "\u{A0}x\u{FEFF}İ", "ª º µ ² ³ ¹ ¼ ½ ¾ § ¶ « » ¿ ¡ © ® ° ± · ¸ 7ÈME SS ß – ’ “ ” …",
    "  deux  espaces ", "une ligne\nune autre\r\nune\ttroisième", "l\u{A0}« a »", "x\u{A0}",
  ]

  private static func document(_ text: String) throws -> AnnotatedDocument {
    let pack = try RulePack.load(files: [:])
    return AnnotatedDocument(
      document: Document(format: .text, text: text), annotations: AnnotationsByType([]), pack: pack,
      kinds: KindKnowledge(pack))
  }

  /// All stretches, those that begin or end within a letter too.
  @Test(arguments: texts)
  func stretchesAreThoseOfTheString(_ text: String) throws {
    let context = try Self.document(text)
    let bytes = Array(text.utf8)
    for start in 0...bytes.count {
      for end in start...bytes.count {
        let range = TextRange(start, end)
        let slice = String(decoding: bytes[start..<end], as: UTF8.self)
        #expect(context.scalars.slice(range) == slice)
        #expect(context.lowercased(range) == slice.lowercased())
        var copy = slice
        let words = copy.withUTF8 { PlainText($0)?.lowercasedWords }
        #expect(words == nil || words == slice.lowercased().filter { $0.isLetter || $0.isNumber })
        #expect(TitleField.line(range, context) == TitleField.clean(slice))
        let letters = slice.unicodeScalars.count { $0.properties.isAlphabetic }
        #expect(context.letterCount(range) == letters)
        #expect(context.hasLetters(range, moreThan: letters) == false)
        #expect(letters == 0 || context.hasLetters(range, moreThan: letters - 1))
      }
    }
  }

  @Test(arguments: texts)
  func scalarsAreThoseOfTheString(_ text: String) throws {
    let context = try Self.document(text)
    let boundaries =
      text.unicodeScalars.indices.map { text.utf8.distance(from: text.startIndex, to: $0) }
      + [text.utf8.count]
    for (i, start) in boundaries.enumerated() {
      for end in boundaries[i...] {
        let range = TextRange(start, end)
        let slice = context.scalars.slice(range).unicodeScalars
        #expect(Array(context.unicodeScalars(of: range)) == Array(slice))
        #expect(context.lastScalar(of: range) == slice.last)
      }
    }
  }
}
