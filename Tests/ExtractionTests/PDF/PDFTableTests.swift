import Documents
import TestSupport
import Testing

@testable import Extraction

@Suite struct PDFTableTests {
  @Test func tablesAreReadByRows() throws {
    let rows = [
      ["Axe", "Taux", "Montant"], ["Transition", "60 %", "300 000 €"],
      ["Jeunesse", "75 %", "45 000 €"], ["Culture", "50 %", "20 000 €"],
    ]
    let document = try readPDF { pdf in
      pdf.page { page in
        for (r, row) in rows.enumerated() {
          for (c, cell) in row.enumerated() {
            page.text(
              cell, x: 72 + 140 * Double(c), y: 100 + 20 * Double(r),
              font: r == 0 ? .bold : .regular)
          }
        }
      }
    }
    #expect(texts(document, .tableCell) == rows.flatMap { $0 })
    let cell = try #require(document.blocks[5].cell)
    #expect((cell.table, cell.row, cell.column) == (0, 1, 2))
    #expect(document.blocks[0].cell?.isHeader == true)
    #expect(document.blocks[3].cell?.isHeader == false)
    #expect(document.text == rows.flatMap { $0 }.joined(separator: "\n"))
  }

  /// Two columns of some length each, as calendars have them.
  @Test func twoWideColumnsUnderAHeaderAreATable() throws {
    let rows = [
      ["Étape", "Date"], ["Ouverture de la plateforme de dépôt", "lundi 15 janvier 2024"],
      ["Atelier d'information en ligne", "jeudi 1er février 2024 à 10 h"],
      ["Clôture du dépôt des dossiers", "mardi 30 avril 2024 à 12 h (heure de Paris)"],
      ["Annonce des résultats", "au mois de juillet 2024"],
    ]
    let document = try readPDF { pdf in
      pdf.page { page in
        for (r, row) in rows.enumerated() {
          for (c, cell) in row.enumerated() {
            page.text(
              cell, x: 72 + 220 * Double(c), y: 100 + 22 * Double(r),
              font: r == 0 ? .bold : .regular)
          }
        }
      }
    }
    #expect(texts(document, .tableCell) == rows.flatMap { $0 })
  }

  /// Cells of one width each, as close as lines of text, without lines around them; and columns of text
  /// under bold headings, which are none.
  @Test(arguments: [
    (
      [
        ["Nature du projet", "Taux maximum", "Plafond de l'aide"],
        ["Études préalables", "60 % des dépenses", "8 000 €"],
        ["Travaux de voirie", "40 % des dépenses", "25 000 €"],
      ], true
    ),
    (
      [
        ["Le dépôt", "L'examen", "La réponse"],
        ["Le dossier est envoyé", "Un comité de dix élus", "Les lauréats signent la"],
        ["par la plateforme, avec", "classe les projets par", "convention au mois de"],
        ["une délibération datée.", "ordre de mérite.", "juin au plus tard."],
      ], false
    ),
  ])
  func tightRowsUnderABoldHeader(_ rows: [[String]], _ isTable: Bool) throws {
    let document = try readPDF { pdf in
      pdf.page { page in
        for (r, row) in rows.enumerated() {
          for (c, cell) in row.enumerated() {
            page.text(
              cell, x: 72 + 140 * Double(c), y: 100 + 12 * Double(r),
              font: r == 0 ? .bold : .regular)
          }
        }
      }
    }
    #expect(texts(document, .tableCell) == (isTable ? rows.flatMap { $0 } : []))
  }

  @Test func aTableInTwoPartsIsReadByRows() throws {
    let rows = [
      ["Fonctionnement", "2013"], ["Accords", "1 836 000 €"], ["Appels à projets", "870 000 €"],
      ["Total", "3 396 000 €"], ["Investissement", "2013"], ["Accords", "164 964 €"],
    ]
    let document = try readPDF { pdf in
      pdf.page { page in
        for (r, row) in rows.enumerated() {
          let y = 100 + 22 * Double(r) + (r > 3 ? 30 : 0)
          let font = [0, 3, 4].contains(r) ? PDFWriter.Font.bold : .regular
          page.text(row[0], x: 72, y: y, font: font)
          page.text(row[1], x: 360, y: y, font: font)
        }
      }
    }
    #expect(texts(document) == rows.flatMap { $0 })
  }

