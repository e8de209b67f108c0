/// Who may apply.
package enum ApplicantType: String, Hashable, Sendable, Codable, CaseIterable {
  case commune, intercommunality, departement, region, metropolis
  case overseasAuthority = "overseas-authority"
  /// Any of the authorities above.
  case localAuthority = "local-authority"
  case stateBody = "state-body"
  case publicEstablishment = "public-establishment"
  case association, foundation, cooperative, company, sme, university
  case researchBody = "research-body"
  case school, chamber
  case healthBody = "health-body"
  case socialLandlord = "social-landlord"
  case individual, farmer
  case interregionalGrouping = "interregional-grouping"
  case gip
  case semSpl = "sem-spl"

  /// True where `self` is one kind of `other` (a commune is a local authority).
  package func isKind(of other: ApplicantType) -> Bool {
    if self == other { return true }
    switch other {
    case .localAuthority:
      return [.commune, .intercommunality, .departement, .region, .metropolis, .overseasAuthority]
        .contains(self)
    case .intercommunality: return self == .metropolis
    case .company: return self == .sme || self == .cooperative || self == .semSpl
    case .publicEstablishment: return self == .university || self == .chamber || self == .healthBody
    default: return false
    }
  }
}
