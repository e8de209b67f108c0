import CallModel
import Stemming

/// Why calls were refused, reason by reason, and what a profile could say so that such calls come no
/// more.
package struct RefusalSummary: Hashable, Sendable {
  package struct Reason: Hashable, Sendable {
    /// In the words of its first use.
    package var text: String
    /// Ids of the calls, sorted.
    package var calls: [String]
    /// Themes of every one of these calls and of no call that was not refused; empty for a reason
    /// given less than `leastRepeated` times. Candidates for `excludedThemes`.
    package var themes: [String]
  }

  /// So many times a reason must come before a rule is proposed.
  package static let leastRepeated = 2

  /// The most frequent first; refusals without a reason are left out.
  package let reasons: [Reason]

  /// - Parameters:
  ///   - themes: ids of the themes of each call that was decided on.
  ///   - profile: what it excludes already is not proposed.
  package init(_ decisions: [Decision], themes: [String: [String]], excluded: [String] = []) {
    let welcome = Set(decisions.filter { $0.choice != .refuse }.flatMap { themes[$0.call] ?? [] })
    var found: [String: (text: String, calls: Set<String>)] = [:]
    for decision in decisions where decision.choice == .refuse {
      guard let text = decision.reason else { continue }
      // Accents, case and punctuation make no other reason.
      let key = WordScanner.words(of: text).joined(separator: " ")
      guard !key.isEmpty else { continue }
      found[key, default: (text, [])].calls.insert(decision.call)
    }
    let known = welcome.union(excluded)
    reasons = found.sorted {
      ($1.value.calls.count, $0.key) < ($0.value.calls.count, $1.key)
    }.map { _, reason in
      let calls = reason.calls.sorted()
      let shared = calls.map { Set(themes[$0] ?? []) }.reduce(nil as Set<String>?) {
        $0?.intersection($1) ?? $1
      }
      let proposed = calls.count < Self.leastRepeated ? [] : (shared ?? []).subtracting(known)
      return Reason(text: reason.text, calls: calls, themes: proposed.sorted())
    }
  }
}
