import CallModel
import Documents
import GRDB
import Stemming

/// The columns and side tables of a call that are worked out from its record.
struct CallRow {
  var title: String
  var titleKey: String
  var reference: String?
  var schedule: CallSchedule
  var facets: [(kind: Facet, value: String)]
  /// See `CallIdentity.pages`.
  var pages: Set<String>

  enum Facet: String {
    case programme, theme, country, territory, applicant, fund
    case partnerCountry = "partner-country"
  }

  init(_ record: CallRecord, text: CallText) {
    let stated = record.title?.value ?? ""
    title = stated.isEmpty ? text.title : stated
    titleKey = Self.key(title)
    reference = record.reference.map { Self.key($0.value) }.flatMap { $0.isEmpty ? nil : $0 }
    schedule = CallSchedule(record)
    facets = Self.facets(of: record)
    pages = CallIdentity.pages(of: record)
  }

  /// Words in lower case without accents, one space between: what two spellings share.
  static func key(_ text: String) -> String {
    WordScanner.words(of: text).joined(separator: " ")
  }

  private static func facets(of record: CallRecord) -> [(kind: Facet, value: String)] {
    var facets: [(kind: Facet, value: String)] = []
    facets += record.programmes.map { (.programme, $0.id) }
    facets += record.themes.map { (.theme, $0.id) }
    facets += record.funds.map { (.fund, $0.id) }
    facets += record.applicants.filter(\.eligible).map { (.applicant, $0.type.rawValue) }
    if let area = record.area {
      facets += area.countries.map { (.country, $0) }
      facets += area.partnerCountries.map { (.partnerCountry, $0) }
      facets += area.territories.map { (.territory, $0) }
    }
    return facets
  }

  /// Replaces the side tables of a call.
  func writeSides(of row: Int64, _ db: Database) throws {
    for table in ["call_rounds", "call_deadlines", "call_facets", "call_pages"] {
      try db.execute(sql: "DELETE FROM \(table) WHERE call = ?", arguments: [row])
    }
    for (number, round) in schedule.rounds.enumerated() {
      try db.execute(
        sql: "INSERT INTO call_rounds VALUES (?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          row, number, round.opening?.iso, round.deadlines.last?.iso, round.openUntil?.iso,
          round.isCertain, round.isPermanent,
        ])
      for day in round.deadlines {
        try db.execute(
          sql: "INSERT OR IGNORE INTO call_deadlines VALUES (?, ?)", arguments: [row, day.iso])
      }
    }
    for (kind, value) in facets {
      try db.execute(
        sql: "INSERT OR IGNORE INTO call_facets VALUES (?, ?, ?)",
        arguments: [row, kind.rawValue, value])
    }
    for page in pages.sorted() {
      try db.execute(sql: "INSERT INTO call_pages VALUES (?, ?)", arguments: [row, page])
    }
  }
}
