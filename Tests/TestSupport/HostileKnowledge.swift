/// Rules and profiles that come from disk, are half trusted, and may not hold the program up.
package enum HostileKnowledge {
  /// Patterns that take exponential time where every way is tried.
  package static let patterns: [String] = {
    let nested = ["(a+)+ b", "(a+ a+)+ b", "((a? b?)+ c?)+ d", "(a | a)+ b", "(a | a a)+ b"]
    let gaps = ["a ..8 a ..8 a ..8 a ..8 b", "(a ..8)+ b", "(a ..3 a ..3)+ b"]
    let options = (6...16).map { String(repeating: "a? ", count: $0) + "b" }
    let repeats = (2...6).map { depth in
      String(repeating: "(", count: depth) + "a+" + String(repeating: ")+", count: depth) + " b"
    }
    let unions = (2...7).map { count in
      "(" + Array(repeating: "a", count: count).joined(separator: " | ") + ")+ b"
    }
    return nested + gaps + options + repeats + unions
  }()

  /// A folder of rules with one pattern, as files by their names.
  package static func rules(_ pattern: String) -> [String: String] {
    let rule = """
      summary: test
      pattern: "\(pattern)"
      annotate: {type: t, as: none}
      examples: []
      counter-examples: []
      """
    return ["r.yaml": rule, "types.yaml": "t: {group: t}"]
  }

  /// A text that almost matches everywhere.
  package static let text = String(repeating: "a ", count: 200)

  /// A profile that is sound but for what is put into it.
  package static func profile(_ rest: String, type: String = "region") -> String {
    "{\"schema\":\"calls-profile/1\",\"name\":\"x\",\"type\":\"\(type)\",\"country\":\"FR\"\(rest)}"
  }

  /// A JSON list of so many items.
  package static func list(_ count: Int, _ item: (Int) -> String) -> String {
    "[" + (0..<count).map(item).joined(separator: ",") + "]"
  }

  /// Each is refused.
  package static let profiles: [(name: String, json: String)] = [
    ("a mebibyte and one byte", profile(String(repeating: " ", count: 1 << 20))),
    ("80,000 keys", profile((0..<80_000).map { ",\"k\($0)\":1" }.joined())),
    ("9,000 keys", profile((0..<9_000).map { ",\"k\($0)\":1" }.joined())),
    ("a long key", profile(",\"\(String(repeating: "k", count: 1_000_000))\":1")),
    ("a long value", profile("", type: String(repeating: "r", count: 1_000_000))),
    ("a long number", profile(",\"population\":" + String(repeating: "9", count: 1_000_000))),
    ("deep lists", String(repeating: "[", count: 1_000_000)),
    ("deep objects", String(repeating: "{\"a\":", count: 200_000)),
    ("deep in the profile", profile(",\"themes\":" + String(repeating: "[", count: 500_000))),
    ("30,000 themes", profile(",\"themes\":" + list(30_000) { "{\"id\":\"t\($0)\"}" })),
    ("one id 3,000 times", profile(",\"projects\":" + list(3_000) { _ in "{\"id\":\"p\"}" })),
    ("9,000 places", profile(",\"territories\":" + list(9_000) { "\"zz\($0)\"" })),
    ("9,000 numbers for a text", profile(",\"territories\":" + list(9_000) { "\($0)" })),
    ("one key again and again", "{" + String(repeating: "\"a\":1,", count: 100_000) + "\"b\":1}"),
    ("escapes", profile(",\"name2\":\"" + String(repeating: "\\u0041", count: 150_000) + "\"")),
    ("half an escape", "\"" + String(repeating: "\\ud83d", count: 150_000)),
    ("accents upon accents", profile("", type: String(repeating: "e\u{301}", count: 300_000))),
    ("no end", profile(",\"name2\":\"" + String(repeating: "x", count: 900_000))),
    ("spaces alone", String(repeating: " ", count: 1 << 20)),
    ("line ends alone", String(repeating: "\n", count: 1 << 20)),
  ]
}
