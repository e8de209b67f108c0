import CallModel
import Documents
import RuleEngine

/// When a call that comes every year may come again, by the months of the rounds that it tells of.
///
/// A forecast, not a fact: its dates are months, `certainty` is `forecast`, all of a date is
/// `inferred`, and the evidence are the words that say that the call comes back and the dates of the
/// round that it was worked out from.
enum NextRoundField {
  static func window(
    _ context: AnnotatedDocument, _ scope: CallScope, _ call: CallRecord
  ) -> Window? {
    guard call.recurrence?.value == .recurring, let last = call.windows.last,
      !last.deadlines.isEmpty, let proof = call.recurrence?.evidence,
      let cue = scope.all("recurrence", context).first(where: { $0["value"] == "recurring" }),
      let months = interval(cue["every"], call.windows)
    else { return nil }
    let deadlines = last.deadlines.compactMap { deadline in
      later(deadline.date, by: months).map { Deadline(stage: deadline.stage, date: $0) }
    }
    guard !deadlines.isEmpty else { return nil }
    return Window(
      round: last.round + 1, model: last.model, evidence: proof,
      opening: last.opening.flatMap { later($0, by: months) }, deadlines: deadlines)
  }

  /// Months from one round to the next: as the words say, else as the rounds of the call lie.
  private static func interval(_ every: String?, _ windows: [Window]) -> Int? {
    if let months = every.flatMap({ Int($0) }) { return months }
    let days = windows.compactMap { $0.deadlines.last?.date.lastDay }
    guard days.count > 1 else { return nil }
    let gaps = zip(days, days.dropFirst()).map { first, second in
      (second.year - first.year) * 12 + second.month - first.month
    }
    guard let gap = gaps.first, gap > 0, gaps.allSatisfy({ $0 == gap }) else { return nil }
    return gap
  }

  private static func later(_ date: CallDate, by months: Int) -> CallDate? {
    guard let year = date.date?.year, let month = date.date?.month else { return nil }
    let count = year * 12 + month - 1 + months
    return CallDate(
      date: PartialDate(year: count / 12, month: count % 12 + 1), precision: .month,
      certainty: .forecast, inferred: ["date"], evidence: date.evidence)
  }
}
