import Foundation
import Testing

/// The same documents, rules, profile and day give the same bytes.
@Suite(.enabled(if: CallsProgram.isBuilt, "calls is not built"))
struct SameBytesTests {
  private static let documents = [
    "Corpus/documents/life-circular-2024.html", "Corpus/documents/sudoe-2024-fiche.pdf",
    "Corpus/documents/lettre-appels-mars-2024.html", "Corpus/documents/faq-closed-call.md",
    "Corpus/documents/region-kayes-aap-sante.pptx",
    "Corpus/documents/fonds-franco-marocain-2024.html",
  ]
  private static let match = [
    "match", "--profile", "Corpus/profiles/region.json", "--on", "2024-03-15", "--json",
    "--include-closed", "--include-ineligible",
  ]

  @Test func matchIsTheSameInAnyOrder() throws {
    let program = try CallsProgram()
    var outputs: Set<String> = []
    let orders = [
      Self.documents, Self.documents.reversed(), Self.documents.sorted { $0.count < $1.count },
    ]
    for (number, order) in orders.enumerated() {
      let store = ["--store", "\(number).sqlite"]
      // One by one, so that the order is that of the additions.
      for path in order { #expect(try program.run(["add", path] + store).status == 0) }
      for _ in 1...2 {
        let ending = try program.run(Self.match + store)
        #expect(ending.status == 0)
        #expect(ending.output.contains("calls-match/1"))
        #expect(ending.output.contains("\"call\""))
        outputs.insert(ending.output)
      }
    }
    #expect(outputs.count == 1)
  }

  @Test func sameContentTwiceIsOneDocument() throws {
    let program = try CallsProgram()
    let page = try program.corpus("documents/life-circular-2024.html")
    for name in ["b.html", "a.html"] { try program.write(page, to: name) }
    _ = try program.run("add", "b.html")
    let before = try program.run("list", "--json").output
    let again = try program.run("add", "--json", "a.html", "b.html")
    #expect(again.output.contains("\"known\" : 2"))
    let after = try program.run("list", "--json").output
    // Only the path differs: the lexically first one names the document.
    #expect(after == before.replacing("b.html", with: "a.html"))
  }

  @Test func digestOfADayIsTheSameTwiceAndToldOnce() throws {
    let program = try CallsProgram()
    _ = try program.run(["add", "--on", "2024-03-15"] + Self.documents)
    try program.write(
      #"{"schema": "calls-profile/1", "name": "Essai", "type": "region", "country": "FR", "themes": [{"id": "climate", "label": "climat et environnement"}], "alerts": {"minimumScore": 0}}"#,
      to: "profile.json")
    func digest(_ day: String, _ more: String...) throws -> String {
      let ending = try program.run(
        ["digest", "--profile", "profile.json", "--format", "json", "--on", day] + more)
      #expect(ending.status == 0, "\(ending.errors)")
      return ending.output
    }
    let first = try digest("2024-03-15")
    let news = ["new", "toCheck"]
    #expect(try !kinds(first).isDisjoint(with: news))
    #expect(try digest("2024-03-15") == first)
    let next = try digest("2024-03-16")
    #expect(try kinds(next).isDisjoint(with: news))
    let since = try digest("2024-03-16", "--since", "2024-03-15")
    #expect(try !kinds(since).isDisjoint(with: news))
  }

  private func kinds(_ digest: String) throws -> Set<String> {
    let object = try JSONSerialization.jsonObject(with: Data(digest.utf8)) as? [String: Any]
    let items = try #require(object?["items"] as? [[String: Any]])
    return Set(items.compactMap { $0["section"] as? String })
  }
}
