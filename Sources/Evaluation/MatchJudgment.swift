import CallModel
import Documents
import Foundation

/// What a person holds of one call for one project: a line of `judgments.jsonl`.
package struct MatchJudgment: Hashable, Sendable, Codable {
  /// Name of the profile's file under `profiles/`, without `.json`.
  package var profile: String
  /// Id of the project; nil for the authority's themes as a whole.
  package var project: String?
  /// Id of the call, or name of its document, with or without its ending.
  package var call: String
  package var on: CalendarDay
  /// 2 where the call funds such a project, 1 in part, 0 not; nil where this was not judged.
  package var relevance: Int?
  /// By criterion, those that were judged.
  package var criteria: [String: ThreeValued]?

  package struct Fault: Error, Hashable, Sendable {
    /// From 1.
    package var line: Int
  }

  /// Reads a whole file.
  package static func all(in data: Data) throws(Fault) -> [MatchJudgment] {
    var judgments: [MatchJudgment] = []
    for (index, bytes) in data.split(separator: 0x0A).enumerated() {
      guard let judgment = try? JSONDecoder().decode(MatchJudgment.self, from: Data(bytes)),
        (0...2).contains(judgment.relevance ?? 0),
        (judgment.criteria ?? [:]).keys.allSatisfy({ Criterion.ID(rawValue: $0) != nil })
      else { throw Fault(line: index + 1) }
      judgments.append(judgment)
    }
    return judgments
  }
}
