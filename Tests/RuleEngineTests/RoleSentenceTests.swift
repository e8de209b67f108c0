import Foundation
import TestSupport
import Testing

@testable import RuleEngine

/// What single sentences of calls say: dates, shares, sums, lengths and counts in their roles, and
/// the sentences that look like it and say nothing of the kind (`Corpus/roles`).
@Suite struct RoleSentenceTests {
  private static let pack = Result { try RulePack.load(folder: Checkout.rules) }

  struct Sentence: Decodable {
    var text: String
    var roles: [String]
    /// Why it is not read right yet.
    var todo: String?
  }

  @Test(arguments: Checkout.files(in: Checkout.corpus + "/roles", endings: ["jsonl"]))
  func sentencesSayTheirRoles(_ path: String) throws {
    let tagger = Tagger(pack: try Self.pack.get())
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    #expect(lines.count > 30)
    for line in lines {
      let sentence = try JSONDecoder().decode(Sentence.self, from: Data(line.utf8))
      let said = RolesSaid(tagger.annotations(in: sentence.text))
      let faults = said.faults(sentence.roles)
      if let todo = sentence.todo {
        withKnownIssue(Comment(rawValue: todo)) { #expect(faults.isEmpty) }
      } else {
        #expect(faults.isEmpty, "\(sentence.text)")
      }
    }
  }
}

/// The roles in a sentence, written as in `Corpus/roles`.
private struct RolesSaid {
  private var facts: Set<String> = []
  /// Facts with what more is known of them: the stage, an extension.
  private var details: Set<String> = []

  init(_ annotations: [Annotation]) {
    for annotation in annotations { add(annotation) }
    let extended = details.filter { $0.hasSuffix(" extended") }.map { $0.dropLast(9) }
    if !extended.isEmpty {
      facts = facts.filter { !$0.hasPrefix("deadline") || extended.contains($0[...]) }
    }
    // The hour makes a date no other date.
    facts = facts.filter { fact in !facts.contains { $0.hasPrefix(fact + "T") } }
  }

  /// What is missing (-) and what is there without being said (+).
  func faults(_ expected: [String]) -> [String] {
    let bases = expected.map { Self.isDetailed($0) ? Self.base($0) : $0 }
    let missing = zip(expected, bases).filter { whole, base in
      !facts.contains(base) || whole != base && !details.contains(whole)
    }
    return missing.map { "- " + $0.0 }.sorted()
      + facts.subtracting(bases).map { "+ " + $0 }.sorted()
  }

  private static func isDetailed(_ fact: String) -> Bool {
    fact.hasPrefix("deadline") && fact.split(separator: " ").count > 2
  }

  private static func base(_ fact: String) -> String {
    fact.split(separator: " ").prefix(2).joined(separator: " ")
  }

  private mutating func add(_ annotation: Annotation) {
    let value = annotation.value.description
    switch annotation.type {
    case "deadline", "opening", "window": addDates(annotation, value)
    case "deadline-stage":
      if let stage = annotation["stage"] { details.insert("deadline \(Self.end(value)) \(stage)") }
    case "rate":
      let payer = ["applicant": "own", "partner": "partner"][annotation["payer"] ?? ""] ?? "rate"
      facts.insert("\(payer) \(Self.bounded(value, annotation["kind"]))")
    case "grant": facts.insert("grant " + Self.sum(value, annotation["side"] ?? "max"))
    case "project-budget", "unit-cost":
      facts.insert("\(annotation.type) " + Self.sum(value, annotation["side"]))
    case "envelope":
      facts.insert("envelope " + Self.sum(value, nil).replacing("..", with: ""))
    case "project-duration":
      facts.insert("duration " + Self.bounded(value, annotation["side"]))
    case "partnership":
      let least = value.split(separator: ".").first ?? ""
      facts.insert("\(annotation["what"] ?? "") \(least)")
    case "one-of-each": facts.insert("each")
    case "recurrence": facts.insert(annotation["value"] ?? "")
    case "eligible-expenditure":
      facts.insert((annotation["eligible"] == "false" ? "refuses " : "pays ") + value)
    default: break
    }
  }

  private mutating func addDates(_ annotation: Annotation, _ value: String) {
    let ends = value.split(separator: "/", maxSplits: 1).map(String.init)
    let isRange = ends.count == 2
    if annotation.type == "opening" || annotation.type == "window" && isRange, ends[0] != ".." {
      facts.insert("opening " + ends[0])
    }
    guard annotation.type != "opening", ends[ends.count - 1] != ".." else { return }
    let fact = "deadline " + Self.end(value)
    facts.insert(fact)
    if let stage = annotation["stage"] { details.insert("\(fact) \(stage)") }
    if annotation["extended"] == "true" { details.insert(fact + " extended") }
  }

  private static func end(_ value: String) -> String {
    value.split(separator: "/").last.map(String.init) ?? value
  }

  private static func sum(_ value: String, _ side: String?) -> String {
    let isEuro = value.hasSuffix(" EUR")
    return bounded(isEuro ? String(value.dropLast(4)) : value, side)
  }

  /// An exact value on its side: `36 month` becomes `..36 month`.
  private static func bounded(_ value: String, _ side: String?) -> String {
    guard let side, side == "max" || side == "min", !value.contains("..") else { return value }
    let number = value.prefix { $0 != " " }
    let unit = value.dropFirst(number.count)
    return side == "max" ? "..\(value)" : "\(number)..\(unit)"
  }
}
