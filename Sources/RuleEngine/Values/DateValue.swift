import Documents

/// A date with what a text may say around it: part of a month, hour, zone.
package struct DateValue: Hashable, Sendable {
  package enum Part: String, Hashable, Sendable { case start, mid, end }

  package var date: PartialDate
  package var part: Part?
  /// Minutes from 0:00; 1440 is midnight at the end of the day.
  package var minutes: Int?
  /// An IANA name or an offset.
  package var zone: String?
  /// Last day, for a quarter, a half-year or a season given as one expression.
  package var until: PartialDate?
  /// True where the year was worked out from the document rather than read.
  package var hasInferredYear = false

  package init(_ date: PartialDate, part: Part? = nil) {
    self.date = date
    self.part = part
  }

  package var time: String? { minutes.map(Self.clock) }

  /// `2024-05-06`, `2024-05-06T12:00`.
  package var iso: String { time.map { "\(date.iso)T\($0)" } ?? date.iso }
}

/// A stretch of days, both ends included; an open end is nil.
package struct DateRangeValue: Hashable, Sendable {
  package var start: DateValue?
  package var end: DateValue?
  /// The week that holds the first day, whose Monday only the year tells.
  var isWeek = false

  package init(start: DateValue?, end: DateValue?) {
    self.start = start
    self.end = end
  }

  package var iso: String { "\(start?.iso ?? "..")/\(end?.iso ?? "..")" }
  package var hasTime: Bool { start?.minutes != nil || end?.minutes != nil }
}
