import Documents

/// Calls in a list for a person at a terminal: one line a call, the nearest deadline as it is
/// given.
package struct CallListTable: Sendable {
  package struct Row: Hashable, Sendable {
    package var id: String
    package var title: String
    /// Name of the programme; nil where the call names none.
    package var programme: String?
    /// None of its rounds is open, and one is still to come.
    package var isUpcoming: Bool
    /// The next deadline, or the last one of a closed call.
    package var deadline: CalendarDay?
    package var isPermanent: Bool

    package init(
      id: String, title: String, programme: String? = nil, isUpcoming: Bool = false,
      deadline: CalendarDay? = nil, isPermanent: Bool = false
    ) {
      self.id = id
      self.title = title
      self.programme = programme
      self.isUpcoming = isUpcoming
      self.deadline = deadline
      self.isPermanent = isPermanent
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

  /// The list as it stands on a day, with a last line that counts; a sentence where it is empty.
  package func rendered(_ rows: [Row], on day: CalendarDay) -> String {
    guard !rows.isEmpty else {
      return wording.say(
        "Aucun appel. « calls add » lit des documents, et moins d’options élargissent la liste.\n",
        "No call. “calls add” reads documents, and fewer options widen the list.\n")
    }
    var table = TextTable([
      .init(wording.say("Identifiant", "Id")),
      .init(wording.say("Date limite", "Deadline")),
      .init(wording.say("Reste", "Left")),
      .init(wording.say("Programme", "Programme"), shrinksTo: 12),
      .init(wording.say("Appel", "Call"), shrinksTo: 24, maximumLines: 2),
    ])
    table.rows = rows.map { .init(cells($0, on: day)) }
    let total = wording.count(
      rows.count, fr: ("appel", "appels"), en: ("call", "calls"))
    return table.rendered(width: width, style: style) + "\n" + style.apply(.faint, to: total) + "\n"
  }

  private func cells(_ row: Row, on day: CalendarDay) -> [TextTable.Cell] {
    let left = row.deadline.map { $0.daysSinceEpoch - day.daysSinceEpoch }
    let emphasis: TerminalStyle.Emphasis =
      switch left ?? .max {
      case ..<0: .faint
      case 0...14: .bad
      default: .plain
      }
    return [
      .init(row.id, .faint), .init(deadline(row)), .init(remaining(row, left), emphasis),
      .init(row.programme ?? ""), .init(row.title, .strong),
    ]
  }

  private func deadline(_ row: Row) -> String {
    if let deadline = row.deadline { return wording.shortDay(deadline) }
    return row.isPermanent
      ? wording.say("permanent", "always open") : wording.noDeadlineStated
  }

  private func remaining(_ row: Row, _ left: Int?) -> String {
    row.isUpcoming ? wording.notYetOpen : left.map(wording.daysLeftBrief) ?? ""
  }
}
