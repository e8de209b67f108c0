import CallModel

// The names of the record's closed sets. Each switch is total, so that a new case cannot be
// forgotten.
extension Wording {
  package func axisLevel(_ level: Axis.Level) -> String {
    switch level {
    case .axis: say("axe", "axis")
    case .priority: say("priorité", "priority")
    case .specificObjective: say("objectif spécifique", "specific objective")
    case .measure: say("mesure", "measure")
    case .strand: say("volet", "strand")
    case .lot: say("lot", "lot")
    case .topic: say("thématique", "topic")
    }
  }

  package func partyRole(_ role: Party.Role) -> String {
    switch role {
    case .funder: say("financeur", "funder")
    case .managingAuthority: say("autorité de gestion", "managing authority")
    case .jointSecretariat: say("secrétariat conjoint", "joint secretariat")
    case .nationalCoordinator: say("coordination nationale", "national coordinator")
    case .intermediateBody: say("organisme intermédiaire", "intermediate body")
    case .technicalSupport: say("appui technique", "technical support")
    }
  }

  package func linkRole(_ role: CallLink.Role) -> String {
    switch role {
    case .apply: say("déposer un dossier", "apply")
    case .rules: say("règlement", "rules")
    case .form: say("formulaire", "form")
    case .faq: say("questions fréquentes", "frequent questions")
    case .source: say("page de l’appel", "page of the call")
    }
  }

  package func deadlineStage(_ stage: Deadline.Stage) -> String {
    switch stage {
    case .single: say("date limite", "deadline")
    case .first: say("date limite, 1re étape", "first-stage deadline")
    case .second: say("date limite, 2e étape", "second-stage deadline")
    case .intermediate: say("échéance intermédiaire", "intermediate deadline")
    case .expressionOfInterest:
      say("manifestation d’intérêt", "expression of interest")
    case .cutOff: say("date de relève", "cut-off date")
    }
  }

  package func eventRole(_ role: Event.Role) -> String {
    switch role {
    case .published: say("publication", "published")
    case .infoDay: say("réunion d’information", "information day")
    case .platformOpens: say("ouverture de la plateforme", "platform opens")
    case .decision: say("sélection", "decision")
    case .notification: say("notification des résultats", "results notified")
    case .projectStart: say("début des projets", "projects start")
    case .projectEnd: say("fin des projets", "projects end")
    case .reportDue: say("remise du rapport", "report due")
    }
  }

  package func recurrence(_ recurrence: Recurrence) -> String {
    switch recurrence {
    case .oneOff: say("ponctuel", "one-off")
    case .recurring: say("récurrent", "recurring")
    case .permanent: say("ouvert en permanence", "always open")
    }
  }

  /// `aidTypes` and `expenditure` carry ids; one that is not of the published set is shown as it
  /// is.
  package func aidType(_ id: String) -> String {
    switch id {
    case "grant": say("subvention", "grant")
    case "loan": say("prêt", "loan")
    case "repayable-advance": say("avance récupérable", "repayable advance")
    case "engineering": say("appui en ingénierie", "engineering support")
    case "prize": say("prix", "prize")
    case "in-kind": say("aide en nature", "support in kind")
    default: PlainText.line(id)
    }
  }

  package func expenditure(_ id: String) -> String {
    switch id {
    case "running": say("fonctionnement", "running costs")
    case "investment": say("investissement", "investment")
    case "staff": say("personnel", "staff")
    case "travel": say("déplacements", "travel")
    case "equipment": say("équipement", "equipment")
    case "external": say("prestations externes", "external services")
    case "works": say("travaux", "works")
    default: PlainText.line(id)
    }
  }
}
