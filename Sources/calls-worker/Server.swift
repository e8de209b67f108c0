import CSandbox
import Documents
import Extraction
import Glibc

/// Many documents for one client, a process for each: forked from a warm one, not executed.
///
/// The server itself never sees a byte of a document. It reads two pages of our own, so that the
/// libraries have their tables, gives up its rights once for all its children, and forks.
enum Server {
  /// - Returns: the exit status, of the server and also of each of its children.
  static func run() -> Int32 {
    var limits = Sandbox.limits
    let refused = calls_limits_enter(&limits)
    guard refused == 0 else { return 70 }
    warmUp()
    var name = [CChar](repeating: 0, count: 4_096)
    switch calls_serve(&limits, &name, name.count) {
    case 0: return 0
    case 1:
      let bytes = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      // The server's exit handlers are not the child's.
      _exit(Reply.write(named: String(decoding: bytes, as: UTF8.self)))
    default: return 69
    }
  }

  private static func warmUp() {
    for (page, name) in [(pdf, "a.pdf"), (html, "a.html")] {
      if let document = try? DocumentReader().read(page, name: name) {
        _ = WireWriter.frame(.success(document))
      }
    }
  }

  private static let html = Array(
    """
    <!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Appel à projets</title>
    <meta property="article:published_time" content="2024-05-06T12:00:00+02:00"></head>
    <body><main><h1>Appel à projets</h1><p>Les dossiers sont à déposer avant le 6 mai 2024.</p>
    <ul><li><a href="https://example.org/">Le règlement</a></li></ul>
    <table><tr><th>Volet</th><th>Taux</th></tr><tr><td>1</td><td>80 %</td></tr></table>
    </main></body></html>
    """.utf8)

  /// One page in two fonts, with the dates that poppler converts by the time zone.
  private static let pdf: [UInt8] = {
    let content = "BT /F 18 Tf 72 700 Td (Appel) Tj /G 11 Tf 0 -40 Td (Date limite) Tj ET"
    let objects = [
      "<< /Type /Catalog /Pages 2 0 R >>",
      "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        + "/Resources << /Font << /F 5 0 R /G 6 0 R >> >> >>",
      "<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream",
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>",
      "<< /Type /Font /Subtype /TrueType /BaseFont /Arial /Encoding /WinAnsiEncoding >>",
      "<< /Title (Appel) /CreationDate (D:20240506120000+02'00') >>",
    ]
    var text = "%PDF-1.4\n"
    var places: [Int] = []
    for (i, object) in objects.enumerated() {
      places.append(text.utf8.count)
      text += "\(i + 1) 0 obj\n\(object)\nendobj\n"
    }
    let start = text.utf8.count
    text += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
    for place in places {
      let digits = String(place)
      text += String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
    }
    text += "trailer\n<< /Root 1 0 R /Info 7 0 R /Size \(objects.count + 1) >>\n"
    return Array((text + "startxref\n\(start)\n%%EOF\n").utf8)
  }()
}
