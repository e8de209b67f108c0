import Documents
import Foundation
import TestSupport
import Testing

@testable import Extraction

/// Tables whose cells are parted by drawn lines.
@Suite struct PDFRuledTableTests {
  /// How the borders of cells are drawn.
  enum Border: CaseIterable {
    /// One line from end to end for each row and column.
    case lines
    /// An outline around each cell.
    case boxes
    /// Thin filled bars, cell by cell.
    case bars
    /// No outer lines on the left and on the right.
    case open
  }

  private static let xs = [72.0, 240, 400]
  private static func ys(_ rows: Int) -> [Double] { (0...rows).map { 100 + 20 * Double($0) } }

  private static func draw(_ border: Border, rows: Int, on page: inout PDFWriter.Page) {
    let ys = ys(rows)
    switch border {
    case .lines, .open:
      for y in ys { page.rule(xs[0], y, xs[2], y) }
      for x in border == .open ? [xs[1]] : xs { page.rule(x, ys[0], x, ys[rows]) }
    case .boxes, .bars:
      for row in 0..<rows {
        for column in 0..<2 {
          let (x, y, width) = (xs[column], ys[row], xs[column + 1] - xs[column])
          if border == .boxes {
            page.box(x, y, width: width, height: 20)
          } else {
            for edge in [y, y + 20] {
              page.box(x, edge - 0.5, width: width, height: 1, isFilled: true)
            }
            for edge in [x, x + width] {
              page.box(edge - 0.5, y, width: 1, height: 20, isFilled: true)
            }
          }
        }
      }
    }
  }

  /// Labels and dates without a header: nothing but the lines tells them from columns of text.
  @Test(arguments: Border.allCases)
  func bordersMakeCells(_ border: Border) throws {
    let rows = [
      ["Lettre de manifestation d'intérêt", "avant le 22 mars 2024"],
      ["Entretien avec les candidats", "du 8 au 19 avril 2024"],
      ["Dossier définitif", "30 septembre 2024 au plus tard"],
    ]
    let document = try readPDF { pdf in
      pdf.page { page in
        page.text("Le calendrier de l'appel est le suivant.", x: 72, y: 80)
        Self.draw(border, rows: rows.count, on: &page)
        for (r, row) in rows.enumerated() {
          for (c, cell) in row.enumerated() {
            page.text(cell, x: Self.xs[c] + 5, y: 114 + 20 * Double(r))
          }
        }
        page.text("Contact : la direction de l'eau et des territoires", x: 72, y: 190)
      }
    }
    #expect(texts(document, .tableCell) == rows.flatMap { $0 })
    let cells = document.blocks.compactMap(\.cell)
    #expect(cells.map(\.row) == [0, 0, 1, 1, 2, 2] && cells.map(\.column) == [0, 1, 0, 1, 0, 1])
    #expect(texts(document).first == "Le calendrier de l'appel est le suivant.")
    #expect(texts(document).last == "Contact : la direction de l'eau et des territoires")
  }

