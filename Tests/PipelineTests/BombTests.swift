import Documents
import Foundation
import TestSupport
import Testing

@testable import Pipeline

/// Small files that want much: each ends within its limits, with a document or the right error, and
/// nothing of the machine comes into its text.
@Suite(
  .enabled(if: WorkerClient.located() != nil, "calls-worker is not built"), .serialized)
struct FaultBombTests {
  struct Bomb: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var name: String
    /// Ids of errors, `read` for a document.
    var ends: Set<String>
    var make: @Sendable () -> [UInt8]
  }

  // MARK: - PDF

  private static func pdf(_ objects: [(dictionary: String, stream: [UInt8]?)]) -> [UInt8] {
    var bytes = Array("%PDF-1.4\n".utf8)
    for (index, object) in objects.enumerated() {
      bytes += Array("\(index + 1) 0 obj\n".utf8)
      if let stream = object.stream {
        bytes += Array("<< /Length \(stream.count) \(object.dictionary) >>\nstream\n".utf8)
        bytes += stream + Array("\nendstream\nendobj\n".utf8)
      } else {
        bytes += Array("\(object.dictionary)\nendobj\n".utf8)
      }
    }
    return bytes + Array("trailer\n<< /Root 1 0 R /Size \(objects.count + 1) >>\n%%EOF\n".utf8)
  }

  private static func page(_ stream: [UInt8], _ filter: String) -> [UInt8] {
    pdf([
      ("<< /Type /Catalog /Pages 2 0 R >>", nil),
      ("<< /Type /Pages /Count 1 /Kids [3 0 R] >>", nil),
      (
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R "
          + "/Resources << /Font << /F 5 0 R >> >> >>", nil
      ),
      (filter, stream),
      ("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", nil),
    ])
  }

  private static func nestedForms() -> [UInt8] {
    var objects: [(dictionary: String, stream: [UInt8]?)] = [
      ("<< /Type /Catalog /Pages 2 0 R >>", nil),
      ("<< /Type /Pages /Count 1 /Kids [3 0 R] >>", nil),
      (
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R "
          + "/Resources << /XObject << /F 5 0 R >> >> >>", nil
      ),
      ("", Array("/F Do".utf8)),
    ]
    for level in 0..<10 {
      let next = level < 9 ? "/XObject << /F \(6 + level) 0 R >>" : ""
      let content = level < 9 ? String(repeating: "/F Do ", count: 10) : "BT ET"
      objects.append(
        (
          "/Type /XObject /Subtype /Form /BBox [0 0 99 99] /Resources << \(next) >>",
          Array(content.utf8)
        ))
    }
    return pdf(objects)
  }

  private static func pages(_ kids: String, count: Int) -> [UInt8] {
    pdf([
      ("<< /Type /Catalog /Pages 2 0 R >>", nil),
      ("<< /Type /Pages /Count \(count) /Kids [\(kids)] >>", nil),
      ("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] >>", nil),
    ])
  }

  private static let limited: Set<String> = ["time-limit", "memory-limit"]
  private static let spaces = [UInt8](repeating: 0x20, count: 256 << 20)

  private static let pdfs: [Bomb] = [
    Bomb(
      testDescription: "a quarter of a gibibyte of spaces", name: "a.pdf",
      ends: limited.union(["read"])
    ) { page(ArchiveWriter.deflated(spaces), "/Filter /FlateDecode") },
    Bomb(testDescription: "packed twice", name: "a.pdf", ends: limited.union(["read"])) {
      page(
        ArchiveWriter.deflated(ArchiveWriter.deflated(spaces)),
        "/Filter [/FlateDecode /FlateDecode]")
    },
    Bomb(
      testDescription: "ten million letters to show", name: "a.pdf",
      ends: limited.union(["read"])
    ) {
      let shows = Array(String(repeating: "(a) Tj ", count: 10_000_000).utf8)
      return page(
        ArchiveWriter.deflated(Array("BT /F 9 Tf ".utf8) + shows), "/Filter /FlateDecode")
    },
    Bomb(testDescription: "forms drawn 10^9 times", name: "a.pdf", ends: limited) { nestedForms() },
    Bomb(testDescription: "five million saved states", name: "a.pdf", ends: ["memory-limit"]) {
      page(
        ArchiveWriter.deflated(Array(String(repeating: "q ", count: 5 << 20).utf8)),
        "/Filter /FlateDecode")
    },
    Bomb(
      testDescription: "half a million nested arrays", name: "a.pdf",
      ends: limited.union(["read", "damaged", "crashed"])
    ) {
      page(Array(String(repeating: "[", count: 500_000).utf8), "")
    },
    Bomb(
      testDescription: "300,000 times one page", name: "a.pdf",
      ends: limited.union(["read", "damaged", "too-large"])
    ) { pages(String(repeating: "3 0 R ", count: 300_000), count: 300_000) },
    Bomb(
      testDescription: "two milliards of pages", name: "a.pdf",
      ends: ["read", "damaged", "too-large"]
    ) { pages("3 0 R", count: 2_000_000_000) },
  ]

  // MARK: - XML in archives

  private static let relationships = """
    <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
    <Relationship Id="d" Target="word/document.xml" \
    Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>\
    </Relationships>
    """

  private static func word(_ prolog: String, _ text: String, _ more: [ArchiveWriter.Entry] = [])
    -> [UInt8]
  {
    let main = """
      \(prolog)<w:document \
      xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>\
      <w:t>\(text)</w:t></w:r></w:p></w:body></w:document>
      """
    return ArchiveWriter.archive(
      [.init("word/document.xml", main), .init("_rels/.rels", relationships)] + more)
  }

  private static let xml: [Bomb] = [
    Bomb(testDescription: "billion laughs", name: "a.docx", ends: ["read", "damaged"]) {
      var entities = "<!ENTITY a0 \"ha\">"
      for level in 1...9 {
        let inner = String(repeating: "&a\(level - 1);", count: 10)
        entities += "<!ENTITY a\(level) \"\(inner)\">"
      }
      return word("<!DOCTYPE d [\(entities)]>", "&a9;")
    },
    Bomb(testDescription: "quadratic entities", name: "a.docx", ends: ["read", "damaged"]) {
      let long = String(repeating: "a", count: 100_000)
      return word(
        "<!DOCTYPE d [<!ENTITY a \"\(long)\">]>", String(repeating: "&a;", count: 100_000))
    },
    Bomb(testDescription: "an entity that is a file", name: "a.docx", ends: ["read", "damaged"]) {
      word("<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>", "&x;")
    },
    Bomb(testDescription: "an entity on the network", name: "a.docx", ends: ["read", "damaged"]) {
      word("<!DOCTYPE d [<!ENTITY x SYSTEM \"http://127.0.0.1:9/x\">]>", "&x;")
    },
    Bomb(testDescription: "an outer DTD", name: "a.docx", ends: ["read", "damaged"]) {
      word("<!DOCTYPE d SYSTEM \"file:///etc/passwd\">", "texte")
    },
    Bomb(testDescription: "100,000 levels of XML", name: "a.docx", ends: ["read", "damaged"]) {
      word("", String(repeating: "<w:x>", count: 100_000))
    },
  ]

  // MARK: - Archives

  private static let archives: [Bomb] = [
    Bomb(testDescription: "a part of 100 MiB", name: "a.docx", ends: ["too-large"]) {
      word("", String(repeating: "a", count: 100 << 20))
    },
    Bomb(testDescription: "just over 200 to 1", name: "a.docx", ends: ["too-large"]) {
      word("", String(repeating: "a", count: 2 << 20))
    },
    Bomb(testDescription: "just under a mebibyte", name: "a.docx", ends: ["read"]) {
      word("", String(repeating: "a ", count: 500_000))
    },
    Bomb(testDescription: "10,001 parts", name: "a.docx", ends: ["too-large"]) {
      word("", "texte", (0..<10_001).map { .init("x/\($0)", "") })
    },
    Bomb(testDescription: "a password", name: "a.docx", ends: ["encrypted"]) {
      ArchiveWriter.archive([
        .init("word/document.xml", "<x/>", password: "secret"), .init("_rels/.rels", relationships),
      ])
    },
    Bomb(
      testDescription: "parts that overlap", name: "a.docx",
      ends: ["damaged", "too-large", "unsupported"]
    ) {
      // Every directory entry points at the first part.
      var bytes = word("", "texte", (0..<500).map { .init("x/\($0)", "text") })
      for offset in 0..<bytes.count - 46 where bytes[offset..<offset + 4] == [0x50, 0x4B, 1, 2] {
        for place in 42..<46 { bytes[offset + place] = 0 }
      }
      return bytes
    },
    Bomb(testDescription: "names out of the archive", name: "a.docx", ends: ["read"]) {
      word(
        "", "texte",
        ["../../tmp/calls-out", "/tmp/calls-out", "..\\..\\calls-out", "C:\\calls-out"].map {
          .init($0, "out")
        })
    },
    Bomb(testDescription: "an archive in an archive", name: "a.docx", ends: ["read"]) {
      word("", "texte", [.init("word/embeddings/a.docx", word("", "inner"))])
    },
    Bomb(testDescription: "an archive cut short", name: "a.docx", ends: ["damaged"]) {
      Array(word("", "texte").dropLast(30))
    },
  ]

  // MARK: - Pages and mails

  private static let texts: [Bomb] = [
    Bomb(
      testDescription: "300,000 nested elements", name: "a.html", ends: ["unsupported"]
    ) { Array(("<!DOCTYPE html>" + String(repeating: "<div>", count: 300_000) + "fin").utf8) },
    Bomb(
      testDescription: "500,000 attributes", name: "a.html", ends: ["too-large"]
    ) {
      let attributes = (0..<500_000).map { "a\($0)=1" }.joined(separator: " ")
      return Array("<!DOCTYPE html><p \(attributes)>texte</p>".utf8)
    },
    Bomb(
      testDescription: "five million entities", name: "a.html", ends: ["empty"]
    ) { Array(("<!DOCTYPE html><p>" + String(repeating: "&nbsp;", count: 5_000_000)).utf8) },
    Bomb(
      testDescription: "one line of 50 MB", name: "a.txt",
      ends: limited.union(["read", "too-large"])
    ) { Array(String(repeating: "mot ", count: 12_500_000).utf8) },
    Bomb(
      testDescription: "1,000 mails one in the other", name: "a.eml",
      ends: limited.union(["read", "damaged"])
    ) {
      let part = "Content-Type: message/rfc822\r\n\r\n"
      return Array(
        ("From: a@example.org\r\nSubject: x\r\nDate: Mon, 6 May 2024 12:00:00 +0200\r\n"
          + String(repeating: part, count: 1_000) + "texte\r\n").utf8)
    },
    Bomb(
      testDescription: "20,000 attachments", name: "a.eml",
      ends: limited.union(["read", "damaged", "too-large"])
    ) {
      let part =
        "--b\r\nContent-Type: text/plain; name=a.txt\r\n"
        + "Content-Disposition: attachment; filename=a.txt\r\n\r\ntexte\r\n"
      return Array(
        ("From: a@example.org\r\nSubject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
          + String(repeating: part, count: 20_000) + "--b--\r\n").utf8)
    },
  ]

  static let bombs = pdfs + xml + archives + texts

  @Test func thereAreEnough() { #expect(Self.bombs.count >= 20) }

  @Test(arguments: bombs)
  func endsAtItsLimit(_ bomb: Bomb) throws {
    let client = try #require(WorkerClient.located(serving: .always))
    switch client.result(of: bomb.make(), name: bomb.name) {
    case .success(let document):
      #expect(bomb.ends.contains("read"))
      #expect(!document.text.contains("root:"))
      #expect(document.text.utf8.count <= 16 << 20)
    case .failure(let failure): #expect(bomb.ends.contains(failure.id), "\(failure)")
    }
    #expect(!FileManager.default.fileExists(atPath: "/tmp/calls-out"))
  }

  #if DEBUG
    /// While one document does nothing but take its time, the others are read at half their usual
    /// pace at least: by the other thread alone.
    @Test func othersFlowWhileABombRuns() throws {
      var limits = WorkerLimits()
      let usual = try Self.seconds(of: 30, by: #require(WorkerClient.located(serving: .always)))
      // Machines that others use as well are not steady.
      limits.wallSeconds = 2 + 4 * usual
      let client = try #require(WorkerClient.located(limits: limits, serving: .always))
      let begun = Date()
      var ends: [Int: Date] = [:]
      OrderedWork.run(
        count: 31, threads: 2,
        work: { i -> (String, Date) in
          let bytes = i == 0 ? "CALLS-MISBEHAVE\nhang\n" : "Appel à projets \(i)"
          switch client.result(of: Array(bytes.utf8), name: "a.txt") {
          case .success: return ("read", Date())
          case .failure(let failure): return (failure.id, Date())
          }
        },
        deliver: { i, result in
          ends[i] = result.1
          #expect(result.0 == (i == 0 ? "time-limit" : "read"))
          return true
        })
      let bombEnd = try #require(ends[0])
      #expect(bombEnd.timeIntervalSince(begun) >= limits.wallSeconds)
      #expect(ends.filter { $0.key > 0 && $0.value < bombEnd }.count >= 15)
    }

    /// How long some documents take by two threads.
    private static func seconds(of count: Int, by client: WorkerClient) -> Double {
      let begin = Date()
      OrderedWork.run(
        count: count, threads: 2,
        work: { client.result(of: Array("Appel à projets \($0)".utf8), name: "a.txt") },
        deliver: { _, result in
          if case .failure(let failure) = result { Issue.record("\(failure)") }
          return true
        })
      return Date().timeIntervalSince(begin)
    }
  #endif
}
