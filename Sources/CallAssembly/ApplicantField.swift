import CallModel
import Documents
import RuleEngine

/// Who may apply, in which role, and who may not.
enum ApplicantField {
  static func applicants(_ context: AnnotatedDocument, _ scope: CallScope) -> [Applicant] {
    var found: [Applicant] = []
    for (type, eligible) in [("eligible-applicant", true), ("excluded-applicant", false)] {
      for annotation in telling(scope.all(type, context)) {
        guard case .entry(let id) = annotation.value, let kind = ApplicantType(rawValue: id) else {
          continue
        }
        let role = annotation["role"].flatMap { Applicant.Role(rawValue: $0) } ?? .any
        let evidence = context.evidence(annotation)
        if let i = found.firstIndex(where: {
          $0.type == kind && $0.role == role && $0.eligible == eligible
        }) {
          if found[i].evidence.count < 3 { found[i].evidence.append(evidence) }
        } else {
          found.append(Applicant(type: kind, role: role, eligible: eligible, evidence: [evidence]))
        }
      }
    }
    // A body said to be excluded somewhere and eligible elsewhere: both stand, in their roles.
    let order = ApplicantType.allCases
    return found.sorted {
      (order.firstIndex(of: $0.type) ?? 0, $0.eligible ? 0 : 1, $0.role.rawValue)
        < (order.firstIndex(of: $1.type) ?? 0, $1.eligible ? 0 : 1, $1.role.rawValue)
    }
  }

  /// A document says within so many bytes whom it is for; hints further on are of its matter.
  private static let hintLimit = 5000

  /// Without what is only hinted at (« accompagne les communes ») where the call says who may apply.
  private static func telling(_ annotations: [Annotation]) -> [Annotation] {
    let strong = annotations.filter { $0["strength"] != "weak" }
    return strong.isEmpty ? annotations.filter { $0.range.start < hintLimit } : strong
  }
}
