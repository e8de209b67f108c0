import Documents
import Foundation

/// The one change of a profile that would take away what rules a call out.
package struct NearMiss: Hashable, Sendable {
  /// The criterion that rules the call out; of several that one change settles, the first.
  package var criterion: Criterion.ID
  package var change: ProfileChange

  package init(criterion: Criterion.ID, change: ProfileChange) {
    self.criterion = criterion
    self.change = change
  }
}

/// A change of a profile, to see what would fit then.
package enum ProfileChange: Hashable, Sendable {
  /// The project costs this much.
  case budget(Money)
  /// So much can be paid for one project.
  case ownShare(Money)
  /// The project lasts so long, in months.
  case duration(Int)
  /// The authority takes this role in the project.
  case role(Profile.Project.Role)
  /// Applications can also be written in this language.
  case language(String)
  /// Such a partner joins the project.
  case partner(Partnership.Member)
  /// A partner of one of these countries joins.
  case partnerFrom(countries: [String])
  /// So many partners more, from so many further countries.
  case morePartners(Int, countries: Int)
  /// An agreement with the partners in these countries is signed.
  case agreement(countries: [String])
}

extension ProfileChange {
  /// The change as `calls match --set` takes it; nil for what no single value says.
  package func setting(project: String?) -> String? {
    let place = project.map { "projects.\($0)." }
    switch self {
    case .ownShare(let sum): return "budget.cofinancingPerProject=\(sum.amount)"
    case .budget(let sum): return place.map { "\($0)budget=\(sum.amount)" }
    case .duration(let months): return place.map { "\($0)durationMonths=\(months)" }
    case .role(let role): return place.map { "\($0)role=\(role.rawValue)" }
    case .language, .partner, .partnerFrom, .morePartners, .agreement: return nil
    }
  }
}

/// What speaks most against a call as an answer to a project: what the project is about and the call
/// does not speak of.
package struct CounterReason: Hashable, Sendable {
  /// Words of the profile, heaviest first; at least one.
  package var words: [String]
  /// JSON pointer to the profile's text that holds the first.
  package var profile: String
  /// Share of the project's matter that these words make, 0…1, in hundredths.
  package var weight: Double

  package init(words: [String], profile: String, weight: Double) {
    self.words = words
    self.profile = profile
    self.weight = weight
  }
}
