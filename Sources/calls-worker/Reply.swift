import CColours
import CSandbox
import Documents
import Extraction
import Glibc

/// What the worker answers.
enum Reply {
  /// The whole life of a process that is started for one document.
  ///
  /// - Parameter recognisesPictures: whether pages without text are read by Tesseract, within
  ///   limits that are wider.
  static func single(named name: String, recognisesPictures: Bool = false) -> Int32 {
    let limits = recognisesPictures ? Sandbox.recognitionLimits : Sandbox.limits
    guard Sandbox.enter(limits) != nil else { return 70 }
    return write(named: name, recognisesPictures: recognisesPictures)
  }

  /// Reads the document on standard input, and writes its frame to standard output.
  static func write(named name: String, recognisesPictures: Bool = false) -> Int32 {
    let reply = WireWriter.frame(result(named: name, recognisesPictures))
    return StandardStreams.write(reply, to: STDOUT_FILENO) ? 0 : 74
  }

  private static func result(
    named name: String, _ recognisesPictures: Bool
  ) -> Result<Document, DocumentFailure> {
    var limits = ReaderLimits()
    if recognisesPictures {
      calls_colours_matter()
      limits.recognisesUntil = PageRecognition.now + PageRecognition.Limits().seconds
    }
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
