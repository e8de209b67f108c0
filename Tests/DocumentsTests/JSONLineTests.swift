import Documents
import Foundation
import Testing

@Suite struct JSONLineTests {
  private func members(_ line: String) -> [String: JSONLine.Scalar]? {
    Array(line.utf8).withUnsafeBufferPointer { JSONLine.members(of: $0) }
  }

  @Test(
    arguments: [
      (
        #"{"id": "1", "text": "jusqu’au 6 mai"}"#,
        ["id": .text("1"), "text": .text("jusqu’au 6 mai")]
      ),
      (#" {"id":12,"lang":null} "#, ["id": .number(12)]),
      (
        #"{"a":-3,"b":"\"\\\/\b\f\n\r\t"}"#,
        ["a": .number(-3), "b": .text("\"\\/\u{8}\u{C}\n\r\t")]
      ),
      (#"{"a":"\u00e9 \uD83D\uDE42 \u20ac"}"#, ["a": .text("é 🙂 €")]),
    ] as [(String, [String: JSONLine.Scalar])])
  func readsFlatObjects(_ line: String, _ expected: [String: JSONLine.Scalar]) {
    #expect(members(line) == expected)
  }

  /// Left to a full decoder.
  @Test(arguments: [
    "", "{}", "[1]", #"{"a":1.5}"#, #"{"a":1e3}"#, #"{"a":01}"#, #"{"a":{}}"#, #"{"a":[1]}"#,
    #"{"a":true}"#, #"{"a":"b""#, #"{"a":"b"} x"#, #"{"a":1,"a":2}"#, #"{"a":null,"a":2}"#,
    #"{"a":"\uD83D"}"#, #"{"a":"\x"}"#, "{\"a\":\"\u{1}\"}", #"{"a":9999999999999999999}"#,
  ])
  func givesUpOnAllElse(_ line: String) { #expect(members(line) == nil) }

  @Test(arguments: ["", "l’été", "\"\\/", "\u{0}\u{1F}\n\t\r\u{8}\u{C}\u{7F}", "🙂\u{2028}"])
  func writesTextsAsFoundationDoes(_ text: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes]
    var json = JSONBytes()
    json.string(text)
    #expect(Data(json.bytes) == (try encoder.encode(text)))
  }

  @Test(arguments: [
    "", "a", "é", String(repeating: "aé€🙂", count: 40), String(repeating: "x", count: 128),
  ])
  func countsScalars(_ text: String) {
    let index = ScalarIndex(text)
    var bytes = 0
    for (number, scalar) in text.unicodeScalars.enumerated() {
      #expect(index.scalarOffset(bytes) == number)
      bytes += UTF8.width(scalar)
    }
    #expect(index.scalarOffset(bytes) == text.unicodeScalars.count)
  }
}
