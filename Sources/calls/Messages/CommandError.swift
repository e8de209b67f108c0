import Documents
import Pipeline

/// What stops a command before it can do its work.
enum CommandError: Error, Hashable {
  case workerMissing
  case inputMissing(path: String)
  case inputUnreadable(path: String, detail: String)
  /// A file of passwords that no person wrote.
  case tooManyPasswords(path: String)
  case cannotWrite(path: String, detail: String)
  /// No call has that id.
  case unknownCall(String)
  /// The kernel lacks a wall around readers, and all are required.
  case sandboxPartial(SandboxState)
  /// The reader does not say what holds around it.
  case sandboxUnknown
  /// No document was kept beside the store.
  case noOriginals(path: String)
  /// Several ids begin so.
  case ambiguousCall(String, ids: [String])
  case unknownRule(String, nearest: String?)
  case unknownProject(String, known: [String])
  case fileExists(path: String)
  /// Neither a correction nor `--undo`, or both.
  case nothingToCorrect
  /// An outcome of a call on which nothing was decided.
  case notDecided(String)
  /// A folder was expected.
  case notFolder(path: String)
}
