import CallModel

/// How verdicts agree with those of a person.
package struct EligibilityFigures: Hashable, Sendable {
  package struct Row: Hashable, Sendable {
    package var judged = 0
    package var right = 0
    /// Ruled out where the person does not.
    package var wrongNo = 0
    /// Not ruled out where the person does.
    package var missedNo = 0
    /// Answered where the person cannot.
    package var guessed = 0

    package var accuracy: Double { judged == 0 ? 1 : Double(right) / Double(judged) }

    mutating func add(_ truth: ThreeValued, _ found: ThreeValued?) {
      judged += 1
      right += truth == found ? 1 : 0
      wrongNo += found == .no && truth != .no ? 1 : 0
      missedNo += truth == .no && found != .no ? 1 : 0
      guessed += truth == .unknown && (found == .yes || found == .no) ? 1 : 0
    }
  }

  /// Criteria that were judged.
  package private(set) var rows: [Criterion.ID: Row] = [:]
  /// Calls as a whole, by the criteria that were judged of each.
  package private(set) var whole = Row()

  package init() {}

  /// - Parameter found: nil for a call that is not in the store.
  package mutating func add(_ truth: [Criterion.ID: ThreeValued], _ found: Eligibility?) {
    let values = Dictionary(
      (found?.criteria ?? []).map { ($0.id, $0.value) }, uniquingKeysWith: { first, _ in first })
    for (id, value) in truth { rows[id, default: Row()].add(value, values[id]) }
    guard !truth.isEmpty else { return }
    whole.add(
      ThreeValued.all(Array(truth.values)),
      ThreeValued.all(truth.keys.map { values[$0] ?? .unknown }))
  }
}
