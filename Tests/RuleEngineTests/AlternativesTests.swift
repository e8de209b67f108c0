import Documents
import Testing

@testable import RuleEngine

/// Choices of many, of which those that cannot begin at a place are passed by.
@Suite struct AlternativesTests {
  static let cases: [(pattern: String, text: String, passage: String?)] = [
    ("(a | b | c | d | e | f | g | h | i) z", "x a z", "a z"),
    ("(a | b | c | d | e | f | g | h | i) z", "x d z", "d z"),
    ("(a | b | c | d | e | f | g | h | i) z", "x e z", "e z"),
    ("(a | b | c | d | e | f | g | h | i) z", "x i z", "i z"),
    ("(a | b | c | d | e | f | g | h | i) z", "x y z", nil),
    // A later one goes on where an earlier one does not.
    ("(a | b | a b c | d | a b | e | f | g) z", "a b c z", "a b c z"),
    ("(a | b | c d | e | f | g | h | a b) z", "a b z", "a b z"),
    ("x (a | b | c | d | e | f | g | h)? z", "x z", "x z"),
    ("x (a | b | c | d | e f? | g | h)+ z", "x e g e f a z", "x e g e f a z"),
    ("x ..3 (a | b | c | d | e | f) z", "x y y f z", "x y y f z"),
    ("x !(a | b | c | d | e | f | g) ..2 z", "x f z", nil),
    ("x !(a | b | c | d | e | f | g) ..2 z", "x y z", "x y z"),
    ("x (a | b | (c | d | e | f | g | h) i | j | k | l) z", "x h i z", "x h i z"),
    ("x (a | b | !c d | e | f | - g | h) z", "x - g z", "x - g z"),
  ]

  @Test(arguments: cases)
  func matchAsIfTriedOneByOne(_ pattern: String, _ text: String, _ passage: String?) throws {
    let files = [
      "types.yaml": "t: {group: t}",
      "r.yaml": """
      summary: test
      pattern: "\(pattern)"
      annotate: {type: t}
      examples: []
      counter-examples: []
      """,
    ]
    let found = try Tagger(pack: .load(files: files)).annotations(in: text)
    let words = found.map {
      String(decoding: Array(text.utf8)[$0.range.start..<$0.range.end], as: UTF8.self)
    }
    #expect(words == [passage].compactMap { $0 })
  }
}
