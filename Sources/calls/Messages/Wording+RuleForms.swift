import Presentation
import RuleEngine

/// Names of what rule files are made of.
extension Wording {
  func form(_ form: RuleFault.Form) -> String {
    switch form {
    case .mapping: say("des clés et leurs valeurs", "keys and their values")
    case .list: say("une liste", "a list")
    case .text: say("un texte", "a text")
    case .textList: say("un texte ou une liste de textes", "a text or a list of texts")
    case .wholeNumber: say("un nombre entier", "a whole number")
    case .flag: say("true ou false", "true or false")
    case .condition:
      say(
        "une portée et un motif (« sentence: <mot> »)", "a scope and a pattern (“sentence: <word>”)"
      )
    case .digits: say("un nombre de chiffres (« 1-2 »)", "a number of digits (“1-2”)")
    case .share: say("un nombre de 0 à 1", "a number from 0 to 1")
    case .day:
      say("un jour, un mois ou une année (2021-01-01)", "a day, month or year (2021-01-01)")
    }
  }

  func unknown(_ name: String, _ kind: RuleFault.NameKind) -> String {
    let name = PlainText.line(name, limit: 200)
    return switch kind {
    case .lexicon: say("lexique inconnu « \(name) ».", "unknown lexicon “\(name)”.")
    case .valueOrShape: say("valeur inconnue « \(name) ».", "unknown value “\(name)”.")
    case .type: say("type inconnu « \(name) ».", "unknown type “\(name)”.")
    case .group: say("groupe de types inconnu « \(name) ».", "unknown group of types “\(name)”.")
    case .scope: say("portée inconnue « \(name) ».", "unknown scope “\(name)”.")
    case .entry(let key):
      say("\(key) : aucune entrée « \(name) ».", "\(key): no entry “\(name)”.")
    }
  }

  func remedy(forUnknown kind: RuleFault.NameKind) -> String {
    switch kind {
    case .lexicon:
      say("Prenez un lexique de Rules/lexicons.", "Take a lexicon of Rules/lexicons.")
    case .valueOrShape:
      say(
        "Prenez un type de types.yaml, ou une classe de shapes.yaml.",
        "Take a type of types.yaml, or a class of shapes.yaml.")
    case .type: say("Ajoutez ce type à types.yaml.", "Add this type to types.yaml.")
    case .group: say("Prenez un groupe de types.yaml.", "Take a group of types.yaml.")
    case .entry:
      say(
        "Prenez l’id d’une entrée de Rules/gazetteers.",
        "Take the id of an entry of Rules/gazetteers.")
    case .scope(let scopes):
      say("Portées : \(list(scopes)).", "Scopes: \(list(scopes)).")
    }
  }

  func name(of fault: PhraseFault) -> String {
    switch fault {
    case .unbalanced:
      say("un crochet n’a pas son pareil", "a bracket has no other half")
    case .empty: say("elle n’a aucun mot", "it has no words")
    case .tooMany: say("elle vaut trop d’expressions", "it stands for too many phrases")
    case .tooLong: say("elle a trop de mots", "it has too many words")
    }
  }

  func name(of reason: PatternFault.Reason) -> String {
    switch reason {
    case .unclosed: say("un crochet n’est pas fermé", "a bracket is not closed")
    case .unopened:
      say("un crochet fermé n’a pas été ouvert", "a bracket is closed that was not opened")
    case .empty: say("il n’y a rien ici", "nothing stands here")
    case .badName: say("un nom est attendu ici", "a name is expected here")
    case .badCount:
      say("un nombre est attendu après « .. »", "a number is expected after “..”")
    case .nothingToRepeat:
      say("rien ne précède « ? », « + » ou « * »", "nothing stands before “?”, “+” or “*”")
    case .doubleGap: say("un trou suit un trou", "a gap follows a gap")
    }
  }
}
