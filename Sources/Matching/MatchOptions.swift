/// What a report holds.
package struct MatchOptions: Hashable, Sendable {
  /// Id of the only project to judge; nil for all of them and the themes as a whole.
  package var project: String?
  /// Calls for each project and for the themes as a whole; 0 for all.
  package var limit: Int
  package var includesClosed: Bool
  package var includesIneligible: Bool
  /// Calls that the authority decided to leave.
  package var includesRefused: Bool
  /// Ids of the only calls to judge, among all that are known; nil for all.
  package var calls: Set<String>?
  /// Reasons, readiness and evidence for every match rather than the first of each list.
  package var explainsAll: Bool

  /// Matches of each list that are full without `explainsAll`.
  package static let fullMatches = 20
  /// Near misses of each list.
  package static let nearMisses = 3

  package init(
    project: String? = nil, limit: Int = 20, includesClosed: Bool = false,
    includesIneligible: Bool = false, includesRefused: Bool = false, calls: Set<String>? = nil,
    explainsAll: Bool = false
  ) {
    self.project = project
    self.limit = limit
    self.includesClosed = includesClosed
    self.includesIneligible = includesIneligible
    self.includesRefused = includesRefused
    self.calls = calls
    self.explainsAll = explainsAll
  }
}
