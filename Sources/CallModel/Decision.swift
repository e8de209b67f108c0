import Documents

/// What an authority decided on a call, for one of its projects or as a whole, and what came of it.
package struct Decision: Hashable, Sendable, Codable {
  package enum Choice: String, Hashable, Sendable, Codable, CaseIterable {
    case apply, consider, support, refuse
  }

  /// A step after the decision: an application was sent, its answer came, money arrived.
  package struct Outcome: Hashable, Sendable, Codable {
    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
      case requested, obtained, refused, paid
    }
    package var kind: Kind
    package var amount: Money?
    package var day: CalendarDay

    package init(_ kind: Kind, amount: Money? = nil, day: CalendarDay) {
      self.kind = kind
      self.amount = amount
      self.day = day
    }
  }

  /// Id of the call.
  package var call: String
  /// Name of the profile; nil for all that use the store.
  package var profile: String?
  /// Id of the project; nil for the authority as a whole.
  package var project: String?
  package var choice: Choice
  package var reason: String?
  /// Who sees to it.
  package var owner: String?
  /// What is to be done next.
  package var next: String?
  package var day: CalendarDay
  /// By day, then in the order told.
  package var outcomes: [Outcome]

  package init(
    call: String, profile: String? = nil, project: String? = nil, choice: Choice,
    reason: String? = nil, owner: String? = nil, next: String? = nil, day: CalendarDay,
    outcomes: [Outcome] = []
  ) {
    self.call = call
    self.profile = profile
    self.project = project
    self.choice = choice
    self.reason = reason
    self.owner = owner
    self.next = next
    self.day = day
    self.outcomes = outcomes
  }

  /// Whether it speaks of this project (nil: the themes as a whole) of this profile.
  package func holds(profile: String, project: String?) -> Bool {
    (self.profile ?? profile) == profile && (self.project == nil || self.project == project)
  }

  /// The decision that counts among several: that of the project before that of the whole, of the
  /// profile before that of all.
  package static func closest(
    _ decisions: some Sequence<Decision>, profile: String, project: String?
  ) -> Decision? {
    decisions.filter { $0.holds(profile: profile, project: project) }
      .max { ($0.closeness, $0.day) < ($1.closeness, $1.day) }
  }

  private var closeness: Int { (project == nil ? 0 : 2) + (profile == nil ? 0 : 1) }
}
