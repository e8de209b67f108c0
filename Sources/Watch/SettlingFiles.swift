import Pipeline

/// Files on their way from first sight to being handed over; all times in seconds of one clock that
/// never goes back.
struct SettlingFiles {
  private struct Pending {
    var stamp: FileStamp
    var due: Double
  }

  private var pending: [String: Pending] = [:]
  /// Handed over, or known from the start, with the stamp they had.
  private(set) var finished: [String: FileStamp]
  private let settle: Double

  init(finished: [String: FileStamp], settleSeconds: Double) {
    self.finished = finished
    settle = settleSeconds
  }

  /// Whether a file, as it is now, neither was handed over nor waits.
  func isNew(_ file: FoundFile) -> Bool {
    finished[file.path] != file.stamp && pending[file.path]?.stamp != file.stamp
  }

  /// Lets a new file wait until it has been quiet long enough.
  /// - Parameter quietFor: how long it has been as it is, as far as that is known.
  mutating func add(_ file: FoundFile, at now: Double, quietFor: Double) {
    pending[file.path] = Pending(stamp: file.stamp, due: now + max(0, settle - quietFor))
  }

  /// An event of a waiting file: its time begins anew.
  mutating func touch(_ path: String, at now: Double) {
    if let due = pending[path]?.due { pending[path]?.due = max(due, now + settle) }
  }

  /// Forgets a file; returns whether it had been handed over.
  mutating func forget(_ path: String) -> Bool {
    pending[path] = nil
    return finished.removeValue(forKey: path) != nil
  }

  mutating func finish(_ file: FoundFile) {
    pending[file.path] = nil
    finished[file.path] = file.stamp
  }

  mutating func postpone(_ file: FoundFile, until due: Double) {
    pending[file.path] = Pending(stamp: file.stamp, due: due)
  }

  /// The files whose time has come, by path, with the stamps they must still have.
  func due(at now: Double) -> [FoundFile] {
    pending.filter { $0.value.due <= now }
      .map { FoundFile(path: $0.key, stamp: $0.value.stamp) }
      .sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  var nextDue: Double? { pending.values.map(\.due).min() }
  var lastDue: Double? { pending.values.map(\.due).max() }
  var isEmpty: Bool { pending.isEmpty }

  /// Paths at or below a folder that were handed over or wait.
  func paths(below folder: String) -> Set<String> {
    let prefix = folder == "/" ? "/" : folder + "/"
    return Set(pending.keys).union(finished.keys).filter { $0.hasPrefix(prefix) }
  }
}
