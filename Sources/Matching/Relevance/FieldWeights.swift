import CallModel

/// How much a word counts by where it stands in a call.
///
/// Measured on a judged collection of 1,100 calls; boilerplate says little of what a call pays for.
enum FieldWeights {
  static let title = 5.0

  static func weight(of role: Section.Role) -> Double {
    switch role {
    case .summary, .objectives, .actions: 1
    case .conditions: 0.2
    case .beneficiaries: 0.3
    case .money: 0.1
    case .procedure, .boilerplate: 0.1
    case .contact: 0
    }
  }

  /// Weights of places are whole thousandths.
  static func thousandths(_ weight: Double) -> Int { Int((weight * 1000).rounded()) }

  /// A paragraph that stands in more calls than this is a form's text.
  static let repetitions = 3
  /// Weighted words of a usual call: longer ones need more repetition of a word.
  static let usualLength = 120.0
  /// Share of the half-covering weight that does not depend on a call's length.
  static let lengthless = 0.2
  /// Half of a word's matter is covered by this weight in a call of usual length.
  static let half = 7.0
  /// Different words of a project of usual length; shorter ones lean on concepts, longer ones on words.
  static let usualWords = 9.0
  static let mostBrevity = 1.6
  /// What other words of a theme, or of a country, cover of a word that belongs to it.
  static let kinship = 0.4
  static let countryKinship = 0.8
  /// What the words of a concept of the lexicon cover of one another.
  static let conceptKinship = 0.5
  /// What a narrower concept covers of it, and one yet narrower of that.
  static let narrower = 0.75
  static let narrowerStep = 0.5
  static let wider = 0.8
  static let related = 0.3
  /// What a call is worth that speaks of beneficiaries of other kinds, or of none.
  static let otherAudience = 0.7
  static let unknownAudience = 0.85
  /// What an entry of a list is worth that says nothing one could apply by: a programme's name with what
  /// it is for, which in so few words is nearly all of its matter.
  static let bareEntry = 0.1
  /// Words that count for less say what is done, or stand in every project.
  static let tellingShare = 0.5
  static let projectTitle = 2.0
  /// Of a country that the profile names as that of a partner.
  static let partnerCountry = 1.0
}
