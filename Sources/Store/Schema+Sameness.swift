extension Schema {
  /// Which calls of several documents are one call, by the rule (`same_as`, the row that stands for
  /// all, and `same_by`) or by a person's word (`sameness`; without `same_as` a call of its own);
  /// by which rules a document was read, since when a path holds nothing any more, the names of the
  /// folders that a path leads through, and by which rules calls were packed for matching.
  static let sameness = """
    ALTER TABLE calls ADD COLUMN same_as INTEGER REFERENCES calls(row) ON DELETE SET NULL;
    ALTER TABLE calls ADD COLUMN same_by TEXT;
    CREATE INDEX calls_by_same ON calls(same_as);
    CREATE INDEX calls_by_title ON calls(title_key);
    CREATE INDEX calls_by_reference ON calls(reference);

    CREATE TABLE call_pages (
      call INTEGER NOT NULL REFERENCES calls(row) ON DELETE CASCADE,
      page TEXT NOT NULL,
      PRIMARY KEY (call, page)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX call_pages_by_page ON call_pages(page);

    CREATE TABLE sameness (
      call INTEGER PRIMARY KEY REFERENCES calls(row) ON DELETE CASCADE,
      same_as INTEGER REFERENCES calls(row) ON DELETE CASCADE,
      author TEXT,
      day TEXT NOT NULL
    ) STRICT;

    ALTER TABLE documents ADD COLUMN read_by TEXT;
    ALTER TABLE paths ADD COLUMN gone_on TEXT;

    CREATE TABLE path_tags (
      path TEXT NOT NULL,
      tag TEXT NOT NULL,
      PRIMARY KEY (path, tag)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX path_tags_by_tag ON path_tags(tag, path);

    CREATE TABLE marks (
      name TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    """
}
