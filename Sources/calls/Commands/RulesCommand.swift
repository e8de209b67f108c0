import ArgumentParser
import Pipeline
import Presentation
import RuleEngine

struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: Help.say(
      "Vérifier, essayer, énumérer, montrer et expliquer les règles.",
      "Check, test, list, show and explain the rules."),
    discussion: Example.text("calls rules check"),
    subcommands: [
      RulesCheck.self, RulesTest.self, RulesList.self, RulesShow.self, RulesExplain.self,
      RulesDiff.self, RulesCompile.self,
    ])
}

/// `calls rules check`: every fault of every file, with place and remedy.
struct RulesCheck: CallsCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: Help.say(
      "Vérifier la forme de tous les fichiers de règles.",
      "Check the form of all rule files."),
    discussion: Example.text("calls rules check"))

  @Flag(help: .say("Donner du JSON.", "Print JSON."))
  var json = false

  @OptionGroup(title: Help.say("Options communes", "Shared options")) var shared: SharedOptions

  func run(in session: Session) throws -> Int32 {
    let library = session.ruleLibrary
    guard let folder = library.folder else { throw RuleLibraryError.notFound }
    let pack: RulePack
    do throws(RuleLibraryError) {
      // Without the cache: what counts is the files.
      pack = try RuleLibrary(folder: folder, bundledPack: nil, cacheFolder: nil, build: "").pack()
    } catch .faulty(let faults) {
      return try Self.report(faults.faults, json: json, session)
    }
    let unproved = pack.missingExamples
    guard unproved.isEmpty else { return try Self.report(unproved, json: json, session) }
    let counts = pack.counts
    if json {
      try session.print(json: counts)
    } else {
      let wording = session.wording
      session.print(
        wording.say(
          "Règles en ordre : \(counts.rules) règles avec \(counts.examples) exemples, \(counts.lexicons) lexiques, \(counts.names) noms dans \(counts.gazetteers) répertoires.\n",
          "Rules in order: \(counts.rules) rules with \(counts.examples) examples, \(counts.lexicons) lexicons, \(counts.names) names in \(counts.gazetteers) gazetteers.\n"
        ))
      if !counts.unusedLexicons.isEmpty {
        let names = counts.unusedLexicons.joined(separator: ", ")
        session.print(
          wording.say(
            "Lexiques que rien n’emploie : \(names).\n", "Lexicons that nothing uses: \(names).\n"))
      }
    }
    return ExitStatus.done
  }

  /// Prints faults, one a line, and gives the exit status.
  static func report(_ faults: [RuleFault], json: Bool, _ session: Session) throws -> Int32 {
    if json {
      try session.print(json: faults.map { FaultLine($0, session.wording) })
    } else {
      for fault in faults { session.complain(session.wording.ruleFault(fault).line) }
    }
    return faults.isEmpty ? ExitStatus.done : ExitStatus.badData
  }
}

/// A fault of a rule file as JSON.
struct FaultLine: Encodable {
  var file: String
  var line: Int
  var message: String
  var remedy: String

  init(_ fault: RuleFault, _ wording: Wording) {
    let advice = wording.ruleFault(fault)
    file = fault.file
    line = fault.line
    message = advice.message
    remedy = advice.remedy
  }
}

/// `calls rules test`: the examples and counter-examples inside the rules.
struct RulesTest: CallsCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: Help.say(
      "Essayer les exemples des règles, tels quels et tels que les documents les "
        + "déforment.",
      "Run the examples inside the rules, as they stand and as documents change text."),
    discussion: Example.text("calls rules test", "calls rules test dates/"))

  @Flag(help: .say("Donner du JSON.", "Print JSON."))
  var json = false

  @Argument(
    help: .say(
      "Seulement les règles dont l’identifiant commence ainsi.",
      "Only rules whose id begins so.", value: "prefix"))
  var prefix = ""

  @OptionGroup(title: Help.say("Options communes", "Shared options")) var shared: SharedOptions

  func run(in session: Session) throws -> Int32 {
    let pack = try session.pack()
    let rules = pack.descriptions.filter { $0.id.hasPrefix(prefix) }
    guard !rules.isEmpty else {
      throw CommandError.unknownRule(prefix, nearest: pack.rule(nearestTo: prefix))
    }
    let faults = pack.failedExamples(prefix: prefix)
    let status = try RulesCheck.report(faults, json: json, session)
    if !json {
      let run = rules.reduce(0) { $0 + $1.examples.count + $1.counterExamples.count }
      session.print(
        session.wording.say(
          "\(run) exemples de \(rules.count) règles, tels quels et transformés : \(faults.count) en défaut.\n",
          "\(run) examples of \(rules.count) rules, as they stand and changed: \(faults.count) at fault.\n"
        ))
      session.print(session.wording.mutationLines(faults).map { $0 + "\n" }.joined())
    }
    return status
  }
}

