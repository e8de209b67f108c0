import Documents
import TestSupport
import Testing

@testable import Extraction

/// Tagged documents: the structure tree tells what geometry cannot.
@Suite struct PDFTagTests {
  typealias Tag = PDFWriter.Tag

  /// A box beside the text, drawn first, read last.
  @Test func tagsGiveTheOrder() throws {
    let document = try readPDF { pdf in
      pdf.page { page in
        page.marked(2) { $0.lines(["Contact : la", "direction"], x: 60, y: 100) }
        page.marked(1) { $0.lines(["Les communes déposent", "leur dossier."], x: 160, y: 130) }
        page.marked(0) { $0.text("Qui peut déposer", x: 160, y: 100, size: 12, font: .bold) }
      }
      pdf.tags = [
        Tag(
          "Document",
          tags: [Tag("H2", [(0, 0)]), Tag("P", [(0, 1)]), Tag("Sect", tags: [Tag("P", [(0, 2)])])])
      ]
    }
    #expect(
      texts(document) == [
        "Qui peut déposer", "Les communes déposent leur dossier.", "Contact : la direction",
      ])
    #expect([.heading, .title].contains(document.blocks[0].role))
  }

  /// Cells of several lines, without rulings: rows are the tags'.
  @Test func tagsGiveTheCells() throws {
    let document = try readPDF { pdf in
      pdf.page { page in
        page.marked(0) { $0.text("Taux", x: 60, y: 100) }
        page.marked(1) { $0.lines(["Jusqu'à 60 % pour", "les communes"], x: 160, y: 100) }
        page.marked(2) { $0.text("Durée", x: 60, y: 124) }
        page.marked(3) { $0.lines(["Deux ans", "au plus"], x: 160, y: 124) }
      }
      func cell(_ kind: String, _ content: Int) -> Tag {
        Tag(kind, tags: [Tag("P", [(0, content)])])
      }
      pdf.tags = [
        Tag(
          "Table",
          tags: [
            Tag("TR", tags: [cell("TH", 0), cell("TD", 1)]),
            Tag("TR", tags: [cell("TH", 2), cell("TD", 3)]),
          ])
      ]
    }
    #expect(
      texts(document, .tableCell)
        == ["Taux", "Jusqu'à 60 % pour les communes", "Durée", "Deux ans au plus"])
    let cells = document.blocks.compactMap(\.cell)
    #expect(cells.map(\.row) == [0, 0, 1, 1] && cells.map(\.column) == [0, 1, 0, 1])
    #expect(cells.map(\.isHeader) == [true, false, true, false])
  }

  @Test func aCellGoesOnOverTheEndOfItsPage() throws {
    let document = try readPDF { pdf in
      pdf.page { page in
        page.marked(0) { $0.text("Critère", x: 60, y: 700) }
        page.marked(1) { $0.text("La qualité du partenariat et", x: 160, y: 700) }
      }
      pdf.page { page in
        page.marked(0) { $0.text("de sa gouvernance.", x: 160, y: 110) }
        page.marked(1) { $0.text("Le reste de la page suit.", x: 60, y: 200) }
      }
      pdf.tags = [
        Tag(
          "Table",
          tags: [Tag("TR", tags: [Tag("TD", [(0, 0)]), Tag("TD", [(0, 1), (1, 0)])])]),
        Tag("P", [(1, 1)]),
      ]
    }
    #expect(
      texts(document) == [
        "Critère", "La qualité du partenariat et de sa gouvernance.", "Le reste de la page suit.",
      ])
    #expect(document.fragments.count { $0.page == 2 } == 9)
    // The boxes of a stretch are those of the page where it begins.
    #expect(document.boxes(of: document.blocks[1].range).count == 1)
  }

  /// A label and its text, each a list of one item.
  @Test func listsInsideCellsStayInThem() throws {
    let document = try readPDF { pdf in
      pdf.page { page in
        page.marked(0) { $0.text("1. Qualité", x: 60, y: 100) }
        page.marked(1) { $0.text("Le projet est clair :", x: 160, y: 100) }
        page.marked(2) { $0.text("- son objet", x: 170, y: 114) }
      }
      func list(_ content: Int) -> Tag {
        Tag("L", tags: [Tag("LI", tags: [Tag("LBody", [(0, content)])])])
      }
      pdf.tags = [
        Tag(
          "Table",
          tags: [
            Tag(
              "TR",
              tags: [Tag("TD", tags: [list(0)]), Tag("TD", tags: [Tag("P", [(0, 1)]), list(2)])])
          ])
      ]
    }
    #expect(texts(document, .tableCell) == ["1. Qualité", "Le projet est clair : - son objet"])
  }

  @Test func itemsHaveTheirDepth() throws {
    let document = try readPDF { pdf in
      pdf.page { page in
        for (i, text) in ["les communes", "de montagne", "les régions"].enumerated() {
          page.marked(i) { $0.text(text, x: 90, y: 100 + 14 * Double(i)) }
        }
      }
      let inner = Tag("L", tags: [Tag("LI", tags: [Tag("LBody", [(0, 1)])])])
      pdf.tags = [
        Tag(
          "L",
          tags: [
            Tag("LI", tags: [Tag("LBody", [(0, 0)], tags: [inner])]),
            Tag("LI", tags: [Tag("LBody", [(0, 2)])]),
          ])
      ]
    }
    #expect(document.blocks.map(\.role) == [.listItem, .listItem, .listItem])
    #expect(texts(document) == ["les communes", "de montagne", "les régions"])
    #expect(document.blocks.map(\.level) == [1, 2, 1])
  }

  @Test func decorationAtTheEdgeIsFurniture() throws {
    let document = try readPDF { pdf in
      pdf.page { page in
        page.marked(nil) { $0.text("Région Témoin", x: 60, y: 30, size: 16) }
        page.marked(0) {
          $0.lines(
            [
              "Les communes déposent leur dossier avant le 6 mai",
              "sur la plateforme de la région.",
            ],
            x: 60, y: 300)
        }
      }
      pdf.tags = [Tag("P", [(0, 0)])]
    }
    #expect(texts(document).count == 1)
    #expect(document.furniture.map(\.text) == ["Région Témoin"])
  }

  /// Tags that send the reader up and down, or that leave most of a page out, are not believed.
  @Test(arguments: [false, true])
  func badTagsAreNotBelieved(_ areFew: Bool) throws {
    let lines = (0..<8).map { "La ligne numéro \($0) du texte finit ici." }
    let document = try readPDF { pdf in
      pdf.page { page in
        for (i, line) in lines.enumerated() {
          page.marked(i) { $0.text(line, x: 60, y: 100 + 40 * Double(i)) }
        }
      }
      pdf.tags = (areFew ? [0, 1] : [7, 6, 5, 4, 3, 2, 1, 0]).map { Tag("P", [(0, $0)]) }
    }
    #expect(texts(document) == lines)
  }

  /// Damage in the table of objects or in a tag leaves the page to its geometry.
  @Test(arguments: [
    ("/StructTreeRoot", "/StructTreeRoat"), ("/K [", "/K {"), ("/MCID 0", "/MCID x"),
    ("startxref\n", "startxref\n9"), ("/S /P", "/S 9 P"),
  ])
  func damagedTagsDoNoHarm(_ old: String, _ new: String) throws {
    var writer = PDFWriter()
    writer.page { page in page.marked(0) { $0.text("Le texte reste.", x: 60, y: 100) } }
    writer.tags = [Tag("P", [(0, 0)])]
    let text = String(decoding: writer.bytes(), as: UTF8.self)
    let document = try DocumentReader().read(
      Array(text.replacing(old, with: new).utf8), name: "test.pdf")
    #expect(document.text == "Le texte reste.")
  }
}