  /// A label beside several rows, and a corner without text.
  @Test func cellsSpanRowsAndStayEmpty() throws {
    let document = try readPDF { pdf in
      pdf.page { page in
        for x in [72.0, 160, 300, 420] { page.rule(x, 100, x, 160) }
        for y in [100.0, 120, 160] { page.rule(72, y, 420, y) }
        page.rule(160, 140, 420, 140)
        page.text("Date", x: 165, y: 114, font: .bold)
        page.text("Heure", x: 305, y: 114, font: .bold)
        page.text("Dépôt", x: 77, y: 144)
        page.text("6 mai 2024", x: 165, y: 134)
        page.text("12 h", x: 305, y: 134)
        page.text("9 juin 2024", x: 165, y: 154)
      }
    }
    #expect(texts(document) == ["Date", "Heure", "Dépôt", "6 mai 2024", "12 h", "9 juin 2024"])
    #expect(
      document.blocks.compactMap(\.cell) == [
        Cell(table: 0, row: 0, column: 1, isHeader: true),
        Cell(table: 0, row: 0, column: 2, isHeader: true),
        Cell(table: 0, row: 1, column: 0, rowSpan: 2), Cell(table: 0, row: 1, column: 1),
        Cell(table: 0, row: 1, column: 2), Cell(table: 0, row: 2, column: 1),
      ])
  }

  @Test func oneRowGoesOnWithTheTableOfThePageBefore() throws {
    func row(_ page: inout PDFWriter.Page, _ y: Double, _ label: String, _ text: String) {
      page.box(72, y, width: 128, height: 30)
      page.box(200, y, width: 260, height: 30)
      page.text(label, x: 77, y: y + 18)
      page.lines([text, "et par le comité"], x: 205, y: y + 12)
    }
    let document = try readPDF { pdf in
      pdf.page { page in
        row(&page, 740, "Qualité", "jugée par les lecteurs")
        row(&page, 770, "Partenariat", "jugé par les régions")
      }
      pdf.page { page in
        row(&page, 60, "Budget", "jugé par le trésorier")
        page.text("Les dossiers sont notés sur cent points.", x: 72, y: 140)
      }
    }
    #expect(document.blocks.compactMap(\.cell?.row) == [0, 0, 1, 1, 2, 2])
    #expect(document.blocks.compactMap(\.cell?.table) == [0, 0, 0, 0, 0, 0])
  }

  /// Borders in pieces: beside the space over a row's text stand some of their own, as short as it is.
  @Test func bordersInPiecesMakeCellsOverAPageBreak() throws {
    func row(_ page: inout PDFWriter.Page, _ y: Double, _ label: String, _ text: String) {
      for x in [72.0, 200, 460] {
        page.box(x, y, width: 0.24, height: 3.84, isFilled: true)
        page.box(x, y + 3.84, width: 0.24, height: 46.16, isFilled: true)
      }
      for edge in [y, y + 50] { page.box(72, edge, width: 388, height: 0.24, isFilled: true) }
      page.text(label, x: 77, y: y + 31)
      page.lines([text, "", "et par le comité"], x: 205, y: y + 16)
    }
    let document = try readPDF { pdf in
      pdf.page { page in
        row(&page, 700, "Qualité", "jugée par les lecteurs")
        row(&page, 750, "Partenariat", "jugé par les régions")
      }
      pdf.page { page in
        row(&page, 60, "Budget", "jugé par le trésorier")
        page.text("Les dossiers sont notés sur cent points.", x: 72, y: 160)
      }
    }
    #expect(document.blocks.compactMap(\.cell?.row) == [0, 0, 1, 1, 2, 2])
    #expect(texts(document, .tableCell).last == "jugé par le trésorier et par le comité")
  }

  /// A frame around the page, boxes with headings of their own, underlined words: no tables.
  @Test func framesAreNoTables() throws {
    let document = try readPDF { pdf in
      pdf.page { page in
        page.box(40, 40, width: 515, height: 760)
        for (i, x) in [60.0, 300].enumerated() {
          for (k, y) in [100.0, 250].enumerated() {
            page.box(x, y, width: 240, height: 150)
            page.text("Titre \(i) \(k)", x: x + 10, y: y + 20, size: 14, font: .bold)
            page.lines(
              ["Une phrase de la carte \(i) \(k)", "qui tient en deux lignes."], x: x + 10,
              y: y + 40)
          }
        }
        page.text("Un lien souligné", x: 60, y: 500)
        page.rule(60, 502, 140, 502)
      }
    }
    #expect(document.blocks.allSatisfy { $0.cell == nil })
  }

  @Test func aTableBesideAColumnStaysInItsPlace() throws {
    let document = try readPDF { pdf in
      pdf.page { page in
        for k in 0..<16 {
          page.text("la colonne droite dit en \(k) mots ce", x: 330, y: 100 + 13 * Double(k))
        }
        page.lines(["la colonne gauche commence", "avant son tableau"], x: 60, y: 100, leading: 13)
        for (r, row) in [["Axe", "eau"], ["Taux", "60 %"]].enumerated() {
          for (c, cell) in row.enumerated() {
            page.box(60 + 100 * Double(c), 130 + 20 * Double(r), width: 100, height: 20)
            page.text(cell, x: 65 + 100 * Double(c), y: 144 + 20 * Double(r))
          }
        }
        page.lines(["et finit après lui, avec", "une ligne de plus"], x: 60, y: 200, leading: 13)
      }
    }
    let parts = ["avant son tableau", "Axe", "60 %", "et finit après", "droite dit en 0"]
    let places = parts.map { document.text.range(of: $0)?.lowerBound }
    #expect(!places.contains(nil))
    #expect(places.compactMap { $0 } == places.compactMap { $0 }.sorted())
  }

  @Test func drawingsOfManyLinesAreLeftAlone() throws {
    let document = try readPDF { pdf in
      pdf.page { page in
        for k in 0..<6_100 { page.rule(50, 100 + Double(k) / 20, 90, 100 + Double(k) / 20) }
        page.text("gauche", x: 60, y: 90)
        page.text("droite", x: 300, y: 90)
      }
    }
    #expect(document.text.contains("gauche"))
  }

  /// Every other row is shaded, cell by cell, and the header too or a line over it; no lines stand between
  /// columns or rows.
  @Test(arguments: [true, false])
  func shadesPartRowsAndColumns(_ isHeaderShaded: Bool) throws {
    let rows = [
      ["Étape", "Date", "Lieu"],
      ["Examen des dossiers\nreçus", "2 mars", "Amiens, salle des\nfêtes"],
      ["Avis du comité\nrégional", "9 avril", "Lille"],
      ["Vote de la région", "7 mai", "Arras, hôtel\nde ville"],
    ]
    let document = try readPDF { pdf in
      pdf.page { page in
        for (r, row) in rows.enumerated() {
          let top = 100 + 28 * Double(r)
          page.colour(0.8, 0.85, 0.9)
          for (c, cell) in row.enumerated() {
            let left = 60 + 150 * Double(c)
            if r == 0 && isHeaderShaded || r % 2 == 1 {
              page.box(left, top, width: 150, height: 28, isFilled: true)
            }
            page.colour(0, 0, 0)
            page.lines(
              cell.split(separator: "\n").map(String.init), x: left + 4, y: top + 11,
              font: r == 0 ? .bold : .regular)
            page.colour(0.8, 0.85, 0.9)
          }
        }
        page.colour(0, 0, 0)
        if !isHeaderShaded { page.rule(60, 100, 510, 100) }
        page.text("Les lauréats sont connus en mai.", x: 60, y: 260)
      }
    }
    #expect(
      texts(document, .tableCell)
        == rows.flatMap { $0.map { $0.replacing("\n", with: " ") } })
  }
}
