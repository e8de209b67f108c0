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

  @Test func shapesBeforeTheLinesOfAListAreBullets() throws {
    let document = try slide { page in
      page.text("Nous cherchons des communes, des régions", x: 60, y: 180, size: 12)
      page.colour(0.9, 0, 0)
      for y in [192.0, 222] { page.box(60, y, width: 5, height: 5, isFilled: true) }
      page.lines(
        ["des juristes qui parlent une langue de", "la région voisine", "des architectes"], x: 70,
        y: 200, size: 12, leading: 15)
    }
    #expect(
      texts(document, .listItem) == [
        "• des juristes qui parlent une langue de la région voisine", "• des architectes",
      ])
  }

  /// A browser draws a disc in sixteen curves.
  @Test func discsAreBullets() throws {
    let document = try slide { page in
      page.colour(0, 0, 0)
      for y in [196.0, 211] { page.disc(62, y, radius: 2) }
      page.lines(["les communes", "les régions"], x: 72, y: 200, size: 12, leading: 15)
      page.text("Avant le 6 mai", x: 60, y: 300, size: 12)
    }
    #expect(texts(document, .listItem) == ["• les communes", "• les régions"])
  }

  /// A bullet without a space before its item; a middle dot within a word is none.
  @Test func gluedBulletsAreBullets() throws {
    let document = try readPDF { pdf in
      pdf.page { page in
        page.lines(
          ["Sont éligibles :", "•les communes ;", "•2 régions au moins ;", "•les élu·es."], x: 60,
          y: 100)
      }
    }
    #expect(
      texts(document) == [
        "Sont éligibles :", "• les communes ;", "• 2 régions au moins ;", "• les élu·es.",
      ])
    #expect(texts(document, .listItem).count == 3)
  }

  /// The key of a chart, one shape alone, and shapes far from any line.
  @Test func otherShapesAreNoBullets() throws {
    let document = try slide { page in
      for (i, y) in [192.0, 207].enumerated() {
        page.colour(Double(i), 0.5, 0)
        page.box(60, y, width: 5, height: 5, isFilled: true)
      }
      page.lines(["services créés", "services améliorés"], x: 70, y: 200, size: 12, leading: 15)
      page.box(400, 192, width: 5, height: 5, isFilled: true)
      page.text("Contact", x: 410, y: 200, size: 12)
      for y in [300.0, 320] { page.box(500, y, width: 5, height: 5, isFilled: true) }
    }
    #expect(texts(document, .listItem).isEmpty)
    #expect(!document.text.contains("•"))
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

  @Test func wordsOutOfATitleAreNoRunningHeader() throws {
    let document = try slide { page in
      page.lines(["Direction", "générale du numérique"], x: 190, y: 50, size: 7, leading: 8)
      page.text("Les métiers de la direction générale du numérique", x: 40, y: 150, size: 24)
      page.text("Un programme de la région", x: 40, y: 330, size: 12)
    }
    #expect(document.text.contains("générale du numérique\n"))
  }

  @Test func anItemIsNoTitleOfItsSlide() throws {
    let document = try slide { page in
      page.text("Conclusion", x: 300, y: 60, size: 14)
      page.lines(
        ["• Les projets aident les communes", "et leurs groupements"], x: 60, y: 120, size: 22)
      page.lines(["• Le programme va vers des", "métiers plus divers"], x: 60, y: 220, size: 20)
      page.text("Source : la région", x: 60, y: 380, size: 8)
    }
    #expect(texts(document, .heading).contains("Conclusion"))
    #expect(!texts(document, .heading).contains { $0.contains("Les projets aident") })
  }

  /// Three large blocks of one size in a row have nothing under them.
  @Test func largeTextOfASlideIsNoRowOfHeadings() throws {
    let shares = [
      "47 % des projets viennent des communes", "24 % des projets viennent des régions",
      "29 % des projets viennent des écoles",
    ]
    let document = try slide { page in
      page.text("Qui porte les projets ?", x: 40, y: 60, size: 28)
      for (i, share) in shares.enumerated() {
        page.text(share, x: 60, y: 130 + 60 * Double(i), size: 18)
      }
      page.text("Source : la région", x: 60, y: 380, size: 8)
    }
    for share in shares { #expect(texts(document, .paragraph).contains(share)) }
    #expect(texts(document, .heading).contains("Qui porte les projets ?"))
  }

  @Test func aLargeTitleBesideASmallOneStaysWhole() throws {
    let document = try slide { page in
      page.lines(["Partie 1", "Les chiffres"], x: 20, y: 78, size: 16, leading: 24)
      page.lines(
        ["Depuis deux ans, la part des métiers", "est mieux répartie"], x: 170, y: 60, size: 28,
        leading: 35)
      page.text("Un graphique suit, avec les métiers de chaque année", x: 180, y: 180, size: 12)
    }
    #expect(
      texts(document).contains("Depuis deux ans, la part des métiers est mieux répartie"))
  }

  /// A time line goes to and fro down the slide.
  @Test func stepsOnBothSidesAreReadDownTheSlide() throws {
    let document = try slide { page in
      page.lines(["Rejoignez le", "programme"], x: 40, y: 50, size: 26, leading: 30)
      page.lines(
        ["24 janvier - 18 mars", "Candidater", "Proposez vos projets,", "vingt seront retenus"],
        x: 480, y: 55, size: 12, leading: 16)
      page.lines(
        ["mars - juin", "Réunir", "Nous cherchons les profils", "pour votre projet"], x: 130,
        y: 135, size: 12, leading: 16)
      page.lines(
        ["12 septembre", "Expérimenter", "Créez et testez avec vos", "profils du numérique"],
        x: 420, y: 210, size: 12, leading: 16)
    }
    let text = document.text
    let order = [
      "Candidater", "vingt seront retenus", "Réunir", "pour votre projet", "Expérimenter",
    ]
    let places = order.compactMap { text.range(of: $0)?.lowerBound }
    #expect(places.count == order.count && places == places.sorted())
  }

  @Test func aLabelBesideTheMiddleOfATableIsAColumn() throws {
    let document = try slide { page in
      page.text("Pourquoi venir ?", x: 40, y: 50, size: 28)
      page.lines(["Mentors et", "conseil de", "haut niveau"], x: 30, y: 190, size: 16, leading: 22)
      for i in 0..<6 {
        page.lines(
          ["Mise aux normes du serveur de calcul", "et de ses données, mois \(i + 1)"], x: 190,
          y: 110 + 45 * Double(i), size: 12, leading: 14)
        page.text("Communes", x: 560, y: 117 + 45 * Double(i), size: 12)
      }
    }
    #expect(texts(document).contains("Mentors et conseil de haut niveau"))
  }

  /// An item at the top of the next column is not deeper than the last one of this.
  @Test func itemsOfTheNextColumnAreOfTheirOwnDepth() throws {
    let document = try slide { page in
      page.text("Qui peut répondre ?", x: 40, y: 50, size: 26)
      for i in 0..<7 {
        page.text("• une commune ou un pays", x: 60, y: 120 + 30 * Double(i), size: 12)
        page.text("• une école de la région", x: 380, y: 120 + 30 * Double(i), size: 12)
      }
    }
    let levels = document.blocks.filter { $0.role == .listItem }.map(\.level)
    #expect(levels.allSatisfy { $0 == 1 })
  }

  /// Bold or not, an address goes on.
  @Test func anAddressThatTurnsBoldIsOneParagraph() throws {
    let document = try readPDF { pdf in
      pdf.page { page in
        page.text("Les projets passés sont sur appels.region.", x: 72, y: 200)
        page.text("gouv.fr/projets/", x: 72, y: 214, font: .bold)
        page.lines(["La région aide les projets de mobilité", "des jeunes."], x: 72, y: 300)
      }
    }
    #expect(document.text.contains("appels.region.gouv.fr/projets/"))
  }
}
