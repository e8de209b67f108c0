import Documents
import Pipeline
import Presentation

/// Many documents in one run: names each failure, counts, and gives the exit status.
struct Batch {
  private let session: Session
  private let missing: Set<String>
  private let progress: ProgressBar
  private var done = 0
  private(set) var failed = 0
  private var absent = 0

  init(_ inputs: DocumentInputs, in session: Session) {
    self.init(paths: inputs.paths.count, missing: inputs.missing, in: session)
    for folder in inputs.emptyFolders { session.tell(session.wording.noDocument(in: folder)) }
    for path in inputs.unreadable { fail(path, .unreadable(detail: "")) }
    if let skipped = session.wording.skipped(inputs.skipped) { session.note(skipped) }
  }

  init(paths: Int, missing: [String] = [], in session: Session) {
    self.session = session
    self.missing = Set(missing)
    progress = session.progress(of: paths)
    progress.show(0, "")
  }

  mutating func finish(_ path: String) {
    done += 1
    progress.show(done, path)
  }

  mutating func fail(_ path: String, _ failure: DocumentFailure) {
    failed += 1
    progress.clear()
    if missing.contains(path) {
      absent += 1
      session.complain(session.wording.commandError(.inputMissing(path: path)).line)
    } else {
      session.complain("\(path): \(session.wording.failure(failure).line)")
      session.callHooks(
        .failure(path, failure, on: session.today, wording: session.wording))
    }
  }

  /// 66 where nothing but missing paths was given, 65 where any document failed.
  func status() -> Int32 {
    progress.clear()
    if failed == 0 { return ExitStatus.done }
    return absent == failed && done == 0 ? ExitStatus.missingInput : ExitStatus.badData
  }
}
