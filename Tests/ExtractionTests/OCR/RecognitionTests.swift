import Documents
import Foundation
import TestSupport
import Testing

@testable import Extraction

@Suite struct RecognitionTests {
  /// Lines of words in one paragraph for each string; a line feed begins a line.
  private func words(_ paragraphs: [String], confidence: Int = 95) -> String {
    var rows = [
      "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
    ]
    for (block, text) in paragraphs.enumerated() {
      for (line, content) in text.split(separator: "\n").enumerated() {
        for (place, word) in content.split(separator: " ").enumerated() {
          rows.append(
            "5\t1\t\(block + 1)\t1\t\(line + 1)\t\(place + 1)\t\(place * 100)\t\(block * 100 + line * 50)"
              + "\t90\t40\t\(confidence).5\t\(word)")
        }
      }
    }
    return rows.joined(separator: "\n") + "\n"
  }

  private func page(_ paragraphs: [String]) -> (text: String, page: RecognisedPage) {
    let page = RecognisedPage(
      RecognisedWord.words(words(paragraphs), pixelsPerInch: 300), page: 2)
    return (String(decoding: page.text, as: UTF8.self), page)
  }

  @Test(arguments: [
    (
      ["Une phrase qui continue sur la\nligne suivante."],
      "Une phrase qui continue sur la ligne suivante."
    ),
    (["Les collectivités qui souhai-\ntent répondre"], "Les collectivités qui souhaitent répondre"),
    (["La carte de la sous-\npréfecture"], "La carte de la sous-préfecture"),
    (["Liste :", "• un\n• deux"], "Liste :\n\n• un\n• deux"),
    (["Liste :", "° un\n¢ deux"], "Liste :\n\n• un\n• deux"),
    (["Le texte est lisible.", "~ Y) O\n= |"], "Le texte est lisible."),
    (["Taux : 80 %"], "Taux : 80 %"),
  ])
  func linesBecomeBlocks(_ paragraphs: [String], _ expected: String) {
    #expect(page(paragraphs).text == expected)
  }

  @Test func wordsKeepTheirPlaces() throws {
    let (text, page) = page(["À déposer avant\nle 6 mai 2024"])
    #expect(text == "À déposer avant le 6 mai 2024")
    let words = page.fragments.map {
      String(decoding: page.text[$0.range.start..<$0.range.end], as: UTF8.self)
    }
    #expect(words == ["À", "déposer", "avant", "le", "6", "mai", "2024"])
    #expect(page.fragments.first?.box == Box(0, 0, 21.599999999999998, 9.6))
    #expect(page.fragments.allSatisfy { $0.page == 2 && $0.confidence == 0.955 })
    #expect(page.blocks.allSatisfy { $0.page == 2 && $0.box != nil })
  }

  @Test(arguments: [
    "", "5\t1", "5\t1\ta\t1\t1\t1\t0\t0\t9\t9\t90\tmot", "4\t1\t1\t1\t1\t0\t0\t0\t9\t9\t-1\t",
  ])
  func brokenTablesHoldNothing(_ table: String) {
    #expect(RecognisedWord.words(table, pixelsPerInch: 300).isEmpty)
  }

  @Test func dimWordsAreLeftOut() {
    #expect(RecognisedWord.words(words(["mot"], confidence: 20), pixelsPerInch: 300).isEmpty)
  }

  @Test func picturesGetTheirTextBetweenTheOtherPages() throws {
    let old = Document(
      format: .pdf, text: "avant\n\naprès",
      pages: [
        Page(number: 1, range: TextRange(0, 5)),
        Page(number: 2, range: TextRange(5, 5), isImageOnly: true),
        Page(number: 3, range: TextRange(7, 13)),
      ],
      blocks: [
        Block(.paragraph, TextRange(0, 5)), Block(.paragraph, TextRange(7, 13), page: 3),
      ],
      fragments: [Fragment(range: TextRange(7, 13), page: 3, box: Box(0, 0, 1, 1))],
      links: [Link(range: TextRange(7, 13), url: "https://example.org")],
      warnings: [
        .init(id: "image-only-page", page: 2), .init(id: "x", range: TextRange(7, 13), page: 3),
      ])
    let document = PageSplice(old).document(with: [2: page(["Page lue."]).page])
    #expect(document.text == "avant\n\nPage lue.\n\naprès")
    #expect(document.blocks.map { document.slice($0.range) } == ["avant", "Page lue.", "après"])
    #expect(document.pages.map(\.isRecognised) == [false, true, false])
    #expect(document.links.map { document.slice($0.range) } == ["après"])
    #expect(document.fragments.last.map { document.slice($0.range) } == "après")
    #expect(document.warnings.map(\.id) == ["x"])
    #expect(document.warnings.map { document.slice($0.range) } == ["après"])
    #expect(
      try WireReader.result(of: WireWriter.frame(.success(document))) == .success(document))
  }

  @Test func withoutRecognisedPagesNothingChanges() {
    let old = Document(
      format: .pdf, text: "", pages: [Page(number: 1, range: TextRange(0, 0), isImageOnly: true)],
      warnings: [.init(id: "no-text-layer")])
    #expect(PageSplice(old).document(with: [:]) == old)
  }

  @Test(.enabled("Tesseract is not installed") { PageRecognition.languages != nil })
  func scansAreRead() throws {
    let bytes = [UInt8](
      try Data(contentsOf: URL(filePath: Checkout.corpus + "/documents/scan-jumelage-1999.pdf")))
    let document = try DocumentReader().read(bytes, name: "scan.pdf")
    #expect(document.warnings.map(\.id) == ["no-text-layer", "image-only-page"])
    let read = bytes.withUnsafeBytes { PageRecognition().apply(to: document, $0) }
    #expect(read.warnings.map(\.id) == ["ocr"])
    #expect(read.text.contains("avant le 30 novembre 1999"))
    #expect(read.text.contains("15 000 francs"))
    #expect(
      read.blocks.first { $0.role == .title }.map { read.slice($0.range) }
        == "Aide départementale aux rencontres de jumelage — année 2000")
    let sure = read.fragments.compactMap(\.confidence)
    #expect(sure.count == read.fragments.count && sure.reduce(0, +) / Double(sure.count) > 0.85)
  }

  @Test(.enabled("Tesseract is not installed") { PageRecognition.languages != nil })
  func timeIsLimited() throws {
    let bytes = [UInt8](
      try Data(contentsOf: URL(filePath: Checkout.corpus + "/documents/scan-jumelage-1999.pdf")))
    let document = try DocumentReader().read(bytes, name: "scan.pdf")
    var limits = PageRecognition.Limits()
    limits.seconds = 0
    let read = bytes.withUnsafeBytes { PageRecognition(limits: limits).apply(to: document, $0) }
    #expect(read.warnings.map(\.id) == document.warnings.map(\.id) + ["ocr-incomplete"])
    #expect(read.text.isEmpty)
  }
}
