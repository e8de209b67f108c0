/// What a rule costs over some texts.
package struct RuleCost: Sendable {
  package let rule: String
  /// Places at which one of its patterns was tried, the steps it took there, and how often it matched.
  package fileprivate(set) var tries = 0
  package fileprivate(set) var steps = 0
  package fileprivate(set) var matches = 0
}

extension Tagger {
  /// What each rule costs over some plain texts, the dearest first.
  package func costs(over texts: [String]) -> [RuleCost] {
    let programs = pack.view.allPrograms
    var tally = CostTally(
      costs: pack.texts.rules.map { RuleCost(rule: $0.id) }, ruleOfProgram: programs.map { $0.rule }
    )
    for var text in texts {
      text.withUTF8 { bytes in
        TagRun(pack: pack, text: bytes, layout: Layout(plainText: bytes)).run(&tally)
      }
    }
    return tally.costs.sorted { ($1.steps, $0.rule) < ($0.steps, $1.rule) }
  }
}

private struct CostTally: PassTally {
  var costs: [RuleCost]
  let ruleOfProgram: [Int32]

  mutating func tried(_ program: Int32, steps: Int, matched: Bool) {
    let rule = Int(ruleOfProgram[Int(program)])
    costs[rule].tries += 1
    costs[rule].steps += steps
    costs[rule].matches += matched ? 1 : 0
  }
}
