import Documents
import Extraction
import Foundation
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

  // MARK: Charsets

  private static let sentence = "« Dépôt » : l’aide s’élève à 20 000 €"

  @Test(arguments: [
    ("; charset=windows-1252", "=AB D=E9p=F4t =BB : l=92aide s=92=E9l=E8ve =E0 20 000 =80", ""),
    // What the part says counts before what the page says.
    (
      "; charset=windows-1252", "=AB D=E9p=F4t =BB : l=92aide s=92=E9l=E8ve =E0 20 000 =80",
      "<meta charset=3D\"utf-8\">"
    ),
    (
      "", "=AB D=E9p=F4t =BB : l=92aide s=92=E9l=E8ve =E0 20 000 =80",
      "<meta charset=3D\"windows-1252\">"
    ),
    (
      "",
      "=C2=AB D=C3=A9p=C3=B4t =C2=BB : l=E2=80=99aide s=E2=80=99=C3=A9l=C3=A8=\nve =C3=A0 20 000 =E2=82=AC",
      ""
    ),
  ])
  func quotedPrintableInItsCharset(_ charset: String, _ text: String, _ head: String) throws {
    let page = (
      "content-type: text/html\(charset)\ncontent-transfer-encoding: QUOTED-PRINTABLE",
      "<html><head>\(head)</head><body><p>\(text)</p></body></html>"
    )
    #expect(try Self.read(Self.archive([page]), name: "x.mhtml").text == Self.sentence)
  }

  @Test func base64PageInUTF16() throws {
    let bytes = "\u{FEFF}<p>été</p>".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    let page = (
      "Content-Type: text/html;\n\tcharset=\"unicode\"\nContent-Transfer-Encoding: base64",
      Data(bytes).base64EncodedString()
    )
    #expect(try Self.read(Self.archive([page]), name: "x.mht").text == "été")
  }

  // MARK: Several pages

  @Test func theStartIsThePage() throws {
    let text = """
      From: <Saved by x>
      MIME-Version: 1.0
      Content-Type: multipart/related; start="<page@x>"; type="text/html"; boundary=b

      --b
      Content-Type: text/html
      Content-ID: <film@x>

      <p>Film</p>
      --b
      Content-Type: text/html
      Content-ID: <page@x>

      <p>Appel</p>
      --b--

      """
    #expect(try Self.read(text, name: "x.mht").text == "Appel")
  }

  private static let content = (
    "Content-Type: text/html; charset=windows-1252\nContent-ID: <f2@mhtml.blink>\n"
      + "Content-Transfer-Encoding: quoted-printable\n"
      + "Content-Location: https://example.org/aides/contenu.html",
    "<html><head><title>F</title></head><body><p>D=E9p=F4t avant le 6 mai.</p></body></html>"
  )

  @Test(arguments: ["contenu.html", "/aides/contenu.html", "cid:f2@mhtml.blink"])
  func framesOfASetAreThePage(_ source: String) throws {
    let page = (
      "Content-Type: text/html\nContent-Location: https://example.org/aides/appel",
      "<html><head><title>Site</title></head><frameset cols=\"20%,80%\"><frame src=\"menu.html\">"
        + "<frameset rows=\"9,*\"><FRAME name=x SRC='\(source)'></frameset></frameset></html>"
    )
    let menu = (
      "Content-Type: text/html\nContent-Location: https://example.org/aides/menu.html",
      "<ul><li><a href=\"a\">Accueil</a></li><li><a href=\"b\">Contact</a></li></ul>"
    )
    let document = try Self.read(Self.archive([page, menu, Self.content]), name: "x.mhtml")
    #expect(document.text.contains("Dépôt avant le 6 mai."))
  }

  @Test func aFrameOfTheSameSiteStandsInItsPlace() throws {
    let page = (
      "Content-Type: text/html\nContent-Location: https://example.org/aides/appel",
      "<body><h1>Appel</h1><p>Lire le texte.</p><iframe src=\"cid:f2@mhtml.blink\"></iframe>"
        + "<iframe src=\"cid:ad@mhtml.blink\"></iframe><p>Fin.</p></body>"
    )
    let other = (
      "Content-Type: text/html\nContent-ID: <ad@mhtml.blink>\n"
        + "Content-Location: https://ads.example/x", "<p>Réclame</p>"
    )
    let document = try Self.read(Self.archive([page, other, Self.content]), name: "x.mhtml")
    #expect(document.text == "Appel\n\nLire le texte.\n\nDépôt avant le 6 mai.\n\nFin.")
  }

  /// Frames that show each other, and one that is not there.
  @Test func framesInACircleEnd() throws {
    let pages = [("appel", "b.html"), ("b.html", "appel"), ("c.html", "d.html")].map {
      (
        "Content-Type: text/html\nContent-Location: https://example.org/aides/\($0.0)",
        "<body><p>\($0.0)</p><iframe src=\"\($0.1)\"></iframe></body>"
      )
    }
    #expect(try Self.read(Self.archive(pages), name: "x.mhtml").text == "appel\n\nb.html\n\nappel")
  }
}
