import Documents
import Extraction
import Testing

@Suite struct CharsetTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var bytes: [UInt8]
    var text: String
    var testDescription: String { name }
  }

  static func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
    text.utf16.flatMap { unit in
      let bytes = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
      return bigEndian ? bytes : bytes.reversed()
    }
  }

  static let latin: [UInt8] = Array("<p>R".utf8) + [0xE9] + Array("gion, 10 ".utf8) + [0x80]

  static let cases: [Case] = [
    Case(name: "UTF-8", bytes: Array("<p>Région, 10 €".utf8), text: "Région, 10 €"),
    Case(
      name: "UTF-8 with a mark", bytes: [0xEF, 0xBB, 0xBF] + Array("<p>été".utf8), text: "été"),
    Case(
      name: "UTF-16, little endian, marked",
      bytes: [0xFF, 0xFE] + utf16("<p>été €", bigEndian: false), text: "été €"),
    Case(
      name: "UTF-16, big endian, marked", bytes: [0xFE, 0xFF] + utf16("<p>été", bigEndian: true),
      text: "été"),
    Case(
      name: "declared Latin-1 is windows-1252",
      bytes: Array("<meta charset=iso-8859-1>".utf8) + latin, text: "Région, 10 €"),
    Case(
      name: "declared by http-equiv",
      bytes: Array("<meta http-equiv=x content='text/html; charset=windows-1252'>".utf8) + latin,
      text: "Région, 10 €"),
    Case(
      name: "declared Latin-1, really UTF-8",
      bytes: Array("<meta charset=iso-8859-1><p>Région".utf8), text: "Région"),
    Case(
      name: "declared UTF-8, really windows-1252",
      bytes: Array("<meta charset=utf-8>".utf8) + latin, text: "Région, 10 €"),
    Case(
      name: "declared Cyrillic",
      bytes: Array("<meta charset=windows-1251><p>".utf8) + [0xCF, 0xF0, 0xE8], text: "При"),
    Case(
      name: "declared Central European",
      bytes: Array("<meta charset=iso-8859-2><p>".utf8) + [0xB1, 0xEA], text: "ąę"),
    Case(
      name: "unknown label", bytes: Array("<meta charset=klingon>".utf8) + latin,
      text: "Région, 10 €"),
  ]

  @Test(arguments: cases) func decodes(_ test: Case) throws {
    #expect(try readHTML(test.bytes).text == test.text)
  }

  @Test func brokenSequencesAmongGoodOnesAreReplacedAndSaid() throws {
    let bytes = Array("<meta charset=utf-8><p>éàèùçôîé".utf8) + [0xFF]
    let document = try readHTML(bytes)
    #expect(document.text == "éàèùçôîé\u{FFFD}")
    #expect(document.warnings.map(\.id) == ["replacement-characters"])
  }
}
