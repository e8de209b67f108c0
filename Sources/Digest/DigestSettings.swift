import CallModel

/// What a profile asks of its alerts, with what holds where it asks nothing.
package struct DigestSettings: Hashable, Sendable, Codable {
  /// Relevance that a match must reach, 0 to 100. The usual 30 keeps calls that share the main
  /// words of a project: a short project seldom reaches 50 with anything.
  package var minimumScore: Double
  /// Days before a deadline on which to remind; highest first.
  package var remindDaysBefore: [Int]

  package init(minimumScore: Double = 30, remindDaysBefore: [Int] = [30, 14, 3]) {
    self.minimumScore = minimumScore
    self.remindDaysBefore = Set(remindDaysBefore.filter { $0 >= 0 }).sorted(by: >)
  }

  package init(_ alerts: Profile.Alerts?) {
    let usual = DigestSettings()
    self.init(
      minimumScore: alerts?.minimumScore ?? usual.minimumScore,
      remindDaysBefore: alerts?.remindDaysBefore ?? usual.remindDaysBefore)
  }
}
