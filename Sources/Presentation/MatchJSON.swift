import CallModel
import Documents
import Foundation

/// The published form of a match report (`calls-match/1`).
///
/// Reasons and questions are sentences of the wording's language; everything else is the same in
/// every language.
package struct MatchJSON: Encodable {
  package var schema = MatchReport.schema
  package var profile: String
  package var on: CalendarDay
  package var matches: [Line]
  /// Open calls that one change of the profile would make fit; only where all is explained.
  package var nearMisses: [Line]?

  /// - Parameter explains: whether what goes beyond verdicts and reasons is told: near misses, points
  ///   against, bodies that help.
  package init(_ report: MatchReport, wording: Wording, explains: Bool = false) {
    profile = report.profile
    on = report.on
    matches = report.matches.map { Line($0, wording: wording, explains: explains) }
    nearMisses =
      explains ? report.nearMisses.map { Line($0, wording: wording, explains: true) } : nil
  }

  /// One match: an element of `matches`, or one line of `--ndjson`.
  package struct Line: Encodable {
    var call: String
    var document: String
    var title: String
    var project: String?
    var deadline: Deadline?
    var daysLeft: Int?
    var relevance: Double
    var eligibility: EligibilityJSON
    var reasons: [ReasonJSON]
    var readiness: [ReadinessJSON]
    var counterReason: CounterReasonJSON?
    var nearMiss: NearMissJSON?
    var decision: Decision?

    package init(_ match: Match, wording: Wording, explains: Bool = false) {
      call = match.call
      document = match.document
      title = match.title
      project = match.project
      deadline = match.deadline
      daysLeft = match.daysLeft
      relevance = match.relevance.value
      eligibility = EligibilityJSON(match.eligibility, isFull: match.isFull, wording: wording)
      reasons = match.reasons.map(ReasonJSON.init)
      readiness = match.readiness.map { ReadinessJSON($0, wording: wording, explains: explains) }
      decision = match.decision
      guard explains else { return }
      counterReason = match.counterReason.map(CounterReasonJSON.init)
      nearMiss = match.nearMiss.map {
        NearMissJSON($0, project: match.project, wording: wording)
      }
    }

    private enum Key: String, CodingKey {
      case call, document, title, project, deadline, daysLeft, relevance, eligibility, reasons
      case readiness, counterReason, nearMiss, decision
    }

    // `project` is null, not absent, for the themes as a whole.
    package func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(call, forKey: .call)
      try container.encode(document, forKey: .document)
      try container.encode(title, forKey: .title)
      try container.encode(project, forKey: .project)
      try container.encodeIfPresent(deadline, forKey: .deadline)
      try container.encodeIfPresent(daysLeft, forKey: .daysLeft)
      try container.encode(relevance, forKey: .relevance)
      try container.encode(eligibility, forKey: .eligibility)
      try container.encode(reasons, forKey: .reasons)
      try container.encode(readiness, forKey: .readiness)
      try container.encodeIfPresent(counterReason, forKey: .counterReason)
      try container.encodeIfPresent(nearMiss, forKey: .nearMiss)
      try container.encodeIfPresent(decision, forKey: .decision)
    }
  }

  struct EligibilityJSON: Encodable {
    var overall: ThreeValued
    var criteria: [CriterionJSON]

    init(_ eligibility: Eligibility, isFull: Bool, wording: Wording) {
      overall = eligibility.overall
      criteria = eligibility.criteria.map { CriterionJSON($0, isFull: isFull, wording: wording) }
    }
  }

  struct CriterionJSON: Encodable {
    var id: Criterion.ID
    var value: ThreeValued
    var reason: String?
    var question: String?
    var call: [Evidence]?
    var profile: String?

    // A match low in its list carries ids and values alone.
    init(_ criterion: Criterion, isFull: Bool, wording: Wording) {
      id = criterion.id
      value = criterion.value
      guard isFull else { return }
      reason = wording.reason(criterion.reason)
      question = criterion.question.map(wording.question)
      call = criterion.call
      profile = criterion.profile
    }
  }

  struct ReasonJSON: Encodable {
    var theme: String?
    var words: [String]
    var call: [Evidence]
    var profile: String
    var weight: Double

    init(_ reason: Reason) {
      theme = reason.theme
      words = reason.words
      call = reason.call
      profile = reason.profile
      weight = reason.weight
    }
  }

  struct ReadinessJSON: Encodable {
    var id: ReadinessItem.ID
    var asks: String
    var has: String
    var value: ReadinessItem.Value
    var call: [Evidence]
    var profile: String
    /// Bodies of the territory that help with a weak or missing point.
    var support: [String]?

    init(_ item: ReadinessItem, wording: Wording, explains: Bool) {
      id = item.id
      asks = wording.asks(item.asks)
      has = wording.has(item.has)
      value = item.value
      call = item.call
      profile = item.profile
      support = item.support.isEmpty || !explains ? nil : item.support
    }
  }

  struct CounterReasonJSON: Encodable {
    var words: [String]
    var profile: String
    var weight: Double

    init(_ reason: CounterReason) {
      words = reason.words
      profile = reason.profile
      weight = reason.weight
    }
  }

  struct NearMissJSON: Encodable {
    var criterion: Criterion.ID
    var change: String
    /// The argument of `--set` that shows it, where one can.
    var set: String?

    init(_ nearMiss: NearMiss, project: String?, wording: Wording) {
      criterion = nearMiss.criterion
      change = wording.change(nearMiss.change)
      set = nearMiss.change.setting(project: project)
    }
  }

  /// Several profiles: `{"profiles": [one such object each]}`.
  package struct Several: Encodable {
    package var profiles: [MatchJSON]

    package init(_ profiles: [MatchJSON]) { self.profiles = profiles }
  }
}

/// The one way in which JSON is written.
package enum OutputJSON {
  /// Sorted keys, slashes as they are, no trailing line feed.
  package static func data(_ value: some Encodable, pretty: Bool = false) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if pretty { encoder.outputFormatting.insert(.prettyPrinted) }
    return try encoder.encode(value)
  }
}
