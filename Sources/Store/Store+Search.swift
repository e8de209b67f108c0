import CallModel
import Documents
import GRDB

extension Store {
  /// Finds calls and documents by words; see `SearchQuery` for what may be written.
  ///
  /// Calls come first, then the documents that hold the words outside of any call found. Nothing
  /// typed is an error: a query without a word finds nothing.
  /// - Parameter limit: how many hits of each kind at most; 0 means all.
  package func search(_ words: String, limit: Int = 20) throws(StoreError) -> [SearchHit] {
    let query = SearchQuery(words)
    guard !query.isEmpty else { return [] }
    return try reading { db in
      let calls = try Self.once(Self.callHits(query, limit: limit * 3, db), limit: limit)
      let documents = try Self.documentHits(query, limit: limit, db)
      return (calls + documents).enumerated().map { index, hit in
        var hit = hit
        hit.rank = index + 1
        return hit
      }
    }
  }

  /// A call that several documents tell of is one hit, the best.
  private static func once(_ hits: [SearchHit], limit: Int) -> [SearchHit] {
    var seen: Set<SearchHit.Target> = []
    let once = hits.filter { seen.insert($0.target).inserted }
    return limit == 0 ? once : Array(once.prefix(limit))
  }

  private static func callHits(
    _ query: SearchQuery, limit: Int, _ db: Database
  ) throws -> [SearchHit] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT coalesce(p.id, c.id), coalesce(p.title, c.title), c.text, c.record, d.id, d.language
        FROM call_search s JOIN calls c ON c.row = s.rowid JOIN documents d ON d.id = c.document
          LEFT JOIN calls p ON p.row = c.same_as
        WHERE call_search MATCH ? AND c.withdrawn_on IS NULL
        ORDER BY bm25(call_search, 8, 4, 1, 8, 4, 1), c.id LIMIT ?
        """, arguments: [query.expression, limit == 0 ? -1 : limit]
    ).map { row in
      let text = try RecordCoding.value(CallText.self, from: try row.value(2))
      let record = try RecordCoding.value(CallRecord.self, from: try row.value(3))
      let found = SnippetFinder(query, language: try row.value(5)).best(
        in: pieces(of: text, record))
      return SearchHit(
        target: .call(id: try row.value(0)), title: try row.value(1),
        path: try Paths.of(try row.value(4), db).first ?? "", page: found?.page ?? 1,
        snippet: found?.text ?? "", highlights: found?.highlights ?? [], start: found?.start,
        rank: 0)
    }
  }

  /// The passages with their headings, then the title where it stands in the document.
  private static func pieces(of text: CallText, _ record: CallRecord) -> [SnippetFinder.Piece] {
    var pieces = text.passages.map {
      SnippetFinder.Piece(text: $0.text, start: $0.start, page: $0.page)
    }
    for value in [record.summary, record.title, record.reference] {
      pieces += (value?.evidence ?? []).map {
        SnippetFinder.Piece(text: $0.quote, start: $0.start, page: $0.page)
      }
    }
    return pieces
  }

  private static func documentHits(
    _ query: SearchQuery, limit: Int, _ db: Database
  ) throws -> [SearchHit] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT d.sha256, d.title, t.text, t.page_starts, d.id, d.language
        FROM document_search s JOIN documents d ON d.id = s.rowid
          JOIN document_texts t ON t.document = d.id
        WHERE document_search MATCH ?1 AND NOT EXISTS (
          SELECT 1 FROM call_search cs JOIN calls c ON c.row = cs.rowid
          WHERE call_search MATCH ?1 AND c.document = d.id)
        ORDER BY bm25(document_search, 8, 4, 1, 8, 4, 1), d.sha256 LIMIT ?2
        """, arguments: [query.expression, limit == 0 ? -1 : limit]
    ).map { row in
      let starts = try RecordCoding.value([Int].self, from: try row.value(3))
      let pieces = pages(of: (try row.value(2) as Blob).text, starts: starts)
      let found = SnippetFinder(query, language: try row.value(5)).best(in: pieces)
      let path = try Paths.of(try row.value(4), db).first ?? ""
      return SearchHit(
        target: .document(sha256: try row.value(0)), title: try row.value(1) ?? path, path: path,
        page: found?.page ?? 1, snippet: found?.text ?? "", highlights: found?.highlights ?? [],
        start: found?.start, rank: 0)
    }
  }

  private static func pages(of text: String, starts: [Int]) -> [SnippetFinder.Piece] {
    let index = ScalarIndex(text)
    let size = text.utf8.count
    let starts = starts.isEmpty ? [0] : starts.map { min($0, size) }
    return starts.indices.map { page in
      let end = page + 1 < starts.count ? starts[page + 1] : size
      return SnippetFinder.Piece(
        text: index.slice(TextRange(starts[page], max(starts[page], end))),
        start: index.scalarOffset(starts[page]), page: page + 1)
    }
  }
}