  @Test func whatFollowsATableIsNoRowOfIt() throws {
    let document = try readPDF { pdf in
      pdf.page { page in
        for (r, row) in [["Critère", "Points"], ["Qualité", "25"], ["Partenariat", "75"]]
          .enumerated()
        {
          page.text(row[0], x: 72, y: 100 + 20 * Double(r))
          page.text(row[1], x: 360, y: 100 + 20 * Double(r))
        }
        page.text("Un dossier doit obtenir 55 points sur 100.", x: 72, y: 160)
        page.text("10. Engagements", x: 72, y: 185, size: 13, font: .bold)
      }
    }
    #expect(document.blocks.count { $0.role == .tableCell } == 6)
    #expect(
      texts(document).suffix(2) == [
        "Un dossier doit obtenir 55 points sur 100.", "10. Engagements",
      ])
  }

  @Test func aTableGoesOnOverTheEndOfItsPage() throws {
    func row(_ page: inout PDFWriter.Page, _ y: Double, _ label: String) {
      page.text(label, x: 72, y: y)
      page.text("Ce critère est noté de un à cinq par deux lecteurs, et", x: 200, y: y)
      page.text("la moyenne des deux notes est retenue.", x: 200, y: y + 12)
    }
    let document = try readPDF { pdf in
      pdf.page { page in
        page.text("Les critères de choix sont ceux du tableau suivant.", x: 72, y: 80)
        for (i, label) in ["Qualité", "Partenariat", "Budget"].enumerated() {
          row(&page, 700 + 40 * Double(i), label)
        }
      }
      pdf.page { page in
        row(&page, 80, "Calendrier")
        row(&page, 120, "Suivi")
        page.text("Les dossiers notés sous la moyenne sont écartés.", x: 72, y: 200)
      }
    }
    #expect(document.blocks.count { $0.role == .tableCell && $0.page == 2 } == 4)
    let cells = document.blocks.compactMap(\.cell)
    #expect(cells.allSatisfy { $0.table == 0 })
    #expect(cells.map(\.row) == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4])
    #expect(texts(document)[7].hasPrefix("Calendrier"))
    #expect(texts(document)[8].hasPrefix("Ce critère"))
    #expect(texts(document).last == "Les dossiers notés sous la moyenne sont écartés.")
  }

  @Test func aTableInsideAColumnStaysInIt() throws {
    let document = try readPDF { pdf in
      pdf.page { page in
        for k in 0..<14 {
          page.text("la colonne droite dit en \(k) mots ce", x: 320, y: 100 + 13 * Double(k))
          if k < 6 || k > 11 {
            page.text("la colonne gauche dit en \(k) mots ce", x: 60, y: 100 + 13 * Double(k))
          }
        }
        for (r, row) in [["Axe", "Taux"], ["Eau", "60 %"], ["Air", "75 %"]].enumerated() {
          page.text(row[0], x: 60, y: 184 + 22 * Double(r))
          page.text(row[1], x: 160, y: 184 + 22 * Double(r))
        }
      }
    }
    let text = document.text
    let air = try #require(text.firstRange(of: "Air\n75 %"))
    let left = try #require(text.firstRange(of: "gauche dit en 13"))
    let right = try #require(text.firstRange(of: "droite dit en 0"))
    #expect(air.lowerBound < left.lowerBound && left.lowerBound < right.lowerBound)
  }

  @Test func linesOfContentsAreNotJoined() throws {
    let document = try readPDF { pdf in
      pdf.page {
        $0.lines(
          ["Article 1 – Objet de l'appel à projets ........ 3", "Article 2 – Dépôt ........ 4"],
          x: 72, y: 100)
      }
    }
    #expect(document.blocks.count == 2)
  }

  @Test func interleavedLinesOfTwoCellsAreNotMixed() throws {
    let document = try readPDF { pdf in
      pdf.page { page in
        page.lines(["Intérêt pour", "le défi"], x: 72, y: 110, leading: 19)
        page.lines(
          [
            "La personne montre qu'elle a compris le défi, et",
            "dit pourquoi elle le relève avec elle,",
            "les moyens du service.",
          ], x: 209, y: 100, leading: 19)
      }
    }
    #expect(
      texts(document) == [
        "Intérêt pour le défi",
        "La personne montre qu'elle a compris le défi, et dit pourquoi elle le relève avec elle, les moyens "
          + "du service.",
      ])
  }

  /// Three columns of ragged text, whose lines keep step at first, then stand between each other.
  @Test func columnsThatKeepStepForAWhileAreNoTable() throws {
    let words = ["Kommunen", "erläutern", "den", "Förderantrag", "Bewilligungsbehörde", "Zeitplan"]
    let document = try readPDF { pdf in
      pdf.page { page in
        for column in 0..<3 {
          for line in 0..<30 {
            let shift = line > 7 ? 4 * Double(column) : 0
            let text = (0..<4).map { words[($0 * 3 + line * (column + 2)) % 6] }
              .joined(separator: " ").prefix(34)
            page.text(
              String(text), x: 30 + 185 * Double(column), y: 80 + 11 * Double(line) + shift, size: 9
            )
          }
        }
      }
    }
    #expect(document.blocks.allSatisfy { $0.cell == nil })
  }

  @Test func wrappedTextUnderDatesIsNoTable() throws {
    let steps = [
      ("12/05/2027", ["a risk assessment", "before the closing", "date 81"]),
      ("5/06/2027", ["a risk assessment", "for each work", "package 32"]),
      ("11/09/2027", ["proof of legal status", "under the first", "priority 77"]),
    ]
    let document = try readPDF { pdf in
      pdf.page(width: 960, height: 540) { page in
        page.text("4. Funding available", x: 40, y: 60, size: 28)
        for (i, step) in steps.enumerated() {
          page.lines([step.0] + step.1, x: 40 + 180 * Double(i), y: 200, size: 16, leading: 19)
        }
      }
    }
    let text = document.text.split { $0.isWhitespace }.joined(separator: " ")
    for (_, lines) in steps { #expect(text.contains(lines.joined(separator: " "))) }
  }
}
