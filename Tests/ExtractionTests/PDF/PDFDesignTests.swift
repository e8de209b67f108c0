import Documents
import Foundation
import TestSupport
import Testing

@testable import Extraction

/// Pages as designers set them: lines broken by their sense, drawn bullets, text over text.
@Suite struct PDFDesignTests {
  private static let slide = (width: 720.0, height: 405.0)

  /// A slide among others, so that the document is a deck.
  private func slide(_ fill: (inout PDFWriter.Page) -> Void) throws -> Document {
    try readPDF { pdf in
      pdf.page(width: Self.slide.width, height: Self.slide.height) { page in
        page.text("Un appel en trois étapes", x: 40, y: 60, size: 28)
        page.text("Le calendrier suit", x: 60, y: 150, size: 12)
      }
      pdf.page(width: Self.slide.width, height: Self.slide.height, fill)
    }
  }

  @Test(arguments: [
    // A word that opens what follows, or one that goes on with what was before.
    ["Un appui pour", "les communes et", "leurs groupements"],
    ["une aide aux projets", "de coopération"],
    ["Financement par les fonds", "et par les régions"],
    ["PRÉSÉLECTION DES DOSSIERS", "DE LA PREMIÈRE SESSION"],
    ["support for towns", "of the border area"],
  ])
  func linesBrokenEarlyGoOn(_ lines: [String]) throws {
    let document = try slide { $0.lines(lines, x: 60, y: 200, size: 12, leading: 15) }
    #expect(texts(document).contains(lines.joined(separator: " ")))
  }

  @Test(arguments: [
    ["des communes", "des associations", "des entreprises"],
    ["ateliers", "mentorat individuel", "visites"],
    ["Réunion le 3 mai", "de 9 h à 12 h"],
    ["CANDIDATER", "DU 7 MARS AU 3 AVRIL"],
  ])
  func linesOfAListStayApart(_ lines: [String]) throws {
    let document = try slide { $0.lines(lines, x: 60, y: 200, size: 12, leading: 15) }
    for line in lines { #expect(texts(document).contains(line)) }
  }

  @Test func textSetAgainstTheRightEdgeGoesOn() throws {
    // By Helvetica's widths both lines end at 518.1.
    let document = try slide { page in
      page.text("Bonne page en bande", x: 400, y: 200, size: 12)
      page.text("de gage", x: 474.72, y: 215, size: 12)
      page.text("Un pied", x: 60, y: 330, size: 12)
    }
    #expect(texts(document).contains("Bonne page en bande de gage"))
  }

  @Test func anUnreadableSignBeforeEachLineIsABullet() throws {
    let texts = WordTexts()
    defer { withExtendedLifetime(texts) {} }
    func word(_ text: String, _ x: Double, _ y: Double) -> PDFWord {
      texts.word(
        texts.text(text), Box(x, y, x + 5 * Double(text.unicodeScalars.count), y + 10),
        fontSize: 10, isBold: false)
    }
    var pages = [PDFPage(number: 1, width: 595, height: 842, texts: texts)]
    pages[0].words = [
      word("\u{1F}", 60, 100), word("des", 75, 100), word("communes", 95, 100),
      word("\u{1F}", 60, 120), word("des", 75, 120), word("régions", 95, 120),
    ]
    _ = GlyphRanks(&pages)
    #expect(
      pages[0].words.map(\.text.string) == ["•", "des", "communes", "•", "des", "régions"])
  }

  @Test func textDrawnOverTextIsALineOfItsOwn() throws {
    let document = try readPDF { pdf in
      pdf.page { page in
        page.text("Communes et régions partenaires", x: 72, y: 200)
        page.text("COMMUNES ET RÉGIONS PARTENAIRES", x: 73, y: 201)
      }
    }
    let lines = document.text.split(whereSeparator: \.isNewline)
    #expect(lines.contains("Communes et régions partenaires"))
    #expect(lines.contains("COMMUNES ET RÉGIONS PARTENAIRES"))
  }

  @Test func aHeadingBesideAColumnStaysWhole() throws {
    let document = try slide { page in
      page.lines(["Comment", "rejoindre", "le programme"], x: 40, y: 70, size: 28, leading: 33)
      page.lines(
        ["Étape 1", "Du 7 mars au 3 avril", "Déposez le dossier"], x: 320, y: 95, size: 12)
    }
    #expect(texts(document).contains("Comment rejoindre le programme"))
  }

