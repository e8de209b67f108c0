import Foundation
import Testing

/// What the reasons of matches promise, over the whole corpus and all its profiles.
@Suite(.enabled(if: CallsProgram.isBuilt, "calls is not built"))
struct ReasonTests {
  private struct Report: Decodable {
    struct Match: Decodable {
      var document: String
      var reasons: [Reason]
    }
    struct Reason: Decodable {
      struct Proof: Decodable { var quote: String }
      var words: [String]
      var call: [Proof]
      var profile: String
      var weight: Double
    }
    var matches: [Match]
  }

  @Test func everyWordStandsInBothTexts() throws {
    let program = try CallsProgram()
    let folder = program.folder + "/Corpus/documents"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      .filter { $0.hasSuffix(".html") || $0.hasSuffix(".md") }
    let paths = names.map { "Corpus/documents/" + $0 }
    _ = try program.run(["add", "--quiet"] + paths)
    let texts = try program.run(["extract", "--format", "text"] + paths).output
      .split(separator: "\u{c}", omittingEmptySubsequences: false).map { $0.lowercased() }
    let documents = Dictionary(uniqueKeysWithValues: zip(paths, texts))
    var seen = 0
    for name in ["region", "commune-3000", "departement", "intercommunalite", "reseau-associatif"] {
      let path = "Corpus/profiles/\(name).json"
      let profile = try JSONSerialization.jsonObject(
        with: Data(program.corpus("profiles/\(name).json")))
      let ending = try program.run([
        "match", "--profile", path, "--on", "2024-03-15", "--json", "--explain", "--limit", "0",
        "--include-closed", "--include-ineligible",
      ])
      let report = try JSONDecoder().decode(Report.self, from: Data(ending.output.utf8))
      for match in report.matches {
        let document = try #require(documents[match.document])
        for reason in match.reasons {
          seen += 1
          let mine = try #require(Self.text(at: reason.profile, in: profile)).lowercased()
          for word in reason.words {
            #expect(mine.contains(word.lowercased()), "\(name) \(reason.profile): \(word)")
            #expect(Bool(document.contains(word.lowercased())), "\(match.document): \(word)")
          }
          #expect(!reason.call.isEmpty && reason.weight > 0)
          let quotes = reason.call.map { $0.quote.lowercased() }.filter { !document.contains($0) }
          #expect(quotes.isEmpty, "\(match.document)")
        }
      }
    }
    #expect(seen > 1000)
  }

  private static func text(at pointer: String, in json: Any) -> String? {
    var current: Any? = json
    for part in pointer.split(separator: "/") {
      if let list = current as? [Any], let index = Int(part) {
        current = list[index]
      } else {
        current = (current as? [String: Any])?[String(part)]
      }
    }
    return current as? String
  }
}
