import CallAssembly
import CallModel
import Documents

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
    let bytes: [UInt8]
    do {
      bytes = try InputFile.bytes(of: path)
    } catch {
      return .failure(UnreadDocument(path: path, sha256: nil, failure: error))
    }
    return read(bytes, path: path)
  }

  /// Reads bytes that have already been fetched; `path` names them.
  package func read(_ bytes: [UInt8], path: String) -> Result<ReadDocument, UnreadDocument> {
    let sha256 = Digest256.hex(of: bytes)
    let name = path.split(separator: "/").last.map(String.init) ?? path
    do {
      let document = try worker.read(bytes, name: name)
      let reading = reader.read(document, path: path, sha256: sha256)
      return .success(ReadDocument(path: path, document: document, reading: reading))
    } catch {
      return .failure(UnreadDocument(path: path, sha256: sha256, failure: error))
    }
  }

  /// Reads files side by side; `deliver` is called in the order given, and returns false to stop.
  package func readAll(
    _ paths: [String], deliver: (Result<ReadDocument, UnreadDocument>) throws -> Bool
  ) rethrows {
    try OrderedWork.run(
      count: paths.count, work: { i in self.read(path: paths[i]) },
      deliver: { _, result in try deliver(result) })
  }
}
