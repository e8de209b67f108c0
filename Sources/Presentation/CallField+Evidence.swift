import CallModel

extension CallField {
  /// The passages that prove the field of a call, in its order; empty where nothing is stated.
  package func evidence(in call: CallRecord) -> [Evidence] {
    switch self {
    case .title: call.title?.evidence ?? []
    case .programme:
      call.programmes.isEmpty
        ? call.parties.filter { $0.role == .funder }.flatMap(\.evidence)
        : call.programmes.flatMap(\.evidence)
    case .opening: call.windows.compactMap(\.opening).flatMap(\.evidence)
    case .deadlines: call.windows.flatMap(\.deadlines).flatMap(\.date.evidence)
    case .recurrence: call.recurrence?.evidence ?? []
    case .rates: call.rates.flatMap(\.evidence)
    case .amounts: call.amounts.flatMap(\.evidence)
    case .applicants: call.applicants.flatMap(\.evidence)
    case .area: call.area?.evidence ?? []
    case .partnership: call.partnership?.evidence ?? []
    case .duration: call.duration?.evidence ?? []
    case .submissionLanguages: call.submissionLanguages.flatMap(\.evidence)
    case .prerequisites: call.prerequisites.flatMap(\.evidence)
    case .exclusions: call.exclusions.flatMap(\.evidence)
    }
  }
}
