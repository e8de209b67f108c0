/// Why a short form of phrases cannot be written out.
package enum PhraseFault: Error, Hashable, Sendable {
  /// A bracket has no other half.
  case unbalanced
  /// It stands for no words.
  case empty
  /// It stands for too many phrases.
  case tooMany
  /// It has more words than a text is searched for.
  case tooLong
}

/// Writes out the short forms of phrases: `appel(s) à [projet|idée](s)`; `\(` is a bracket.
enum PhraseExpansion {
  private static let limit = 4096

  /// All the phrases a short form stands for, each with single spaces; never empty.
  static func expand(_ source: String) throws(PhraseFault) -> [String] {
    var scalars = Array(source.unicodeScalars)[...]
    let forms = try alternatives(&scalars, closing: nil)
    guard scalars.isEmpty else { throw .unbalanced }
    var seen = Set<String>()
    var phrases: [String] = []
    for form in forms {
      let clean = form.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
      guard !clean.isEmpty else { continue }
      if seen.insert(clean).inserted { phrases.append(clean) }
    }
    guard !phrases.isEmpty else { throw .empty }
    return phrases
  }

  private static func alternatives(
    _ rest: inout ArraySlice<Unicode.Scalar>, closing: Unicode.Scalar?
  ) throws(PhraseFault) -> [String] {
    var all: [String] = []
    var current = [""]
    while let scalar = rest.first {
      rest.removeFirst()
      switch scalar {
      case "\\" where rest.first != nil:
        // A bracket that belongs to the phrase.
        let literal = rest.removeFirst()
        for i in current.indices { current[i].unicodeScalars.append(literal) }
      case "(":
        let ending = try alternatives(&rest, closing: ")")
        current = try product(current, ending + [""])
      case "[":
        current = try product(current, try alternatives(&rest, closing: "]"))
      case "|" where closing != nil:
        all += current
        current = [""]
      case ")", "]":
        guard scalar == closing else { throw .unbalanced }
        return all + current
      default:
        for i in current.indices { current[i].unicodeScalars.append(scalar) }
      }
    }
    guard closing == nil else { throw .unbalanced }
    return all + current
  }

  private static func product(_ heads: [String], _ tails: [String]) throws(PhraseFault) -> [String]
  {
    guard heads.count * tails.count <= limit else { throw .tooMany }
    return heads.flatMap { head in tails.map { head + $0 } }
  }
}
