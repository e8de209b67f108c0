import Presentation
import RuleEngine

extension Wording {
  /// A fault of a rule file: where, what was found, what to write instead.
  func ruleFault(_ fault: RuleFault) -> Advice {
    let place = fault.line > 0 ? "\(fault.file):\(fault.line)" : fault.file
    let (message, remedy) =
      keyFault(fault.kind) ?? nameFault(fault.kind) ?? patternFault(fault.kind)
      ?? captureFault(fault.kind) ?? fileFault(fault.kind)
    return Advice(message: say("\(place) : \(message)", "\(place): \(message)"), remedy: remedy)
  }

  /// Faults of keys and their forms.
  private func keyFault(_ kind: RuleFault.Kind) -> (String, String)? {
    switch kind {
    case .unknownKey(let key, let nearest, let expected):
      (
        say("clé inconnue « \(line(key)) ».", "unknown key “\(line(key))”."),
        nearest.map(suggested)
          ?? say("Clés possibles : \(list(expected)).", "Possible keys: \(list(expected)).")
      )
    case .missingKey(let key):
      (
        say("il manque « \(line(key)) ».", "“\(line(key))” is missing."),
        say("Ajoutez cette clé.", "Add this key.")
      )
    case .repeatedKey(let key):
      (
        say("« \(line(key)) » est écrit deux fois.", "“\(line(key))” is written twice."),
        say("Réunissez les deux, ou retirez-en une.", "Join the two, or remove one.")
      )
    case .wrongType(let key, let expected):
      (
        say("« \(line(key)) » n’a pas la bonne forme.", "“\(line(key))” has the wrong form."),
        say("Attendu : \(form(expected)).", "Expected: \(form(expected)).")
      )
    case .outOfRange(let key, let range):
      (
        say("« \(line(key)) » est hors limites.", "“\(line(key))” is out of range."),
        say(
          "Donnez un nombre de \(range.lowerBound) à \(range.upperBound).",
          "Give a number from \(range.lowerBound) to \(range.upperBound).")
      )
    case .endsBeforeItBegins(let from, let to):
      (
        say(
          "la validité finit (\(line(to))) avant de commencer (\(line(from))).",
          "the validity ends (\(line(to))) before it begins (\(line(from)))."),
        say("Corrigez « from » ou « to ».", "Correct “from” or “to”.")
      )
    case .uselessKey(let key, let other):
      (
        say(
          "« \(line(key)) » ne sert à rien sans « \(line(other)) ».",
          "“\(line(key))” does nothing without “\(line(other))”."),
        say(
          "Ajoutez « \(line(other)) », ou retirez « \(line(key)) ».",
          "Add “\(line(other))”, or remove “\(line(key))”.")
      )
    default: nil
    }
  }

  /// Faults of names and lists.
  private func nameFault(_ kind: RuleFault.Kind) -> (String, String)? {
    switch kind {
    case .unknownName(let name, let nearest, let expected):
      (
        unknown(name, expected),
        nearest.map(suggested) ?? remedy(forUnknown: expected)
      )
    case .emptyList(let key):
      (
        say("« \(line(key)) » est vide.", "“\(line(key))” is empty."),
        say("Ajoutez une ligne, ou retirez la clé.", "Add a line, or remove the key.")
      )
    case .repeatedId(let id, let first):
      (
        say(
          "« \(line(id)) » est déjà pris par \(first).",
          "“\(line(id))” is already taken by \(first)."),
        say("Donnez-lui un autre nom.", "Give it another name.")
      )
    default: nil
    }
  }

  /// Faults of phrases and patterns.
  private func patternFault(_ kind: RuleFault.Kind) -> (String, String)? {
    switch kind {
    case .badPhrase(let phrase, let reason):
      (
        say(
          "expression mal écrite « \(line(phrase)) » : \(name(of: reason)).",
          "badly written phrase “\(line(phrase))”: \(name(of: reason))."),
        say("Vérifiez parenthèses et crochets.", "Check its brackets.")
      )
    case .badPattern(let pattern, let column, let reason):
      (
        say(
          "motif mal écrit « \(line(pattern)) », colonne \(column) : \(name(of: reason)).",
          "badly written pattern “\(line(pattern))”, column \(column): \(name(of: reason))."),
        say(
          "Voyez la forme des motifs dans Rules/README.md.",
          "See the form of patterns in Rules/README.md.")
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
          "le motif « \(line(pattern)) » peut être vide.",
          "the pattern “\(line(pattern))” may be empty."),
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
    case .scopeInCondition(let scope):
      (
        say(
          "« \(line(scope)) » au milieu d’une condition y serait pris pour des mots.",
          "“\(line(scope))” within a condition would be taken for words."),
        say(
          "Écrivez une condition par portée : « unless » en demande une, « when » toutes.",
          "Write one condition for each scope: “unless” needs one of them, “when” all.")
      )
    default: nil
    }
  }

