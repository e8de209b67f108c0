import Documents
import TestSupport
import Testing

@testable import Extraction

@Suite struct PDFPageTests {
  @Test func runningTextIsKeptAside() throws {
    let document = try readPDF { pdf in
      for number in 1...3 {
        pdf.page { page in
          page.text("Région - Règlement de l'appel \(2020 + number)", x: 72, y: 40, size: 8)
          page.lines(
            ["Le contenu de la page \(number) est propre à elle,", "et se lit ici."], x: 72, y: 120)
          page.text("\(number)", x: 300, y: 820, size: 8)
        }
      }
    }
    #expect(!document.text.contains("Règlement"))
    #expect(texts(document).count == 3)
    #expect(document.furniture.filter { $0.role == .header }.map(\.page) == [1, 2, 3])
    #expect(document.furniture.filter { $0.role == .pageNumber }.map(\.text) == ["1", "2", "3"])
    #expect(document.pages.map { document.page(at: $0.range.start) } == [1, 2, 3])
  }

  @Test func aTitleSaidAgainInSmallPrintIsRunning() throws {
    let document = try readPDF { pdf in
      pdf.page { page in
        page.text("Appel à projets Jeunesse 2024", x: 72, y: 30, size: 7)
        page.text("Appel à projets Jeunesse 2024", x: 72, y: 90, size: 20, font: .bold)
        page.lines(["La région aide les projets de mobilité", "des jeunes."], x: 72, y: 130)
      }
    }
    #expect(document.furniture.map(\.role) == [.header])
    #expect(document.blocks.count == 2)
  }

  @Test func wordsHaveTheirBoxes() throws {
    let document = try readPDF { pdf in
      pdf.page { $0.text("Date limite", x: 100, y: 200, size: 10) }
    }
    #expect(document.fragments.count == 2)
    let box = try #require(document.boxes(of: TextRange(5, 11)).first)
    #expect(box.x0 > 115 && box.x0 < 130)
    #expect(box.y0 > 185 && box.y1 < 210)
  }

  @Test func aTurnedPageIsReadUpright() throws {
    let document = try readPDF { pdf in
      pdf.page(width: 842, height: 595, rotation: 90) {
        $0.lines(["La région ouvre un appel à", "projets."], x: 100, y: 200)
      }
    }
    #expect(document.text == "La région ouvre un appel à projets.")
    #expect(document.pages[0].width == 595)
  }

  @Test func linksLieOnTheirText() throws {
    let document = try readPDF { pdf in
      pdf.page { page in
        page.text("Déposez sur le portail régional.", x: 72, y: 100)
        page.link(x0: 125, y0: 88, x1: 230, y1: 104, url: "https://portail.example/depot")
      }
    }
    let link = try #require(document.links.first)
    #expect(link.url == "https://portail.example/depot")
    #expect(ScalarIndex(document.text).slice(link.range).contains("portail"))
    #expect(document.links.count == 1)
  }

  @Test(arguments: [
    ("https://a.example/depot.", "https://a.example/depot", "https://a.example/depot"),
    ("https://a.example/depot,", "https://a.example/depot,", "https://a.example/depot"),
    ("(https://a.example)", "https://a.example", "(https://a.example)"),
    ("a.example/x_(y)", "https://a.example/x_(y)", "a.example/x_(y)"),
    ("a.example);", "https://a.example/", "a.example"),
    ("Candidater?", "https://a.example/?", "Candidater?"),
  ])
  func aLinkEndsBeforeTheSentence(_ text: String, _ url: String, _ shown: String) throws {
    let document = try readPDF { pdf in
      pdf.page { page in
        page.text("Voir \(text)", x: 72, y: 100)
        page.text("Merci de votre intérêt.", x: 72, y: 130)
        page.link(x0: 94, y0: 88, x1: 96 + 5 * Double(text.count), y1: 104, url: url)
      }
    }
    let link = try #require(document.links.first)
    #expect(ScalarIndex(document.text).slice(link.range) == shown)
    #expect(link.url == (url.hasSuffix(",") ? String(url.dropLast()) : url))
  }

  /// A label in bold begins a paragraph of its own, the end of a bold sentence does not.
  @Test(arguments: [("EIG.", 1), ("Montant :", 2)])
  func aBoldBeginningRunsOverItsLine(_ end: String, _ paragraphs: Int) throws {
    let document = try readPDF { pdf in
      pdf.page { page in
        page.text("Le projet de décret indique le montant du programme", x: 72, y: 100, font: .bold)
        page.text(end, x: 72, y: 112, font: .bold)
        page.text("Il sera ensuite transmis au budget, puis publié.", x: 122, y: 112)
        page.text("La région en informe les communes et leurs groupements.", x: 72, y: 124)
      }
    }
    #expect(document.blocks.count == paragraphs)
  }

  @Test func metadataIsRead() throws {
    let document = try readPDF { pdf in
      pdf.information = [
        ("Title", "Appel 2024"), ("Author", "Region"), ("CreationDate", "D:20240506120000Z"),
      ]
      pdf.page { $0.text("Texte", x: 72, y: 100) }
    }
    #expect(document.metadata.title == "Appel 2024")
    #expect(document.metadata.author == "Region")
    #expect(document.metadata.published == "2024-05-06")
  }

  @Test func aScanHasNoTextLayer() throws {
    let document = try readPDF { pdf in
      pdf.page { $0.image() }
    }
    #expect(document.text.isEmpty)
    #expect(document.pages.map(\.isImageOnly) == [true])
    #expect(document.warnings.map(\.id) == ["no-text-layer", "image-only-page"])
  }

  @Test func aScannedPageIsNamedAmongOthers() throws {
    let document = try readPDF { pdf in
      pdf.page { $0.text("Les dossiers sont à déposer avant le 6 mai 2024.", x: 72, y: 100) }
      pdf.page { page in
        page.image()
        page.text("2", x: 300, y: 820)
      }
    }
    #expect(document.warnings.map(\.id) == ["image-only-page"])
    #expect(document.warnings.map(\.page) == [2])
  }

  @Test func annotationsAreReadAmongTheText() throws {
    let document = try readPDF { pdf in
      pdf.page { page in
        page.text("Nom de la structure :", x: 72, y: 100)
        page.note("Communauté de communes", x: 170, y: 104)
        page.text("Signature", x: 72, y: 300)
      }
    }
    #expect(
      document.text.split { $0.isNewline }.joined(separator: " ")
        == "Nom de la structure : Communauté de communes Signature")
  }

  @Test(arguments: [(0.0, 0.0, 400.0, 400.0), (100.0, 100.0, 595.0, 842.0)])
  func textOutsideTheCropBoxIsRead(
    _ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double
  ) throws {
    let document = try readPDF { pdf in
      pdf.page { page in
        page.text("dedans en haut", x: 420, y: 60)
        page.text("dehors en bas", x: 40, y: 800)
        page.cropBox = (x0, y0, x1, y1)
      }
    }
    #expect(document.text.contains("dedans en haut"))
    #expect(document.text.contains("dehors en bas"))
  }
}
