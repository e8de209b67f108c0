import CallModel

/// What was decided, a row a decision, for a person at a terminal.
package struct DecisionTable: Sendable {
  package var wording: Wording
  package var style: TerminalStyle

  package init(wording: Wording, style: TerminalStyle = .plain) {
    self.wording = wording
    self.style = style
  }

  /// - Parameter titles: of calls, by id.
  package func rendered(
    _ decisions: [Decision], titles: [String: String], width: Int? = nil
  ) -> String {
    guard !decisions.isEmpty else { return wording.nothingDecided + "\n" }
    var table = TextTable([
      .init(wording.say("Identifiant", "Id")), .init(wording.say("Décision", "Decision")),
      .init(wording.say("Pour", "For"), shrinksTo: 12, maximumLines: 2),
      .init(wording.say("Appel", "Call"), shrinksTo: 24, maximumLines: 2),
    ])
    table.rows = decisions.map { decision in
      TextTable.Row(
        [
          .init(decision.call), .init(wording.decision(decision.choice), emphasis(decision.choice)),
          .init(wording.holder(of: decision)), .init(titles[decision.call] ?? "", .strong),
        ], notes: [.init(wording.decision(decision))])
    }
    return table.rendered(width: width, style: style)
  }

  private func emphasis(_ choice: Decision.Choice) -> TerminalStyle.Emphasis {
    switch choice {
    case .apply, .support: .good
    case .consider: .caution
    case .refuse: .bad
    }
  }
}
