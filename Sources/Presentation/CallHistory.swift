import CallModel
import Documents

/// The readings of one call for a person at a terminal, oldest first: what each changed.
package struct CallHistory: Sendable {
  package struct Version: Sendable {
    package var day: CalendarDay
    package var call: CallRecord
    /// The day on which a reading no longer held the call.
    package var isWithdrawn: Bool

    package init(day: CalendarDay, call: CallRecord, isWithdrawn: Bool = false) {
      self.day = day
      self.call = call
      self.isWithdrawn = isWithdrawn
    }
  }

  package var wording: Wording
  package var width: Int?
  package var style: TerminalStyle

  package init(wording: Wording, width: Int? = nil, style: TerminalStyle = .plain) {
    self.wording = wording
    self.width = width
    self.style = style
  }

  package func rendered(_ versions: [Version]) -> String {
    var lines: [String] = []
    for (number, version) in versions.enumerated() {
      lines.append(style.apply(.strong, to: wording.capitalised(wording.day(version.day))))
      let previous = number > 0 ? versions[number - 1].call : nil
      lines += events(version, after: previous).flatMap(bullet)
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func events(_ version: Version, after previous: CallRecord?) -> [String] {
    if version.isWithdrawn { return [wording.withdrawn] }
    guard let previous else { return [wording.say("Première lecture.", "First reading.")] }
    let changes = CallField.changed(from: previous, to: version.call).map { field in
      wording.change(
        field, from: wording.values(of: field, in: previous),
        to: wording.values(of: field, in: version.call))
    }
    let nothing = wording.say(
      "Rien de visible : passages ou détails seulement.",
      "Nothing that is seen: passages or details only.")
    return changes.isEmpty ? [nothing] : changes
  }

  private func bullet(_ text: String) -> [String] {
    let room = width.map { max(20, $0 - 4) }
    let lines = room.map { DisplayWidth.wrapped(text, to: $0) } ?? [text]
    return lines.enumerated().map { ($0 == 0 ? "  - " : "    ") + $1 }
  }
}

extension Wording {
  /// `Date limite : 29 mars 2024 → 15 avril 2024`.
  package func change(_ field: CallField, from old: [String], to new: [String]) -> String {
    let sides = [old, new].map { $0.isEmpty ? notStated : clauses($0) }
    return labelled(fieldName(field)) + " " + sides.joined(separator: " → ")
  }
}
