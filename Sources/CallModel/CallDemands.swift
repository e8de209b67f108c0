import Documents

// Who may apply, from where, with whom, and what else a call asks for.

/// Where projects, applicants and partners must be.
package struct Area: Hashable, Sendable, Codable {
  /// ISO 3166-1 alpha-2, `EU`, `EEA`.
  package var countries: [String] = []
  /// NUTS 2021, ISO 3166-2 outside the Union, or `INSEE:` codes.
  package var territories: [String] = []
  package var partnerCountries: [String] = []
  package var excluded: [String] = []
  /// Which of these follow from a named body rather than from words on the area.
  package var inferred: [String] = []
  /// True where only a part of these places is meant that no code names (a catchment, a town that no
  /// list has, the members of a local body); else absent. Its evidence is `for` `partial`.
  package var partial: Bool?
  package var evidence: [Evidence] = []

  package init() {}
}

package struct Partnership: Hashable, Sendable, Codable {
  package struct Member: Hashable, Sendable, Codable {
    package var country: String?
    package var type: ApplicantType?
    package var role: Applicant.Role
    package var count: Int

    package init(country: String?, type: ApplicantType?, role: Applicant.Role = .any, count: Int) {
      self.country = country
      self.type = type
      self.role = role
      self.count = count
    }
  }
  package var minPartners: Int?
  package var minCountries: Int?
  package var mustInclude: [Member] = []
  package var agreementRequired: Bool?
  package var evidence: [Evidence] = []

  package init() {}
}

package struct Prerequisite: Hashable, Sendable, Codable {
  /// `registration`, `agreement`, `deliberation`, `prior-report`, `declaration`, `label`.
  package var id: String
  package var text: String
  package var evidence: [Evidence]

  package init(id: String, text: String, evidence: [Evidence]) {
    self.id = id
    self.text = text
    self.evidence = evidence
  }
}

package struct Exclusion: Hashable, Sendable, Codable {
  package var text: String
  /// The other call that a project of this one may not go to.
  package var call: String?
  package var evidence: [Evidence]

  package init(text: String, call: String? = nil, evidence: [Evidence]) {
    self.text = text
    self.call = call
    self.evidence = evidence
  }
}

package struct Condition: Hashable, Sendable, Codable {
  package var text: String
  /// Absent where only prose stands.
  package var expr: ConditionExpression?
  package var evidence: [Evidence]?

  package init(text: String, expr: ConditionExpression? = nil, evidence: [Evidence]? = nil) {
    self.text = text
    self.expr = expr
    self.evidence = evidence
  }
}

package struct Passage: Hashable, Sendable, Codable {
  package var text: String
  package var evidence: [Evidence]

  package init(text: String, evidence: [Evidence]) {
    self.text = text
    self.evidence = evidence
  }
}

/// A regime or an act that a call refers to: `de-minimis`, `gber`, `cgct-l1115-1`.
package struct LegalReference: Hashable, Sendable, Codable {
  package var id: String
  /// The article of it that the call names.
  package var article: String?
  package var evidence: [Evidence]

  package init(id: String, article: String? = nil, evidence: [Evidence]) {
    self.id = id
    self.article = article
    self.evidence = evidence
  }
}

package struct Statistic: Hashable, Sendable, Codable {
  /// `applications` or `awarded`.
  package var id: String
  package var value: Int
  /// The territory whose share it is; nil for the whole.
  package var territory: String?
  package var evidence: [Evidence]

  package init(id: String, value: Int, territory: String? = nil, evidence: [Evidence]) {
    self.id = id
    self.value = value
    self.territory = territory
    self.evidence = evidence
  }
}

package struct CallLink: Hashable, Sendable, Codable {
  package enum Role: String, Sendable, Codable { case apply, rules, form, faq, source }
  package var role: Role
  package var url: String
  package var evidence: [Evidence]

  package init(role: Role, url: String, evidence: [Evidence]) {
    self.role = role
    self.url = url
    self.evidence = evidence
  }
}

package struct Contact: Hashable, Sendable, Codable {
  package var function: String?
  package var name: String?
  package var email: String?
  package var phone: String?
  package var evidence: [Evidence]

  package init(
    function: String? = nil, name: String? = nil, email: String? = nil, phone: String? = nil,
    evidence: [Evidence]
  ) {
    self.function = function
    self.name = name
    self.email = email
    self.phone = phone
    self.evidence = evidence
  }
}
