import Documents
import Glibc

/// Pages that are pictures, read by a worker of their own with wider limits.
extension WorkerClient {
  /// Whether a document may say something that only a recogniser of text can read.
  func needsRecognition(_ document: Document) -> Bool {
    limits.recognisesPictures && document.mayBePictures
  }

  /// The document with the text of its picture pages; as it was, with the warning `ocr-failed`,
  /// where that takes too much or breaks.
  func recognised(
    _ document: Document, _ descriptor: Int32, name: String, unlocks: Bool = false
  ) -> Document {
    let limits = limits.recognition
    let options = self.limits.arguments + (unlocks ? ["--unlock"] : [])
    do throws(DocumentFailure) {
      lseek(descriptor, 0, SEEK_SET)
      let process = try WorkerProcess(
        executable: executable, arguments: options + ["--recognise", "--", name], input: descriptor)
      return try process.outcome(
        until: Deadline(secondsFromNow: limits.wallSeconds), limits: limits
      ).document(limits: limits)
    } catch {
      var document = document
      document.warnings.append(ReaderWarning(id: "ocr-failed", detail: error.id))
      return document
    }
  }

  /// The languages that text in pictures is recognised in, as Tesseract names them: `fra+eng`.
  ///
  /// - Returns: nil where Tesseract is not installed.
  package func recognitionLanguages() throws(DocumentFailure) -> String? {
    let nothing = try MemoryFile([])
    let process = try WorkerProcess(
      executable: executable, arguments: ["--recognition-report"], input: nothing.descriptor)
    let outcome = process.outcome(
      until: Deadline(secondsFromNow: limits.wallSeconds), limits: limits)
    guard outcome.exitCode == 0 else { throw .crashed(detail: "recognition report") }
    let languages = String(decoding: outcome.reply, as: UTF8.self)
    return languages.isEmpty ? nil : languages
  }
}

extension WorkerLimits {
  /// What recognising the pictures of one document may cost: at most 50 pages, 60 s each.
  var recognition: WorkerLimits {
    var limits = self
    limits.wallSeconds = 630
    limits.cpuSeconds = 600
    limits.memoryBytes = 1_536 << 20
    return limits
  }
}