/// `calls rules list`.
struct RulesList: CallsCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: Help.say("Énumérer les règles.", "List the rules."),
    discussion: Example.text("calls rules list", "calls rules list deadlines/ --json"))

  @Flag(help: .say("Donner du JSON.", "Print JSON."))
  var json = false

  @Argument(
    help: .say(
      "Seulement les règles dont l’identifiant commence ainsi.",
      "Only rules whose id begins so.", value: "prefix"))
  var prefix = ""

  @OptionGroup(title: Help.say("Options communes", "Shared options")) var shared: SharedOptions

  func run(in session: Session) throws -> Int32 {
    let rules = try session.pack().descriptions.filter { $0.id.hasPrefix(prefix) }
    if json {
      try session.print(json: rules)
      return ExitStatus.done
    }
    let wording = session.wording
    var table = TextTable([
      .init(wording.say("Règle", "Rule")), .init(wording.say("Donne", "Makes")),
      .init(wording.say("Exemples", "Examples"), .trailing),
      .init(wording.say("En bref", "Summary"), shrinksTo: 20, maximumLines: 2),
    ])
    table.rows = rules.map {
      .init([
        .init($0.id, .strong), .init($0.type),
        "\($0.examples.count)+\($0.counterExamples.count)", .init($0.summary),
      ])
    }
    session.print(table.rendered(width: session.output.width, style: session.output.style))
    return ExitStatus.done
  }
}

/// `calls rules show RULE`.
struct RulesShow: CallsCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: Help.say("Montrer une règle.", "Show one rule."),
    discussion: Example.text("calls rules show deadlines/until"))

  @Flag(help: .say("Donner du JSON.", "Print JSON."))
  var json = false

  @Argument(help: .say("L’identifiant de la règle.", "The rule's id.", value: "rule"))
  var rule: String

  @OptionGroup(title: Help.say("Options communes", "Shared options")) var shared: SharedOptions

  func run(in session: Session) throws -> Int32 {
    let pack = try session.pack()
    guard let found = pack.descriptions.first(where: { $0.id == rule }) else {
      throw CommandError.unknownRule(rule, nearest: pack.rule(nearestTo: rule))
    }
    if json {
      try session.print(json: found)
    } else {
      session.print(Self.sheet(found, session).map { $0 + "\n" }.joined())
    }
    return ExitStatus.done
  }

  private static func sheet(_ rule: RuleDescription, _ session: Session) -> [String] {
    let wording = session.wording
    let style = session.output.style
    func lines(_ label: String, _ values: [String]) -> [String] {
      values.enumerated().map { ($0 == 0 ? label : "").padded(to: 16) + PlainText.line($1) }
    }
    func examples(_ examples: [RuleDescription.Example]) -> [String] {
      examples.map { example in
        let value = example.value.map { " → \($0)" } ?? ""
        return example.text + value + (example.why.map { " (\($0))" } ?? "")
      }
    }
    return [style.apply(.strong, to: rule.id), rule.summary]
      + lines(wording.say("Source", "Source"), [rule.source].compactMap(\.self))
      + lines(wording.say("Donne", "Makes"), [rule.type])
      + lines(wording.say("Motifs", "Patterns"), rule.patterns)
      + lines(wording.say("Si", "When"), rule.when)
      + lines(wording.say("Sauf", "Unless"), rule.unless)
      + lines(wording.say("Exemples", "Examples"), examples(rule.examples))
      + lines(wording.say("Contre-ex.", "Not for"), examples(rule.counterExamples))
  }
}

extension String {
  /// With spaces after it, up to a number of cells.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(1, width - DisplayWidth.of(self)))
  }
}

/// `calls rules compile`: the pack that installs with the program.
struct RulesCompile: CallsCommand {
  static let configuration = CommandConfiguration(
    commandName: "compile",
    abstract: Help.say(
      "Écrire toutes les règles en un fichier qui se lit vite.",
      "Write all rules into one file that is read quickly."),
    discussion: Example.text("calls rules compile --output rules.pack"))

  @Option(help: .say("Où l’écrire.", "Where to write it.", value: "file"))
  var output: String

  @OptionGroup(title: Help.say("Options communes", "Shared options")) var shared: SharedOptions

  func run(in session: Session) throws -> Int32 {
    let library = session.ruleLibrary
    guard let folder = library.folder else { throw RuleLibraryError.notFound }
    let fresh = RuleLibrary(folder: folder, bundledPack: nil, cacheFolder: nil, build: "")
    guard fresh.writePack(try fresh.pack(), to: output) else {
      throw CommandError.cannotWrite(path: output, detail: "rules.pack")
    }
    session.note(output)
    return ExitStatus.done
  }
}
