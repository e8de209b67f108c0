import Testing

@testable import Extraction

@Suite struct JSONLDTests {
  @Test(arguments: [
    (#"{"a": "b"}"#, JSONLD.object(["a": .text("b")])),
    (
      #" [1, -2.5e3, true, null, "é\u00e9\n"] "#,
      .list([.other, .other, .other, .other, .text("éé\n")])
    ),
    (#"{"a": {"b": []}, "a": 1}"#, .object(["a": .object(["b": .list([])])])),
    (#""text""#, .text("text")), ("{}", .object([:])),
  ])
  func valuesAreRead(text: String, value: JSONLD) {
    #expect(JSONLD(Array(text.utf8)) == value)
  }

  @Test(arguments: [
    "", "{", #"{"a"}"#, #"{"a": 1,}"#, "[1 2]", #"{"a": 1} x"#, "nul", #""a"#, "\"a\u{1}\"",
    #""\ud800""#, String(repeating: "[", count: 10_000),
  ])
  func whatIsNoJSONIsNil(text: String) {
    #expect(JSONLD(Array(text.utf8)) == nil)
  }
}
