import CallModel
import Documents

/// Which period of a programme a call's dates lie in.
struct ProgrammePeriod {
  /// Of the first opening or deadline that has one.
  private let year: Int?

  init(_ windows: [Window]) {
    year =
      windows.lazy.flatMap { $0.deadlines.map(\.date) + [$0.opening].compactMap(\.self) }
      .compactMap(\.date?.year).first
  }

  /// Years after a period in which its programme may still call.
  private static let longestDelay = 2

  /// Whether the call's dates lie in none of the years of a period (`2014-2020`).
  func isBeyond(_ period: String?) -> Bool {
    guard let year, let period else { return false }
    let ends = period.split(separator: "-").compactMap { Int($0) }
    guard ends.count == 2 else { return false }
    return year < ends[0] || year > ends[1] + Self.longestDelay
  }

  /// The first of two that are named, unless the call's dates lie beyond it and not beyond the other.
  func better(_ first: String?, _ second: String?) -> String? {
    guard let first, let second else { return first ?? second }
    return isBeyond(first) && !isBeyond(second) ? second : first
  }
}
