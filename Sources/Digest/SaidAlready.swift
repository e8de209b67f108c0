import Foundation
import Presentation

/// What a reader has read of an item, so that nothing is said to them twice.
struct SaidAlready {
  private var texts: [String]

  init(_ texts: [String]) { self.texts = texts.map(Self.key).filter { !$0.isEmpty } }

  /// Whether the text is a part of what was said, or begins with it and goes on but little: a
  /// sentence cut in another place, a title with its source in brackets.
  func holds(_ text: String) -> Bool {
    let key = Self.key(text)
    // Signs alone say nothing.
    guard !key.isEmpty else { return true }
    return texts.contains { said in
      said.contains(key) || key.hasPrefix(said) && key.count * 4 < said.count * 5
        || key.commonPrefix(with: said).count >= Self.sameBeginning
    }
  }

  /// Whether the text is new; then it counts as said.
  mutating func takes(_ text: String) -> Bool {
    guard !holds(text) else { return false }
    texts.append(Self.key(text))
    return true
  }

  /// So many letters in common, and it is the same sentence.
  private static let sameBeginning = 60

  /// Letters and figures alone.
  private static func key(_ text: String) -> String {
    String(PlainText.line(text).lowercased().filter { $0.isLetter || $0.isNumber })
  }
}
