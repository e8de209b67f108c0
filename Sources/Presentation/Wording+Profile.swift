import CallModel

extension Wording {
  /// What is wrong in a profile, where, and what to write instead.
  package func fault(_ fault: ProfileFault) -> Advice {
    let place = fault.pointer.isEmpty ? "" : PlainText.line(fault.pointer, limit: 160)
    let message = faultMessage(fault.situation)
    let located = place.isEmpty ? message : say("\(place) : \(message)", "\(place): \(message)")
    return Advice(message: located, remedy: faultRemedy(fault.situation))
  }

  private func faultMessage(_ situation: ProfileFault.Situation) -> String {
    switch situation {
    case .syntax(let error) where error.cause == .tooLarge:
      return say(
        "le fichier est trop grand : plus d’un mébioctet, ou de \(number(ProfileJSON.valueLimit)) valeurs.",
        "the file is too large: more than a mebibyte, or \(number(ProfileJSON.valueLimit)) values.")
    case .syntax(let error):
      let place = say(
        "ligne \(error.line), colonne \(error.column)",
        "line \(error.line), column \(error.column)")
      return say(
        "le fichier n’est pas du JSON (\(place)) : \(syntax(error.cause)).",
        "the file is not JSON (\(place)): \(syntax(error.cause)).")
    case .missingKey(let key, _):
      return say("il manque le champ « \(key) ».", "the field “\(key)” is missing.")
    case .unknownKey(let key, _):
      let key = PlainText.line(key, limit: 60)
      return say("champ inconnu : « \(key) ».", "unknown field: “\(key)”.")
    case .wrongKind(let found, let expected):
      return say(
        "\(kind(found)) au lieu de : \(kind(expected)).",
        "\(kind(found)) instead of \(kind(expected)).")
    case .unknownValue(let value, _, _):
      let value = PlainText.line(value, limit: 60)
      return say("valeur inconnue : « \(value) ».", "unknown value: “\(value)”.")
    case .malformed(let value, _, _):
      let value = PlainText.line(value, limit: 60)
      return say("forme incorrecte : « \(value) ».", "wrong form: “\(value)”.")
    case .outOfRange(let found, _, _):
      return say(
        "valeur hors limites : \(PlainText.line(found, limit: 40)).",
        "value out of range: \(PlainText.line(found, limit: 40)).")
    case .notWhole(let found):
      return say(
        "nombre entier attendu : \(PlainText.line(found, limit: 40)).",
        "whole number expected: \(PlainText.line(found, limit: 40)).")
    case .repeated(let value, let first):
      let value = PlainText.line(value, limit: 60)
      return say(
        "« \(value) » figure déjà en \(PlainText.line(first)).",
        "“\(value)” stands already at \(PlainText.line(first)).")
    }
  }

  private func faultRemedy(_ situation: ProfileFault.Situation) -> String {
    switch situation {
    case .syntax(let error) where error.cause == .tooLarge:
      return say(
        "Un profil tient en quelques pages : retirez ce qui n’en est pas.",
        "A profile is a few pages long: remove what does not belong to it.")
    case .syntax:
      return say(
        "Corrigez ce signe, puis lancez « calls profile check ».",
        "Correct that sign, then run “calls profile check”.")
    case .missingKey(let key, let written):
      return written.map {
        say(
          "Le champ « \(PlainText.line($0)) » est sans doute celui-ci : renommez-le.",
          "The field “\(PlainText.line($0))” is probably meant: rename it.")
      } ?? say("Ajoutez le champ « \(key) ».", "Add the field “\(key)”.")
    case .unknownKey(_, let nearest):
      return nearest.map(suggestion) ?? say("Retirez ce champ.", "Remove this field.")
    case .wrongKind(_, let expected):
      return say("Écrivez \(kind(expected)).", "Write \(kind(expected)).")
    case .unknownValue(_, let expected, let nearest):
      return nearest.map(suggestion)
        ?? say(
          "Valeurs possibles : \(list(expected, or: true)).",
          "Possible values: \(list(expected, or: true)).")
    case .malformed(_, let expected, let nearest):
      return nearest.map(suggestion)
        ?? say("Écrivez \(form(expected)).", "Write \(form(expected)).")
    case .outOfRange(_, let min, let max):
      return max.map {
        say("Écrivez un nombre de \(min) à \($0).", "Write a number from \(min) to \($0).")
      } ?? say("Écrivez un nombre d’au moins \(min).", "Write a number of at least \(min).")
    case .notWhole:
      return say("Écrivez un nombre sans virgule.", "Write a number without a fraction.")
    case .repeated: return say("Retirez l’un des deux.", "Remove one of them.")
    }
  }

