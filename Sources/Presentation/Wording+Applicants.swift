import CallModel

extension Wording {
  /// The kind of body in the plural, as calls list it.
  package func applicantType(_ type: ApplicantType) -> String { applicantType(type, count: 2) }

  /// The kind of body in the singular for one, else in the plural.
  package func applicantType(_ type: ApplicantType, count: Int) -> String {
    let names = applicantNames(type)
    return switch language {
    case .fr: abs(count) < 2 ? names.fr.one : names.fr.many
    case .en: abs(count) == 1 ? names.en.one : names.en.many
    }
  }
}

private typealias Forms = (one: String, many: String)

/// Total, so that a new kind of body cannot be forgotten.
private func applicantNames(_ type: ApplicantType) -> (fr: Forms, en: Forms) {
  switch type {
  case .commune:
    (fr: ("commune", "communes"), en: ("municipality", "municipalities"))
  case .intercommunality:
    (
      fr: ("intercommunalité", "intercommunalités"),
      en: ("grouping of municipalities", "groupings of municipalities")
    )
  case .departement:
    (fr: ("département", "départements"), en: ("French département", "French départements"))
  case .region:
    (fr: ("région", "régions"), en: ("region", "regions"))
  case .metropolis:
    (fr: ("métropole", "métropoles"), en: ("metropolitan authority", "metropolitan authorities"))
  case .overseasAuthority:
    (
      fr: ("collectivité d’outre-mer", "collectivités d’outre-mer"),
      en: ("overseas authority", "overseas authorities")
    )
  case .localAuthority:
    (
      fr: ("collectivité territoriale", "collectivités territoriales"),
      en: ("local or regional authority", "local or regional authorities")
    )
  case .stateBody:
    (fr: ("service de l’État", "services de l’État"), en: ("state body", "state bodies"))
  case .publicEstablishment:
    (
      fr: ("établissement public", "établissements publics"),
      en: ("public establishment", "public establishments")
    )
  case .association:
    (
      fr: ("association", "associations"),
      en: ("non-profit organisation", "non-profit organisations")
    )
  case .foundation:
    (fr: ("fondation", "fondations"), en: ("foundation", "foundations"))
  case .cooperative:
    (fr: ("coopérative", "coopératives"), en: ("cooperative", "cooperatives"))
  case .company:
    (fr: ("entreprise", "entreprises"), en: ("company", "companies"))
  case .sme:
    (fr: ("PME", "PME"), en: ("small or medium-sized company", "small or medium-sized companies"))
  case .university:
    (fr: ("université", "universités"), en: ("university", "universities"))
  case .researchBody:
    (
      fr: ("organisme de recherche", "organismes de recherche"),
      en: ("research body", "research bodies")
    )
  case .school:
    (fr: ("établissement scolaire", "établissements scolaires"), en: ("school", "schools"))
  case .chamber:
    (
      fr: ("chambre consulaire", "chambres consulaires"),
      en: (
        "chamber of commerce, crafts or agriculture", "chambers of commerce, crafts or agriculture"
      )
    )
  case .healthBody:
    (
      fr: ("établissement de santé", "établissements de santé"),
      en: ("health body", "health bodies")
    )
  case .socialLandlord:
    (fr: ("bailleur social", "bailleurs sociaux"), en: ("social landlord", "social landlords"))
  case .individual:
    (fr: ("particulier", "particuliers"), en: ("individual", "individuals"))
  case .farmer:
    (fr: ("exploitant agricole", "exploitants agricoles"), en: ("farmer", "farmers"))
  case .interregionalGrouping:
    (
      fr: (
        "groupement européen de coopération territoriale (GECT)",
        "groupements européens de coopération territoriale (GECT)"
      ),
      en: (
        "European grouping of territorial cooperation (EGTC)",
        "European groupings of territorial cooperation (EGTC)"
      )
    )
  case .gip:
    (
      fr: ("groupement d’intérêt public (GIP)", "groupements d’intérêt public (GIP)"),
      en: ("public interest grouping (GIP)", "public interest groupings (GIP)")
    )
  case .semSpl:
    (
      fr: (
        "société publique locale ou d’économie mixte (SPL, SEM)",
        "sociétés publiques locales et d’économie mixte (SPL, SEM)"
      ), en: ("local public company (SPL, SEM)", "local public companies (SPL, SEM)")
    )
  }
}
