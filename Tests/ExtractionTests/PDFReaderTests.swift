import Documents
import TestSupport
import Testing

@testable import Extraction

@Suite struct PDFReaderTests {
  private func read(_ fill: (inout PDFWriter) -> Void) throws -> Document {
    var writer = PDFWriter()
    fill(&writer)
    let document = try DocumentReader().read(writer.bytes(), name: "test.pdf")
    expectInvariants(document)
    return document
  }

  private func texts(_ document: Document, _ role: BlockRole? = nil) -> [String] {
    let index = ScalarIndex(document.text)
    return document.blocks.filter { role == nil || $0.role == role }.map { index.slice($0.range) }
  }

  private func expectInvariants(_ document: Document) {
    let length = document.text.utf8.count
    var end = 0
    for block in document.blocks {
      #expect(block.range.start >= end && block.range.end <= length && !block.range.isEmpty)
      end = block.range.end
    }
    end = 0
    for fragment in document.fragments {
      #expect(fragment.range.start >= end && fragment.range.end <= length)
      end = fragment.range.end
    }
    #expect(document.pages.map(\.number) == Array(1...max(1, document.pages.count)))
  }

  @Test func paragraphLinesAreJoined() throws {
    let document = try read { pdf in
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
    ("La période 2021-", "2027 concerne tous les fonds européens", "La période 2021-2027"),
  ])
  func hyphensAtLineEnds(_ first: String, _ second: String, _ expected: String) throws {
    let document = try read { pdf in
      pdf.page { $0.lines([first, second], x: 72, y: 100) }
    }
    #expect(document.text.hasPrefix(expected))
  }

  @Test func aWordWrittenWholeElsewhereDecidesItsHyphen() throws {
    let document = try read { pdf in
      pdf.page {
        $0.lines(["Ce projet de co-construction est aidé", "par la région."], x: 72, y: 100)
        $0.lines(["Toute démarche de co-", "construction est éligible."], x: 72, y: 200)
      }
    }
    #expect(document.text.hasSuffix("démarche de co-construction est éligible."))
  }

  @Test func columnsAreReadOneAfterTheOther() throws {
    let document = try read { pdf in
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

  @Test func tablesAreReadByRows() throws {
    let rows = [
      ["Axe", "Taux", "Montant"], ["Transition", "60 %", "300 000 €"],
      ["Jeunesse", "75 %", "45 000 €"], ["Culture", "50 %", "20 000 €"],
    ]
    let document = try read { pdf in
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
    let document = try read { pdf in
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

  @Test func aTableInTwoPartsIsReadByRows() throws {
    let rows = [
      ["Fonctionnement", "2013"], ["Accords", "1 836 000 €"], ["Appels à projets", "870 000 €"],
      ["Total", "3 396 000 €"], ["Investissement", "2013"], ["Accords", "164 964 €"],
    ]
    let document = try read { pdf in
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
    let document = try read { pdf in
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
    let document = try read { pdf in
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
    let document = try read { pdf in
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
    let document = try read { pdf in
      pdf.page {
        $0.lines(
          ["Article 1 – Objet de l'appel à projets ........ 3", "Article 2 – Dépôt ........ 4"],
          x: 72, y: 100)
      }
    }
    #expect(document.blocks.count == 2)
  }

  @Test func interleavedLinesOfTwoCellsAreNotMixed() throws {
    let document = try read { pdf in
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

  @Test func runningTextIsKeptAside() throws {
    let document = try read { pdf in
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
    let document = try read { pdf in
      pdf.page { page in
        page.text("Appel à projets Jeunesse 2024", x: 72, y: 30, size: 7)
        page.text("Appel à projets Jeunesse 2024", x: 72, y: 90, size: 20, font: .bold)
        page.lines(["La région aide les projets de mobilité", "des jeunes."], x: 72, y: 130)
      }
    }
    #expect(document.furniture.map(\.role) == [.header])
    #expect(document.blocks.count == 2)
  }

  @Test func listItemsAndHeadingsHaveTheirRoles() throws {
    let document = try read { pdf in
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

  @Test func wordsHaveTheirBoxes() throws {
    let document = try read { pdf in
      pdf.page { $0.text("Date limite", x: 100, y: 200, size: 10) }
    }
    #expect(document.fragments.count == 2)
    let box = try #require(document.boxes(of: TextRange(5, 11)).first)
    #expect(box.x0 > 115 && box.x0 < 130)
    #expect(box.y0 > 185 && box.y1 < 210)
  }

  @Test func aTurnedPageIsReadUpright() throws {
    let document = try read { pdf in
      pdf.page(width: 842, height: 595, rotation: 90) {
        $0.lines(["La région ouvre un appel à", "projets."], x: 100, y: 200)
      }
    }
    #expect(document.text == "La région ouvre un appel à projets.")
    #expect(document.pages[0].width == 595)
  }

  @Test func linksLieOnTheirText() throws {
    let document = try read { pdf in
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

  @Test func metadataIsRead() throws {
    let document = try read { pdf in
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
    let document = try read { pdf in
      pdf.page { $0.image() }
    }
    #expect(document.text.isEmpty)
    #expect(document.pages.map(\.isImageOnly) == [true])
    #expect(document.warnings.map(\.id) == ["no-text-layer", "image-only-page"])
  }

  @Test func aScannedPageIsNamedAmongOthers() throws {
    let document = try read { pdf in
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
    let document = try read { pdf in
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
    let document = try read { pdf in
      pdf.page { page in
        page.text("dedans en haut", x: 420, y: 60)
        page.text("dehors en bas", x: 40, y: 800)
        page.cropBox = (x0, y0, x1, y1)
      }
    }
    #expect(document.text.contains("dedans en haut"))
    #expect(document.text.contains("dehors en bas"))
  }

  @Test func brokenWordsAreMended() throws {
    let document = try read { pdf in
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
    var pages = [PDFPage(number: 1, width: 595, height: 842, texts: texts)]
    let box = Box(72, 100, 400, 112)
    pages[0].words = [
      PDFWord(text: texts.text(shifted), pageBox: box, box: box, fontSize: 10, isBold: false)
    ]
    let ranks = GlyphRanks(&pages)
    #expect(pages[0].words.map(\.text.string).joined(separator: " ") == text)
    #expect(ranks.decoded == 1 && ranks.unreadable == 0)
  }

  @Test func wrappedTextUnderDatesIsNoTable() throws {
    let steps = [
      ("12/05/2027", ["a risk assessment", "before the closing", "date 81"]),
      ("5/06/2027", ["a risk assessment", "for each work", "package 32"]),
      ("11/09/2027", ["proof of legal status", "under the first", "priority 77"]),
    ]
    let document = try read { pdf in
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

  @Test func slidesAreADeckWithTitles() throws {
    let document = try read { pdf in
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
      try read { pdf in pdf.page { $0.lines(["Un", "deux", "trois"], x: 72, y: 72) } }
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
        expectInvariants(try DocumentReader().read(Array(bytes[..<length]), name: "cut.pdf"))
      } catch {
        #expect(error.id == "damaged")
      }
    }
  }
}
