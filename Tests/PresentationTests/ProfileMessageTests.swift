import CallModel
import Foundation
import Testing

@testable import Presentation

@Suite struct ProfileMessageTests {
  static let cases: [(ProfileFault, fr: String, en: String)] = [
    (
      ProfileFault("", .missingKey("name", written: nil)),
      "il manque le champ «~name~». Ajoutez le champ «~name~».",
      "the field “name” is missing. Add the field “name”."
    ),
    (
      ProfileFault("/theme", .unknownKey("theme", nearest: "themes")),
      "/theme~: champ inconnu~: «~theme~». Vouliez-vous dire «~themes~»~?",
      "/theme: unknown field: “theme”. Did you mean “themes”?"
    ),
    (
      ProfileFault("/population", .wrongKind(found: .string, expected: .integer)),
      "/population~: un texte entre guillemets au lieu de~: un nombre entier. Écrivez un nombre entier.",
      "/population: a text between quotation marks instead of a whole number. Write a whole number."
    ),
    (
      ProfileFault("/country", .malformed("France", expected: .country, nearest: nil)),
      "/country~: forme incorrecte~: «~France~». Écrivez un code de pays à deux lettres (FR).",
      "/country: wrong form: “France”. Write a two-letter country code (FR)."
    ),
    (
      ProfileFault("/alerts/minimumScore", .outOfRange(found: "120", min: 0, max: 100)),
      "/alerts/minimumScore~: valeur hors limites~: 120. Écrivez un nombre de 0 à 100.",
      "/alerts/minimumScore: value out of range: 120. Write a number from 0 to 100."
    ),
    (
      ProfileFault("/projects/1/id", .repeated("p1", first: "/projects/0/id")),
      "/projects/1/id~: «~p1~» figure déjà en /projects/0/id. Retirez l’un des deux.",
      "/projects/1/id: “p1” stands already at /projects/0/id. Remove one of them."
    ),
  ]

  @Test("a fault says where, what and what to do", arguments: cases)
  func fault(_ fault: ProfileFault, _ french: String, _ english: String) {
    #expect(visible(Wording(.fr).fault(fault).line) == french)
    #expect(visible(Wording(.en).fault(fault).line) == english)
  }

  @Test("what the loader finds is worded, whatever it is")
  func loader() {
    let files = [
      String(repeating: " ", count: ProfileJSON.byteLimit + 1),
      "", "{", "{\"a\": 1,}", "[]", "{\"schema\": \"calls-profile/1\"}", "{\"a\": \"\\x\"}",
      "{\"a\":1,\"a\":2}", "{} x", "{\"name\": 01}",
      """
      {"schema": "calls-profile/2", "name": "", "type": "regions", "country": "fr", "themes": [{}],
       "alerts": {"minimumScore": 1000}, "population": 1.5}
      """,
    ]
    for file in files {
      do {
        _ = try ProfileLoader.load(Data(file.utf8))
        Issue.record("accepted: \(file)")
      } catch {
        for fault in error.faults {
          for language in UserLanguage.allCases {
            let advice = Wording(language).fault(fault)
            #expect(!advice.remedy.isEmpty && advice.message.count > 10)
          }
        }
      }
    }
  }

  @Test("warnings say what is done all the same")
  func warnings() {
    let warning = ProfileWarning("/themes/0", .unknownTheme("x", nearest: nil, label: "eau"))
    #expect(
      visible(Wording(.fr).profileWarning(warning).line)
        == "/themes/0~: thème inconnu, «~x~». Le rapprochement se fera sur ses mots «~eau~».")
  }
}
