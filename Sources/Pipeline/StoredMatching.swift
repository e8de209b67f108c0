import CallModel
import Documents
import Matching
import Store

extension MatchableCall {
  package init(_ call: StoredCall) {
    self.init(id: call.id, document: call.path, record: call.record, text: call.text)
  }
}

/// The calls of a store, ready to be matched with any number of profiles on one day; what was decided of them is heeded.
package struct StoredMatching: Sendable {
  /// By id.
  package let calls: [String: StoredCall]
  package let day: CalendarDay
  private let matcher: Matcher
  private let decisions: [Decision]

  /// Reads all calls that are not withdrawn.
  package init(store: Store, knowledge: FieldKnowledge, day: CalendarDay) throws(StoreError) {
    let stored = try store.calls(on: day)
    calls = Dictionary(stored.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    matcher = Matcher(calls: stored.map(MatchableCall.init), knowledge: knowledge)
    decisions = try store.decisions(until: day)
    self.day = day
  }

  package func report(profile: Profile, options: MatchOptions = MatchOptions()) -> MatchReport {
    matcher.report(profile: profile, on: day, options: options, decisions: decisions)
  }
}
