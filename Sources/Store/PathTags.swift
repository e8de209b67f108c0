import GRDB

/// The table `path_tags`: names of the folders that lead to a document, as its tags.
enum PathTags {
  /// Notes the tags of a path; none leaves those that it has.
  static func note(_ tags: [String], of path: String?, _ db: Database) throws {
    guard let path, !tags.isEmpty else { return }
    try db.execute(sql: "DELETE FROM path_tags WHERE path = ?", arguments: [path])
    for tag in tags.map(CallRow.key) where !tag.isEmpty {
      try db.execute(sql: "INSERT OR IGNORE INTO path_tags VALUES (?, ?)", arguments: [path, tag])
    }
  }
}

extension Store {
  /// The tags of a content by all paths where it stands, each in lower case without accents, sorted.
  package func tags(ofDocument sha256: String) throws(StoreError) -> [String] {
    try reading { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT DISTINCT t.tag FROM path_tags t JOIN paths p ON p.path = t.path AND p.is_current
          JOIN documents d ON d.id = p.document WHERE d.sha256 = ? ORDER BY t.tag
          """, arguments: [sha256])
    }
  }
}
