/// A document of many pages, with what goes on from page to page: sentences, tables, headers, footers.
package enum LongPDF {
  private static let words = [
    "la", "commune", "dépose", "un", "dossier", "avant", "le", "terme", "du", "programme",
    "régional", "avec", "ses", "partenaires", "pour", "financer", "des", "travaux", "durables",
  ]

  /// - Parameter pages: some 4 KB each.
  package static func bytes(pages: Int) -> [UInt8] {
    var writer = PDFWriter()
    for number in 1...pages {
      writer.page { page in
        page.text("Règlement de l'appel", x: 60, y: 30, size: 8)
        page.text("\(number)", x: 290, y: 820, size: 8)
        if number % 7 == 1 { page.text("Chapitre \(number)", x: 60, y: 60, size: 16, font: .bold) }
        let rows = number % 5
        for row in 0..<30 {
          page.text(line(number * 41 + row), x: 60, y: 90 + Double(row) * 12)
        }
        // A table at the foot of most pages, which some next pages go on with.
        for row in 0..<rows * 4 {
          let y = 500 + Double(row) * 16
          page.text("Volet \(row)", x: 60, y: y, font: row == 0 ? .bold : .regular)
          page.text("\(number * row) euros", x: 220, y: y, font: row == 0 ? .bold : .regular)
          page.text("\(row) mai 2031", x: 400, y: y, font: row == 0 ? .bold : .regular)
        }
        if rows > 0 {
          for row in 0...rows * 4 {
            page.rule(55, 488 + Double(row) * 16, 520, 488 + Double(row) * 16)
          }
          for x in [55.0, 215, 395, 520] { page.rule(x, 488, x, 488 + Double(rows) * 64) }
        }
        page.text(
          "Annexe \(number) " + String(repeating: ". ", count: 40) + "\(number)", x: 60, y: 780)
        page.link(x0: 60, y0: 80, x1: 200, y1: 92, url: "https://example.org/\(number)")
      }
    }
    return writer.bytes()
  }

  private static func line(_ seed: Int) -> String {
    let line = (0..<11).map { words[(seed * 7 + $0 * 5 + seed / 3) % words.count] }
      .joined(separator: " ")
    return seed % 9 == 4 ? String(line.prefix(50)) + "-" : line
  }
}
