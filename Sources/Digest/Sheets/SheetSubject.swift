import CallModel
import Documents
import Presentation

/// One call for a sheet, with what it fits where a profile is given.
package struct SheetSubject: Hashable, Sendable {
  package var call: CallRecord
  /// Path of its document.
  package var document: String
  package var text: CallText
  /// Best first; empty without a profile.
  package var matches: [Match]

  package init(
    call: CallRecord, document: String, text: CallText = CallText(title: "", passages: []),
    matches: [Match] = []
  ) {
    self.call = call
    self.document = document
    self.text = text
    self.matches = matches
  }

  /// The deadline that comes next on a day, or the last one where all are past.
  func nextDeadline(on day: CalendarDay) -> Deadline? {
    let dated = call.windows.flatMap(\.deadlines).map { ($0, $0.date.lastDay) }
    let next = CallSchedule(call).nextDeadline(on: day) ?? dated.compactMap(\.1).max()
    return (dated.first { $0.1 == next } ?? dated.first)?.0
  }

  func title(_ wording: Wording) -> String {
    let stated = call.title.map { PlainText.line($0.value) } ?? PlainText.line(text.title)
    return stated.isEmpty ? wording.untitledCall : stated
  }
}
