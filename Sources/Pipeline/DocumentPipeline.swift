import CallAssembly
import CallModel
import Documents
import Store

/// A document read from a file: its text and what the rules found in it.
package struct ReadDocument: Sendable {
  package var path: String
  package var document: Document
  package var reading: Reading
}

/// A file that could not be read.
package struct UnreadDocument: Error, Sendable {
  package var path: String
  /// nil where not even its bytes could be had.
  package var sha256: String?
  package var failure: DocumentFailure

  package init(path: String, sha256: String?, failure: DocumentFailure) {
    self.path = path
    self.sha256 = sha256
    self.failure = failure
  }
}

/// From files to call records: bytes to the worker, its document to the rules.
package struct DocumentPipeline: Sendable {
  private let worker: WorkerClient
  private let reader: CallReader

  package init(worker: WorkerClient, reader: CallReader) {
    self.worker = worker
    self.reader = reader
  }

  /// Whether every document is taken as one call, whatever its kind.
  package var makesOneCall: Bool { reader.makesOneCall }

  /// Reads one file; `-` is standard input.
  package func read(path: String) -> Result<ReadDocument, UnreadDocument> {
    do throws(DocumentFailure) {
      return read(try FileSnapshot(path: path), path: path)
    } catch {
      return .failure(UnreadDocument(path: path, sha256: nil, failure: error))
    }
  }

  /// Reads the bytes of a snapshot; `path` names them.
  package func read(
    _ snapshot: FileSnapshot, path: String
  ) -> Result<ReadDocument, UnreadDocument> {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    do {
      try Failpoint.pass(.spawned)
      let document = try snapshot.read { descriptor in
        worker.result(descriptor: descriptor, name: name)
      }.get()
      try Failpoint.pass(.replied)
      let reading = reader.read(document, path: path, sha256: snapshot.sha256)
      try Failpoint.pass(.tagged)
      return .success(ReadDocument(path: path, document: document, reading: reading))
    } catch {
      return .failure(
        UnreadDocument(path: path, sha256: snapshot.sha256, failure: DocumentFailure(error)))
    }
  }

  /// Reads files side by side; `deliver` is called in the order given, and returns false to stop.
  package func readAll(
    _ paths: [String], deliver: (Result<ReadDocument, UnreadDocument>) throws -> Bool
  ) rethrows {
    worker.expect(paths.count)
    try OrderedWork.run(
      count: paths.count, sizes: InputFile.sizes(of: paths),
      work: { i in self.read(path: paths[i]) },
      deliver: { _, result in try deliver(result) })
  }
}

extension DocumentFailure {
  /// What an error on the way of a document means for it.
  init(_ error: any Error) {
    switch error {
    case let failure as DocumentFailure: self = failure
    case let fault as SystemFault: self = .unreadable(detail: fault.detail)
    default: self = .crashed(detail: String(describing: error))
    }
  }
}
