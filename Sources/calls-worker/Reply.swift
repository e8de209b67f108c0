import CColours
import CSandbox
import Documents
import Extraction
import Glibc

/// What the worker answers about one document.
struct Reply {
  var limits = ReadingLimits()
  /// Whether pages without text are read by Tesseract, within limits that are wider.
  var recognisesPictures = false
  /// Whether passwords stand before the document on standard input; see `UnlockFrame`.
  var hasPassword = false

  /// The whole life of a process that is started for one document.
  func single(named name: String) -> Int32 {
    let own = recognisesPictures ? Sandbox.recognitionLimits : Sandbox.limits(limits)
    guard Sandbox.enter(own) != nil else { return 70 }
    return write(named: name)
  }

  /// Reads the document on standard input, and writes its frame to standard output.
  func write(named name: String) -> Int32 {
    let reply = WireWriter.frame(result(named: name), limit: limits.bytes(.reply))
    return StandardStreams.write(reply, to: STDOUT_FILENO) ? 0 : 74
  }

  private func result(named name: String) -> Result<Document, DocumentFailure> {
    var reader = ReaderLimits(limits)
    if recognisesPictures {
      calls_colours_matter()
      reader.recognisesUntil = PageRecognition.now + PageRecognition.Limits().seconds
    }
    do throws(DocumentFailure) {
      let room = hasPassword ? UnlockFrame.longest + 4 : 0
      var bytes = try StandardStreams.readAll(limit: reader.inputBytes + room)
      if hasPassword {
        guard let keys = UnlockFrame.taken(from: &bytes) else {
          throw .crashed(detail: "no password")
        }
        reader.keys = keys
      }
      #if DEBUG
        if let refusal = Misbehaviour.refusal(for: bytes) { return .failure(refusal) }
      #endif
      return .success(try DocumentReader(limits: reader).read(bytes, name: name))
    } catch {
      return .failure(error)
    }
  }
}
