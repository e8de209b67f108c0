import CallModel
import Presentation

extension Wording {
  static let sampleCall = "4bb506954a-1"

  /// What is wrong with a correction as typed.
  func correctionFault(_ fault: Correction.Fault) -> Advice {
    switch fault {
    case .form(let text):
      Advice(
        message: say(
          "« \(PlainText.line(text)) » n’est pas de la forme champ=valeur.",
          "“\(PlainText.line(text))” is not of the form field=value."),
        remedy: say("Par exemple : rate=75.", "For example: rate=75."))
    case .unknownField(let name, let nearest):
      Advice(
        message: say(
          "Le champ « \(PlainText.line(name)) » n’existe pas.",
          "There is no field “\(PlainText.line(name))”."),
        remedy: nearest.map { say("Vouliez-vous dire « \($0) » ?", "Did you mean “\($0)”?") }
          ?? say(
            "« calls correct --help » donne les champs.", "“calls correct --help” lists the fields."
          ))
    case .value(let field, let value, let expected):
      Advice(
        message: say(
          "« \(PlainText.line(value)) » ne convient pas au champ \(field).",
          "“\(PlainText.line(value))” is no value of the field \(field)."),
        remedy: say("Écrivez par exemple \(expected).", "Write for example \(expected)."))
    }
  }

  var correctionsTakenBack: String {
    say(
      "Corrections retirées ; « calls retag » relit ce que dit le document.",
      "Corrections taken back; “calls retag” reads what the document says.")
  }

  var noChange: String { say("Rien n’a changé.", "Nothing changed.") }

  /// `Date limite : 3 mai 2024 → 6 mai 2024`, a line a field that says something else.
  func changes(from before: CallRecord, to after: CallRecord) -> [String] {
    CallField.changed(from: before, to: after).map { field in
      let old = list(values(of: field, in: before))
      let new = list(values(of: field, in: after))
      let change = "\(old.isEmpty ? "–" : old) → \(new.isEmpty ? "–" : new)"
      return say("\(fieldName(field)) : \(change)", "\(fieldName(field)): \(change)")
    }
  }

  func textOutdated(_ path: String) -> String {
    say(
      "\(PlainText.line(path)) : le texte gardé est d’une version plus ancienne. Ajoutez de nouveau le fichier par « calls add ».",
      "\(PlainText.line(path)): the stored text is of an older version. Add the file again with “calls add”."
    )
  }

  func retagged(documents: Int, calls: Int, isApplied: Bool) -> String {
    let read = count(
      documents, fr: ("document relu", "documents relus"),
      en: ("document read again", "documents read again"))
    let changed =
      isApplied
      ? count(
        calls, fr: ("appel modifié", "appels modifiés"), en: ("call changed", "calls changed"))
      : count(
        calls, fr: ("appel changerait", "appels changeraient"),
        en: ("call would change", "calls would change"))
    return clauses([read, changed]) + "."
  }
}