  @Test func stepsInTwoRowsAreReadOneAfterTheOther() throws {
    let document = try slide { page in
      page.lines(["Déposer", "et voter"], x: 40, y: 70, size: 28, leading: 33)
      page.lines(["Étape 1", "Du 7 mars au 3 avril"], x: 240, y: 75, size: 12, leading: 14)
      page.lines(
        ["Étape 2", "Choisissez les projets qui", "vous plaisent parmi ceux", "de la région"],
        x: 120, y: 200, size: 12, leading: 14)
      page.lines(
        ["Étape 3", "Le jury entend tous", "les candidats choisis", "en mai"], x: 340, y: 195,
        size: 12, leading: 14)
    }
    let text = document.text
    let order = ["Déposer et voter", "Étape 1", "Étape 2", "de la région", "Étape 3", "en mai"]
    let places = order.map { text.range(of: $0)?.lowerBound }
    #expect(!places.contains(nil))
    #expect(places.compactMap { $0 } == places.compactMap { $0 }.sorted())
  }

  /// Bold words that end with their line are no heading of the rest of the sentence.
  @Test(arguments: [
    ["Les projets retenus sont annoncés en ligne par la région avant le 15 mai", "2022, à midi."],
    ["Respecter les valeurs du service public", "(secret professionnel, réserve)."],
  ])
  func boldWordsGoOn(_ lines: [String]) throws {
    let document = try readPDF { pdf in
      pdf.page { page in
        page.text(lines[0], x: 72, y: 200, font: .bold)
        page.text(lines[1], x: 72, y: 212)
        page.text("Un autre paragraphe suit.", x: 72, y: 240)
      }
    }
    #expect(texts(document).first == lines.joined(separator: " "))
  }

  @Test(arguments: [
    // Labels with their values stay apart, a sentence that holds a colon goes on.
    (["Ouverture : 12 février 2024", "Clôture : 26 avril 2024"], 2),
    (["Le taux est de 60 % au plus ; pour les communes", "rurales : de 80 %."], 1),
  ])
  func labelsStayApart(_ lines: [String], _ count: Int) throws {
    let document = try readPDF { pdf in
      pdf.page { $0.lines(lines, x: 72, y: 200) }
    }
    #expect(document.blocks.count == count)
  }

  @Test func aDashInsideATitleIsNoBullet() throws {
    let document = try slide { page in
      page.lines(
        ["Devenir partenaire", "- ou membre - que veut", "dire ce mot ?"], x: 40, y: 70, size: 28,
        leading: 33)
      page.lines(
        ["Le réseau répond aux questions des communes,", "des régions et de leurs partenaires."],
        x: 60, y: 250, size: 12)
    }
    #expect(texts(document).contains("Devenir partenaire - ou membre - que veut dire ce mot ?"))
  }

  @Test(arguments: [
    ("https://exemple.fr/", "depot", true), ("https://a.fr/mes-", "demarches/x", true),
    ("www.budget.", "gouv.fr/plf", true), ("https://a.fr/b_PERF.", "html", true),
    ("eig.etalab.", "gouv.fr/defis/", true), ("jeunes-", "monde@a.example", true),
    ("https://a.fr.", "Les", false), ("https://a.fr.", "le", false), ("fin.", "suite", false),
    ("et/", "ou", false), ("M.", "martin.durand", false),
  ])
  func addressesGoOnOverTheEndOfTheLine(_ first: String, _ second: String, _ isOne: Bool) {
    #expect(Hyphenation.partsAddress(first, second) == isOne)
  }

  @Test func aNumberedHeadingStandsOverABoldLine() throws {
    let document = try readPDF { pdf in
      pdf.page { page in
        page.text("5.2. Choix des projets", x: 72, y: 100, font: .bold)
        page.text("Lors de l'appel, la région :", x: 72, y: 120, font: .bold)
        page.lines(["reçoit les dossiers qui sont", "déposés en ligne."], x: 72, y: 140)
      }
    }
    #expect(document.blocks.first?.role == .heading || document.blocks.first?.role == .title)
  }

  @Test func aLabelThatALaterTitleHoldsIsNoRunningHeader() throws {
    let document = try readPDF { pdf in
      pdf.page { page in
        page.text("Appel à projets", x: 72, y: 40, size: 7)
        page.lines(["La région aide les projets de mobilité", "des jeunes."], x: 72, y: 130)
      }
      pdf.page { page in
        page.text("Appel à projets ouvert", x: 72, y: 90, size: 20, font: .bold)
        page.lines(["Les dossiers sont déposés en ligne."], x: 72, y: 130)
      }
    }
    #expect(document.text.contains("Appel à projets\n"))
  }
}
