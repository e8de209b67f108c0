import Documents

// What a call is called and who is behind it.

/// What a passage of the call is about.
package struct Section: Hashable, Sendable, Codable {
  package enum Role: String, Sendable, Codable, CaseIterable {
    case summary, objectives, actions, beneficiaries, conditions, money, procedure, contact,
      boilerplate
  }
  package var role: Role
  package var heading: String?
  /// Unicode scalars of the document's text.
  package var start: Int
  package var end: Int
  package var page: Int

  package init(role: Role, heading: String?, start: Int, end: Int, page: Int) {
    self.role = role
    self.heading = heading
    self.start = start
    self.end = end
    self.page = page
  }
}

/// An entry of a gazetteer (fund, aid type, language) found in the text.
package struct Tag: Hashable, Sendable, Codable {
  package var id: String
  package var evidence: [Evidence]

  package init(id: String, evidence: [Evidence]) {
    self.id = id
    self.evidence = evidence
  }
}

package struct Programme: Hashable, Sendable, Codable {
  package var id: String
  package var name: String
  /// `2021-2027`.
  package var period: String?
  /// `A`, `B`, `C`, `D` for Interreg.
  package var strand: String?
  package var evidence: [Evidence]

  package init(
    id: String, name: String, period: String? = nil, strand: String? = nil, evidence: [Evidence]
  ) {
    self.id = id
    self.name = name
    self.period = period
    self.strand = strand
    self.evidence = evidence
  }
}

package struct Party: Hashable, Sendable, Codable {
  package enum Role: String, Sendable, Codable, CaseIterable {
    case funder
    case managingAuthority = "managing-authority"
    case jointSecretariat = "joint-secretariat"
    case nationalCoordinator = "national-coordinator"
    case intermediateBody = "intermediate-body"
    case technicalSupport = "technical-support"
  }
  package var id: String
  package var name: String
  package var role: Role
  package var evidence: [Evidence]

  package init(id: String, name: String, role: Role, evidence: [Evidence]) {
    self.id = id
    self.name = name
    self.role = role
    self.evidence = evidence
  }
}

package struct Axis: Hashable, Sendable, Codable {
  package enum Level: String, Sendable, Codable, CaseIterable {
    case axis, priority, measure, strand, lot, topic
    case specificObjective = "specific-objective"
  }
  package var level: Level
  /// As the document writes it: `4`, `G`, `4.3.1`.
  package var code: String?
  package var label: String?
  /// Index in `axes` of the level above.
  package var parent: Int?
  package var evidence: [Evidence]

  package init(
    level: Level, code: String?, label: String?, parent: Int? = nil, evidence: [Evidence]
  ) {
    self.level = level
    self.code = code
    self.label = label
    self.parent = parent
    self.evidence = evidence
  }
}

package struct Theme: Hashable, Sendable, Codable {
  package var id: String
  /// Share of the call that it makes, 0…1.
  package var weight: Double
  package var evidence: [Evidence]

  package init(id: String, weight: Double, evidence: [Evidence]) {
    self.id = id
    self.weight = weight
    self.evidence = evidence
  }
}
