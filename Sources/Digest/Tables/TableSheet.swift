import CallModel
import Documents
import Foundation
import Presentation

/// Calls as a table for spreadsheets: columns with a heading, rows of typed cells.
package struct TableSheet: Sendable {
  package enum Cell: Hashable, Sendable {
    case empty
    case text(String)
    case number(Decimal)
    case day(CalendarDay)
    /// What is shown, and where it leads.
    case link(SafeLink)
  }

  /// Of one line; XLSX keeps 31 characters of it.
  package var name: String
  package var columns: [String]
  /// Each as long as `columns`.
  package var rows: [[Cell]]
}

extension TableSheet {
  /// Every call once, in the order given.
  package init(calls: [CallRecord], name: String, wording: Wording) {
    self.init(
      name: name, columns: Self.columns(wording).map(\.0),
      rows: calls.map { call in Self.columns(wording).map { $0.1(call) } })
  }

  /// The items of a digest: why each is there, then the call.
  package init(_ digest: AlertDigest, wording: Wording) {
    let columns = Self.columns(wording)
    name = wording.digestTitle(profiles: digest.profiles)
    self.columns =
      [
        wording.say("Nouvelle", "News"), wording.say("Éligibilité", "Eligibility"),
        wording.say("Pertinence", "Relevance"), wording.say("Jours restants", "Days left"),
        wording.say("Correspond à", "Fits"), wording.whyHeading, wording.say("Passage", "Passage"),
      ] + columns.map(\.0) + [wording.documentLabel]
    rows = digest.sections.flatMap { section in
      section.items.map { item in
        let view = ItemView(item, digest: digest, wording: wording)
        let call = digest.showsPersons ? item.call : item.call.shared
        return [
          .text(DigestView.heading(section.kind, wording)), .text(view.eligibilityWord),
          .number(Decimal(item.lead.relevance.hundredths) / 100),
          item.lead.daysLeft.map { .number(Decimal($0)) } ?? .empty,
          .text(wording.clauses(view.fits.map(\.target))),
          .text(wording.clauses(view.fits.flatMap(\.reasons))),
          .text(view.passages.joined(separator: " ")),
        ] + columns.map { $0.1(call) } + [.text(view.path)]
      }
    }
  }

  private typealias Column = (String, (CallRecord) -> Cell)

  private static func columns(_ wording: Wording) -> [Column] {
    func field(_ field: CallField) -> Column {
      (
        wording.fieldName(field),
        { call in
          let text = wording.clauses(wording.values(of: field, in: call))
          return text.isEmpty ? .empty : .text(text)
        }
      )
    }
    func link(_ name: String, _ role: CallLink.Role) -> Column {
      (
        wording.capitalised(wording.linkRole(role)),
        { call in
          call.links.first { $0.role == role }.flatMap { SafeLink($0.url) }.map { .link($0) }
            ?? .empty
        }
      )
    }
    return [
      (wording.say("Identifiant", "Id"), { .text($0.id) }), field(.title), field(.programme),
      (
        wording.fieldName(.opening),
        { exactDay($0.windows.compactMap(\.opening)) ?? .empty }
      ),
      (
        wording.fieldName(.deadlines),
        { exactDay($0.windows.flatMap(\.deadlines).map(\.date)) ?? .empty }
      ),
      (
        wording.say("Toutes les dates limites", "All deadlines"),
        { call in
          let lines = wording.values(of: .deadlines, in: call)
          return lines.isEmpty ? .empty : .text(wording.clauses(lines))
        }
      ),
      (wording.say("Taux maximal (%)", "Highest rate (%)"), { highestRate($0) ?? .empty }),
      (wording.say("Subvention minimale", "Lowest grant"), { sum($0, \.min) }),
      (wording.say("Subvention maximale", "Highest grant"), { sum($0, \.max) }),
      (
        wording.say("Monnaie", "Currency"),
        { call in
          grants(call).compactMap { $0.max?.currency ?? $0.min?.currency }.first
            .map { .text(PlainText.line($0)) } ?? .empty
        }
      ),
      field(.rates), field(.amounts), field(.applicants), field(.area), field(.partnership),
      field(.duration), link("source", .source), link("apply", .apply),
    ]
  }

  /// The first that is known to the day.
  private static func exactDay(_ dates: [CallDate]) -> Cell? {
    dates.compactMap { date in date.firstDay == date.lastDay ? date.lastDay : nil }.first
      .map { .day($0) }
  }

  private static func highestRate(_ call: CallRecord) -> Cell? {
    call.rates.filter { $0.payer == .funder }.compactMap { $0.max ?? $0.min }.max()
      .map { .number($0) }
  }

  private static func grants(_ call: CallRecord) -> [Amount] {
    call.amounts.filter { $0.role == .grant }
  }

  private static func sum(_ call: CallRecord, _ bound: (Amount) -> Money?) -> Cell {
    grants(call).compactMap(bound).first.map { .number($0.amount) } ?? .empty
  }
}
