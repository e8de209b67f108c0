import Pipeline
import Presentation
import RuleEngine

extension Wording {
  /// A fault of a rule file: where, what was found, what to write instead.
  func ruleFault(_ fault: RuleFault) -> Advice {
    let place = fault.line > 0 ? "\(fault.file):\(fault.line)" : fault.file
    let (message, remedy) = ruleFault(fault.kind)
    return Advice(message: say("\(place) : \(message)", "\(place): \(message)"), remedy: remedy)
  }

  private func ruleFault(_ kind: RuleFault.Kind) -> (String, String) {
    switch kind {
    case .notYAML(let detail):
      (
        say("ce n’est pas du YAML (\(line(detail))).", "this is not YAML (\(line(detail)))."),
        say("Corrigez cet endroit.", "Correct this place.")
      )
    case .unknownKey(let key, let nearest, let expected):
      (
        say("clé inconnue « \(line(key)) ».", "unknown key “\(line(key))”."),
        nearest.map(suggested)
          ?? say("Clés possibles : \(list(expected)).", "Possible keys: \(list(expected)).")
      )
    case .missingKey(let key):
      (
        say("il manque « \(key) ».", "“\(key)” is missing."),
        say("Ajoutez cette clé.", "Add this key.")
      )
    case .wrongType(let key, let expected):
      (
        say("« \(line(key)) » n’a pas la bonne forme.", "“\(line(key))” has the wrong form."),
        say("Attendu : \(expected).", "Expected: \(expected).")
      )
    case .emptyList(let key):
      (
        say("« \(key) » est vide.", "“\(key)” is empty."),
        say("Ajoutez une ligne, ou retirez la clé.", "Add a line, or remove the key.")
      )
    case .badPhrase(let phrase, let reason):
      (
        say(
          "expression mal écrite « \(line(phrase)) » (\(reason)).",
          "badly written phrase “\(line(phrase))” (\(reason))."),
        say("Vérifiez parenthèses et crochets.", "Check its brackets.")
      )
    case .badPattern(let pattern, let column, let reason):
      (
        say(
          "motif mal écrit « \(line(pattern)) », colonne \(column) (\(reason)).",
          "badly written pattern “\(line(pattern))”, column \(column) (\(reason))."),
        say(
          "Voyez la forme des motifs dans Rules/README.md.",
          "See the form of patterns in Rules/README.md.")
      )
    case .unknownName(let name, let nearest, let expected):
      (
        say("« \(line(name)) » est inconnu.", "“\(line(name))” is unknown."),
        nearest.map(suggested) ?? say("Attendu : \(expected).", "Expected: \(expected).")
      )
    case .repeatedId(let id, let first):
      (
        say(
          "« \(line(id)) » est déjà pris par \(first).",
          "“\(line(id))” is already taken by \(first)."),
        say("Donnez-lui un autre nom.", "Give it another name.")
      )
    case .cycle(let path):
      (
        say(
          "ces types dépendent l’un de l’autre en rond : \(path.joined(separator: " → ")).",
          "these types need each other in a circle: \(path.joined(separator: " → "))."),
        say("Retirez l’un de ces liens.", "Remove one of these links.")
      )
    case .matchesNothing(let pattern):
      (
        say(
          "le motif « \(line(pattern)) » ne peut rien trouver.",
          "the pattern “\(line(pattern))” can match nothing."),
        say("Demandez au moins un mot.", "Ask for one word at least.")
      )
    case .startsWithGap(let pattern):
      (
        say(
          "le motif « \(line(pattern)) » commence par un trou.",
          "the pattern “\(line(pattern))” begins with a gap."),
        say(
          "Commencez par un mot, un lexique ou une valeur.",
          "Begin with a word, a lexicon or a value.")
      )
    case .unknownCapture(let name, let known):
      (
        say(
          "« \(line(name)) » n’est pas capturé par le motif.",
          "“\(line(name))” is not captured by the pattern."),
        say("Captures : \(list(known)).", "Captures: \(list(known)).")
      )
    case .unknownNormaliser(let name, let known):
      (
        say(
          "forme de valeur inconnue « \(line(name)) ».",
          "unknown form of value “\(line(name))”."),
        say("Formes : \(list(known)).", "Forms: \(list(known)).")
      )
    case .tooLarge(let bytes, let limit):
      (
        say("fichier trop gros : \(size(bytes)).", "file too large: \(size(bytes))."),
        say("Coupez-le (\(size(limit)) au plus).", "Split it (\(size(limit)) at most).")
      )
    case .unreadable:
      (
        say("lecture impossible.", "cannot be read."),
        say("Vérifiez vos droits et l’encodage UTF-8.", "Check your rights and the UTF-8 encoding.")
      )
    case .exampleFailed(let text, let expected, let found, let mutation):
      (
        say(
          "exemple en échec\(mutation.map { " (\(name(of: $0)))" } ?? "") « \(line(text)) » : trouvé \(line(found)).",
          "failed example\(mutation.map { " (\(name(of: $0)))" } ?? "") “\(line(text))”: found \(line(found))."
        ),
        say("Attendu : \(line(expected)).", "Expected: \(line(expected)).")
      )
    case .tooFewExamples(let found, let expected, let isCounter):
      (
        isCounter
          ? say("contre-exemples : \(found).", "counter-examples: \(found).")
          : say("exemples : \(found).", "examples: \(found)."),
        say("Il en faut au moins \(expected).", "At least \(expected) are needed.")
      )
    }
  }

  private func suggested(_ name: String) -> String {
    say("Vouliez-vous dire « \(line(name)) » ?", "Did you mean “\(line(name))”?")
  }

  private func line(_ text: String) -> String { PlainText.line(text, limit: 200) }

  /// Why there are no rules to work with: one line for each fault.
  func ruleLibraryError(_ error: RuleLibraryError) -> [Advice] {
    switch error {
    case .faulty(let faults): faults.faults.map(ruleFault)
    case .notFound:
      [
        Advice(
          message: say("Les règles sont introuvables.", "The rules are missing."),
          remedy: say(
            "Donnez leur dossier par --rules ou CALLS_RULES.",
            "Give their folder by --rules or CALLS_RULES."))
      ]
    case .noRules(let folder):
      [
        Advice(
          message: say("\(folder) ne contient aucune règle.", "\(folder) holds no rules."),
          remedy: say(
            "Donnez un dossier de fichiers .yaml par --rules.",
            "Give a folder of .yaml files by --rules."))
      ]
    }
  }
}
