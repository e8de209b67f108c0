import CallModel

extension EligibilityJudge {
  /// Below this share of right answers, a list of applicants is not relied on to shut out a body.
  private static let leastConfidence = 0.7

  /// A list of applicants that was read with confidence, or given by a person, is complete.
  func applicantType(_ call: CallRecord) -> Criterion {
    let type = facts.profile.type
    if let excluded = exclusion(of: type, in: call.applicants) {
      return applicant(.no, .applicantExcluded(type: type, by: excluded.type), [excluded])
    }
    let listed = call.applicants.filter(\.eligible)
    guard !listed.isEmpty else {
      return applicant(.unknown, .callIsSilent, [], .doesCallTake(type: type))
    }
    let fitting = listed.filter { type.isKind(of: $0.type) }
    if !fitting.isEmpty { return judgeRole(type, fitting, listed) }
    let narrower = listed.filter { $0.type.isKind(of: type) }
    if !narrower.isEmpty {
      let types = unique(narrower.map(\.type))
      return applicant(
        .unknown, .applicantPartlyListed(type: type, listed: types), narrower,
        .isAuthorityOneOf(types: types))
    }
    // A list of leads alone says nothing of partners.
    if facts.project?.role == .partner, listed.allSatisfy({ $0.role == .lead }) {
      return applicant(
        .unknown, .applicantNotListed(type: type, listed: unique(listed.map(\.type))), listed,
        .mayApplyAs(role: .partner))
    }
    let isSure = listed.contains(where: Self.isSure)
    return applicant(
      isSure ? .no : .unknown,
      .applicantNotListed(type: type, listed: unique(listed.map(\.type))), listed,
      isSure ? nil : .doesCallTake(type: type))
  }

  /// Read with confidence, or given by a person.
  static func isSure(_ applicant: Applicant) -> Bool {
    applicant.evidence.isEmpty
      || applicant.evidence.contains { $0.confidence >= leastConfidence }
  }

  private func applicant(
    _ value: ThreeValued, _ reason: CriterionReason, _ proofs: [Applicant],
    _ question: CriterionQuestion? = nil
  ) -> Criterion {
    Criterion(
      id: .applicantType, value: value, reason: reason, question: question,
      call: proofs.flatMap(\.evidence), profile: "/type")
  }

  /// An exclusion that no narrower admission takes back.
  func exclusion(of type: ApplicantType, in applicants: [Applicant]) -> Applicant? {
    applicants.first { excluded in
      !excluded.eligible && type.isKind(of: excluded.type)
        && !applicants.contains {
          $0.eligible && type.isKind(of: $0.type) && $0.type != excluded.type
            && $0.type.isKind(of: excluded.type)
        }
    }
  }

  private func judgeRole(
    _ type: ApplicantType, _ fitting: [Applicant], _ listed: [Applicant]
  ) -> Criterion {
    guard let wanted = facts.project?.role.map({ $0 == .lead ? Applicant.Role.lead : .partner }),
      !fitting.contains(where: { $0.role == .any || $0.role == wanted })
    else {
      let role = facts.project?.role == .partner ? Applicant.Role.partner : .lead
      let best = fitting.first { $0.role == .any || $0.role == role } ?? fitting[0]
      return applicant(
        .yes, .applicantListed(type: type, under: best.type, role: best.role), [best])
    }
    let reason = CriterionReason.applicantInOtherRole(
      type: type, wanted: wanted, allowed: fitting[0].role)
    if wanted == .lead { return applicant(.no, reason, fitting) }
    // Who may lead may in general be a partner too, unless the call lists partners apart.
    guard listed.contains(where: { $0.role == .partner }) else {
      return applicant(
        .yes, .applicantListed(type: type, under: fitting[0].type, role: fitting[0].role), fitting)
    }
    return applicant(.unknown, reason, fitting, .mayApplyAs(role: .partner))
  }

  private func unique(_ types: [ApplicantType]) -> [ApplicantType] {
    var seen: Set<ApplicantType> = []
    return types.filter { seen.insert($0).inserted }
  }
}
