import Documents
import Extraction
import Testing

/// Pages saved with their parts in one file (RFC 2557).
@Suite struct WebArchiveTests {
  static func archive(_ parts: [(fields: String, body: String)], from: String = "<Saved by Blink>")
    -> String
  {
    let head = """
      From: \(from)
      Snapshot-Content-Location: https://example.org/aides/appel
      MIME-Version: 1.0
      Content-Type: multipart/related;
      \ttype="text/html"; boundary="----x--1"

      """
    let bodies = parts.map { "------x--1\n\($0.fields)\n\n\($0.body)\n" }.joined()
    return (head + "\n" + bodies + "------x--1--\n").replacing("\n", with: "\r\n")
  }

  static func read(_ text: String, name: String) throws -> Document {
    try DocumentReader().read(Array(text.utf8), name: name)
  }

  static let picture = (
    "Content-Type: image/png\nContent-Transfer-Encoding: base64", "iVBORw0KGgo="
  )

  @Test(arguments: ["appel.mhtml", "appel"])
  func quotedPrintablePage(_ name: String) throws {
    let page = (
      "Content-Type: text/html; charset=\"utf-8\"\nContent-Transfer-Encoding: quoted-printable\n"
        + "Content-Location: https://example.org/aides/appel",
      "<html><body><p>D=C3=A9p=C3=B4t avant le 6 =\nmai : <a href=3D\"r.pdf\">r=C3=A8glement</a></p></body>"
    )
    let document = try Self.read(Self.archive([Self.picture, page]), name: name)
    #expect(document.format == .html)
    #expect(document.text == "Dépôt avant le 6 mai : règlement")
    #expect(document.links.map(\.url) == ["https://example.org/aides/r.pdf"])
  }

  @Test func frameIsNotThePage() throws {
    let frame = (
      "Content-Type: text/html\nContent-Location: https://ads.example.org/", "<p>Réclame</p>"
    )
    let page = (
      "Content-Type: text/html\nContent-Location: https://example.org/aides/appel", "<p>Appel</p>"
    )
    #expect(try Self.read(Self.archive([frame, page]), name: "x.mht").text == "Appel")
  }

  @Test func base64PageInLatin1() throws {
    let page = (
      "Content-Type: text/html; charset=iso-8859-1\nContent-Transfer-Encoding: base64",
      "PHA+6XTpPC9wPg=="
    )
    #expect(try Self.read(Self.archive([page]), name: "x.mht").text == "été")
  }

  @Test func archiveWithoutPageIsNotRead() {
    #expect(throws: DocumentFailure.self) {
      try Self.read(Self.archive([Self.picture]), name: "x.mhtml")
    }
  }
}
