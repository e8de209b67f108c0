import CallModel
import Documents
import Store
import Testing

@Suite struct StoreSearchTests {
  static func filled(_ scratch: Scratch) throws -> Store {
    let store = try scratch.store()
    let french = SampleCall(
      title: "Œuvres d'art et territoires", programmes: ["Interreg Sudoe"],
      body: """
        Les collectivités territoriales déposent leur dossier avant la date limite.
        L’éligibilité est vérifiée : la subvention couvre 80 % des dépenses (co-financement).
        """)
    let english = SampleCall(
      title: "Clean water in cities", body: "Local authorities may apply for grants until May.")
    let unknown = SampleCall(title: "Twinning", body: "Les jumelages and town twinnings alike")
    try store.add(SampleDocument("f", calls: [french]), at: "/f.pdf")
    try store.add(SampleDocument("e", language: "en", calls: [english]), at: "/e.pdf")
    try store.add(SampleDocument("u", language: "und", calls: [unknown]), at: "/u.pdf")
    try store.add(
      SampleDocument("n", title: "Bulletin", text: "Rien sur les subventions ici.", calls: []),
      at: "/n.pdf")
    return store
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var query: String
    var paths: [String]
    var marked: [String]?
    var testDescription: String { query }
    init(_ query: String, _ paths: [String], marked: [String]? = nil) {
      self.query = query
      self.paths = paths
      self.marked = marked
    }
  }

  static let cases: [Case] = [
    Case("subvention", ["/f.pdf", "/n.pdf"], marked: ["subvention"]),
    Case("SUBVENTIONS", ["/f.pdf", "/n.pdf"]),
    Case("collectivite", ["/f.pdf"], marked: ["collectivités"]),
    Case("oeuvre", ["/f.pdf"], marked: ["Œuvres"]),
    Case("œuvre", ["/f.pdf"]),
    Case("l'éligibilité", ["/f.pdf"], marked: ["éligibilité"]),
    Case("eligibilite", ["/f.pdf"]),
    Case("\"date limite\"", ["/f.pdf"], marked: ["date limite"]),
    Case("\"limite date\"", []),
    Case("« dates limites »", ["/f.pdf"]),
    Case("limite subventions", ["/f.pdf"], marked: ["limite", "subvention"]),
    Case("subvention pour les collectivités", ["/f.pdf"]),
    Case("subvention mali", []),
    Case("cofinan*", []),
    Case("financ*", ["/f.pdf"], marked: ["financement"]),
    Case("co-financements", ["/f.pdf"], marked: ["co-financement"]),
    Case("sudoe", ["/f.pdf"], marked: []),
    Case("grant", ["/e.pdf"], marked: ["grants"]),
    Case("city", ["/e.pdf"], marked: ["cities"]),
    Case("jumelage", ["/u.pdf"], marked: ["jumelages"]),
    Case("twinning town", ["/u.pdf"], marked: ["town", "twinnings"]),
    Case("bulletin", ["/n.pdf"]),
    Case("", []), Case("  ", []), Case("\"", []), Case("\"\"", []), Case("*", []), Case("'", []),
    Case("subvention\"", ["/f.pdf", "/n.pdf"]),
    Case("AND", ["/u.pdf"]), Case("NOT subvention", ["/f.pdf", "/n.pdf"]),
    Case("NEAR(subvention)", []),
    Case("title_fr:subvention", []), Case("(subvention", ["/f.pdf", "/n.pdf"]),
    Case("-subvention ^ {} + :", ["/f.pdf", "/n.pdf"]),
    Case("subvention\u{0}", ["/f.pdf", "/n.pdf"]),
    Case("'; DROP TABLE calls; --", []), Case("🙂", []), Case("\u{F8FF}", []),
  ]

  @Test(arguments: cases)
  func finds(_ example: Case) throws {
    let scratch = try Scratch()
    let store = try Self.filled(scratch)
    let hits = try store.search(example.query)
    #expect(hits.map(\.path) == example.paths)
    #expect(hits.map(\.rank) == Array(1..<(hits.count + 1)))
    if let marked = example.marked, let hit = hits.first {
      let scalars = Array(hit.snippet.unicodeScalars)
      let words = hit.highlights.map { range in
        String(String.UnicodeScalarView(scalars[range.start..<range.end]))
      }
      #expect(words == marked, "\(hit.snippet)")
    }
  }

  @Test func hitTellsItsPlaceInTheOriginal() throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    let filler = Array(repeating: "mot", count: 60).joined(separator: " ")
    let body = "\(filler) la  subvention\nest versée \(filler)"
    try store.add(SampleDocument("a", calls: [SampleCall(body: body, start: 1000)]), at: "/a")
    let hit = try #require(try store.search("subventions").first)
    #expect(hit.target == .call(id: "6100000000-1"))
    #expect(hit.start == 1000 + 60 * 4 + 4)
    #expect(hit.snippet.hasPrefix("… mot mot"))
    #expect(hit.snippet.contains("la subvention est versée"))
    #expect(hit.snippet.hasSuffix("mot …"))
  }

  @Test func documentHitTellsItsPage() throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    let document = SampleDocument("a", calls: [])
    _ = try store.add(
      document.parsed(path: "/a"), texts: [],
      text: DocumentText(text: "Été indien.\nLa fanfare joue.", pageStarts: [0, 14]), path: "/a",
      on: day("2026-03-01"))
    let hit = try #require(try store.search("fanfares").first)
    #expect(hit.target == .document(sha256: document.sha256))
    #expect(hit.page == 2)
    #expect(hit.start == 15)
    #expect(hit.snippet == "La fanfare joue.")
  }

  @Test func phraseDoesNotRunFromOnePassageIntoTheNext() throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    let call = SampleCall()
    var text = call.text
    text.passages = [
      .init(role: .summary, heading: nil, text: "vers la mer", start: 0, page: 1),
      .init(role: .actions, heading: nil, text: "blanche neige", start: 20, page: 1),
    ]
    let document = SampleDocument("a", calls: [call])
    _ = try store.add(
      document.parsed(path: "/a"), texts: [text], text: DocumentText(text: ""), path: "/a",
      on: day("2026-03-01"))
    #expect(try store.search("mer blanche").count == 1)
    #expect(try store.search("\"mer blanche\"").isEmpty)
    #expect(try store.search("\"blanche neige\"").count == 1)
  }

  @Test func searchFollowsARereading() throws {
    let scratch = try Scratch()
    let store = try Self.filled(scratch)
    try store.add(SampleDocument("f", calls: [SampleCall(title: "Apiculture")]), at: nil)
    #expect(try store.search("collectivités œuvre").isEmpty)
    #expect(try store.search("apicultures").map(\.path) == ["/f.pdf"])
    try store.rebuildSearch()
    #expect(try store.search("apicultures").map(\.path) == ["/f.pdf"])
    #expect(try store.faults().isEmpty)
  }

  @Test func limitCountsEachKind() throws {
    let scratch = try Scratch()
    let store = try Self.filled(scratch)
    #expect(try store.search("subvention", limit: 1).count == 2)
    #expect(try store.search("subvention", limit: 0).count == 2)
  }
}
