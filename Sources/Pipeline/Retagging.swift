import CallAssembly
import CallModel
import Documents
import RuleEngine
import Store

/// Reads the stored documents' text again with today's rules.
package struct Retagging: Sendable {
  /// What came of one document.
  package struct Outcome: Sendable {
    package var sha256: String
    /// The lexically first path of the document.
    package var path: String
    package var changes: [CallChange]
    /// The stored text is of an older form of this program; the file must be added again.
    package var isOutdated: Bool
  }

  private enum Prepared: Sendable {
    case read(ReadDocument, DocumentText)
    case outdated
    case failed(StoreError)
  }

  private let store: Store
  private let reader: CallReader
  private let singleReader: CallReader
  private let day: CalendarDay

  package init(store: Store, pack: RulePack, day: CalendarDay) {
    self.store = store
    self.day = day
    reader = CallReader(pack: pack)
    singleReader = CallReader(pack: pack, makesOneCall: true)
  }

  /// Reads all documents again, side by side; `deliver` is called in a fixed order.
  /// - Parameter isApplied: whether the store takes the new readings, or is only compared with them.
  package func run(
    isApplied: Bool, begin: (Int) -> Void = { _ in }, deliver: (Outcome) throws -> Void
  ) throws {
    let sources = try store.retagSources()
    begin(sources.count)
    try OrderedWork.run(
      count: sources.count, work: { i in prepare(sources[i]) },
      deliver: { i, prepared in
        var outcome = Outcome(
          sha256: sources[i].sha256,
          path: try store.document(sha256: sources[i].sha256)?.paths.first ?? "", changes: [],
          isOutdated: false)
        switch prepared {
        case .failed(let error): throw error
        case .outdated: outcome.isOutdated = true
        case .read(let document, let text):
          outcome.changes = try store.retag(
            document.reading.parsed, texts: document.reading.texts, text: text,
            isApplied: isApplied, on: day)
        }
        try deliver(outcome)
        return true
      })
  }

  private func prepare(_ source: RetagSource) -> Prepared {
    do throws(StoreError) {
      guard let text = try store.text(sha256: source.sha256), let frame = text.source,
        let document = try? WireReader.result(of: frame).get()
      else { return .outdated }
      let reader = source.isOneCall ? singleReader : reader
      let reading = reader.read(document, path: "", sha256: source.sha256)
      return .read(ReadDocument(path: "", document: document, reading: reading), text)
    } catch {
      return .failed(error)
    }
  }
}
