import CallAssembly
import CallModel
import Documents
import Store

/// Reads files into the store: each content once, each failure noted.
package struct Intake: Sendable {
  private let pipeline: DocumentPipeline
  private let store: Store
  private let originals: Originals?
  private let today: @Sendable () -> CalendarDay
  private let isSandboxPartial: Bool
  /// Whose sub-folders' names are tags of what stands in them; empty where they are not.
  private let taggedRoots: [String]

  /// What came of a file.
  package enum Outcome: Sendable {
    case added(AddOutcome)
    case failed(UnreadDocument)
  }

  /// A file on its way into the store.
  package enum Prepared: Sendable {
    /// The store holds the content; it was not read again.
    case known(FileSnapshot)
    case read(ReadDocument, FileSnapshot)
    case failed(UnreadDocument)
    /// Not as it was said to be any more; only where a stamp was given.
    case changing
    /// Open for writing somewhere; only where that was asked.
    case beingWritten
  }

  /// - Parameters:
  ///   - keepsOriginals: whether the files are kept beside the store; once they were, they are.
  ///   - isSandboxPartial: whether the kernel lacks a wall around readers, which is noted of each
  ///     document.
  ///   - taggedRoots: folders, the names of whose sub-folders are tags.
  ///   - today: asked for every document, since a watch runs for years.
  package init(
    pipeline: DocumentPipeline, store: Store, keepsOriginals: Bool = false,
    isSandboxPartial: Bool = false, taggedRoots: [String] = [],
    today: @escaping @Sendable () -> CalendarDay
  ) {
    self.pipeline = pipeline
    self.store = store
    let originals = Originals(store: store.path)
    self.originals = keepsOriginals || originals.exist ? originals : nil
    self.isSandboxPartial = isSandboxPartial
    self.taggedRoots = taggedRoots.sorted { $0.count > $1.count }
    self.today = today
  }

  /// Reads files side by side; `deliver` is called in the order given, once what it tells is in the
  /// store, and returns false to stop.
  package func take(_ paths: [String], deliver: (Int, Outcome) throws -> Bool) throws {
    try OrderedWork.run(
      count: paths.count, work: { i in prepare(paths[i]) },
      deliver: { i, prepared in try deliver(i, settle(prepared, path: paths[i])) })
  }

  // MARK: - Reading

  /// Reads a file as far as the store need not be written for it.
  ///
  /// - Parameters:
  ///   - stamp: as the file must be and stay.
  ///   - awaitsWriters: whether a file that is open for writing is left alone.
  package func prepare(
    _ path: String, stamp: FileStamp? = nil, awaitsWriters: Bool = false
  ) -> Prepared {
    switch FileSnapshot.take(path: path, stamp: stamp, awaitsWriters: awaitsWriters) {
    case .changing: return .changing
    case .beingWritten: return .beingWritten
    case .failed(let failure):
      return .failed(UnreadDocument(path: path, sha256: nil, failure: failure))
    case .taken(let snapshot):
      do {
        try Failpoint.pass(.hashed)
        // A store that cannot be asked will say so when it is written to.
        if (try? store.holds(sha256: snapshot.sha256)) == true { return .known(snapshot) }
        return read(snapshot, path)
      } catch {
        return .failed(
          UnreadDocument(
            path: path, sha256: snapshot.sha256, failure: .unreadable(detail: error.detail)))
      }
    }
  }

  /// Has a snapshot read.
  package func read(_ snapshot: FileSnapshot, _ path: String) -> Prepared {
    switch pipeline.read(snapshot, path: path) {
    case .success(let document): .read(document, snapshot)
    case .failure(let unread): .failed(unread)
    }
  }

  // MARK: - Settling

  private func settle(_ prepared: Prepared, path: String) throws(StoreError) -> Outcome {
    switch prepared {
    case .known(let snapshot):
      if let added = try noteKnown(snapshot, path: path) { return .added(added) }
      // It takes the place of another content under this path.
      return try settle(read(snapshot, path), path: path)
    case .read(let document, let snapshot):
      return .added(try add(document, snapshot, path: path))
    case .failed(let unread):
      // A path that was mistyped is no document of the store.
      if DocumentInputs.exists(path) { try note(unread) }
      return .failed(unread)
    case .changing, .beingWritten:
      preconditionFailure("only a file with a stamp can be told to have changed")
    }
  }

  /// Takes what was prepared into the store; returns why it could not be read.
  func settle(
    _ prepared: Prepared, as path: String
  ) throws(StoreError) -> DocumentFailure? {
    switch prepared {
    case .known(let snapshot):
      if try noteKnown(snapshot, path: path) != nil { return nil }
      return try settle(read(snapshot, path), as: path)
    case .read(let document, let snapshot):
      _ = try add(document, snapshot, path: path)
      return nil
    case .failed(let unread): return unread.failure
    case .changing, .beingWritten: return .unreadable(detail: "")
    }
  }

  /// Notes a content that the store holds; nil where it must be read after all.
  package func noteKnown(
    _ snapshot: FileSnapshot, path: String, noting file: WatchedFile? = nil
  ) throws(StoreError) -> AddOutcome? {
    let day = today()
    try keep(snapshot, path: path, on: day)
    return try store.noteSeen(
      sha256: snapshot.sha256, path: path, tags: tags(of: path), noting: file, on: day
    )
    .map { AddOutcome(change: .known, callIDs: $0) }
  }

  /// Adds a document and its calls.
  package func add(
    _ document: ReadDocument, _ snapshot: FileSnapshot, path: String,
    noting file: WatchedFile? = nil
  ) throws(StoreError) -> AddOutcome {
    let day = today()
    try keep(snapshot, path: path, on: day)
    let text = DocumentText(
      document.document, source: WireWriter.frame(.success(document.document)))
    return try store.add(
      document.reading.parsed, texts: document.reading.texts, text: text, path: path,
      isOneCall: pipeline.makesOneCall, isSandboxPartial: isSandboxPartial, tags: tags(of: path),
      noting: file, on: day)
  }

  /// Notes that a file could not be read.
  package func note(
    _ unread: UnreadDocument, noting file: WatchedFile? = nil
  ) throws(StoreError) {
    try store.recordFailure(
      path: unread.path, sha256: unread.sha256, failure: unread.failure, noting: file, on: today())
  }

  /// Today, as the intake counts.
  package var day: CalendarDay { today() }

  /// Notes that a content has a new place; where that fails, its next sighting tells.
  package func noteMoved(sha256: String, to path: String) {
    _ = try? store.noteSeen(sha256: sha256, path: path, on: today())
  }

  /// Names of the folders between a root and a file.
  private func tags(of path: String) -> [String] {
    guard let root = taggedRoots.first(where: { path.hasPrefix($0 + "/") }) else { return [] }
    return path.dropFirst(root.count + 1).split(separator: "/").dropLast().map(String.init)
  }

  private func keep(
    _ snapshot: FileSnapshot, path: String, on day: CalendarDay
  ) throws(StoreError) {
    guard let originals else { return }
    let sighting = Originals.Sighting(
      sha256: snapshot.sha256, path: path, day: day.iso, isOneCall: pipeline.makesOneCall)
    let result: Result<Void, StoreError> = snapshot.read { descriptor in
      do throws(StoreError) {
        return .success(try originals.keep(descriptor, as: sighting))
      } catch {
        return .failure(error)
      }
    }
    try result.get()
  }
}
