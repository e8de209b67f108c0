import Documents
import Glibc
import Pipeline
import Store
import Synchronization

/// Takes the files of watched folders into the store, and keeps account of each there, so that
/// nothing is read twice and nothing is lost through crashes and restarts.
///
/// A file is noted as being read before it is read, and noted as read in the transaction that adds
/// its calls. Whoever finds it in the midst of being read at the start knows that the last run ended
/// there. That may have been the file's doing, or anybody's: such a file is first tried by a program
/// apart. Where that one ends abnormally too, the file is put in quarantine.
package final class WatchedIntake: Sendable {
  private let intake: Intake
  private let store: Store
  private let survives: @Sendable (_ path: String) -> Bool
  private let archive: FileArchive?
  private let events = Mutex<[Event]>([])
  private let running = Mutex<[String: WatchedFile]>([:])
  private let lastVerified = Mutex<CalendarDay?>(nil)

  /// What came of a file.
  package enum Event: Sendable {
    case taken(path: String, AddOutcome)
    case failed(path: String, DocumentFailure, willRetry: Bool)
    case storeFailed(StoreError)
    /// Read, but it could not be moved to the archive, where it was to go.
    case notArchived(path: String, detail: String)
  }

  /// - Parameters:
  ///   - archive: where files go once they are read; nil leaves them where they are.
  ///   - survives: whether a program apart reads a file without ending abnormally.
  package init(
    intake: Intake, store: Store, archive: FileArchive? = nil,
    survives: @escaping @Sendable (_ path: String) -> Bool
  ) {
    self.intake = intake
    self.store = store
    self.archive = archive
    self.survives = survives
  }

  /// Takes account of how the last run ended.
  ///
  /// - Returns: the files below the folders that need not be handed over while they stay as they
  ///   are.
  package func begin(_ folders: [String]) throws(StoreError) -> [String: FileStamp] {
    try store.noteDeaths(below: folders)
    var known: [String: FileStamp] = [:]
    for file in try store.watchedFiles() where file.state.isFinal {
      known[file.path] = FileStamp(
        size: file.size, modifiedNanoseconds: file.modifiedNanoseconds, inode: file.inode)
    }
    return known
  }

  /// What happened since the last call.
  package func told() -> [Event] {
    events.withLock { events in
      defer { events = [] }
      return events
    }
  }

  private func tell(_ event: Event) { events.withLock { $0.append(event) } }

  /// Reads a file that has settled. Safe on several threads.
  package func handle(_ ready: ReadyFile) -> Disposition {
    defer { _ = running.withLock { $0.removeValue(forKey: ready.path) } }
    do throws(StoreError) {
      return try take(ready)
    } catch {
      tell(.storeFailed(error))
      // The file stays as it was; a store that is locked or full now may not be so later.
      return .again(afterSeconds: RetryPolicy.storePause)
    }
  }

  /// Forgets a file that is gone; its calls stay.
  package func forget(_ path: String) {
    do {
      try store.forgetWatchedFile(path: path, on: intake.day)
    } catch {
      tell(.storeFailed(error))
    }
  }

  /// Notes once a day that what was read below some folders still stands there.
  package func verify(_ folders: [String]) {
    let day = intake.day
    guard
      lastVerified.withLock({ last in
        defer { last = day }
        return last != day
      })
    else { return }
    do {
      try store.noteStanding(below: folders, on: day)
    } catch {
      tell(.storeFailed(error))
    }
  }

  /// Takes back the attempts that a stop has cut short, which are nobody's fault.
  package func end() {
    for var file in running.withLock({ Array($0.values) }) {
      file.state = .waiting
      file.attempts -= 1
      do {
        try store.note(file)
      } catch {
        tell(.storeFailed(error))
      }
    }
  }

  // MARK: - One file

  private func take(_ ready: ReadyFile) throws(StoreError) -> Disposition {
    var file = try counted(ready)
    if file.deaths > 0, !survives(ready.path) { return try quarantine(&file) }
    var prepared = intake.prepare(
      ready.path, stamp: ready.stamp, awaitsWriters: RetryPolicy.awaitsWriters(ready))
    if case .known(let snapshot) = prepared {
      file.sha256 = snapshot.sha256
      if let added = try intake.noteKnown(snapshot, path: file.path, noting: file.ended(.done)) {
        return finish(file, added)
      }
      prepared = intake.read(snapshot, file.path)
    }
    switch prepared {
    case .read(let document, let snapshot):
      file.sha256 = snapshot.sha256
      let added = try intake.add(document, snapshot, path: file.path, noting: file.ended(.done))
      return finish(file, added)
    case .failed(let unread): return try fail(&file, unread)
    case .changing, .beingWritten, .known:
      file.attempts -= 1
      try store.note(file.ended(.waiting))
      return .changing
    }
  }

  /// The file with one attempt more, which is in the store before anything is tried.
  private func counted(_ ready: ReadyFile) throws(StoreError) -> WatchedFile {
    var file = WatchedFile(
      path: ready.path, size: ready.stamp.size,
      modifiedNanoseconds: ready.stamp.modifiedNanoseconds, inode: ready.stamp.inode,
      state: .reading)
    if let before = try store.watchedFile(path: ready.path), before.isSame(as: file) {
      file.attempts = before.attempts
      file.deaths = before.deaths
    }
    file.attempts += 1
    do {
      try Failpoint.pass(.attempt)
    } catch {
      throw StoreError(error, path: store.path)
    }
    try store.note(file)
    running.withLock { $0[file.path] = file }
    return file
  }

  private func finish(_ file: WatchedFile, _ added: AddOutcome) -> Disposition {
    tell(.taken(path: file.path, added))
    guard let archive, let sha256 = file.sha256 else { return .finished }
    do throws(SystemFault) {
      let place = try archive.take(file.path, sha256: sha256)
      intake.noteMoved(sha256: sha256, to: place)
    } catch {
      tell(.notArchived(path: file.path, detail: error.detail))
    }
    return .finished
  }

  private func fail(
    _ file: inout WatchedFile, _ unread: UnreadDocument
  ) throws(StoreError) -> Disposition {
    file.sha256 = unread.sha256
    let pause = RetryPolicy.pause(after: unread.failure, of: file)
    if let pause {
      file.nextTry = Int(time(nil)) + Int(pause)
      file.state = .waiting
    } else if case .crashed = unread.failure {
      file.state = .quarantined
    } else {
      file.state = .failed
    }
    try intake.note(unread, noting: file)
    tell(.failed(path: file.path, unread.failure, willRetry: pause != nil))
    return pause.map { .again(afterSeconds: $0) } ?? .finished
  }

  /// A file at which this program ended, and another one after it.
  private func quarantine(_ file: inout WatchedFile) throws(StoreError) -> Disposition {
    file.deaths += 1
    let failure = DocumentFailure.crashed(detail: "\(file.deaths) abnormal ends")
    try intake.note(
      UnreadDocument(path: file.path, sha256: nil, failure: failure),
      noting: file.ended(.quarantined))
    tell(.failed(path: file.path, failure, willRetry: false))
    return .finished
  }
}

extension WatchedFile {
  fileprivate func isSame(as other: WatchedFile) -> Bool {
    size == other.size && modifiedNanoseconds == other.modifiedNanoseconds && inode == other.inode
  }

  fileprivate func ended(_ state: State) -> WatchedFile {
    var file = self
    file.state = state
    return file
  }
}
