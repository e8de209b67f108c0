import Documents
import TestSupport
import Testing

@testable import Extraction

/// Values over their labels, letters set apart, and marks above the line.
@Suite struct PDFCardTests {
  private static let dates = [
    ("15/03/2026", "Ouverture"), ("30/06/2026", "Clôture"), ("15 mars 2027", "Résultats"),
  ]

  /// A page of text, so that ten points are the size of most of it.
  private func page(_ fill: (inout PDFWriter.Page) -> Void) throws -> Document {
    try readPDF { pdf in
      pdf.page { page in
        page.lines(
          [
            "Cet appel soutient les projets que les communes portent avec leurs partenaires,",
            "dans tous les domaines de leur compétence et pour trois ans au plus.",
          ], x: 60, y: 80)
        fill(&page)
      }
    }
  }

  private func rows(_ document: Document) -> [[String]] {
    let index = ScalarIndex(document.text)
    var rows: [Int: [String]] = [:]
    for block in document.blocks {
      if let cell = block.cell { rows[cell.row, default: []].append(index.slice(block.range)) }
    }
    return rows.sorted { $0.key < $1.key }.map(\.value)
  }

  /// Side by side and one below the other, each date is told with its own label.
  @Test(arguments: [true, false])
  func valuesKeepToTheirLabels(_ areSideBySide: Bool) throws {
    let document = try page { page in
      for (i, card) in Self.dates.enumerated() {
        let (x, y) = areSideBySide ? (60 + 170 * Double(i), 200) : (60, 200 + 48 * Double(i))
        page.text(card.0, x: x, y: y, size: 16, font: .bold)
        page.text(card.1, x: x, y: y + 15, size: 10)
      }
    }
    #expect(rows(document) == Self.dates.map { [$0.0, $0.1] })
  }

