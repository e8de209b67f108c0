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

  /// When each call may next be news for each reader, and what is to be tried again.
  ///
  /// A reader is a profile that had a digest. A lookout is due from its day on: at once (an empty
  /// day) when the call comes, changes, goes, comes back or is decided on; by itself when a date of
  /// the call or a reminder is reached; never while the day is NULL. A lookout that was worked out
  /// on the day asked for, or later, is due too, so that a digest made again is the same.
  ///
  /// An alert that follows another waits until that one is delivered, and goes with it.
  static let lookouts = """
    ALTER TABLE alerts ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE alerts ADD COLUMN next_try INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE alerts ADD COLUMN follows INTEGER REFERENCES alerts(id) ON DELETE CASCADE;
    CREATE INDEX alerts_on_their_way ON alerts(id) WHERE state <> 'delivered';
    CREATE INDEX alerts_that_follow ON alerts(follows) WHERE follows IS NOT NULL;
    CREATE INDEX documents_by_first_day ON documents(first_seen);
    DROP TABLE passed_over;

    CREATE TABLE call_readers (
      profile TEXT PRIMARY KEY,
      judgement TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE call_lookouts (
      profile TEXT NOT NULL,
      call INTEGER NOT NULL REFERENCES calls(row) ON DELETE CASCADE,
      day TEXT,
      noted TEXT NOT NULL,
      PRIMARY KEY (profile, call)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX call_lookouts_by_day ON call_lookouts(profile, day);
    CREATE INDEX call_lookouts_by_note ON call_lookouts(profile, noted);
    CREATE INDEX call_lookouts_by_call ON call_lookouts(call);

    CREATE TRIGGER call_lookouts_of_new_calls AFTER INSERT ON calls
    BEGIN
      INSERT OR REPLACE INTO call_lookouts SELECT profile, NEW.row, '', '' FROM call_readers;
    END;
    CREATE TRIGGER call_lookouts_of_changed_calls AFTER UPDATE OF version, withdrawn_on ON calls
    WHEN OLD.version <> NEW.version OR OLD.withdrawn_on IS NOT NEW.withdrawn_on
    BEGIN
      UPDATE call_lookouts SET day = '', noted = '' WHERE call = NEW.row;
    END;
    CREATE TRIGGER call_lookouts_of_decided_calls AFTER INSERT ON decisions
    BEGIN
      UPDATE call_lookouts SET day = '', noted = ''
      WHERE call = (SELECT row FROM calls WHERE id = NEW.call_id);
    END;
    CREATE TRIGGER call_lookouts_of_undecided_calls AFTER DELETE ON decisions
    BEGIN
      UPDATE call_lookouts SET day = '', noted = ''
      WHERE call = (SELECT row FROM calls WHERE id = OLD.call_id);
    END;
    """
}
