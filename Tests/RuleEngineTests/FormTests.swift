import Documents
import Foundation
import TestSupport
import Testing

@testable import RuleEngine

/// The forms in which calls write dates, sums, rates, durations, counts and addresses, a line each.
@Suite struct FormTests {
  struct Form: Sendable, CustomTestStringConvertible {
    var place: String
    var text: String
    var values: [String]
    var types: Set<String>
    var testDescription: String { "\(place) \(text)" }
  }

  private static let pack = Result { try RulePack.load(folder: Checkout.rules) }

  /// `types:` names the types that count from there on; `text → values` is a form; ⏎ is a line end.
  static let forms: [Form] = {
    let folder = Checkout.root + "/Tests/RuleEngineTests/Forms"
    return [
      "dates", "ranges", "quantities", "mixed", "more-dates", "more-quantities", "addresses",
      "bounds-and-hours", "composed", "neighbours",
    ]
    .flatMap { name in
      var types: Set<String> = []
      let lines = ((try? String(contentsOfFile: "\(folder)/\(name).txt", encoding: .utf8)) ?? "")
        .split(separator: "\n", omittingEmptySubsequences: false)
      return lines.enumerated().compactMap { number, line -> Form? in
        if line.hasPrefix("types:") {
          types = Set(line.dropFirst(6).split(separator: " ").map(String.init))
        }
        let halves = line.split(separator: "→", omittingEmptySubsequences: false)
        guard !line.hasPrefix("#"), halves.count == 2 else { return nil }
        return Form(
          place: "\(name):\(number + 1)",
          text: Self.trimmed(halves[0]).replacing("⏎", with: "\n"),
          values: halves[1].split(separator: ";").map(Self.trimmed).filter { !$0.isEmpty },
          types: types)
      }
    }
  }()

  private static func trimmed(_ text: Substring) -> String {
    text.trimmingCharacters(in: .whitespaces)
  }

  @Test func formsAreMany() { #expect(Self.forms.count > 1000) }

  @Test(arguments: forms)
  func isRead(_ form: Form) throws { #expect(try values(form.text, form.types) == form.values) }

  /// As `isRead`, after changes that documents make to text, each form after two of the nine;
  /// addresses are their own words and are left out.
  @Test(arguments: RuleMutation.allCases)
  func isReadChanged(_ mutation: RuleMutation) throws {
    let turn = RuleMutation.allCases.firstIndex(of: mutation) ?? 0
    for (i, form) in Self.forms.enumerated()
    where [0, 4].contains((i + turn) % RuleMutation.allCases.count)
      && form.types.isDisjoint(with: ["email"])
    {
      var marked = MarkedText("")
      marked.text = form.text
      marked.marks = [.init(0, form.text.utf8.count)]
      guard let changed = mutation.applied(to: marked) else { continue }
      let found = try values(changed.text, form.types)
      #expect(found == form.values, "\(form.place) \(changed.text)")
    }
  }

  private func values(_ text: String, _ types: Set<String>) throws -> [String] {
    Tagger(pack: try Self.pack.get()).annotations(in: text)
      .filter { types.contains($0.type) }.map { Self.written($0, in: text) }
  }

  /// As the files write them: `2024-05-06T12:00@Europe/Paris`, `300000..500000 EUR`, an address.
  private static func written(_ annotation: Annotation, in text: String) -> String {
    switch annotation.value {
    case .date(let date) where date.until == nil:
      annotation.value.description + (date.zone.map { "@\($0)" } ?? "")
    case .range(let range):
      range.writtenOut + ((range.end?.zone ?? range.start?.zone).map { "@\($0)" } ?? "")
    case .none:
      String(
        decoding: Array(text.utf8)[annotation.range.start..<annotation.range.end], as: UTF8.self)
    default: annotation.value.description
    }
  }
}
