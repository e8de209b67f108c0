import CallModel
import Stemming

/// Whom a call says it is for, by families of bodies: what it speaks of, not who may apply by its record.
struct Audience: OptionSet, Hashable, Sendable {
  let rawValue: Int

  static let authorities = Audience(rawValue: 1)
  static let associations = Audience(rawValue: 2)
  static let companies = Audience(rawValue: 4)
  static let persons = Audience(rawValue: 8)
  static let research = Audience(rawValue: 16)
  static let others = Audience(rawValue: 32)

  init(rawValue: Int) { self.rawValue = rawValue }

  init(_ type: ApplicantType) {
    switch type {
    case .association, .foundation: self = .associations
    case .company, .sme, .cooperative, .farmer: self = .companies
    case .individual: self = .persons
    case .university, .researchBody, .school: self = .research
    case _ where type.isKind(of: .localAuthority): self = .authorities
    case .localAuthority, .publicEstablishment, .semSpl, .gip, .interregionalGrouping:
      self = .authorities
    default: self = .others
    }
  }
}

/// Finds families of bodies in the words of a text.
struct AudienceTerms: Sendable {
  private let terms: ConceptTerms
  /// By concept.
  private let audiences: [Audience]

  init(knowledge: FieldKnowledge, words: TextWords) {
    let bodies = FieldKnowledge(
      themes: knowledge.bodies.map { .init(id: $0.type.rawValue, labels: [:], terms: $0.terms) })
    terms = ConceptTerms(knowledge: bodies, words: words)
    audiences = knowledge.bodies.map { Audience($0.type) }
  }

  func audience(in words: [TextWords.Word]) -> Audience {
    terms.hits(in: words, .french).reduce(into: []) { $0.formUnion(audiences[$1.concept]) }
  }
}
