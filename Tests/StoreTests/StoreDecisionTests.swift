import CallModel
import Documents
import Foundation
import Store
import Testing

/// What was decided on calls, by whom, and what came of it.
@Suite struct StoreDecisionTests {
  private func decide(
    _ store: Store, _ choice: Decision.Choice, on iso: String, profile: String? = nil,
    project: String? = nil, reason: String? = nil, owner: String? = nil, next: String? = nil
  ) throws {
    try store.decide(
      Decision(
        call: "c", profile: profile, project: project, choice: choice, reason: reason,
        owner: owner, next: next, day: day(iso)))
  }

  @Test func theLastWordCountsAndKeepsWhoSeesToIt() throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    try decide(store, .consider, on: "2026-01-01", owner: "Europe", next: "Budget")
    try decide(store, .refuse, on: "2026-02-01", reason: "Hors compétence")
    let now = try #require(try store.decisions(on: "c").first)
    #expect(now.choice == .refuse && now.owner == "Europe" && now.next == nil)
    #expect(now.reason == "Hors compétence")
    let before = try store.decisions(until: day("2026-01-15"))
    #expect(before.map(\.choice) == [.consider] && before.map(\.next) == ["Budget"])
  }

  @Test func aDecisionTakenBackGivesTheOneBefore() throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    let key = DecisionKey(call: "c", profile: nil, project: nil)
    try decide(store, .apply, on: "2026-01-01")
    let step = Decision.Outcome(.obtained, amount: Money(5000, "EUR"), day: day("2026-03-01"))
    #expect(try store.note(step, of: key))
    try decide(store, .refuse, on: "2026-02-01")
    try store.forgetDecision(key)
    #expect(try store.decisions().map(\.choice) == [.apply])
    #expect(try store.decisions().first?.outcomes == [step])
    // What came of it first, then the decision itself.
    try store.forgetDecision(key)
    #expect(try store.decisions().map(\.choice) == [.apply])
    try store.forgetDecision(key)
    #expect(try store.decisions().isEmpty)
    try decide(store, .apply, on: "2026-04-01")
    #expect(try store.decisions().first?.outcomes == [])
  }

  /// Both were taken back at once before.
  @Test func whatCameOfADecisionIsTakenBackBeforeIt() throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    let key = DecisionKey(call: "c", profile: nil, project: nil)
    try decide(store, .refuse, on: "2026-01-01", profile: "B")
    try decide(store, .apply, on: "2026-01-01")
    let steps = [Decision.Outcome.Kind.requested, .obtained].map {
      Decision.Outcome($0, day: day("2026-01-01"))
    }
    for step in steps { #expect(try store.note(step, of: key)) }
    try decide(store, .refuse, on: "2026-01-01")
    for (choice, left) in [(Decision.Choice.apply, steps), (.apply, [steps[0]]), (.apply, [])] {
      #expect(try store.forgetDecision(key))
      let now = try store.decisions().first { $0.profile == nil }
      #expect(now?.choice == choice && now?.outcomes == left)
    }
    #expect(try store.forgetDecision(key))
    #expect(try !store.forgetDecision(key))
    #expect(try store.decisions().map(\.profile) == ["B"])
  }

  @Test func nothingComesOfACallOnWhichNothingWasDecided() throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    try decide(store, .apply, on: "2026-01-01", profile: "A")
    let step = Decision.Outcome(.requested, day: day("2026-03-01"))
    #expect(try !store.note(step, of: DecisionKey(call: "c", profile: "B", project: nil)))
    #expect(try store.note(step, of: DecisionKey(call: "c", profile: "A", project: nil)))
  }

  @Test func eachProfileAndProjectDecidesForItself() throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    try decide(store, .refuse, on: "2026-01-01")
    try decide(store, .consider, on: "2026-01-01", profile: "A")
    try decide(store, .apply, on: "2026-01-01", profile: "A", project: "p")
    let all = try store.decisions()
    #expect(all.count == 3)
    func choice(_ profile: String, _ project: String?) -> Decision.Choice? {
      Decision.closest(all, profile: profile, project: project)?.choice
    }
    #expect(choice("A", "p") == .apply)
    #expect(choice("A", "q") == .consider)
    #expect(choice("A", nil) == .consider)
    #expect(choice("B", "p") == .refuse)
  }
}
