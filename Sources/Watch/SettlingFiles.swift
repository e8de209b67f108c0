import Pipeline

/// Files on their way from first sight to being read; all times in seconds of one clock that never
/// goes back.
///
/// A file waits until it has been quiet, is in hand while it is read, and then finished. One that
/// changes while it is in hand waits anew, and is not handed over a second time before it is back.
struct SettlingFiles {
  private struct Pending {
    var stamp: FileStamp
    var due: Double
  }

  private var pending: [String: Pending] = [:]
  private var inHand: [String: FileStamp] = [:]
  /// Read, or known from the start, with the stamp they had.
  private(set) var finished: [String: FileStamp]
  private let settle: Double

  init(finished: [String: FileStamp], settleSeconds: Double) {
    self.finished = finished
    settle = settleSeconds
  }

  /// Whether a file, as it is now, neither was read nor waits nor is in hand.
  func isNew(_ file: FoundFile) -> Bool {
    finished[file.path] != file.stamp && pending[file.path]?.stamp != file.stamp
      && inHand[file.path] != file.stamp
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

  /// Forgets a file; returns whether it had been read or was in hand.
  mutating func forget(_ path: String) -> Bool {
    pending[path] = nil
    let wasInHand = inHand.removeValue(forKey: path) != nil
    return finished.removeValue(forKey: path) != nil || wasInHand
  }

  /// Has a file wait no longer, so that it may be made to wait anew.
  mutating func drop(_ path: String) { pending[path] = nil }

  mutating func take(_ file: FoundFile) {
    pending[file.path] = nil
    inHand[file.path] = file.stamp
  }

  /// A file comes back from being read; false where it has gone meanwhile.
  mutating func giveBack(_ file: FoundFile) -> Bool {
    guard inHand[file.path] == file.stamp else { return false }
    inHand[file.path] = nil
    return true
  }

  /// Notes a file as read; where it has changed meanwhile, it waits already.
  mutating func finish(_ file: FoundFile) {
    finished[file.path] = file.stamp
    if pending[file.path]?.stamp == file.stamp { pending[file.path] = nil }
  }

  /// Lets a file wait until some time, unless it has changed meanwhile and waits already.
  mutating func postpone(_ file: FoundFile, until due: Double) {
    if pending[file.path] == nil {
      pending[file.path] = Pending(stamp: file.stamp, due: due)
    }
  }

  /// The files whose time has come, by path, with the stamps they must still have.
  func due(at now: Double) -> [FoundFile] {
    pending.filter { $0.value.due <= now && inHand[$0.key] == nil }
      .map { FoundFile(path: $0.key, stamp: $0.value.stamp) }
      .sorted { RawPath.precedes($0.path, $1.path) }
  }

  /// Whether the time of a file with this stamp has come.
  func isDue(_ file: FoundFile, at now: Double) -> Bool {
    guard let pending = pending[file.path] else { return false }
    return pending.stamp == file.stamp && pending.due <= now && inHand[file.path] == nil
  }

  /// The earliest and the latest time at which a file that is not in hand is due.
  var nextDue: Double? { dues.min() }
  var lastDue: Double? { dues.max() }

  private var dues: some Sequence<Double> {
    pending.lazy.filter { inHand[$0.key] == nil }.map(\.value.due)
  }

  var inHandCount: Int { inHand.count }
  var waitingCount: Int { pending.count }
  var isEmpty: Bool { pending.isEmpty && inHand.isEmpty }
  /// How many are known in any way.
  var count: Int { pending.count + inHand.count + finished.count }

  /// Paths at or below a folder that are known in any way.
  func paths(below folder: String) -> Set<String> {
    let prefix = folder == "/" ? "/" : folder + "/"
    return Set(pending.keys).union(finished.keys).union(inHand.keys)
      .filter { $0.hasPrefix(prefix) }
  }
}
