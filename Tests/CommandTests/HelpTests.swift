import ArgumentParser
import Foundation
import Testing

@testable import calls

/// Every help has an example, and every example works.
@Suite(.enabled(if: CallsProgram.isBuilt, "calls is not built"))
struct HelpTests {
  struct Help: Sendable, CustomTestStringConvertible {
    var path: [String]
    var testDescription: String { path.joined(separator: " ") }
  }

  /// The command lines of all commands, from their own declarations.
  static let all: [Help] = helps(of: Calls.self, path: [])

  private static func helps(of command: any ParsableCommand.Type, path: [String]) -> [Help] {
    [Help(path: path)]
      + command.configuration.subcommands.flatMap { sub in
        helps(of: sub, path: path + [sub.configuration.commandName ?? ""])
      }
  }

  @Test(arguments: all)
  func exampleWorks(help: Help) throws {
    let program = try CallsProgram()
    let text = try program.run(help.path + ["--help"])
    #expect(text.status == 0)
    let examples = Self.examples(in: text.output)
    #expect(!examples.isEmpty, "\(help.path) shows no example")
    guard !examples.isEmpty else { return }
    let prepared = try #require(Self.prepared)
    try program.copy(prepared.program.folder + "/store.sqlite", to: "store.sqlite")
    for example in examples {
      let line = example.replacing("CALL", with: prepared.call)
      let ending = try program.shell(line)
      #expect(ending.status == 0, "\(line): \(ending.errors)")
    }
  }

  /// Nothing of the parser's English frames, and nothing of what commands say of themselves in
  /// English, is left in French help.
  @Test(arguments: all)
  func speaksFrench(help: Help) throws {
    let program = try CallsProgram()
    let french = try program.run(help.path + ["--help"], environment: ["LC_ALL": "fr_FR.UTF-8"])
    let english = try program.run(help.path + ["--help"])
    #expect(french.status == 0)
    // The space before the colon does not break.
    #expect(french.output.contains("EXEMPLE\u{A0}:"))
    let shared = Set(Self.prose(in: french.output)).intersection(Self.prose(in: english.output))
    #expect(shared.subtracting(Self.sameInBoth).isEmpty, "\(help.path): \(shared)")
  }

  /// What needs no other words in French.
  private static let sameInBoth: Set<String> = ["text, markdown ou json.", "html ou pdf-ready."]

  /// Lines with two words or more, without labels of options, examples and names of forms.
  private static func prose(in help: String) -> [String] {
    let lines = help.split(separator: "\n").map { line in
      line.replacing(/^ +(-\S+ |<\S+> |[a-z]+ {2})(, --\S+)?(<\S+>)?/, with: "")
        .trimmingCharacters(in: .whitespaces)
    }
    return lines.filter { line in
      line.contains(" ") && line.first?.isLetter == true && !line.hasPrefix("calls ")
        && !line.hasPrefix("echo ") && line.contains(/[a-zà-ÿ]{3,} [a-zà-ÿ]{2,}/)
    }
  }

  /// The lines below “EXAMPLE:”, up to a blank one.
  private static func examples(in help: String) -> [String] {
    let lines = help.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let start = lines.firstIndex(of: "EXAMPLE:") else { return [] }
    var examples: [String] = []
    for line in lines[(start + 1)...].prefix(while: { !$0.isEmpty }) {
      // Help is wrapped at 80 columns; what goes on is indented no more than what begins.
      let text = line.trimmingCharacters(in: .whitespaces)
      if text.hasPrefix("calls ") || text.hasPrefix("echo ") || examples.isEmpty {
        examples.append(text)
      } else {
        examples[examples.count - 1] += " " + text
      }
    }
    return examples
  }

  /// A store with one document, made once, and the id of a call in it.
  private static let prepared: (program: CallsProgram, call: String)? = {
    do {
      let program = try CallsProgram()
      let added = try program.run("add", "Corpus/documents/life-circular-2024.html")
      let list = try program.run("list", "--json")
      let calls =
        try JSONSerialization.jsonObject(with: Data(list.output.utf8)) as? [[String: Any]]
      guard added.status == 0, let id = calls?.first?["id"] as? String else { return nil }
      return (program, id)
    } catch {
      return nil
    }
  }()
}