  /// Faults of captures and of values made of them.
  private func captureFault(_ kind: RuleFault.Kind) -> (String, String)? {
    switch kind {
    case .tooManyCaptures(let limit):
      (
        say("le motif capture trop de choses.", "the pattern captures too many things."),
        say("Au plus \(limit) noms différents.", "At most \(limit) different names.")
      )
    case .unknownCapture(let name, let known):
      (
        say(
          "« \(line(name)) » n’est pas capturé par le motif.",
          "“\(line(name))” is not captured by the pattern."),
        say("Captures : \(list(known)).", "Captures: \(list(known)).")
      )
    case .missingCapture(let normaliser, let needs):
      (
        say(
          "la valeur « \(line(normaliser)) » n’a pas de quoi se faire.",
          "the value “\(line(normaliser))” has nothing to be made of."),
        say("Capturez l’un de : \(list(needs)).", "Capture one of: \(list(needs)).")
      )
    case .unknownNormaliser(let name, let known):
      (
        say(
          "forme de valeur inconnue « \(line(name)) ».",
          "unknown form of value “\(line(name))”."),
        say("Formes : \(list(known)).", "Forms: \(list(known)).")
      )
    default: nil
    }
  }

  /// Faults of whole files and of examples.
  private func fileFault(_ kind: RuleFault.Kind) -> (String, String) {
    switch kind {
    case .notYAML(let detail):
      (
        say("ce n’est pas du YAML (\(line(detail))).", "this is not YAML (\(line(detail)))."),
        say("Corrigez cet endroit.", "Correct this place.")
      )
    case .tooLarge(let bytes, let limit):
      (
        say("fichier trop gros : \(size(bytes)).", "file too large: \(size(bytes))."),
        say("Coupez-le (\(size(limit)) au plus).", "Split it (\(size(limit)) at most).")
      )
    case .tooManyNames(let count, let limit):
      (
        say("\(count) lexiques et types : c’est trop.", "\(count) lexicons and types: too many."),
        say("\(limit) au plus ; réunissez des lexiques.", "\(limit) at most; join some lexicons.")
      )
    case .unbalancedMark(let text):
      (
        say(
          "crochet sans son pareil dans l’exemple « \(line(text)) ».",
          "bracket without its other half in the example “\(line(text))”."),
        say(
          "Marquez le passage [ainsi] ; un crochet du texte s’écrit \\[.",
          "Mark the passage [so]; a bracket of the text is written \\[.")
      )
    case .exampleFailed(let text, let expected, let found, let mutation):
      (
        say(
          "exemple en échec\(parenthesis(mutation)) « \(line(text)) » : trouvé \(line(found)).",
          "failed example\(parenthesis(mutation)) “\(line(text))”: found \(line(found))."),
        say("Attendu : \(line(expected)).", "Expected: \(line(expected)).")
      )
    case .tooFewExamples(let found, let expected, let isCounter):
      (
        isCounter
          ? say("contre-exemples : \(found).", "counter-examples: \(found).")
          : say("exemples : \(found).", "examples: \(found)."),
        say("Il en faut au moins \(expected).", "At least \(expected) are needed.")
      )
    default:
      (
        say("lecture impossible.", "cannot be read."),
        say("Vérifiez vos droits et l’encodage UTF-8.", "Check your rights and the UTF-8 encoding.")
      )
    }
  }

  private func parenthesis(_ mutation: RuleMutation?) -> String {
    mutation.map { " (\(name(of: $0)))" } ?? ""
  }

  private func suggested(_ name: String) -> String {
    say("Vouliez-vous dire « \(line(name)) » ?", "Did you mean “\(line(name))”?")
  }

  private func line(_ text: String) -> String { PlainText.line(text, limit: 200) }
}
