import CallModel
import Documents
import RuleEngine

/// A document read: its record, and the words of each call for matching and search.
package struct Reading: Sendable {
  package var parsed: ParsedDocument
  /// One for each call, in the same order.
  package var texts: [CallText]
}

/// Reads call records out of documents.
package struct CallReader: Sendable {
  private let tagger: Tagger
  private let sites = KnownSites()
  private let kinds: KindKnowledge
  /// Whether every document is taken as one call, whatever its kind.
  package let makesOneCall: Bool

  package init(pack: RulePack, makesOneCall: Bool = false) {
    tagger = Tagger(pack: pack)
    kinds = KindKnowledge(pack)
    self.makesOneCall = makesOneCall
  }

  package var pack: RulePack { tagger.pack }

  /// The document's record and its calls; `sha256` in hexadecimal gives the calls' ids.
  package func read(_ document: Document, path: String, sha256: String) -> Reading {
    let document = LeaderRows.split(LabelledValues.joined(document))
    let tagging = tagger.tagging(of: document)
    let context = AnnotatedDocument(
      document: document, annotations: tagging.annotations, pack: tagger.pack, kinds: kinds)
    let language = LanguageGuess.language(of: tagging, document: document)
    let published = PublicationDate.date(context)
    let kind = DocumentKind(context)
    let (scopes, form) = scopes(context, kind)
    var record = DocumentRecord(
      path: path, sha256: sha256, format: document.format, pages: max(1, document.pages.count),
      language: language, kind: form, title: TitleField.documentTitle(context),
      published: published.flatMap { $0.evidence.isEmpty ? nil : $0 },
      textQuality: TextQuality.share(of: tagging),
      warnings: WarningField.warnings(context, sites))
    var calls: [CallRecord] = []
    var texts: [CallText] = []
    lazy var years = YearInference(context, published: published)
    for (i, scope) in scopes.enumerated() {
      let assembler = CallAssembler(context: context, scope: scope, years: years)
      let (call, text) = assembler.call(id: "\(sha256)-\(i + 1)")
      calls.append(call)
      texts.append(text)
    }
    record.title = TitleField.title(ofText: context, calls: calls) ?? record.title
    record.warnings += WarningField.warnings(of: calls)
    return Reading(parsed: ParsedDocument(document: record, calls: calls), texts: texts)
  }

  /// The calls, and the form that a document has by holding them.
  private func scopes(
    _ context: AnnotatedDocument, _ kind: DocumentKind
  ) -> (scopes: [CallScope], form: DocumentRecord.Kind) {
    if makesOneCall { return ([CallScopes.whole(context)], kind.kind) }
    guard kind.isCall else {
      // A long list of programmes is one whatever else it says.
      let listed = CallScopes.listed(context)
      let isList = listed.count >= Self.longList && [.page, .programme, .list].contains(kind.kind)
      return isList ? (listed, .programme) : ([], kind.kind)
    }
    var (scopes, form) = CallScopes.scopes(context)
    if kind.kind == .programme, scopes.count == 1 {
      scopes[0].listed = ListedProgramme.fund(of: context)
    }
    return (scopes, kind.kind == .call ? form ?? kind.kind : kind.kind)
  }

  /// Programmes of a list that needs no word on applying.
  private static let longList = 6
}
