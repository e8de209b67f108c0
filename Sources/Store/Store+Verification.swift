import CallModel
import Documents
import GRDB

/// How sure it is that a call still says what the store has of it.
package struct CallVerification: Hashable, Sendable, Codable {
  /// The last day on which its document was seen where it stands, or read anew, or a person
  /// corrected the call.
  package var verifiedOn: CalendarDay
  /// The day from which its document stood nowhere any more.
  package var goneOn: CalendarDay?
  /// By which version of the program and its rules the document was read last; nil where an older
  /// version of the program did.
  package var readBy: String?

  package enum Staleness: String, Sendable, Codable {
    /// Its document stands nowhere any more.
    case gone
    /// Nobody looked at its document for long.
    case notSeen = "not-seen"
    /// Other rules than today's read it.
    case otherRules = "other-rules"
  }

  /// Days after which a document that was not seen makes its calls stale.
  package static let longestUnseen = 90

  /// What speaks against trusting it; empty where nothing does.
  ///
  /// - Parameter reader: today's program and rules; nil where they are not known.
  package func staleness(on day: CalendarDay, reader: String?) -> [Staleness] {
    var found: [Staleness] = []
    if goneOn != nil { found.append(.gone) }
    if day.daysSinceEpoch - verifiedOn.daysSinceEpoch > Self.longestUnseen {
      found.append(.notSeen)
    }
    if let reader, let readBy, reader != readBy { found.append(.otherRules) }
    return found
  }
}

extension Store {
  /// How sure it is that calls still hold, by id, in the order of the ids.
  /// - Parameter id: of one call; nil for all that stand.
  package func verifications(
    of id: String? = nil
  ) throws(StoreError) -> [(id: String, verification: CallVerification)] {
    try reading { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT c.id, d.last_seen,
            (SELECT max(day) FROM call_versions v WHERE v.call = c.row AND v.cause = 'corrected'),
            (SELECT max(gone_on) FROM paths p WHERE p.document = d.id AND p.is_current
              AND NOT EXISTS (SELECT 1 FROM paths q WHERE q.document = d.id AND q.is_current
                AND q.gone_on IS NULL)), d.read_by
          FROM calls c JOIN documents d ON d.id = c.document
          WHERE c.id = ?1 OR (?1 IS NULL AND c.withdrawn_on IS NULL AND c.same_as IS NULL)
          ORDER BY c.id
          """, arguments: [id]
      ).map { row in
        let seen = try Self.day(try row.value(1))
        let corrected = try (try row.value(2) as String?).map(Self.day)
        return (
          try row.value(0),
          CallVerification(
            verifiedOn: max(seen, corrected ?? seen),
            goneOn: try (try row.value(3) as String?).map(Self.day), readBy: try row.value(4))
        )
      }
    }
  }

  /// Notes that the files that were read below some folders still stand there, as a look found.
  package func noteStanding(
    below folders: [String], on day: CalendarDay
  ) throws(StoreError) {
    guard !folders.isEmpty else { return }
    try writing { db in
      for folder in folders {
        // The bytes of a path below begin with the folder and a slash, which 0 follows.
        let bounds: StatementArguments = [day.iso, folder + "/", folder + "0"]
        try db.execute(
          sql: """
            UPDATE documents SET last_seen = ?1 WHERE last_seen < ?1 AND id IN (
              SELECT p.document FROM watched_files w JOIN paths p ON p.path = w.path
              WHERE w.path >= ?2 AND w.path < ?3 AND w.state = 'done' AND p.is_current)
            """, arguments: bounds)
        try db.execute(
          sql: """
            UPDATE paths SET last_seen = ?1 WHERE last_seen < ?1 AND is_current AND path IN (
              SELECT path FROM watched_files
              WHERE path >= ?2 AND path < ?3 AND state = 'done')
            """, arguments: bounds)
      }
    }
  }
}
