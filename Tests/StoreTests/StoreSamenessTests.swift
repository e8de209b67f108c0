import CallModel
import Documents
import Foundation
import Store
import Testing

/// Which calls of several documents are one call.
@Suite struct StoreSamenessTests {
  struct Sample: Sendable {
    var call = SampleCall()
    var language = "fr"
    var links: [String] = []
    /// Of the grant at most, in euros.
    var grant: Int?
    var lot: String?

    func document(_ name: String) -> SampleDocument {
      var document = SampleDocument(name, language: language, calls: [call])
      document.change = { [links, grant, lot] record in
        record.links = links.map { CallLink(role: .source, url: $0, evidence: []) }
        if let grant {
          record.amounts = [
            Amount(
              role: .grant, min: nil, max: Money(.init(grant), "EUR"),
              evidence: [])
          ]
        }
        if let lot { record.axes = [Axis(level: .lot, code: lot, label: nil, evidence: [])] }
      }
      return document
    }
  }

  struct Pair: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var one: Sample
    var other: Sample
    /// nil: two calls.
    var reason: SameCallReason?
  }

  /// A PDF of a call, in what its page and its mail repeat.
  private static let base = Sample(
    call: SampleCall(
      title: "Mobilité des jeunes en Méditerranée", opening: "2026-02-01",
      deadlines: ["2026-05-06"], programmes: ["interreg-med"]), grant: 40_000)

  private static func pair(
    _ name: String, _ reason: SameCallReason?, _ change: (inout Sample, inout Sample) -> Void
  ) -> Pair {
    var (one, other) = (base, base)
    change(&one, &other)
    return Pair(testDescription: name, one: one, other: other, reason: reason)
  }

  static let pairs: [Pair] = [
    pair("PDF and page", .title) { _, page in
      page.grant = nil
      page.call.title = "MOBILITE DES JEUNES EN MEDITERRANEE"
    },
    pair("a mail that says the title and the deadline alone", nil) { _, mail in
      mail.grant = nil
      mail.call.opening = nil
      mail.call.programmes = []
    },
    pair("a mail that names programme and sum", .title) { _, mail in mail.call.opening = nil },
    pair("another deadline", nil) { _, other in other.call.deadlines = ["2026-06-06"] },
    pair("another opening", nil) { _, other in other.call.opening = "2026-03-01" },
    pair("another programme", nil) { _, other in other.call.programmes = ["life"] },
    pair("last year's round", nil) { one, other in
      one.call.title = "Mobilité des jeunes 2026"
      other.call.title = "Mobilité des jeunes 2025"
    },
    pair("two lots", nil) { one, other in (one.lot, other.lot) = ("1", "2") },
    pair("two numbers in the title", nil) { one, other in
      (one.call.reference, other.call.reference) = ("MED-2026-7", "MED-2026-7")
      one.call.title = "Mobilité des jeunes, volet 1"
      other.call.title = "Mobilité des jeunes, volet 2"
    },
    pair("the same reference, a longer title", .reference) { one, other in
      (one.call.reference, other.call.reference) = ("MED-2026-7", "MED 2026 7")
      other.call.title = "Appel : mobilité des jeunes en Méditerranée occidentale"
    },
    pair("two references", nil) { one, other in
      (one.call.reference, other.call.reference) = ("MED-2026-7", "MED-2026-8")
    },
    pair("a reference without figures", nil) { one, other in
      (one.call.reference, other.call.reference) = ("appel", "appel")
      other.call.title = "Tout autre chose"
    },
    pair("one reference, titles that have nothing in common", nil) { one, other in
      (one.call.reference, other.call.reference) = ("MED-2026-7", "MED-2026-7")
      other.call.title = "Gestion des déchets portuaires"
    },
    pair("the same page, another title of it", .address) { one, other in
      (one.links, other.links) = (
        ["https://www.example.org/appels/jeunes/?utm_source=x"],
        ["http://example.org/appels/jeunes"]
      )
      other.call.title = "Mobilité des jeunes en Méditerranée : lancement"
      (other.grant, other.call.opening) = (nil, nil)
    },
    pair("a calendar's row, which the notice's title holds", .title) { notice, row in
      notice.call.title = "Appel à projets « Jeunesse VII »"
      (row.call.title, row.grant) = ("Jeunesse VII", nil)
    },
    pair("such a row without its opening", nil) { notice, row in
      notice.call.title = "Appel à projets « Jeunesse VII »"
      (row.call.title, row.grant, row.call.opening) = ("Jeunesse VII", nil, nil)
    },
    pair("a row that bears the programme's name alone", nil) { notice, row in
      notice.call.title = "Interreg MED, mobilité des jeunes"
      (row.call.title, row.grant) = ("Interreg MED", nil)
    },
    pair("a row of one word", nil) { notice, row in
      notice.call.title = "Appel à projets « Jeunesse »"
      (row.call.title, row.grant) = ("Jeunesse", nil)
    },
    pair("the same site only", nil) { one, other in
      (one.links, other.links) = (["https://example.org/"], ["https://example.org/appels"])
      other.call.title = "Lancement de la mobilité des jeunes"
      (other.grant, other.call.opening) = (nil, nil)
    },
    pair("a French notice of an English original", .translation) { _, other in
      other.language = "en"
      other.call.title = "Youth mobility in the Mediterranean"
    },
    pair("a French notice with its reference", .reference) { one, other in
      (one.call.reference, other.call.reference) = ("MED-2026-7", "MED-2026-7")
      other.language = "en"
      other.call.title = "Youth mobility in the Mediterranean"
      (other.grant, other.call.opening, other.call.programmes) = (nil, nil, [])
    },
    pair("another call of the programme, in another language", nil) { _, other in
      other.language = "en"
      other.call.title = "Ports and waste"
      other.grant = 90_000
    },
    pair("a standing aid and a dated call", nil) { _, other in
      other.call.deadlines = []
      other.call.isPermanent = true
    },
  ]

  @Test(arguments: pairs)
  func isOneCallOrTwo(_ pair: Pair) throws {
    for isTurned in [false, true] {
      let scratch = try Scratch()
      let store = try scratch.store()
      var documents = [pair.one.document("a"), pair.other.document("b")]
      if isTurned { documents.reverse() }
      for document in documents { try store.add(document, at: "/\(document.name).pdf") }
      let ids = try store.summaries(on: day("2026-03-01")).map(\.id)
      #expect(ids.count == (pair.reason == nil ? 2 : 1))
      let sightings = try store.sightings(of: try #require(ids.first))
      #expect(sightings.map(\.reason) == (pair.reason.map { [$0] } ?? []))
      #expect(try store.counts().calls == ids.count)
      #expect(try store.matchRows(fingerprint: "").count == ids.count)
      #expect(try store.standings(on: day("2026-03-01")).count == ids.count)
      #expect(try store.faults() == [])
    }
  }

  /// Whatever the order in which the documents of a day came, the same one stands for all.
  @Test func theOrderOfADayMeansNothing() throws {
    var page = Self.base
    page.grant = nil
    var notice = Self.base
    notice.language = "en"
    notice.call.title = "Youth mobility"
    let documents = [Self.base.document("a"), page.document("b"), notice.document("c")]
    var seen: Set<[String]> = []
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
      let scratch = try Scratch()
      let store = try scratch.store()
      for index in order { try store.add(documents[index], at: "/\(index)") }
      seen.insert(try store.summaries(on: day("2026-03-01")).map(\.id))
    }
    #expect(seen == [["6100000000-1"]])
  }

  /// A document with two calls that each look like one of another document joins none.
  @Test func whatCouldBeTwoIsNeither() throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    var twice = Self.base.document("a")
    twice.calls.append(twice.calls[0])
    try store.add(twice, at: "/a")
    try store.add(Self.base.document("b"), at: "/b")
    #expect(try store.summaries(on: day("2026-03-01")).count == 3)
  }

  // MARK: A person's word

  private func ids(_ store: Store) throws -> [String] {
    try store.summaries(on: day("2026-03-01")).map(\.id).sorted()
  }

  @Test func aPersonPartsAndJoins() throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    let (a, b) = ("6100000000-1", "6200000000-1")
    try store.add(Self.base.document("a"), at: "/a")
    try store.add(Self.base.document("b"), at: "/b")
    #expect(try ids(store) == [a])
    #expect(try store.declareApart(b, on: day("2026-03-02")))
    #expect(try ids(store) == [a, b])
    // A new reading changes nothing in it.
    var again = Self.base.document("b")
    again.calls[0].body = "Autrement dit."
    try store.add(again, at: "/b")
    try store.add(Self.base.document("c"), at: "/c")
    #expect(try ids(store) == [a, b])
    try store.forgetSameness(of: b)
    #expect(try ids(store) == [a])
    var other = Self.base
    other.call.deadlines = ["2027-01-01"]
    try store.add(other.document("d"), at: "/d")
    #expect(try ids(store).count == 2)
    #expect(try store.declareSame("6400000000-1", as: a, on: day("2026-03-02")))
    #expect(try ids(store) == [a])
    #expect(try store.sightings(of: a).map(\.reason) == [.title, .title, .person])
    #expect(try !store.declareSame(a, as: "none", on: day("2026-03-02")))
    #expect(try store.faults() == [])
  }

  /// What a profile was told, or a person corrected, stands for the others, whoever came first.
  @Test func whatAPersonSpokeOfStandsForAll() throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    var poor = Self.base
    poor.grant = nil
    try store.add(poor.document("b"), at: "/b")
    let id = "6200000000-1"
    let record = try #require(try store.found(id)).record
    _ = try store.correct(id, fields: ["title"], of: record, on: day("2026-03-01"))
    try store.add(Self.base.document("a"), at: "/a")
    #expect(try ids(store) == [id])
  }

  /// When the document that stood for all comes to say something else, another one stands, and what
  /// was told of the one is known of the other.
  @Test func anotherStandsWhereTheFirstGoes() throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    let (a, b) = ("6100000000-1", "6200000000-1")
    try store.add(Self.base.document("a"), at: "/a")
    try store.add(Self.base.document("b"), at: "/b")
    let alert = StoredAlert(day: day("2026-03-01"), channel: .file, destination: "", message: [])
    _ = try store.prepare(
      [alert], profiles: ["P"],
      news: [ToldNews(profile: "P", callID: a, version: 1, kind: "new")])
    var other = SampleDocument("z")
    other.calls = [SampleCall(title: "Tout autre chose")]
    try store.add(other, at: "/a", on: "2026-03-05")
    #expect(try ids(store).contains(b))
    #expect(try store.told(profile: "P", .before(day("2026-04-01"))).keys.sorted() == [b])
    #expect(try store.faults() == [])
  }

  @Test func searchFindsACallOnce() throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    var page = Self.base
    page.grant = nil
    page.call.body = "Les lampadaires sont admis."
    try store.add(Self.base.document("a"), at: "/a")
    try store.add(page.document("b"), at: "/b")
    for words in ["jeunes", "lampadaires"] {
      let hits = try store.search(words)
      #expect(hits.map(\.target) == [.call(id: "6100000000-1")], "\(words)")
    }
  }
}