  /// Figures three times as large as their labels, of which one goes on: the labels are not mixed.
  @Test func labelsUnderLargeFiguresAreNotMixed() throws {
    let document = try page { page in
      for (i, figure) in ["12 M€", "85 %", "24 mois"].enumerated() {
        page.text(figure, x: 60 + 160 * Double(i), y: 200, size: 30, font: .bold)
      }
      page.text("mobilisés jusqu'en 2030", x: 60, y: 220)
      page.lines(["taux pour les communes des", "montagnes de la région"], x: 220, y: 220)
      page.text("durée des projets", x: 380, y: 220)
    }
    #expect(
      texts(document).suffix(6) == [
        "12 M€", "mobilisés jusqu'en 2030", "85 %",
        "taux pour les communes des montagnes de la région", "24 mois", "durée des projets",
      ])
  }

  /// Each with the line beside it, whatever the height of its letters.
  @Test func aLargeFigureStandsBesideItsLabel() throws {
    let document = try page { page in
      let rows = [
        ("70 %", "taux de l'aide", 129.0), ("50 k€", "plancher", 134), ("3 M€", "enveloppe", 127),
      ]
      for (i, row) in rows.enumerated() {
        page.text(row.0, x: 60, y: 200 + 34 * Double(i), size: 28, font: .bold)
        page.text(row.1, x: row.2, y: 194 + 34 * Double(i), size: 9)
      }
    }
    #expect(
      texts(document).suffix(3) == ["70 % taux de l'aide", "50 k€ plancher", "3 M€ enveloppe"])
  }

  /// Numbered headings over short texts, and a table of figures, are none.
  @Test func headingsAndHeadersAreNoValues() throws {
    let headings = try page { page in
      for (i, title) in ["1 Objectifs", "2 Publics", "3 Budget"].enumerated() {
        page.text(title, x: 60, y: 200 + 48 * Double(i), size: 14, font: .bold)
        page.text("Voir le cahier des charges", x: 60, y: 215 + 48 * Double(i), size: 10)
      }
    }
    #expect(rows(headings).isEmpty)
    let table = try page { page in
      for (i, cell) in [("Volet", "Eau"), ("Taux", "80 %"), ("Plafond", "40 000")].enumerated() {
        page.text(cell.0, x: 60 + 170 * Double(i), y: 200, font: .bold)
        page.text(cell.1, x: 60 + 170 * Double(i), y: 215)
      }
    }
    #expect(rows(table) == [["Volet", "Taux", "Plafond"], ["Eau", "80 %", "40 000"]])
  }

  /// A figure on a slide may be larger than its title.
  @Test func figuresAreNoSlideTitles() throws {
    let document = try readPDF { pdf in
      pdf.page(width: 720, height: 405) { page in
        page.text("Chiffres du programme", x: 40, y: 60, size: 24, font: .bold)
        page.text("24 mois", x: 60, y: 200, size: 30, font: .bold)
        page.text("Durée des projets que la région soutient", x: 60, y: 225, size: 12)
      }
    }
    #expect(texts(document, .heading) + texts(document, .title) == ["Chiffres du programme"])
  }

  // MARK: Letters set apart

  @Test(arguments: [
    ("A P P E L   À   P R O J E T S", "APPEL À PROJETS"),
    ("A P P E L  À  P R O J E T S  2 0 2 6", "APPEL À PROJETS 2026"),
    ("C A L E N D R I E R", "CALENDRIER"),
    ("R È G L E M E N T  D E  L ’ A P P E L", "RÈGLEMENT DE L’APPEL"),
    ("C O N V O C A T O R I A", "CONVOCATORIA"),
    // Kerned letters stay together.
    ("AVA N T", "AVANT"),
    // Days, columns, lots, a label and its letters.
    ("AXE A B", "AXE A B"),
    ("L M M J V S D", "L M M J V S D"),
    ("A B C D E F G H", "A B C D E F G H"),
    ("1 2 3 4 5 6 7", "1 2 3 4 5 6 7"),
    ("Lots A B C et D", "Lots A B C et D"),
  ])
  func lettersSetApartAreWords(_ drawn: String, _ expected: String) throws {
    let document = try page { $0.text(drawn, x: 60, y: 160, size: 14, font: .bold) }
    #expect(texts(document).contains(expected))
  }

  /// A heading in capitals that has the style of the text around it.
  @Test func capitalsBeginAParagraph() throws {
    let sentence =
      "Le comité se réunit le 15 mars et le 20 mai pour choisir les projets de cette année."
    let document = try page {
      $0.lines([sentence, "RÈGLEMENT DE L’APPEL", sentence], x: 60, y: 160)
    }
    #expect(texts(document).contains { $0.hasPrefix("RÈGLEMENT DE L’APPEL") })
  }

  // MARK: Marks

  /// The mark of a note is no digit of the year before it, whatever its size.
  @Test(arguments: [(6.0, 4.0), (10.0, 4.0)])
  func raisedDigitsAreMarks(_ size: Double, _ rise: Double) throws {
    let document = try page { page in
      page.text("Budget 2026", x: 60, y: 160)
      page.text("2", x: 60 + 55.03, y: 160 - rise, size: size)
      page.text("et 2027", x: 123, y: 160)
    }
    #expect(texts(document).contains("Budget 2026² et 2027"))
  }

  /// With room for a space between, and further off, where a small figure is one of its own.
  @Test(arguments: [(2.0, "la destination. ⁴ et"), (5, "la destination. 4 et")])
  func raisedDigitsSetApartAreMarks(_ space: Double, _ expected: String) throws {
    let document = try page { page in
      page.text("la destination.", x: 60, y: 160)
      page.text("4", x: 121.7 + space, y: 156, size: 7)
      page.text("et la suite", x: 130.6 + space, y: 160)
    }
    #expect(texts(document).contains { $0.hasPrefix(expected) })
  }

  @Test(arguments: [("CO2", "CO2"), ("20261", "20261"), ("12345", "12345")])
  func otherDigitsAreNone(_ word: String, _ expected: String) throws {
    let document = try page { $0.text("Volet \(word) et 2027", x: 60, y: 160) }
    #expect(texts(document).contains("Volet \(expected) et 2027"))
  }

  @Test func starsOfNotesAreNoBullets() throws {
    let document = try page { page in
      page.lines(["- la qualité ;", "- le budget*."], x: 60, y: 160)
      page.lines(["* hors taxes.", "** selon le vote."], x: 60, y: 200)
    }
    #expect(texts(document).suffix(2) == ["* hors taxes.", "** selon le vote."])
    #expect(texts(document, .listItem).count == 2)
    let list = try page { $0.lines(["* la qualité ;", "* le budget."], x: 60, y: 160) }
    #expect(texts(list, .listItem).count == 2)
  }

  // MARK: Places of words

  /// Without them, all else is the same: links too, whose texts the places give.
  @Test func placesOfWordsAreToldToWhoAsks() throws {
    var writer = PDFWriter()
    for (number, word) in ["règlement", "calendrier", "dossier"].enumerated() {
      writer.page { page in
        page.lines(["Le \(word) de l’appel est", "publié en ligne."], x: 60, y: 300)
        page.link(x0: 60, y0: 290, x1: 150, y1: 304, url: "https://example.org/\(number)")
      }
    }
    var limits = ReaderLimits()
    let whole = try DocumentReader(limits: limits).read(writer.bytes(), name: "a.pdf")
    limits.keepsWordBoxes = false
    var bare = try DocumentReader(limits: limits).read(writer.bytes(), name: "a.pdf")
    #expect(whole.links.count == 3 && !whole.fragments.isEmpty && bare.fragments.isEmpty)
    bare.fragments = whole.fragments
    #expect(bare == whole)
  }
}
