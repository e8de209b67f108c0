import Documents
import TestSupport
import Testing

/// Pages that a browser has put into tagged files: words set otherwise in groups without meaning,
/// content that no paragraph holds, cells left out, bullets drawn by the style.
@Suite struct PDFPrintedPageTests {
  typealias Tag = PDFWriter.Tag

  private func group(_ content: Int) -> Tag { Tag("NonStruct", [(0, content)]) }

  @Test func wordsSetOtherwiseStayInTheirParagraph() throws {
    let document = try readPDF { pdf in
      pdf.page { page in
        page.marked(0) { $0.text("À retourner avant le", x: 60, y: 100) }
        page.marked(1) { $0.text("26 mars 2027", x: 156, y: 100, font: .bold) }
        page.marked(2) { $0.text("par la plateforme.", x: 222, y: 100) }
        page.marked(3) { $0.text("Une délibération est jointe.", x: 60, y: 130) }
      }
      pdf.tags = [
        Tag(
          "NonStruct",
          tags: [
            Tag("P", tags: [group(0), Tag("NonStruct", tags: [group(1)]), group(2)]),
            Tag("P", tags: [group(3)]),
          ])
      ]
    }
    #expect(
      texts(document) == [
        "À retourner avant le 26 mars 2027 par la plateforme.", "Une délibération est jointe.",
      ])
    #expect(document.blocks.map(\.role) == [.paragraph, .paragraph])
  }

  /// A link in the middle of a line, and a label beside its value; columns are no line.
  @Test func whatNoParagraphHoldsIsJoinedByLines() throws {
    let document = try readPDF { pdf in
      pdf.page { page in
        page.marked(0) {
          $0.lines(["L'appel est fermé depuis le mois de", "mars. Voir"], x: 60, y: 100)
        }
        page.marked(1) { $0.text("la page des lauréats", x: 112, y: 112) }
        page.marked(2) { $0.text("pour la suite.", x: 205, y: 112) }
        page.marked(3) { $0.text("3 mars", x: 60, y: 150) }
        page.marked(4) { $0.text("Comité de suivi", x: 100, y: 150) }
        page.marked(5) { $0.text("1. Objet", x: 60, y: 190) }
        page.marked(6) { $0.text("1. Purpose", x: 300, y: 190) }
        page.marked(7) { $0.text("Les communes déposent.", x: 60, y: 210) }
      }
      pdf.tags = [
        Tag("NonStruct", tags: [group(0), Tag("Link", tags: [group(1)]), group(2)]),
        Tag("NonStruct", tags: [group(3), group(4)]), group(5), group(6), Tag("P", [(0, 7)]),
      ]
    }
    #expect(
      texts(document) == [
        "L'appel est fermé depuis le mois de mars. Voir la page des lauréats pour la suite.",
        "3 mars Comité de suivi", "1. Objet", "1. Purpose", "Les communes déposent.",
      ])
  }

  /// Blocks of an aside are no one paragraph.
  @Test func anAsideHoldsBlocks() throws {
    let document = try readPDF { pdf in
      pdf.page { page in
        page.marked(0) { $0.text("mission@exemple.fr", x: 60, y: 100) }
        page.marked(1) { $0.text("Tous les mardis", x: 60, y: 140) }
      }
      pdf.tags = [Tag("Aside", tags: [group(0), group(1)])]
    }
    #expect(texts(document) == ["mission@exemple.fr", "Tous les mardis"])
  }

  /// A sum stands under its year, not under the one before.
  @Test func rowsWithoutTheirEmptyCellsStandUnderTheirColumns() throws {
    let rows: [[(text: String, column: Int)]] = [
      [("Thème", 0), ("2027", 1), ("2028", 2), ("Projets", 3)],
      [("Estuaires", 0), ("18,00", 1), ("4,00", 2), ("3", 3)],
      [("Rivages", 0), ("20,50", 2), ("5", 3)], [("2029", 1), ("2030", 2), ("en tout", 3)],
      [("Total", 0), ("38,50", 1)],
    ]
    let document = try readPDF { pdf in
      var tags: [Tag] = []
      pdf.page { page in
        var content = 0
        for (r, row) in rows.enumerated() {
          var cells: [Tag] = []
          for cell in row {
            page.marked(content) {
              $0.text(cell.text, x: 60 + 100 * Double(cell.column), y: 100 + 16 * Double(r))
            }
            cells.append(Tag(r == 0 ? "TH" : "TD", [(0, content)]))
            content += 1
          }
          tags.append(Tag("TR", tags: cells))
        }
      }
      pdf.tags = [Tag("Table", tags: tags)]
    }
    let cells = document.blocks.compactMap(\.cell)
    #expect(cells.map(\.column) == rows.flatMap { $0.map(\.column) })
  }

  @Test func bulletsOfTheStyleBelongToTheirItems() throws {
    let document = try readPDF { pdf in
      pdf.page { page in
        for (i, text) in ["les communes", "les régions"].enumerated() {
          let y = 100 + 14 * Double(i)
          page.marked(nil) { $0.text("•", x: 60, y: y) }
          page.marked(i) { $0.text(text, x: 78, y: y) }
        }
        page.marked(2) {
          $0.lines(
            ["Les dossiers sont reçus par la plateforme,", "du 2 février au 30 avril."], x: 60,
            y: 140)
        }
      }
      pdf.tags = [
        Tag("L", tags: [Tag("LI", tags: [group(0)]), Tag("LI", tags: [group(1)])]),
        Tag("P", [(0, 2)]),
      ]
    }
    #expect(texts(document, .listItem) == ["• les communes", "• les régions"])
    #expect(document.blocks.count == 3)
  }

  /// What a style writes before a paragraph: its dash alone would be a bullet.
  @Test func wordsOfTheStyleBelongToWhatTheyStandBefore() throws {
    let document = try readPDF { pdf in
      pdf.page { page in
        page.marked(nil) { $0.text("Le jury -", x: 60, y: 200) }
        page.marked(0) { $0.lines(["les projets sont choisis", "en juin."], x: 99, y: 200) }
        page.marked(1) {
          $0.lines(
            [
              "Les dossiers sont reçus par la plateforme de la région, du 2 février au 30 avril,",
              "avec la délibération de la commune, le budget, le calendrier et les lettres des",
              "partenaires.",
            ], x: 60, y: 240)
        }
      }
      pdf.tags = [Tag("P", [(0, 0)]), Tag("P", [(0, 1)])]
    }
    #expect(texts(document).first == "Le jury - les projets sont choisis en juin.")
    #expect(document.blocks.map(\.role) == [.paragraph, .paragraph])
  }

  /// A bold line that no tag makes a heading is below those that tags tell.
  @Test func boldLinesAreBelowTheHeadingsOfTheTags() throws {
    let document = try readPDF { pdf in
      pdf.page { page in
        page.marked(0) { $0.text("Le règlement", x: 60, y: 60, size: 20, font: .bold) }
        page.marked(1) { $0.text("Article 1", x: 60, y: 100, size: 14, font: .bold) }
        page.marked(2) { $0.text("Conditions", x: 60, y: 130, font: .bold) }
        page.marked(3) {
          $0.lines(["Les communes déposent leur dossier", "en ligne."], x: 60, y: 150)
        }
      }
      pdf.tags = [Tag("H1", [(0, 0)]), Tag("H2", [(0, 1)]), Tag("P", [(0, 2)]), Tag("P", [(0, 3)])]
    }
    #expect(document.blocks.map(\.level) == [1, 2, 3, 0])
    #expect(document.blocks.map(\.role) == [.heading, .heading, .heading, .paragraph])
  }
}
