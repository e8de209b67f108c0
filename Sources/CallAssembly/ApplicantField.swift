import CallModel
import Documents
import RuleEngine

/// Who may apply, in which role, and who may not.
enum ApplicantField {
  static func applicants(_ context: AnnotatedDocument, _ scope: CallScope) -> [Applicant] {
    var found: [Applicant] = []
    for (type, eligible) in [("eligible-applicant", true), ("excluded-applicant", false)] {
      for annotation in telling(scope.all(type, context), context) {
        let role = annotation["role"].flatMap { Applicant.Role(rawValue: $0) } ?? .any
        let evidence = context.evidence(annotation)
        for kind in kinds(of: annotation, context) {
          if let i = found.firstIndex(where: {
            $0.type == kind && $0.role == role && $0.eligible == eligible
          }) {
            if found[i].evidence.count < 3 { found[i].evidence.append(evidence) }
          } else {
            found.append(
              Applicant(type: kind, role: role, eligible: eligible, evidence: [evidence]))
          }
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

  /// The kind that a name stands for; of a name for several (« administrations publiques »), each.
  private static func kinds(
    of annotation: Annotation, _ context: AnnotatedDocument
  ) -> [ApplicantType] {
    guard case .entry(let id) = annotation.value else { return [] }
    let named = context.pack.entry(type: "applicant", id: id)?.attributes["kinds"] ?? [id]
    return named.compactMap { ApplicantType(rawValue: $0) }
  }

  /// A document says within so many bytes whom it is for; hints further on are of its matter.
  private static let hintLimit = 5000

  /// Without what is only hinted at (« accompagne les communes ») where the call says who may apply, and
  /// without the word by which a sentence takes up those of a list (« la collectivité » that is one of
  /// « communes, intercommunalités »).
  private static func telling(
    _ annotations: Annotations, _ context: AnnotatedDocument
  ) -> [Annotation] {
    let strong = annotations.filter { $0["strength"] != "weak" }
    guard !strong.isEmpty else { return annotations.filter { $0.range.start < hintLimit } }
    let listed = Set(
      strong.filter { $0["strength"] == "list" }.flatMap { kinds(of: $0, context) })
    let takesUp =
      !listed.contains(.localAuthority) && listed.contains { $0.isKind(of: .localAuthority) }
    return strong.filter {
      $0["strength"] == "list" || !takesUp || kinds(of: $0, context) != [.localAuthority]
    }
  }
}
