import Presentation
import RuleEngine

extension Wording {
  /// A change of text under which examples of rules are tried.
  func name(of mutation: RuleMutation) -> String {
    switch mutation {
    case .decomposed: say("accents décomposés", "decomposed accents")
    case .capitals: say("en capitales", "in capitals")
    case .typographicApostrophes: say("apostrophes courbes", "curly apostrophes")
    case .straightApostrophes: say("apostrophes droites", "straight apostrophes")
    case .noBreakSpaces: say("espaces insécables", "no-break spaces")
    case .lineBreak: say("coupé en fin de ligne", "broken at a line end")
    case .softHyphens: say("tirets conditionnels", "soft hyphens")
    case .hyphenation: say("mot coupé en fin de ligne", "word cut at a line end")
    case .textInFront: say("précédé d’autre texte", "after other text")
    }
  }

  /// How many examples fail as they stand and under each change, the changes without failure left out.
  func mutationLines(_ faults: [RuleFault]) -> [String] {
    var plain = 0
    var counts: [RuleMutation: Int] = [:]
    for fault in faults {
      guard case .exampleFailed(_, _, _, let mutation) = fault.kind else { continue }
      if let mutation { counts[mutation, default: 0] += 1 } else { plain += 1 }
    }
    let changed = RuleMutation.allCases.compactMap { mutation in
      counts[mutation].map { "  \(name(of: mutation)): \($0)" }
    }
    return (plain > 0 ? [say("  tels quels : \(plain)", "  as they stand: \(plain)")] : [])
      + changed
  }
}
