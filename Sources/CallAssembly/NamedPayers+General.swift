import CallModel
import Documents
import RuleEngine

/// Bodies called by their kind alone where they pay (« la communauté de communes soutient… ») and
/// named elsewhere: in a letterhead, among the contacts, in the last line.
extension NamedPayers {
  /// The one body of the text whose name holds the kind that a rule marked (`payer-general`); none
  /// where several bodies of that kind are named.
  static func named(byKindOf context: AnnotatedDocument, _ scope: CallScope) -> [Party] {
    var parties: [Party] = []
    var bodies: [NamedBody]?
    for general in scope.all("payer-general", context).prefix(mostLabels) {
      let known = bodies ?? namedBodies(context)
      bodies = known
      let kind = Folding.fold(context.scalars.slice(general.range))
      let alike = known.filter { $0.kind.holdsBytes(of: kind) }
      guard let body = alike.first, alike.dropFirst().allSatisfy({ $0.words == body.words }) else {
        continue
      }
      add(body.range, by: general.rule, to: &parties, context)
    }
    return parties
  }

  private struct NamedBody {
    /// Folded: « communaute de communes du ».
    let kind: String
    /// The words in capitals, folded: two spellings of a name have the same.
    let words: [String]
    let range: TextRange
  }

  private static func namedBodies(_ context: AnnotatedDocument) -> [NamedBody] {
    context.all("payer-name").prefix(mostNames).compactMap { kind in
      guard let range = name(around: kind, context) else { return nil }
      let text = context.scalars.slice(range)
      let words = text.split(separator: " ").filter { $0.first?.isUppercase ?? false }
      let folded = Folding.fold(context.scalars.slice(kind.range))
      let own = words.map { Folding.fold(String($0)) }.filter { !folded.holdsBytes(of: $0) }
      return own.isEmpty ? nil : NamedBody(kind: folded, words: own, range: range)
    }
  }

  /// Names looked at: a text with more is a list of bodies.
  private static let mostNames = 64
}
