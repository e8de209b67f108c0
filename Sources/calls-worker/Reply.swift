import CSandbox
import Documents
import Extraction
import Glibc

/// What the worker answers.
enum Reply {
  /// The whole life of a process that is started for one document.
  static func single(named name: String) -> Int32 {
    guard Sandbox.enter() != nil else { return 70 }
    return write(named: name)
  }

  /// Reads the document on standard input, and writes its frame to standard output.
  static func write(named name: String) -> Int32 {
    let reply = WireWriter.frame(result(named: name))
    return StandardStreams.write(reply, to: STDOUT_FILENO) ? 0 : 74
  }

  private static func result(named name: String) -> Result<Document, DocumentFailure> {
    let limits = ReaderLimits()
    do throws(DocumentFailure) {
      let bytes = try StandardStreams.readAll(limit: limits.inputBytes)
      #if DEBUG
        if let refusal = Misbehaviour.refusal(for: bytes) { return .failure(refusal) }
      #endif
      return .success(try DocumentReader(limits: limits).read(bytes, name: name))
    } catch {
      return .failure(error)
    }
  }
}
