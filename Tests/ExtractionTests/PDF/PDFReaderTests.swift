import Documents
import TestSupport
import Testing

@testable import Extraction

@Suite struct PDFReaderTests {
  @Test func paragraphLinesAreJoined() throws {
    let document = try readPDF { pdf in
      pdf.page {
        $0.lines(
          [
            "Les dossiers sont à déposer avant le 6 mai 2024 sur la plateforme",
            "de la région, qui accuse réception de chaque dossier complet et le",
            "transmet au comité.",
          ], x: 72, y: 100)
      }
    }
    #expect(
      document.text
        == "Les dossiers sont à déposer avant le 6 mai 2024 sur la plateforme de la région, qui "
        + "accuse réception de chaque dossier complet et le transmet au comité.")
    #expect(document.blocks.map(\.role) == [.paragraph])
    #expect(!document.isDeck)
  }

  @Test(arguments: [
    ("Le finance-", "ment européen des communes est ouvert", "Le financement européen"),
    ("Une sous-", "préfecture du département instruit la demande", "Une sous-préfecture"),
    ("Le programme Est-", "Ouest finance les communes de la région", "Le programme Est-Ouest"),
    ("Les données médico-", "administratives des hôpitaux", "Les données médico-administratives"),
    ("Un atelier de photo-", "graphie pour les jeunes des communes", "Un atelier de photographie"),
    ("La période 2021-", "2027 concerne tous les fonds européens", "La période 2021-2027"),
  ])
  func hyphensAtLineEnds(_ first: String, _ second: String, _ expected: String) throws {
    let document = try readPDF { pdf in
      pdf.page { $0.lines([first, second], x: 72, y: 100) }
    }
    #expect(document.text.hasPrefix(expected))
  }

  @Test func aWordWrittenWholeElsewhereDecidesItsHyphen() throws {
    let document = try readPDF { pdf in
      pdf.page {
        $0.lines(["Ce projet de co-construction est aidé", "par la région."], x: 72, y: 100)
        $0.lines(["Toute démarche de co-", "construction est éligible."], x: 72, y: 200)
      }
    }
    #expect(document.text.hasSuffix("démarche de co-construction est éligible."))
  }

  @Test func columnsAreReadOneAfterTheOther() throws {
    let document = try readPDF { pdf in
      pdf.page { page in
        page.text("Appel à projets", x: 200, y: 60, size: 20, font: .bold)
        for k in 0..<8 {
          page.text("la gauche numéro \(k) dit ici tout ce", x: 60, y: 100 + 12 * Double(k))
          page.text("la droite numéro \(k) dit là tout ce", x: 320, y: 100 + 12 * Double(k))
        }
      }
    }
    let places = ["Appel", "gauche numéro 0", "gauche numéro 7", "droite numéro 0"].map {
      document.text.firstRange(of: $0)?.lowerBound
    }
    #expect(places.allSatisfy { $0 != nil })
    #expect(places.compactMap { $0 } == places.compactMap { $0 }.sorted())
    #expect(document.blocks[0].role == .title)
  }

  @Test func listItemsAndHeadingsHaveTheirRoles() throws {
    let document = try readPDF { pdf in
      pdf.page { page in
        page.text("1. Bénéficiaires", x: 72, y: 80, size: 14, font: .bold)
        page.text(
          "Peuvent déposer un dossier auprès de la région, seuls ou groupés :", x: 72, y: 110)
        page.text("•", x: 80, y: 130)
        page.text(
          "les communes de moins de 3 500 habitants et leurs groupements, si", x: 110, y: 130)
        page.text("elles ont délibéré ;", x: 110, y: 142)
        page.text("•", x: 80, y: 154)
        page.text("les associations.", x: 110, y: 154)
      }
    }
    #expect(document.blocks.map(\.role).suffix(3) == [.paragraph, .listItem, .listItem])
    #expect([BlockRole.heading, .title].contains(document.blocks[0].role))
    #expect(document.blocks[2].marker == "•")
    #expect(texts(document)[2].hasSuffix("groupements, si elles ont délibéré ;"))
  }

  @Test func brokenWordsAreMended() throws {
    let document = try readPDF { pdf in
      pdf.page {
        $0.lines(
          [
            "Axe 1 : amélioration de la compétitivité des secteur s agricoles et",
            "de l'esp ace rural, diversi fication de l'économie et des territoires",
            "pour les communes de la région et leurs partenaires.",
          ], x: 72, y: 100)
      }
    }
    #expect(
      document.text
        == "Axe 1 : amélioration de la compétitivité des secteurs agricoles et de l'espace rural, "
        + "diversification de l'économie et des territoires pour les communes de la région et leurs "
        + "partenaires.")
    #expect(document.warnings.map(\.id) == ["mended-words"])
    #expect(document.fragments.count { $0.box.x1 > $0.box.x0 } == document.fragments.count)
  }

  /// What poppler gives for a font without a table of its letters: each sign is 29 too low.
  @Test func ranksOfGlyphsAreReadAsLetters() {
    let text = "Les communes sont financées au taux de 75 % avant le 6 mai"
    let shifted = String(
      String.UnicodeScalarView(
        text.unicodeScalars.map {
          $0 == "é" ? Unicode.Scalar(112) : Unicode.Scalar($0.value - 29) ?? $0
        }))
    let texts = WordTexts()
    defer { withExtendedLifetime(texts) {} }
    var pages = [PDFPage(number: 1, width: 595, height: 842, texts: texts)]
    let box = Box(72, 100, 400, 112)
    pages[0].words = [
      texts.word(texts.text(shifted), box, fontSize: 10, isBold: false)
    ]
    let ranks = GlyphRanks(&pages)
    #expect(pages[0].words.map(\.text.string).joined(separator: " ") == text)
    #expect(ranks.decoded == 1 && ranks.unreadable == 0)
  }

  @Test func slidesAreADeckWithTitles() throws {
    let document = try readPDF { pdf in
      for number in 1...2 {
        pdf.page(width: 720, height: 405) { page in
          page.text("Diapositive numéro \(number)", x: 40, y: 60, size: 28)
          page.text("Un point important", x: 60, y: 150, size: 16)
          page.text("Un autre point", x: 60, y: 190, size: 16)
        }
      }
    }
    #expect(document.isDeck)
    #expect(document.blocks.filter { [.heading, .title].contains($0.role) }.map(\.page) == [1, 2])
  }

  @Test func readingTwiceGivesTheSame() throws {
    func once() throws -> Document {
      try readPDF { pdf in pdf.page { $0.lines(["Un", "deux", "trois"], x: 72, y: 72) } }
    }
    #expect(try once() == once())
  }

  @Test func encryptedFilesAreTold() {
    var writer = PDFWriter()
    writer.isEncrypted = true
    writer.page { $0.text("secret", x: 72, y: 72) }
    #expect(throws: DocumentFailure.encrypted) {
      try DocumentReader().read(writer.bytes(), name: "")
    }
  }

  @Test func anyCutOfAFileGivesADocumentOrAFailure() {
    var writer = PDFWriter()
    writer.page { $0.text("texte coupé", x: 72, y: 72) }
    let bytes = writer.bytes()
    for length in stride(from: 10, to: bytes.count, by: 97) {
      do throws(DocumentFailure) {
        expectPDFInvariants(try DocumentReader().read(Array(bytes[..<length]), name: "cut.pdf"))
      } catch {
        #expect(error.id == "damaged")
      }
    }
  }
}
