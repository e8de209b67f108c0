import CallModel
import Foundation

extension Wording {
  /// The question that a person must answer to settle a criterion.
  package func question(_ question: CriterionQuestion) -> String {
    switch question {
    case .doesCallTake, .isAuthorityOneOf, .mayApplyAs, .isConditionMet: applicantQuestion(question)
    case .whichArea, .doesPlaceLieIn, .whereIsAuthority, .partnerFrom, .partnersEnough,
      .partnerOfKind, .agreementSigned:
      placeQuestion(question)
    case .whichDeadline, .whichOpening, .whichExactDate: dateQuestion(question)
    case .projectBudget, .convertCurrency, .canPay, .whichOwnShare, .whichRate, .projectDuration,
      .writeIn:
      meansQuestion(question)
    }
  }

  private func applicantQuestion(_ question: CriterionQuestion) -> String {
    switch question {
    case .doesCallTake(let type):
      return say(
        "L’appel accepte-t-il cette catégorie de candidats : \(applicantType(type)) ?",
        "Does the call take this kind of applicant: \(applicantType(type))?")
    case .isAuthorityOneOf(let types):
      return say(
        "Votre structure relève-t-elle de l’une de ces catégories : \(kinds(types)) ?",
        "Is your body one of these: \(kinds(types))?")
    case .mayApplyAs(let role):
      return say(
        "Pouvez-vous candidater comme \(applicantRole(role)) ?",
        "May you apply as \(applicantRole(role))?")
    case .isConditionMet(let text, let missing):
      let facts = missing.isEmpty ? "" : " (\(list(missing.map { PlainText.line($0) })))"
      return say(
        "Remplissez-vous cette condition de l’appel : \(passage(text))\(facts) ?",
        "Do you meet this condition of the call: \(passage(text))\(facts)?")
    default: return ""
    }
  }

  private func placeQuestion(_ question: CriterionQuestion) -> String {
    switch question {
    case .whichArea:
      return say(
        "Quels territoires l’appel accepte-t-il ?", "Which territories does the call take?")
    case .doesPlaceLieIn(let places, let area):
      return say(
        "Votre territoire (\(self.places(places))) est-il dans la zone de l’appel (\(self.places(area))) ?",
        "Is your territory (\(self.places(places))) in the call’s area (\(self.places(area)))?")
    case .whereIsAuthority:
      return say(
        "Où se trouve votre collectivité ? Indiquez ses territoires dans le profil.",
        "Where is your authority? Put its territories in the profile.")
    case .partnerFrom(let countries):
      return say(
        "Aurez-vous un partenaire dans l’un de ces pays : \(places(countries, or: true)) ?",
        "Will you have a partner in one of these countries: \(places(countries, or: true))?")
    case .partnersEnough(let partners, let countries):
      let asked = [partners.map(partnerCount), countries.map(countryCount)].compactMap(\.self)
        .joined(separator: ", ")
      return say(
        "Pourrez-vous réunir le partenariat demandé (au moins : \(asked)) ?",
        "Can you bring the partnership together (at least: \(asked))?")
    case .partnerOfKind(let member):
      return say(
        "Ce partenaire rejoindra-t-il le projet : \(partnershipMember(member)) ?",
        "Will this partner join the project: \(partnershipMember(member))?")
    case .agreementSigned(let countries):
      let places = countries.isEmpty ? "" : " (\(places(countries)))"
      return say(
        "Une convention de coopération est-elle signée avec le partenaire\(places) ?",
        "Is a cooperation agreement signed with the partner\(places)?")
    default: return ""
    }
  }

  private func dateQuestion(_ question: CriterionQuestion) -> String {
    switch question {
    case .whichDeadline:
      say(
        "Jusqu’à quand l’appel reçoit-il les dossiers ?",
        "Until when does the call take applications?")
    case .whichOpening:
      say("L’appel va-t-il ouvrir, et quand ?", "Will the call open, and when?")
    case .whichExactDate(let date):
      say(
        "Quelle est la date exacte ? Le document indique : \(self.date(date)).",
        "What is the exact date? The document says: \(self.date(date)).")
    default: ""
    }
  }

  private func meansQuestion(_ question: CriterionQuestion) -> String {
    switch question {
    case .projectBudget: say("Quel sera le budget du projet ?", "What will the project cost?")
    case .convertCurrency(let from, let to):
      say(
        "Quel est ce montant en \(PlainText.line(to)) (indiqué en \(PlainText.line(from))) ?",
        "What is the sum in \(PlainText.line(to)) (stated in \(PlainText.line(from)))?")
    case .canPay(let share):
      say(
        "Pouvez-vous apporter au moins \(money(share)) ?", "Can you pay at least \(money(share))?")
    case .whichOwnShare:
      say("Quelle part propre l’appel demande-t-il ?", "Which own share does the call ask for?")
    case .whichRate(let low, let high):
      say(
        "Quel taux s’applique au projet ? La part propre irait de \(money(low)) à \(money(high)).",
        "Which rate holds for the project? The own share would be \(money(low)) to \(money(high)).")
    case .projectDuration:
      say("Combien de mois durera le projet ?", "How many months will the project last?")
    case .writeIn(let languages):
      say(
        "Pouvez-vous rédiger le dossier en \(languageNames(languages, or: true)) ?",
        "Can you write the application in \(languageNames(languages, or: true))?")
    default: ""
    }
  }
}
