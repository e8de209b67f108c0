import Documents
import Pipeline
import Store

/// Takes the files of watched folders into the store, and keeps account of each there, so that
/// nothing is read twice and nothing is lost through crashes and restarts.
///
/// A file is noted as being read before it is read: whoever finds it so at the start knows that the
/// last run ended in the middle of it, and how often that happened.
package struct WatchedIntake {
  private let intake: Intake
  private let store: Store
  private let report: (Event) -> Void

  /// What came of a file.
  package enum Event {
    case taken(path: String, AddOutcome)
    case failed(path: String, DocumentFailure, willRetry: Bool)
    case storeFailed(StoreError)
  }

  /// Tries of one file before it is given up until it changes.
  package static let attempts = 3
  /// Seconds before the second try; the third waits twice as long.
  static let pause = 60.0

  package init(intake: Intake, store: Store, report: @escaping (Event) -> Void) {
    self.intake = intake
    self.store = store
    self.report = report
  }

  /// The files that need not be handed over while they stay as they are.
  package func known() throws(StoreError) -> [String: FileStamp] {
    var known: [String: FileStamp] = [:]
    for file in try store.watchedFiles() where file.state == .done || file.state == .failed {
      known[file.path] = FileStamp(
        size: file.size, modifiedNanoseconds: file.modifiedNanoseconds, inode: file.inode)
    }
    return known
  }

  /// Reads a file that has settled.
  package func handle(_ ready: ReadyFile) -> Disposition {
    do {
      return try take(ready)
    } catch {
      report(.storeFailed(error))
      // The file stays as it was; a store that is locked or full now may not be so later.
      return .again(afterSeconds: Self.pause)
    }
  }

  /// Forgets a file that is gone; its calls stay.
  package func forget(_ path: String) {
    do {
      try store.forgetWatchedFile(path: path)
    } catch {
      report(.storeFailed(error))
    }
  }

  private func take(_ ready: ReadyFile) throws(StoreError) -> Disposition {
    var file = WatchedFile(
      path: ready.path, size: ready.stamp.size,
      modifiedNanoseconds: ready.stamp.modifiedNanoseconds, inode: ready.stamp.inode,
      state: .reading)
    let before = try store.watchedFile(path: ready.path)
    let isSame =
      before.map { $0.size == file.size && $0.modifiedNanoseconds == file.modifiedNanoseconds }
      ?? false
    file.attempts = (isSame ? before?.attempts ?? 0 : 0) + 1
    guard file.attempts <= Self.attempts else { return try giveUp(file) }
    try store.note(file)
    let outcome = try intake.take(ready.path)
    guard FileKind(at: ready.path) == .file(ready.stamp) else { return .changing }
    switch outcome {
    case .added(let added):
      file.state = .done
      try store.note(file)
      report(.taken(path: ready.path, added))
      return .finished
    case .failed(let unread): return try fail(file, unread)
    }
  }

  private func fail(
    _ file: WatchedFile, _ unread: UnreadDocument
  ) throws(StoreError) -> Disposition {
    var file = file
    file.sha256 = unread.sha256
    let willRetry = unread.failure.isRetryable && file.attempts < Self.attempts
    file.state = willRetry ? .waiting : .failed
    try store.note(file)
    report(.failed(path: file.path, unread.failure, willRetry: willRetry))
    return willRetry ? .again(afterSeconds: Self.pause * Double(file.attempts)) : .finished
  }

  /// A file at which this program itself ended again and again.
  private func giveUp(_ file: WatchedFile) throws(StoreError) -> Disposition {
    var file = file
    file.state = .failed
    try store.note(file)
    report(
      .failed(
        path: file.path, .crashed(detail: "\(Self.attempts) attempts"), willRetry: false))
    return .finished
  }
}
