import CallModel

/// What calls are about, by theme and weight: in whole arrays, since the records of thousands of
/// calls lie too far apart in memory to be looked through.
struct ThemeShares: Sendable {
  private var numbers: [String: Int32] = [:]
  /// By demand: where its themes begin, and one end more.
  private var starts: [Int32] = [0]
  private var themes: [Int32] = []
  private var weights: [Double] = []

  mutating func append(_ record: CallRecord?) {
    for theme in record?.themes ?? [] {
      let number = numbers[theme.id] ?? Int32(numbers.count)
      numbers[theme.id] = number
      themes.append(number)
      weights.append(theme.weight)
    }
    starts.append(Int32(themes.count))
  }

  /// By demand: the share of a call that is left without these themes; nil where no call speaks of
  /// any.
  func kept(without excluded: [String]) -> [Double]? {
    var isExcluded = Array(repeating: false, count: numbers.count)
    for id in excluded {
      if let number = numbers[id] { isExcluded[Int(number)] = true }
    }
    guard isExcluded.contains(true) else { return nil }
    return zip(starts, starts.dropFirst()).map { start, end in
      var share = 0.0
      for place in Int(start)..<Int(end) where isExcluded[Int(themes[place])] {
        share += weights[place]
      }
      return 1 - min(1, max(0, share))
    }
  }
}
