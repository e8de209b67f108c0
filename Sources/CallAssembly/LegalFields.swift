import CallModel
import Documents
import RuleEngine

/// Regimes of State aid and acts that a call refers to.
enum LegalFields {
  static func stateAid(_ context: AnnotatedDocument, _ scope: CallScope) -> [LegalReference] {
    var found: [LegalReference] = []
    for annotation in scope.all("state-aid-article", context) {
      add(annotation, article: annotation["article"], to: &found, context)
    }
    for annotation in scope.all("state-aid", context) {
      add(annotation, article: nil, to: &found, context)
    }
    return found
  }

  static func legalBasis(_ context: AnnotatedDocument, _ scope: CallScope) -> [LegalReference] {
    var found: [LegalReference] = []
    for annotation in scope.all("legal-basis", context) {
      add(annotation, article: nil, to: &found, context)
    }
    return found
  }

  /// One of each regime and article; a regime named again without its article adds evidence only.
  private static func add(
    _ annotation: Annotation, article: String?, to found: inout [LegalReference],
    _ context: AnnotatedDocument
  ) {
    guard case .entry(let id) = annotation.value else { return }
    let evidence = context.evidence(annotation)
    let same = found.firstIndex { $0.id == id && (article == nil || $0.article == article) }
    guard let same else {
      found.append(LegalReference(id: id, article: article, evidence: [evidence]))
      return
    }
    let covers = found[same].evidence.contains {
      $0.start <= evidence.start && evidence.end <= $0.end
    }
    if !covers, found[same].evidence.count < 3 { found[same].evidence.append(evidence) }
  }
}
