import Foundation
import Testing

@Suite(.enabled(if: CallsProgram.isBuilt, "calls is not built"))
struct TagCommandTests {
  private struct Line: Decodable {
    struct Annotation: Decodable {
      var type: String
      var start: Int
      var end: Int
      var text: String
      var rule: String
    }
    var id: String
    var annotations: [Annotation]
  }

  @Test func placesCountScalars() throws {
    let program = try CallsProgram()
    let text = "œ🙂 e\u{301} Clôture le 15 mars 2024 à 17h00."
    let question = try JSONSerialization.data(withJSONObject: ["id": "7", "text": text])
    let ending = try program.run(
      "tag", "--ndjson", input: String(decoding: question, as: UTF8.self))
    #expect(ending.status == 0)
    let line = try JSONDecoder().decode(Line.self, from: Data(ending.output.utf8))
    #expect(line.id == "7")
    let scalars = Array(text.unicodeScalars)
    let date = try #require(line.annotations.first { $0.type == "datetime" })
    var slice = String.UnicodeScalarView()
    slice.append(contentsOf: scalars[date.start..<date.end])
    #expect(String(slice) == "15 mars 2024 à 17h00")
    for annotation in line.annotations {
      let count = annotation.text.unicodeScalars.count
      #expect(annotation.end - annotation.start == count)
    }
  }

  @Test func referenceDateGivesTheYear() throws {
    let program = try CallsProgram()
    let ending = try program.run(
      "tag", "--ndjson",
      input: """
        {"id": "a", "text": "jusqu'au 6 mai", "reference_date": "2024-03-01"}
        {"id": "b", "text": "jusqu'au 6 mai", "reference_date": "2024-05-07"}
        {"id": "c", "text": "jusqu'au 6 mai"}
        """)
    #expect(ending.outputLines.count == 3)
    for (line, iso) in zip(ending.outputLines, ["../2024-05-06", "../2025-05-06", "../--05-06"]) {
      #expect(line.contains("\"iso\":\"\(iso)\""))
    }
  }

  @Test func recognitionCanBeTurnedOff() throws {
    let program = try CallsProgram()
    let scan = "Corpus/documents/scan-jumelage-1999.pdf"
    let ending = try program.run(["tag", scan, "--json"], environment: ["CALLS_OCR": "off"])
    #expect(ending.status == 0)
    #expect(ending.output.contains("annotations") && !ending.output.contains("departement"))
  }

  @Test func badLineIsNamedAndTheRestGoesOn() throws {
    let program = try CallsProgram()
    let ending = try program.run(
      "tag", "--ndjson",
      input: "{\"id\": \"a\", \"text\": \"x\"}\nnonsense\n{\"id\": 3, \"text\": \"y\"}")
    #expect(ending.status == 65)
    #expect(ending.outputLines.count == 2)
    #expect(ending.outputLines.last?.contains("\"id\":3") == true)
    #expect(ending.errorLines.count == 1)
    #expect(ending.errors.contains("2"))
  }

  @Test func extractIsWhatOffsetsCount() throws {
    let program = try CallsProgram()
    let path = "Corpus/documents/sudoe-2024-fiche.pdf"
    let text = try program.run("extract", path).output
    let scalars = Array(text.unicodeScalars)
    let parsed = try program.run("parse", path)
    let record = try JSONSerialization.jsonObject(with: Data(parsed.output.utf8))
    var checked = 0
    func visit(_ value: Any) {
      if let fields = value as? [String: Any] {
        if let quote = fields["quote"] as? String, let start = fields["start"] as? Int,
          let end = fields["end"] as? Int
        {
          var slice = String.UnicodeScalarView()
          slice.append(contentsOf: scalars[start..<end])
          #expect(slice.elementsEqual(quote.unicodeScalars))
          checked += 1
        }
        for field in fields.values { visit(field) }
      } else if let items = value as? [Any] {
        for item in items { visit(item) }
      }
    }
    visit(record)
    #expect(checked > 5)
    let two = try program.run("extract", path, path).output
    #expect(two.unicodeScalars.elementsEqual((text + "\u{C}" + text).unicodeScalars))
  }
}
