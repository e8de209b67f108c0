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

  /// Whether the places of single words are told.
  var keepsWordBoxes = true

  /// The whole life of a process that is started for one document.
  func single(named name: String) -> Never {
    let own = recognisesPictures ? Sandbox.recognitionLimits : Sandbox.limits(limits)
    guard Sandbox.enter(own) != nil else { _exit(70) }
    write(named: name)
  }

  /// Reads the document on standard input, writes its frame to standard output, and ends the
  /// process: nothing is given back in order, and the client need not wait for the kernel to do so.
  func write(named name: String) -> Never {
    let result = result(named: name)
    let reply = WireWriter.frame(result, limit: limits.bytes(.reply))
    let isWritten = StandardStreams.write(reply, to: STDOUT_FILENO)
    close(STDOUT_FILENO)
    close(STDERR_FILENO)
    withExtendedLifetime(result) { _exit(isWritten ? 0 : 74) }
  }

  private func result(named name: String) -> Result<Document, DocumentFailure> {
    var reader = ReaderLimits(limits)
    reader.keepsWordBoxes = keepsWordBoxes
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
