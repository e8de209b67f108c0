import ArgumentParser
import Documents
import Pipeline
import Presentation
import RuleEngine

/// `calls rules explain`: which rules fire on a text, and why one did not.
struct RulesExplain: CallsCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: Help.say(
      "Dire quelles règles prennent dans un texte, et pourquoi l’une ne prend pas.",
      "Say which rules fire on a text, and why one does not."),
    discussion: Example.text(
      "calls rules explain 'Les dossiers sont à déposer avant le 6 mai 2024.'",
      "calls rules explain --rule deadlines/until 'Travaux jusqu’au 6 mai 2024'"))

  @Option(
    help: .say(
      "Dire de cette règle jusqu’où elle va.", "Say of this rule how far it gets.", value: "id"))
  var rule: String?

  @Flag(help: .say("Donner du JSON.", "Print JSON."))
  var json = false

  @Argument(
    help: .say(
      "Le texte ; le chemin d’un fichier, ou - pour l’entrée standard.",
      "The text; a file's path, or - for standard input.", value: "text"))
  var text: String

  @OptionGroup(title: Help.say("Options communes", "Shared options")) var shared: SharedOptions

  func run(in session: Session) throws -> Int32 {
    let tagger = Tagger(pack: try session.pack())
    let text = try read()
    if let rule {
      guard let account = tagger.explanation(of: rule, in: text) else {
        throw CommandError.unknownRule(rule, nearest: tagger.pack.rule(nearestTo: rule))
      }
      if json {
        try session.print(json: account)
      } else {
        let lines = Explaining(text: text, wording: session.wording).lines(account)
        session.print(lines.map { $0 + "\n" }.joined())
      }
      return ExitStatus.done
    }
    let annotations = tagger.annotations(in: text)
    if json {
      try session.print(json: TaggedText(path: "", text: text, annotations: annotations))
    } else {
      let explaining = Explaining(text: text, wording: session.wording)
      let parts = derivations(of: annotations, in: text, tagger)
      session.print(explaining.lines(annotations, parts).map { $0 + "\n" }.joined())
    }
    return ExitStatus.done
  }

  /// Longest text, in bytes, of which each rule's parts are told: every rule is run again.
  private static let derivationLimit = 8192

  /// What each annotation is made of, by the place and the rule that made it.
  private func derivations(
    of annotations: [Annotation], in text: String, _ tagger: Tagger
  ) -> [Explaining.Maker: [Annotation.Attribute]] {
    guard text.utf8.count <= Self.derivationLimit else { return [:] }
    var parts: [Explaining.Maker: [Annotation.Attribute]] = [:]
    for rule in Set(annotations.map(\.rule)) {
      for place in tagger.explanation(of: rule, in: text)?.places ?? [] {
        guard case .fires = place.verdict else { continue }
        parts[Explaining.Maker(rule: rule, range: place.range)] = place.captures
      }
    }
    return parts
  }

  private func read() throws -> String {
    guard text == "-" || DocumentInputs.exists(text) else { return text }
    do {
      return String(decoding: try InputFile.bytes(of: text), as: UTF8.self)
    } catch {
      throw CommandError.inputUnreadable(path: text, detail: error.id)
    }
  }
}

/// Puts the work of rules into words.
struct Explaining {
  private let text: String
  private let index: ScalarIndex
  private let wording: Wording

  init(text: String, wording: Wording) {
    self.text = text
    self.wording = wording
    index = ScalarIndex(text)
  }

  /// A rule at a place.
  struct Maker: Hashable {
    var rule: String
    var range: TextRange
  }

  /// Each annotation with its rule, and the parts that the rule's pattern captured.
  func lines(
    _ annotations: [Annotation], _ parts: [Maker: [Annotation.Attribute]]
  ) -> [String] {
    guard !annotations.isEmpty else { return [wording.say("Rien.", "Nothing.")] }
    return annotations.flatMap { annotation in
      let made = parts[Maker(rule: annotation.rule, range: annotation.range)] ?? []
      return [
        "\(annotation.publishedType): \(annotation.value.description)",
        "  \(quoted(annotation.range)) [\(annotation.rule)]",
      ] + annotation.attributes.map { "  \($0.key) = \(PlainText.line($0.value))" }
        + made.map { "  ‹\($0.key)› \(quoted($0.value))" }
    }
  }

  func lines(_ account: RuleExplanation) -> [String] {
    guard !account.places.isEmpty else {
      return [
        wording.say(
          "\(account.rule) ne trouve rien : aucun mot par lequel ses motifs commencent n’est dans le texte.",
          "\(account.rule) finds nothing: no word with which its patterns begin stands in the text."
        )
      ]
    }
    return account.places.flatMap { place in
      ["\(quoted(place.range)): " + verdict(place.verdict)]
        + place.captures.map { "  \($0.key) = \(PlainText.line($0.value))" }
    }
  }

  private func verdict(_ verdict: RuleExplanation.Verdict) -> String {
    switch verdict {
    case .fires(let value): wording.say("trouvé, \(value)", "found, \(value)")
    case .hidden(let rule):
      rule.map {
        wording.say("trouvé, mais effacé par \($0)", "found, but hidden by \($0)")
      } ?? wording.say("trouvé, mais effacé", "found, but hidden")
    case .forbidden(let condition, let words?):
      wording.say(
        "le motif s’y trouve, mais \(quoted(words)) l’exclut (unless « \(condition) »)",
        "the pattern is there, but \(quoted(words)) forbids it (unless “\(condition)”)")
    case .forbidden(let condition, nil):
      wording.say(
        "le motif s’y trouve, mais rien de ce que veut sa condition « \(condition) » (when)",
        "the pattern is there, but nothing that its condition “\(condition)” wants (when)")
    case .noValue:
      wording.say(
        "le motif s’y trouve, mais ne donne aucune valeur possible",
        "the pattern is there, but makes no possible value")
    case .stops(let step):
      wording.say(
        "le motif s’arrête ici ; il manque ensuite : \(step)",
        "the pattern stops here; missing next: \(step)")
    }
  }

  private func quoted(_ range: TextRange) -> String { quoted(index.slice(range)) }

  private func quoted(_ text: String) -> String {
    wording.quoted(PlainText.line(text, limit: 120))
  }
}
