import GRDB

/// The tables, as named migrations in SQL.
///
/// A migration that was released is never edited: what changes is a new one at the end, and it uses
/// no type of the program, since those move on.
package enum Schema {
  /// Marks the file as a store (`PRAGMA application_id`, set by the first migration): "CALS".
  static let applicationID: Int32 = 0x4341_4C53

  package static let migrations: [(name: String, sql: String)] = [
    ("0001-documents-and-calls", first),
    ("0002-corrections", corrections),
    ("0003-watching", watching),
    ("0004-decisions", decisions),
    ("0004-match-rows", matchRows),
    ("0005-alerts", alerts),
    ("0006-lookouts", lookouts),
    ("0007-sameness", sameness),
    ("0008-packed-calls", packedCalls),
  ]

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    for (name, sql) in migrations {
      migrator.registerMigration(name) { db in
        try db.execute(sql: sql)
        try Failpoint.pass(.migrating)
      }
    }
    return migrator
  }

  /// How often the program ended in the midst of a file, how each folder is watched (`since` and
  /// `looked` are seconds since 1970), who set a value, and which documents were read where the
  /// kernel lacked a wall.
  private static let watching = """
    ALTER TABLE watched_files ADD COLUMN deaths INTEGER NOT NULL DEFAULT 0;

    CREATE TABLE watched_folders (
      path TEXT PRIMARY KEY,
      mode TEXT NOT NULL,
      reason TEXT NOT NULL,
      process INTEGER NOT NULL,
      since INTEGER NOT NULL,
      looked INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    ALTER TABLE call_versions ADD COLUMN author TEXT;
    ALTER TABLE corrections ADD COLUMN author TEXT;
    ALTER TABLE documents ADD COLUMN is_sandbox_partial INTEGER NOT NULL DEFAULT 0;
    """

  /// What persons said of calls, and of documents that are to be one call whatever their kind.
  private static let corrections = """
    ALTER TABLE documents ADD COLUMN is_one_call INTEGER NOT NULL DEFAULT 0;

    CREATE TABLE corrections (
      call INTEGER NOT NULL REFERENCES calls(row) ON DELETE CASCADE,
      field TEXT NOT NULL,
      value TEXT NOT NULL,
      day TEXT NOT NULL,
      PRIMARY KEY (call, field)
    ) STRICT, WITHOUT ROWID;
    """

  /// What authorities decided on calls: a line a word said, the last of a kind counts. An empty
  /// profile or project stands for all.
  private static let decisions = """
    CREATE TABLE decisions (
      row INTEGER PRIMARY KEY,
      call_id TEXT NOT NULL,
      profile TEXT NOT NULL,
      project TEXT NOT NULL,
      choice TEXT NOT NULL,
      reason TEXT,
      owner TEXT,
      next TEXT,
      day TEXT NOT NULL
    ) STRICT;
    CREATE INDEX decisions_by_call ON decisions(call_id, profile, project);

    CREATE TABLE outcomes (
      row INTEGER PRIMARY KEY,
      call_id TEXT NOT NULL,
      profile TEXT NOT NULL,
      project TEXT NOT NULL,
      kind TEXT NOT NULL,
      amount TEXT,
      currency TEXT,
      day TEXT NOT NULL
    ) STRICT;
    CREATE INDEX outcomes_by_call ON outcomes(call_id, profile, project);
    """

  /// What matching needs of each call, packed; made anew when a call changes or the lexicon does.
  private static let matchRows = """
    CREATE TABLE match_rows (
      call INTEGER PRIMARY KEY REFERENCES calls(row) ON DELETE CASCADE,
      fingerprint TEXT NOT NULL,
      demands BLOB NOT NULL,
      matter BLOB NOT NULL
    ) STRICT;
    CREATE TRIGGER match_rows_of_changed_calls AFTER UPDATE OF record, text ON calls
    BEGIN
      DELETE FROM match_rows WHERE call = OLD.row;
    END;
    """

  /// What a match shows of each call, apart from what it judges by, so that few pages are read.
  private static let packedCalls = """
    CREATE TABLE packed_calls (
      call INTEGER PRIMARY KEY REFERENCES calls(row) ON DELETE CASCADE,
      whole BLOB NOT NULL
    ) STRICT;
    CREATE TRIGGER packed_calls_of_changed_calls AFTER UPDATE OF record, text ON calls
    BEGIN
      DELETE FROM packed_calls WHERE call = OLD.row;
    END;
    DELETE FROM match_rows;
    DELETE FROM marks WHERE name = 'packed-by';
    """

  private static let first = """
    PRAGMA application_id = 0x43414C53;

    CREATE TABLE documents (
      id INTEGER PRIMARY KEY,
      sha256 TEXT NOT NULL UNIQUE,
      format TEXT NOT NULL,
      pages INTEGER NOT NULL,
      language TEXT NOT NULL,
      kind TEXT NOT NULL,
      title TEXT,
      record TEXT NOT NULL,
      first_seen TEXT NOT NULL,
      last_seen TEXT NOT NULL,
      superseded_by INTEGER REFERENCES documents(id) ON DELETE SET NULL
    ) STRICT;

    CREATE TABLE document_texts (
      document INTEGER PRIMARY KEY REFERENCES documents(id) ON DELETE CASCADE,
      text BLOB NOT NULL,
      page_starts TEXT NOT NULL,
      source BLOB
    ) STRICT;

    CREATE TABLE paths (
      path TEXT NOT NULL,
      document INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
      first_seen TEXT NOT NULL,
      last_seen TEXT NOT NULL,
      is_current INTEGER NOT NULL,
      PRIMARY KEY (path, document)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX paths_by_document ON paths(document, path);

    CREATE TABLE calls (
      row INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      document INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
      ordinal INTEGER NOT NULL,
      title TEXT NOT NULL,
      title_key TEXT NOT NULL,
      reference TEXT,
      opening TEXT,
      first_deadline TEXT,
      last_deadline TEXT,
      is_permanent INTEGER NOT NULL,
      version INTEGER NOT NULL,
      first_seen TEXT NOT NULL,
      changed_on TEXT NOT NULL,
      withdrawn_on TEXT,
      record TEXT NOT NULL,
      text TEXT NOT NULL
    ) STRICT;
    CREATE INDEX calls_by_document ON calls(document, ordinal);
    CREATE INDEX calls_by_last_deadline ON calls(last_deadline);

    CREATE TABLE call_rounds (
      call INTEGER NOT NULL REFERENCES calls(row) ON DELETE CASCADE,
      round INTEGER NOT NULL,
      opening TEXT,
      last_deadline TEXT,
      open_until TEXT,
      is_certain INTEGER NOT NULL,
      is_permanent INTEGER NOT NULL,
      PRIMARY KEY (call, round)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE call_deadlines (
      call INTEGER NOT NULL REFERENCES calls(row) ON DELETE CASCADE,
      day TEXT NOT NULL,
      PRIMARY KEY (call, day)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE call_facets (
      call INTEGER NOT NULL REFERENCES calls(row) ON DELETE CASCADE,
      kind TEXT NOT NULL,
      value TEXT NOT NULL,
      PRIMARY KEY (call, kind, value)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX call_facets_by_value ON call_facets(kind, value);

    CREATE TABLE call_versions (
      call INTEGER NOT NULL REFERENCES calls(row) ON DELETE CASCADE,
      version INTEGER NOT NULL,
      day TEXT NOT NULL,
      cause TEXT NOT NULL,
      document_sha256 TEXT NOT NULL,
      changed TEXT NOT NULL,
      record TEXT NOT NULL,
      PRIMARY KEY (call, version)
    ) STRICT;

    CREATE TABLE failures (
      path TEXT PRIMARY KEY,
      sha256 TEXT,
      error TEXT NOT NULL,
      detail TEXT NOT NULL,
      is_retryable INTEGER NOT NULL,
      attempts INTEGER NOT NULL,
      first_day TEXT NOT NULL,
      last_day TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE watched_files (
      path TEXT PRIMARY KEY,
      size INTEGER NOT NULL,
      modified_nanoseconds INTEGER NOT NULL,
      inode INTEGER NOT NULL,
      sha256 TEXT,
      state TEXT NOT NULL,
      attempts INTEGER NOT NULL,
      next_try INTEGER
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE digests (
      profile TEXT NOT NULL,
      day TEXT NOT NULL,
      PRIMARY KEY (profile, day)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE deliveries (
      profile TEXT NOT NULL,
      call_id TEXT NOT NULL,
      version INTEGER NOT NULL,
      news TEXT NOT NULL,
      day TEXT NOT NULL,
      PRIMARY KEY (profile, call_id, version, news)
    ) STRICT, WITHOUT ROWID;

    CREATE VIRTUAL TABLE call_search USING fts5(
      title_fr, names_fr, body_fr, title_en, names_en, body_en,
      tokenize = 'unicode61 remove_diacritics 0'
    );
    CREATE VIRTUAL TABLE document_search USING fts5(
      title_fr, names_fr, body_fr, title_en, names_en, body_en,
      tokenize = 'unicode61 remove_diacritics 0'
    );
    """
}
