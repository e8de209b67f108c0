import CallModel
import GRDB
import Stemming

/// Which languages' stems a text is indexed under.
struct SearchLanguages {
  var stemmed: [Stemmer.Language]

  /// French or English; both where the language is neither, or not known.
  init(_ code: String) {
    switch code {
    case "fr": stemmed = [.french]
    case "en": stemmed = [.english]
    default: stemmed = [.french, .english]
    }
  }
}

/// Writes stems, as plain words, into the full-text tables; remembers words while it lives.
final class SearchIndex {
  private var stemmers: [Stemmer.Language: Stemmer] = [:]

  private func stemmer(_ language: Stemmer.Language) -> Stemmer {
    if let stemmer = stemmers[language] { return stemmer }
    let stemmer = Stemmer(language: language)
    stemmers[language] = stemmer
    return stemmer
  }

  func write(
    _ table: String, row: Int64, title: String, names: String, body: [String], language: String,
    _ db: Database
  ) throws {
    try Self.remove(table, row: row, db)
    let languages = SearchLanguages(language).stemmed
    var columns: [String?] = []
    for language in [Stemmer.Language.french, .english] {
      guard languages.contains(language) else {
        columns += [nil, nil, nil]
        continue
      }
      let stemmer = stemmer(language)
      columns += [[title], [names], body].map { Self.stems(of: $0, stemmer) }
    }
    try db.execute(
      sql: """
        INSERT INTO \(table) (rowid, title_fr, names_fr, body_fr, title_en, names_en, body_en)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [row, columns[0], columns[1], columns[2], columns[3], columns[4], columns[5]])
  }

  static func remove(_ table: String, row: Int64, _ db: Database) throws {
    try db.execute(sql: "DELETE FROM \(table) WHERE rowid = ?", arguments: [row])
  }

  /// The stems of several texts; a phrase does not run from one into the next.
  private static func stems(of texts: [String], _ stemmer: Stemmer) -> String {
    var stems = ""
    for text in texts {
      if !stems.isEmpty { stems += SearchIndex.gap }
      stemmer.forEachStem(in: text) { stem, _ in
        stems += stem
        stems += " "
        return true
      }
    }
    return stems
  }

  /// A token that no query can hold, since folded words have no capital of this alphabet.
  private static let gap = "\u{F8FF} "
}

enum CallSearch {
  static let table = "call_search"

  static func write(
    _ record: CallRecord, title: String, text: CallText, language: String, row: Int64,
    _ index: SearchIndex, _ db: Database
  ) throws {
    var names = record.programmes.map(\.name) + record.parties.map(\.name)
    names += record.axes.compactMap(\.label)
    if let reference = record.reference { names.append(reference.value) }
    var body = record.summary.map { [$0.value] } ?? []
    for passage in text.passages {
      if let heading = passage.heading { body.append(heading) }
      body.append(passage.text)
    }
    try index.write(
      table, row: row, title: title, names: names.joined(separator: " · "), body: body,
      language: language, db)
  }

  static func remove(row: Int64, _ db: Database) throws {
    try SearchIndex.remove(table, row: row, db)
  }
}

enum DocumentSearch {
  static let table = "document_search"

  static func write(
    _ record: DocumentRecord, text: String, row: Int64, _ index: SearchIndex, _ db: Database
  ) throws {
    try index.write(
      table, row: row, title: record.title ?? "", names: "", body: [text],
      language: record.language, db)
  }

  static func remove(row: Int64, _ db: Database) throws {
    try SearchIndex.remove(table, row: row, db)
  }
}
