import CallAssembly
import CallModel
import Documents
import Store

/// Reads files into the store: each content once, each failure noted.
package struct Intake: Sendable {
  private let pipeline: DocumentPipeline
  private let store: Store
  private let day: CalendarDay

  /// What came of a file.
  package enum Outcome: Sendable {
    case added(AddOutcome)
    case failed(UnreadDocument)
  }

  private enum Prepared: Sendable {
    /// The store holds the content; it was not read again.
    case known(sha256: String, bytes: [UInt8])
    case read(ReadDocument)
    case failed(UnreadDocument)
  }

  package init(pipeline: DocumentPipeline, store: Store, day: CalendarDay) {
    self.pipeline = pipeline
    self.store = store
    self.day = day
  }

  /// Reads files side by side; `deliver` is called in the order given, once what it tells is in the
  /// store, and returns false to stop.
  package func take(_ paths: [String], deliver: (Int, Outcome) throws -> Bool) throws {
    try OrderedWork.run(
      count: paths.count, work: { i in prepare(paths[i]) },
      deliver: { i, prepared in try deliver(i, settle(prepared, path: paths[i])) })
  }

  /// Reads one file.
  package func take(_ path: String) throws(StoreError) -> Outcome {
    try settle(prepare(path), path: path)
  }

  private func prepare(_ path: String) -> Prepared {
    let bytes: [UInt8]
    do {
      bytes = try InputFile(path: path).bytes()
    } catch {
      return .failed(UnreadDocument(path: path, sha256: nil, failure: error))
    }
    let sha256 = Digest256.hex(of: bytes)
    // A store that cannot be asked will say so when it is written to.
    if (try? store.holds(sha256: sha256)) == true { return .known(sha256: sha256, bytes: bytes) }
    return read(bytes, path)
  }

  private func read(_ bytes: [UInt8], _ path: String) -> Prepared {
    switch pipeline.read(bytes, path: path) {
    case .success(let document): .read(document)
    case .failure(let unread): .failed(unread)
    }
  }

  private func settle(_ prepared: Prepared, path: String) throws(StoreError) -> Outcome {
    switch prepared {
    case .known(let sha256, let bytes):
      if let ids = try store.noteSeen(sha256: sha256, path: path, on: day) {
        return .added(AddOutcome(change: .known, callIDs: ids))
      }
      // It takes the place of another content under this path.
      return try settle(read(bytes, path), path: path)
    case .read(let document):
      let text = DocumentText(
        document.document, source: WireWriter.frame(.success(document.document)))
      let outcome = try store.add(
        document.reading.parsed, texts: document.reading.texts, text: text, path: path,
        isOneCall: pipeline.makesOneCall, on: day)
      return .added(outcome)
    case .failed(let unread):
      // A path that was mistyped is no document of the store.
      if DocumentInputs.exists(path) {
        try store.recordFailure(
          path: path, sha256: unread.sha256, failure: unread.failure, on: day)
      }
      return .failed(unread)
    }
  }
}
