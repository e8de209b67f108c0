import Documents
import Extraction

/// What the worker answers.
enum Reply {
  /// Reads the document on standard input.
  static func result(named name: String) -> Result<Document, DocumentFailure> {
    let limits = ReaderLimits()
    do throws(DocumentFailure) {
      let bytes = try StandardStreams.readAll(limit: limits.inputBytes)
      return .success(try DocumentReader(limits: limits).read(bytes, name: name))
    } catch {
      return .failure(error)
    }
  }
}
