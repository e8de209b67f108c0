import CallModel
import Documents
import RuleEngine

/// Warnings of the reader with the words they are about, and what does not fit together in the
/// document. Nothing is put right: a person has to look.
enum WarningField {
  static func warnings(
    _ context: AnnotatedDocument, _ sites: KnownSites
  ) -> [DocumentRecord.Warning] {
    let checks = [
      missingUnits(context), SumCheck.warnings(context), CountCheck.warnings(context),
      AddressCheck.warnings(context, sites), noStrands(context),
    ]
    return context.document.warnings.map { warning($0, context) } + checks.flatMap { $0 }
  }

  /// Of several deadlines that a call gives without a word on stages or cut-offs.
  static func warnings(of calls: [CallRecord]) -> [DocumentRecord.Warning] {
    calls.compactMap { ContradictionCheck.warning($0) }
  }

  private static func missingUnits(_ context: AnnotatedDocument) -> [DocumentRecord.Warning] {
    context.all("missing-unit").map {
      DocumentRecord.Warning(id: "missing-unit", evidence: [context.evidence($0)])
    }
  }

  /// « Transfrontalière : néant », with the territory of the words above it.
  private static func noStrands(_ context: AnnotatedDocument) -> [DocumentRecord.Warning] {
    context.all("no-strand").map { annotation in
      let near = TextRange(max(0, annotation.range.start - reachOfPlace), annotation.range.start)
      let place = (context.all("territory", in: near) + context.all("party", in: near))
        .max { $0.range.start < $1.range.start }
      return DocumentRecord.Warning(
        id: "no-strand", text: context.scalars.slice(annotation.range),
        evidence: [annotation, place].compactMap { $0 }.map { context.evidence($0) })
    }
  }

  /// Bytes above a strand within which the territory is named whose programmes are listed.
  private static let reachOfPlace = 200

  private static func warning(
    _ warning: ReaderWarning, _ context: AnnotatedDocument
  ) -> DocumentRecord.Warning {
    DocumentRecord.Warning(
      id: warning.id, text: warning.detail,
      evidence: warning.range.isEmpty
        ? [] : [context.evidence(warning.range, rule: "warnings/\(warning.id)")])
  }
}
