import CallModel

extension Wording {
  /// The kind of body in the plural, as calls list it.
  package func applicantType(_ type: ApplicantType) -> String { applicantType(type, count: 2) }

  /// The kind of body in the singular for one, else in the plural.
  package func applicantType(_ type: ApplicantType, count: Int) -> String {
    switch language {
    case .fr:
      let names = frenchApplicant(type)
      return abs(count) < 2 ? names.one : names.many
    case .en:
      let names = englishApplicant(type)
      return abs(count) == 1 ? names.one : names.many
    }
  }
}

private typealias Forms = (one: String, many: String)

/// Total, as the English one, so that a new kind of body cannot be forgotten.
private func frenchApplicant(_ type: ApplicantType) -> Forms {
  switch type {
  case .commune: ("commune", "communes")
  case .intercommunality: ("intercommunalité", "intercommunalités")
  case .departement: ("département", "départements")
  case .region: ("région", "régions")
  case .metropolis: ("métropole", "métropoles")
  case .overseasAuthority: ("collectivité d’outre-mer", "collectivités d’outre-mer")
  case .localAuthority: ("collectivité territoriale", "collectivités territoriales")
  case .stateBody: ("service de l’État", "services de l’État")
  case .publicEstablishment: ("établissement public", "établissements publics")
  case .association: ("association", "associations")
  case .foundation: ("fondation", "fondations")
  case .cooperative: ("coopérative", "coopératives")
  case .company: ("entreprise", "entreprises")
  case .sme: ("PME", "PME")
  case .university: ("université", "universités")
  case .researchBody: ("organisme de recherche", "organismes de recherche")
  case .school: ("établissement scolaire", "établissements scolaires")
  case .chamber: ("chambre consulaire", "chambres consulaires")
  case .healthBody: ("établissement de santé", "établissements de santé")
  case .socialLandlord: ("bailleur social", "bailleurs sociaux")
  case .individual: ("particulier", "particuliers")
  case .farmer: ("exploitant agricole", "exploitants agricoles")
  case .interregionalGrouping:
    (
      "groupement européen de coopération territoriale (GECT)",
      "groupements européens de coopération territoriale (GECT)"
    )
  case .gip: ("groupement d’intérêt public (GIP)", "groupements d’intérêt public (GIP)")
  case .semSpl:
    (
      "société publique locale ou d’économie mixte (SPL, SEM)",
      "sociétés publiques locales et d’économie mixte (SPL, SEM)"
    )
  }
}

/// See `frenchApplicant`.
private func englishApplicant(_ type: ApplicantType) -> Forms {
  switch type {
  case .commune: ("municipality", "municipalities")
  case .intercommunality: ("grouping of municipalities", "groupings of municipalities")
  case .departement: ("French département", "French départements")
  case .region: ("region", "regions")
  case .metropolis: ("metropolitan authority", "metropolitan authorities")
  case .overseasAuthority: ("overseas authority", "overseas authorities")
  case .localAuthority: ("local or regional authority", "local or regional authorities")
  case .stateBody: ("state body", "state bodies")
  case .publicEstablishment: ("public establishment", "public establishments")
  case .association: ("non-profit organisation", "non-profit organisations")
  case .foundation: ("foundation", "foundations")
  case .cooperative: ("cooperative", "cooperatives")
  case .company: ("company", "companies")
  case .sme: ("small or medium-sized company", "small or medium-sized companies")
  case .university: ("university", "universities")
  case .researchBody: ("research body", "research bodies")
  case .school: ("school", "schools")
  case .chamber:
    ("chamber of commerce, crafts or agriculture", "chambers of commerce, crafts or agriculture")
  case .healthBody: ("health body", "health bodies")
  case .socialLandlord: ("social landlord", "social landlords")
  case .individual: ("individual", "individuals")
  case .farmer: ("farmer", "farmers")
  case .interregionalGrouping:
    (
      "European grouping of territorial cooperation (EGTC)",
      "European groupings of territorial cooperation (EGTC)"
    )
  case .gip: ("public interest grouping (GIP)", "public interest groupings (GIP)")
  case .semSpl: ("local public company (SPL, SEM)", "local public companies (SPL, SEM)")
  }
}
