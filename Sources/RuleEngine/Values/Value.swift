import Documents

/// What an annotation says, apart from where it stands.
package enum Value: Hashable, Sendable {
  package enum DurationUnit: String, Hashable, Sendable, CaseIterable {
    case minute, hour, day, week, month, year
    case businessDay = "businessday"

    /// The smaller of two units where it measures the other exactly; nil where none does.
    func common(with other: DurationUnit) -> DurationUnit? {
      switch (self, other) {
      case (.month, .year), (.year, .month): .month
      case (.day, .week), (.week, .day): .day
      case (.hour, .day), (.day, .hour): .hour
      case (.minute, .hour), (.hour, .minute): .minute
      default: nil
      }
    }

    /// How many of a smaller unit make one of this unit.
    func count(of smaller: DurationUnit) -> Int {
      switch (self, smaller) {
      case (.year, .month): 12
      case (.week, .day): 7
      case (.day, .hour): 24
      case (.hour, .minute): 60
      default: 1
      }
    }
  }

  case none
  /// Indirect, like ranges, so that values stay small: most are numbers.
  indirect case date(DateValue)
  indirect case range(DateRangeValue)
  /// Minutes from 0:00, and the zone where it is said.
  case time(Int, zone: String?)
  case percent(Bounds)
  case money(Bounds, currency: String)
  case duration(Bounds, DurationUnit)
  case count(Bounds)
  /// Id of a gazetteer's entry.
  case entry(String)
  case text(String)

  /// One line, as examples in rules write it: `2024-05-06T12:00`, `300000..500000 EUR`, `..36 month`.
  package var description: String {
    switch self {
    case .none: ""
    case .date(let date):
      (date.until.map { "\(date.date.iso)/\($0.iso)" } ?? date.iso)
        + (date.part.map { " \($0.rawValue)" } ?? "")
    case .range(let range): range.iso
    case .time(let minutes, _): "\(minutes / 60):\(minutes % 60)"
    case .percent(let bounds): bounds.description
    case .money(let bounds, let currency): "\(bounds.description) \(currency)"
    case .duration(let bounds, let unit): "\(bounds.description) \(unit.rawValue)"
    case .count(let bounds): bounds.description
    case .entry(let id): id
    case .text(let text): text
    }
  }
}
