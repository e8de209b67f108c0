import Documents
import Foundation
import Glibc
import TestSupport
import Testing

@testable import RuleEngine

/// Rules come from disk and are half trusted: none may hold the program up.
@Suite struct HostileRuleTests {
  @Test func thereAreEnough() { #expect(HostileKnowledge.patterns.count >= 30) }

  /// Processor time of this thread, in milliseconds: a busy machine does not add to it.
  private static func milliseconds(_ body: () throws -> Void) rethrows -> Double {
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) * 1_000 + Double(time.tv_nsec) / 1e6
    }
    let begin = now()
    try body()
    return now() - begin
  }

  /// On a text that almost matches everywhere. A debug build takes some ten times longer.
  @Test(arguments: HostileKnowledge.patterns)
  func aPatternGivesUp(_ pattern: String) throws {
    let pack: RulePack
    do {
      pack = try RulePack.load(files: HostileKnowledge.rules(pattern))
    } catch {
      // Refused before it ever runs: a pattern within itself, one that matches nothing.
      return
    }
    let tagger = Tagger(pack: pack)
    var least = Double.infinity
    for _ in 0..<2 {
      least = min(least, Self.milliseconds { _ = tagger.annotations(in: HostileKnowledge.text) })
    }
    #if DEBUG
      #expect(least <= 2_000, "\(pattern)")
    #else
      #expect(least <= 100, "\(pattern)")
    #endif
  }

  /// An anchor that is named again and again makes much of little.
  static let laughs: String = {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...12 {
      let names = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(names)]\n"
    }
    return text
  }()

  @Test func yamlThatExplodesIsRefused() {
    let good = """
      summary: test
      pattern: "a"
      annotate: {type: t, as: none}
      examples: ["a"]
      """
    for text in [
      Self.laughs, Self.laughs + good, good + "\n" + Self.laughs,
      Self.laughs + "? *a12\n: x\n", Self.laughs + "summary: *a12\n",
    ] {
      #expect(throws: RuleFaults.self) {
        try RulePack.load(files: ["r.yaml": text, "types.yaml": "t: {group: t}"])
      }
    }
  }

  /// What looks like an alias, and what only has an asterisk.
  @Test(
    arguments: [
      ("a: *b", 1), ("x: y\n- *b", 2), ("a: [1, *b]", 1), ("? *b\n: 1", 1), ("*b : 1", 1),
      ("{*b: 1}", 1), ("a: '*b'", nil), ("a: \"*b\"", nil), ("a: 2 * 3", nil), ("a: b*c", nil),
      ("# a: *b", nil), ("- * item", nil), ("a: mot *b*", nil),
    ] as [(String, Int?)])
  func aliasesAreSeen(_ text: String, _ line: Int?) {
    #expect(YAMLAliases.firstLine(in: text) == line)
  }

  @Test func yamlThatIsTooLargeOrTooDeepIsRefused() {
    for text in [
      "summary: " + String(repeating: "a", count: YAMLMap.byteLimit),
      String(repeating: "[", count: 100_000), String(repeating: "{a: ", count: 20_000),
      String(repeating: "- ", count: 50_000),
    ] {
      #expect(throws: RuleFaults.self) {
        try RulePack.load(files: ["r.yaml": text, "types.yaml": "t: {group: t}"])
      }
    }
  }
}