  private func suggestion(_ nearest: String) -> String {
    let nearest = PlainText.line(nearest)
    return say("Vouliez-vous dire « \(nearest) » ?", "Did you mean “\(nearest)”?")
  }

  private func syntax(_ cause: ProfileJSON.SyntaxError.Cause) -> String {
    switch cause {
    case .unexpectedEnd: say("il s’arrête trop tôt", "it ends too early")
    case .unexpected(let scalar):
      say(
        "signe inattendu « \(PlainText.line(String(scalar))) »",
        "unexpected sign “\(PlainText.line(String(scalar)))”")
    case .notUTF8: say("il n’est pas en UTF-8", "it is not in UTF-8")
    case .badEscape: say("échappement incorrect", "wrong escape")
    case .badNumber: say("nombre mal écrit", "badly written number")
    case .controlCharacter:
      say(
        "saut de ligne ou signe de contrôle dans un texte", "line break or control sign in a text")
    case .tooDeep(let limit): say("plus de \(limit) niveaux", "more than \(limit) levels")
    case .duplicateKey(let key):
      say(
        "le champ « \(PlainText.line(key)) » est répété",
        "the field “\(PlainText.line(key))” is repeated")
    case .textAfterEnd: say("du texte suit la fin", "text follows its end")
    case .tooLarge: say("il est trop grand", "it is too large")
    }
  }

  private func kind(_ kind: ProfileJSON.Kind) -> String {
    switch kind {
    case .object: say("un objet { }", "an object { }")
    case .array: say("une liste [ ]", "a list [ ]")
    case .string: say("un texte entre guillemets", "a text between quotation marks")
    case .number: say("un nombre", "a number")
    case .integer: say("un nombre entier", "a whole number")
    case .boolean: say("true ou false", "true or false")
    case .null: say("null", "null")
    }
  }

  private func form(_ format: ProfileFormat) -> String {
    switch format {
    case .text, .anyText: say("un texte", "a text")
    case .oneOf(let values):
      say("l’une de ces valeurs : \(list(values, or: true))", "one of \(list(values, or: true))")
    case .country: say("un code de pays à deux lettres (FR)", "a two-letter country code (FR)")
    case .currency:
      say("un code de monnaie à trois lettres (EUR)", "a three-letter currency code (EUR)")
    case .language: say("un code de langue à deux lettres (fr)", "a two-letter language code (fr)")
    case .territory:
      say(
        "un code NUTS (FRE1), ISO 3166-2 (ML-1) ou INSEE (INSEE:62)",
        "a NUTS (FRE1), ISO 3166-2 (ML-1) or INSEE (INSEE:62) code")
    case .date:
      say("une date (2027, 2027-01 ou 2027-01-31)", "a date (2027, 2027-01 or 2027-01-31)")
    }
  }

  /// Something in a profile that works less well than meant.
  package func profileWarning(_ warning: ProfileWarning) -> Advice {
    let place = PlainText.line(warning.pointer)
    switch warning.situation {
    case .unknownTheme(let id, let nearest, let label):
      let id = PlainText.line(id, limit: 60)
      let used =
        label.map { say("ses mots « \(PlainText.line($0)) »", "its words “\(PlainText.line($0))”") }
        ?? say("les mots de son nom", "the words of its name")
      return Advice(
        message: say("\(place) : thème inconnu, « \(id) ».", "\(place): unknown theme, “\(id)”."),
        remedy: nearest.map(suggestion)
          ?? say("Le rapprochement se fera sur \(used).", "Matching will use \(used)."))
    case .unknownTerritory(let code):
      return Advice(
        message: say(
          "\(place) : territoire inconnu, « \(PlainText.line(code)) ».",
          "\(place): unknown territory, “\(PlainText.line(code))”."),
        remedy: say(
          "Vérifiez le code ; ce qu’il contient n’est pas connu.",
          "Check the code; what it contains is not known."))
    case .unknownCountry(let code):
      return Advice(
        message: say(
          "\(place) : pays inconnu, « \(PlainText.line(code)) ».",
          "\(place): unknown country, “\(PlainText.line(code))”."),
        remedy: say("Écrivez son code ISO à deux lettres.", "Write its two-letter ISO code."))
    }
  }
}
