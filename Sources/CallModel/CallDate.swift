import Documents

/// A date as the document gives it.
package struct CallDate: Hashable, Sendable, Codable {
  package enum Precision: String, Sendable, Codable { case day, month, quarter, year }
  package enum Certainty: String, Sendable, Codable {
    case confirmed, forecast
    case toBeConfirmed = "to-be-confirmed"
  }

  /// As short as its precision (`2024-05`); nil where a date is announced and none stands.
  package var date: PartialDate?
  /// `HH:MM`, 24 hours; midnight at the end of the day is `24:00`.
  package var time: String?
  /// An IANA name or an offset, only where the document says it.
  package var timeZone: String?
  package var precision: Precision
  package var certainty: Certainty
  /// What was worked out rather than written: `year`.
  package var inferred: [String]
  /// True for a deadline that was pushed back.
  package var extended: Bool
  package var evidence: [Evidence]

  package init(
    date: PartialDate?, time: String? = nil, timeZone: String? = nil, precision: Precision = .day,
    certainty: Certainty = .confirmed, inferred: [String] = [], extended: Bool = false,
    evidence: [Evidence]
  ) {
    self.date = date
    self.time = time
    self.timeZone = timeZone
    self.precision = precision
    self.certainty = certainty
    self.inferred = inferred
    self.extended = extended
    self.evidence = evidence
  }

  /// The last day it may mean; nil without a year. A call is open through its deadline's day.
  package var lastDay: CalendarDay? { date?.days?.upperBound }
  package var firstDay: CalendarDay? { date?.days?.lowerBound }
}

/// A date by which something is due.
package struct Deadline: Hashable, Sendable {
  package enum Stage: String, Sendable, Codable {
    case single, first, second, intermediate
    case expressionOfInterest = "expression-of-interest"
    case cutOff = "cut-off"
  }
  package var stage: Stage
  package var date: CallDate

  package init(stage: Stage, date: CallDate) {
    self.stage = stage
    self.date = date
  }
}

/// A dated happening around a call that is neither its opening nor its deadline.
package struct Event: Hashable, Sendable {
  package enum Role: String, Sendable, Codable {
    case published, decision, notification
    case infoDay = "info-day"
    case platformOpens = "platform-opens"
    case projectStart = "project-start"
    case projectEnd = "project-end"
    case reportDue = "report-due"
  }
  package var role: Role
  package var date: CallDate

  package init(role: Role, date: CallDate) {
    self.role = role
    self.date = date
  }
}

// In published records the fields of the date stand beside `stage` and `role`.
extension Deadline: Codable {
  private enum Key: String, CodingKey { case stage }
  package init(from decoder: any Decoder) throws {
    stage = try decoder.container(keyedBy: Key.self).decode(Stage.self, forKey: .stage)
    date = try CallDate(from: decoder)
  }
  package func encode(to encoder: any Encoder) throws {
    try date.encode(to: encoder)
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(stage, forKey: .stage)
  }
}

extension Event: Codable {
  private enum Key: String, CodingKey { case role }
  package init(from decoder: any Decoder) throws {
    role = try decoder.container(keyedBy: Key.self).decode(Role.self, forKey: .role)
    date = try CallDate(from: decoder)
  }
  package func encode(to encoder: any Encoder) throws {
    try date.encode(to: encoder)
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(role, forKey: .role)
  }
}

/// One round in which a call takes applications.
package struct Window: Hashable, Sendable, Codable {
  package enum Model: String, Sendable, Codable {
    case permanent, unknown
    case singleStage = "single-stage"
    case twoStage = "two-stage"
    case multipleCutOff = "multiple-cut-off"
  }
  package var round: Int
  package var model: Model
  package var evidence: [Evidence]
  package var opening: CallDate?
  package var deadlines: [Deadline]

  package init(
    round: Int = 1, model: Model = .unknown, evidence: [Evidence] = [], opening: CallDate? = nil,
    deadlines: [Deadline] = []
  ) {
    self.round = round
    self.model = model
    self.evidence = evidence
    self.opening = opening
    self.deadlines = deadlines
  }
}
