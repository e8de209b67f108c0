import CallModel
import Documents
import GRDB

/// A filter and an order as SQL over `calls c`.
struct CallQuery {
  private(set) var conditions: [String] = []
  private(set) var arguments = StatementArguments()
  let order: String

  init(_ filter: CallFilter, sort: CallSort, on day: CalendarDay) {
    order = Self.order(sort)
    if !filter.includesWithdrawn { conditions.append("c.withdrawn_on IS NULL") }
    if !filter.includesCopies { conditions.append("c.same_as IS NULL") }
    if !filter.phases.isEmpty { add(phases: filter.phases) }
    add(facets: ["programme"], values: filter.programmes)
    add(facets: ["theme"], values: filter.themes)
    add(facets: ["country", "partner-country"], values: filter.countries)
    let kinds = filter.applicants.flatMap { wanted in
      ApplicantType.allCases.filter { wanted.isKind(of: $0) }.map(\.rawValue)
    }
    add(facets: ["applicant"], values: kinds)
    if let before = filter.before { add("next_deadline <= ?", before.iso) }
    if let document = filter.document {
      add("c.document = (SELECT id FROM documents WHERE sha256 = ?)", document)
    }
    for tag in filter.tags {
      add(
        """
        EXISTS (SELECT 1 FROM paths p JOIN path_tags t ON t.path = p.path
          WHERE p.document = c.document AND p.is_current AND t.tag = ?)
        """, CallRow.key(tag))
    }
    if let ids = filter.ids { add("c.id IN (SELECT value FROM json_each(?))", Store.json(ids)) }
    if let since = filter.changedSince { add("c.changed_on >= ?", since.iso) }
    // The first placeholders stand in the columns of the statement.
    arguments = [day.iso, day.iso, day.iso, day.iso] + arguments
  }

  /// The columns that depend on the day, and the query around the conditions.
  func sql(columns: String) -> String {
    """
    SELECT \(columns) FROM (
      SELECT c.*,
        (SELECT min(day) FROM call_deadlines WHERE call = c.row AND day >= ?) AS next_deadline,
        \(Self.phase) AS phase,
        (SELECT min(value) FROM call_facets WHERE call = c.row AND kind = 'programme') AS programme
      FROM calls c
    ) c
    \(conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND "))
    ORDER BY \(order)
    """
  }

  /// The same judgement as `CallSchedule.phase(on:)`; a test holds them together.
  private static let phase = """
    CASE (SELECT min(CASE
        WHEN last_deadline < ? THEN iif(is_certain, 3, 2)
        WHEN opening > ? THEN 1
        WHEN open_until >= ? OR (open_until IS NULL AND is_permanent) THEN 0
        ELSE 2 END) FROM call_rounds WHERE call = c.row)
      WHEN 0 THEN 'open' WHEN 1 THEN 'upcoming' WHEN 2 THEN 'unknown' ELSE 'closed' END
    """

  private static func order(_ sort: CallSort) -> String {
    switch sort {
    case .deadline:
      """
      next_deadline IS NULL, next_deadline, NOT is_permanent, last_deadline IS NOT NULL,
      last_deadline DESC, id
      """
    case .opening: "opening IS NULL, opening, id"
    case .title: "title_key, id"
    case .programme: "programme IS NULL, programme, title_key, id"
    case .added: "first_seen DESC, id"
    case .changed: "changed_on DESC, id"
    }
  }

  private mutating func add(_ condition: String, _ argument: String) {
    conditions.append(condition)
    arguments += [argument]
  }

  private mutating func add(phases: Set<CallPhase>) {
    let names = phases.map(\.rawValue).sorted()
    conditions.append("phase IN (\(Self.marks(names.count)))")
    arguments += StatementArguments(names)
  }

  private mutating func add(facets: [String], values: [String]) {
    guard !values.isEmpty else { return }
    conditions.append(
      """
      EXISTS (SELECT 1 FROM call_facets f WHERE f.call = c.row
        AND f.kind IN (\(Self.marks(facets.count))) AND f.value IN (\(Self.marks(values.count))))
      """)
    arguments += StatementArguments(facets + values)
  }

  private static func marks(_ count: Int) -> String {
    Array(repeating: "?", count: count).joined(separator: ", ")
  }
}
