import CallModel
import Documents

/// Two deadlines of one call that no words set apart as stages, cut-offs or an extension.
enum ContradictionCheck {
  /// Days within which two dates are rather one that was written twice.
  private static let days = 62

  static func warning(_ call: CallRecord) -> DocumentRecord.Warning? {
    guard call.windows.count == 1, let window = call.windows.first,
      window.model == .multipleCutOff, window.deadlines.count == 2,
      let first = window.deadlines[0].date.lastDay, let second = window.deadlines[1].date.lastDay,
      first.adding(days: days) >= second,
      let a = window.deadlines[0].date.evidence.first,
      let b = window.deadlines[1].date.evidence.first,
      isLabelled(a), isLabelled(b), abs(a.start - b.start) > 200
    else { return nil }
    return DocumentRecord.Warning(id: "conflicting-dates", evidence: [a, b])
  }

  /// Read after a label that leaves room for one date (« date limite : »).
  private static func isLabelled(_ evidence: Evidence) -> Bool {
    ["deadlines/label", "deadlines/until", "deadlines/closes"].contains(evidence.rule)
  }
}
