import Documents
import Foundation

/// The published form of a value: see the contract of `calls tag`.
///
///     date      {"iso": "2024-05", "mod": "start"}      datetime  {"iso": "2024-05-06T12:00", "tz": "…"}
///     daterange {"iso": "2024-03-01/2024-05-06"}        percent   {"min": 20, "max": 40}
///     money     {"min", "max", "currency"}              duration  {"min", "max", "unit"}
///     count     {"min", "max"}                          names     {"id": "interreg-sudoe"}
///     time      {"time": "12:00", "tz": "…"}            text      {"text": "…"}
///
/// An open bound is null; a value that is its passage alone is null.
extension Value: Encodable {
  private enum Key: String, CodingKey {
    case iso, mod, tz, min, max, currency, unit, id, text, time
  }

  package func encode(to encoder: any Encoder) throws {
    if self == .none {
      var container = encoder.singleValueContainer()
      return try container.encodeNil()
    }
    var container = encoder.container(keyedBy: Key.self)
    switch self {
    case .none: break
    case .date(let date):
      try container.encode(date.writtenOut, forKey: .iso)
      try container.encodeIfPresent(date.part?.rawValue, forKey: .mod)
      try container.encodeIfPresent(date.zone, forKey: .tz)
    case .range(let range):
      try container.encode(range.writtenOut, forKey: .iso)
      try container.encodeIfPresent(range.end?.zone ?? range.start?.zone, forKey: .tz)
    case .time(let minutes, let zone):
      try container.encode(DateValue.clock(minutes), forKey: .time)
      try container.encodeIfPresent(zone, forKey: .tz)
    case .percent(let bounds), .count(let bounds): try encode(bounds, in: &container)
    case .money(let bounds, let currency):
      try encode(bounds, in: &container)
      try container.encode(currency, forKey: .currency)
    case .duration(let bounds, let unit):
      try encode(bounds, in: &container)
      try container.encode(unit.rawValue, forKey: .unit)
    case .entry(let id): try container.encode(id, forKey: .id)
    case .text(let text): try container.encode(text, forKey: .text)
    }
  }

  private func encode(
    _ bounds: Bounds, in container: inout KeyedEncodingContainer<Key>
  ) throws {
    try container.encode(bounds.min?.decimal, forKey: .min)
    try container.encode(bounds.max?.decimal, forKey: .max)
  }
}

extension DateValue {
  /// `12:00`; midnight at the end of a day stays `24:00`.
  package static func clock(_ minutes: Int) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(two(minutes / 60)):\(two(minutes % 60))"
  }

  /// A quarter or half-year as its first and last month; any other date as it is.
  var writtenOut: String { until.map { "\(date.iso)/\($0.iso)" } ?? iso }
}

extension DateRangeValue {
  /// Up to the last day where the end is a stretch of months.
  var writtenOut: String {
    "\(start?.iso ?? "..")/\(end.map { $0.until?.iso ?? $0.iso } ?? "..")"
  }
}

extension Annotation {
  /// The type under which it is written: a date that is a stretch of months is a range.
  package var publishedType: String {
    if type == "date", case .date(let date) = value, date.until != nil { return "daterange" }
    return type
  }
}
