extension Schema {
  /// What was told to whom, what nobody wants to hear of, whom to forget, and how often a call came and went.
  ///
  /// An alert is one digest on its way or delivered; its news are those of each profile it speaks
  /// for. A deadline's reminders are known by the days that were left when it was told.
  static let alerts = """
    CREATE TABLE alerts (
      id INTEGER PRIMARY KEY,
      day TEXT NOT NULL,
      channel TEXT NOT NULL,
      destination TEXT NOT NULL,
      state TEXT NOT NULL,
      message BLOB
    ) STRICT;

    CREATE TABLE alert_profiles (
      alert INTEGER NOT NULL REFERENCES alerts(id) ON DELETE CASCADE,
      profile TEXT NOT NULL,
      PRIMARY KEY (alert, profile)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX alert_profiles_by_profile ON alert_profiles(profile);

    CREATE TABLE alert_news (
      alert INTEGER NOT NULL REFERENCES alerts(id) ON DELETE CASCADE,
      profile TEXT NOT NULL,
      call_id TEXT NOT NULL,
      version INTEGER NOT NULL,
      kind TEXT NOT NULL,
      deadline TEXT,
      days_left INTEGER,
      PRIMARY KEY (alert, profile, call_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX alert_news_by_profile ON alert_news(profile, call_id);

    CREATE TABLE passed_over (
      profile TEXT NOT NULL,
      call_id TEXT NOT NULL,
      version INTEGER NOT NULL,
      judgement TEXT NOT NULL,
      day TEXT NOT NULL,
      PRIMARY KEY (profile, call_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE mutes (
      profile TEXT NOT NULL,
      kind TEXT NOT NULL,
      value TEXT NOT NULL,
      until TEXT,
      day TEXT NOT NULL,
      PRIMARY KEY (profile, kind, value)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE forgotten (
      hash TEXT PRIMARY KEY,
      words INTEGER NOT NULL,
      day TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    ALTER TABLE calls ADD COLUMN comings_and_goings INTEGER NOT NULL DEFAULT 0;
    CREATE TRIGGER calls_come_and_go AFTER UPDATE OF withdrawn_on ON calls
    WHEN (OLD.withdrawn_on IS NULL) <> (NEW.withdrawn_on IS NULL)
    BEGIN
      UPDATE calls SET comings_and_goings = comings_and_goings + 1 WHERE row = NEW.row;
    END;

    INSERT INTO alerts (id, day, channel, destination, state)
      SELECT row_number() OVER (ORDER BY day, profile), day, 'file', '', 'delivered' FROM digests;
    INSERT INTO alert_profiles
      SELECT n.id, d.profile FROM digests d JOIN
        (SELECT row_number() OVER (ORDER BY day, profile) AS id, day, profile FROM digests) n
        ON n.day = d.day AND n.profile = d.profile;
    INSERT OR IGNORE INTO alert_news
      SELECT n.id, d.profile, d.call_id, d.version,
        CASE WHEN d.news LIKE 'closing%' THEN 'closing' ELSE d.news END,
        c.last_deadline, julianday(c.last_deadline) - julianday(d.day)
      FROM deliveries d LEFT JOIN calls c ON c.id = d.call_id JOIN
        (SELECT row_number() OVER (ORDER BY day, profile) AS id, day, profile FROM digests) n
        ON n.day = d.day AND n.profile = d.profile;
    DROP TABLE deliveries;
    DROP TABLE digests;
    """
}
