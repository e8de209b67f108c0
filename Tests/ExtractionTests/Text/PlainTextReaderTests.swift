import Documents
import Extraction
import Foundation
import Testing

@Suite struct PlainTextReaderTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var text: String
    var outline: [String]
    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case(
      name: "title, headings, paragraphs",
      text: "Appel commun\n\nUn texte. Il dit tout.\n\nBénéficiaires\n\nLes communes et régions.",
      outline: [
        "title: Appel commun", "paragraph: Un texte. Il dit tout.", "heading 2: Bénéficiaires",
        "paragraph: Les communes et régions.",
      ]),
    Case(
      name: "labels and values stand alone",
      text: "Texte d'ouverture.\n\nDate limite : 6 mai 2024\nTaux : 60 %\nContact : mairie",
      outline: [
        "paragraph: Texte d'ouverture.", "paragraph: Date limite : 6 mai 2024",
        "paragraph: Taux : 60 %", "paragraph: Contact : mairie",
      ]),
    Case(
      name: "keys in small letters begin a block each, and those of longer values stand alone",
      text: "statut: ouvert\ntitre: Haies et bocages\ndescription: >-\n  Une aide aux communes\n"
        + "  qui plantent.\nfin de validité: 16/06/2024",
      outline: [
        "title: statut: ouvert", "paragraph: titre: Haies et bocages", "paragraph: description: >-",
        "paragraph: Une aide aux communes\n  qui plantent.",
        "paragraph: fin de validité: 16/06/2024",
      ]),
    Case(
      name: "lines with bars are the rows of a table",
      text: "Sums.\n\nType of project | Minimum | Maximum\nSoft | EUR 100,000 | EUR 400,000\n\n"
        + "Home | News | Calls",
      outline: [
        "paragraph: Sums.", "tableCell: Type of project", "tableCell: Minimum",
        "tableCell: Maximum", "tableCell: Soft", "tableCell: EUR 100,000", "tableCell: EUR 400,000",
        "paragraph: Home | News | Calls",
      ]),
    Case(
      name: "a lead-in and its items",
      text:
        "Sont éligibles :\n• les communes ;\n• les régions, dans la\nlimite du budget ;\n● autres",
      outline: [
        "paragraph: Sont éligibles :", "listItem 1: • les communes ;",
        "listItem 1: • les régions, dans la\nlimite du budget ;", "listItem 1: ● autres",
      ]),
    Case(
      name: "wrapped lines are one paragraph",
      text: """
        Ouvert.

        Le présent appel soutient des projets portés par des collectivités
        Françaises et leurs partenaires, sans condition de taille, dans les
        Pays de la zone de coopération.
        """,
      outline: [
        "paragraph: Ouvert.",
        """
        paragraph: Le présent appel soutient des projets portés par des collectivités
        Françaises et leurs partenaires, sans condition de taille, dans les
        Pays de la zone de coopération.
        """,
      ]),
    Case(
      name: "names in narrow lines go on after a comma",
      text: "Le fonds soutient les projets menés avec l'un des pays visés : Haïti,\nBénin, Mali,\n"
        + "Sénégal et Togo. Date limite : 3 mai.\n\nNom,\nPrénom",
      outline: [
        "paragraph: Le fonds soutient les projets menés avec l'un des pays visés : Haïti,\nBénin, Mali,\n"
          + "Sénégal et Togo. Date limite : 3 mai.", "paragraph: Nom,", "paragraph: Prénom",
      ]),
    Case(
      name: "short lines below a lead-in are items, not headings",
      text:
        "Appel\n\nPeuvent candidater :\n\nLes communes\n\nLes universités\n\nLe dépôt se fait en "
        + "ligne.",
      outline: [
        "title: Appel", "paragraph: Peuvent candidater :", "paragraph: Les communes",
        "paragraph: Les universités", "paragraph: Le dépôt se fait en ligne.",
      ]),
    Case(
      name: "a question right above its answer",
      text: "Ouvert.\n\nWer kann sich bewerben?\nStädte mit weniger als 20.000 Einwohnern\n\nFrist",
      outline: [
        "paragraph: Ouvert.", "heading 2: Wer kann sich bewerben?",
        "paragraph: Städte mit weniger als 20.000 Einwohnern", "paragraph: Frist",
      ]),
    Case(
      name: "marks on lines of their own",
      text: "Ouvert.\n\nTerritoires éligibles :\n-\nRégion centrale (Togo)\n-\nBasse Casamance",
      outline: [
        "paragraph: Ouvert.", "paragraph: Territoires éligibles :",
        "listItem 1: -\nRégion centrale (Togo)", "listItem 1: -\nBasse Casamance",
      ]),
    Case(
      name: "an address is not wrapped",
      text: "Écrire.\n\nMairie de Lille\nPlace Augustin Laurent\n59000 Lille",
      outline: [
        "paragraph: Écrire.", "paragraph: Mairie de Lille", "paragraph: Place Augustin Laurent",
        "paragraph: 59000 Lille",
      ]),
    Case(
      name: "a blank line inside a sentence",
      text: "• Les collectivités peuvent, dans le respect\n\ndes engagements, agir.\n\nFin.",
      outline: [
        "listItem 1: • Les collectivités peuvent, dans le respect\n\ndes engagements, agir.",
        "paragraph: Fin.",
      ]),
    Case(
      name: "numbered headings and numbered lists",
      text: "1. Objet\n\nLe texte de l'objet.\n\n2. Étapes\n\n1. écrire\n2. signer\n3. envoyer",
      outline: [
        "heading 1: 1. Objet", "paragraph: Le texte de l'objet.", "heading 1: 2. Étapes",
        "listItem 1: 1. écrire", "listItem 1: 2. signer", "listItem 1: 3. envoyer",
      ]),
    Case(
      name: "underlined and hashed headings",
      text: "Grand titre\n===========\nUn mot.\n\nPetit titre\n---\nUn mot.\n\n## Autre\nFin.",
      outline: [
        "title: Grand titre", "paragraph: Un mot.", "heading 2: Petit titre", "paragraph: Un mot.",
        "heading 2: Autre", "paragraph: Fin.",
      ]),
    Case(
      name: "dashes that part entries",
      text:
        "Lettre\n\n---\nPort vivant\nClôture le 3 mai.\nDotation : 7 M€\n---\nRives\nClôture le 4 mai.",
      outline: [
        "title: Lettre", "paragraph: Port vivant", "paragraph: Clôture le 3 mai.",
        "paragraph: Dotation : 7 M€", "paragraph: Rives", "paragraph: Clôture le 4 mai.",
      ]),
    Case(
      name: "capitals",
      text: "Bref.\n\nCONDITIONS D'OCTROI\nDeux partenaires au moins.",
      outline: [
        "paragraph: Bref.", "heading 1: CONDITIONS D'OCTROI",
        "paragraph: Deux partenaires au moins.",
      ]),
    Case(
      name: "a date is no heading",
      text: "Début.\n\nPublié le 20 décembre 2013\n\nUn texte qui suit cette ligne de date.",
      outline: [
        "paragraph: Début.", "paragraph: Publié le 20 décembre 2013",
        "paragraph: Un texte qui suit cette ligne de date.",
      ]),
    Case(
      name: "values are no headings",
      text:
        "Deadline: 5-Oct-23\n\nMontant minimum\n\n2 500 € (plancher)\n\nUn texte qui suit la valeur.",
      outline: [
        "paragraph: Deadline: 5-Oct-23", "heading 2: Montant minimum",
        "paragraph: 2 500 € (plancher)", "paragraph: Un texte qui suit la valeur.",
      ]),
    Case(
      name: "dashes without a space, negative numbers",
      text: "Règles :\n-au moins la moitié ;\n-5 % de frais.",
      outline: [
        "paragraph: Règles :", "listItem 1: -au moins la moitié ;", "paragraph: -5 % de frais.",
      ]),
    Case(
      name: "minus signs and other dashes as bullets",
      text: "Sont éligibles :\n− les communes ;\n‒ les régions ;\n▸ les écoles.",
      outline: [
        "paragraph: Sont éligibles :", "listItem 1: − les communes ;",
        "listItem 1: ‒ les régions ;", "listItem 1: ▸ les écoles.",
      ]),
    Case(
      name: "a German date on its line", text: "16. Februar 2016\n\nDer Aufruf ist offen.",
      outline: ["paragraph: 16. Februar 2016", "paragraph: Der Aufruf ist offen."]),
    Case(
      name: "depth by indent", text: "Liste :\n- a\n  - b\n  - c\n- d",
      outline: [
        "paragraph: Liste :", "listItem 1: - a", "listItem 2: - b", "listItem 2: - c",
        "listItem 1: - d",
      ]),
    Case(
      name: "a day at a line's start is no number",
      text: "Die Frist endet am\n6. Mai dieses Jahres für alle.",
      outline: ["paragraph: Die Frist endet am\n6. Mai dieses Jahres für alle."]),
  ]

  @Test(arguments: cases) func blocks(_ test: Case) throws {
    let document = try read(test.text)
    #expect(document.text == test.text)
    #expect(document.outline == test.outline)
  }

  private func read(_ text: String) throws(DocumentFailure) -> Document {
    try readDocument(Array(text.utf8), format: .text, with: PlainTextReader())
  }

  @Test func lineEndsAreUniform() throws {
    #expect(
      try read("\u{FEFF}a\r\nb\rc\n").text.unicodeScalars.elementsEqual("a\nb\nc\n".unicodeScalars))
  }

  @Test func formFeedsPartPages() throws {
    let document = try read("Un\u{C}deux\nlignes\u{C}")
    #expect(document.pages.map(\.number) == [1, 2])
    #expect(document.pages.map(\.range) == [TextRange(0, 2), TextRange(3, 14)])
    #expect(document.blocks.map(\.page) == [1, 2])
    #expect(try read("sans saut").pages.isEmpty)
  }

  /// A cleaning step turned each form feed into a space.
  @Test func spacesInPlaceOfFormFeedsPartPages() throws {
    let slides = (1...9).map { number in
      "Titre \(number)\n• un point\n• un autre\nUne ligne\nUne suite\nLa fin\n"
    }
    let text = slides.joined(separator: " ")
    let document = try read(text)
    #expect(document.pages.count == 9)
    #expect(document.isDeck)
    #expect(document.text == text)
    let indented = text.replacingOccurrences(of: "• un a", with: "  - un a")
    #expect(try read(indented).pages.isEmpty)
    #expect(try read(slides.prefix(8).joined(separator: " ")).pages.isEmpty)
  }

  @Test(arguments: ["", " \n\t\u{C}"]) func empty(_ text: String) {
    #expect(throws: DocumentFailure.empty) { try read(text) }
  }

  @Test func anyBytesGiveADocument() throws {
    var state: UInt64 = 42
    for _ in 0..<200 {
      let bytes = (0..<120).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(truncatingIfNeeded: state >> 56)
      }
      _ = try? readDocument(bytes, format: .text, with: PlainTextReader())
      _ = try? readDocument(bytes, format: .markdown, with: MarkdownReader())
      _ = try? readHTML(Array("<p>".utf8) + bytes)
    }
  }
}
