import Documents
import Foundation
import GRDB

/// The documents that were read, their calls, and what was told of them: one SQLite file.
///
/// One connection; every change is one short transaction, durable when the function returns
/// (WAL, `synchronous=FULL`). Only one process writes at a time, others wait for it and then fail
/// with `locked`. All lists come sorted, whatever the order in which things were added.
package final class Store: Sendable {
  /// Absolute path of the SQLite file.
  package let path: String
  package let isReadOnly: Bool
  /// Who changes the store: a version of the program and its rules, or a person.
  let author: String?
  private let queue: DatabaseQueue
  private let writerLock: WriterLock

  /// Opens a store, makes it where it is missing (with its folder), and brings an older one up to
  /// date.
  ///
  /// With `readOnly`, the file must exist and be up to date or older; it is not changed.
  /// - Parameter waitSeconds: how long to wait for another process that writes.
  package init(
    path: String, readOnly: Bool = false, waitSeconds: Double = 5, author: String? = nil
  ) throws(StoreError) {
    let path = Self.absolute(path)
    self.author = author
    self.path = path
    isReadOnly = readOnly
    writerLock = WriterLock(store: path, waitSeconds: waitSeconds)
    do {
      if readOnly {
        queue = try Self.openCurrent(path, lock: writerLock, waitSeconds: waitSeconds)
      } else {
        try Self.makeFolder(of: path)
        queue = try writerLock.hold { try Self.openForWriting(path, waitSeconds: waitSeconds) }
      }
    } catch {
      throw StoreError(error, path: path)
    }
  }

  deinit {
    // The last connection checkpoints as it closes, which is writing. Where the lock cannot be had,
    // the file is left as it is: the WAL is whole, and the next writer checkpoints it.
    if isReadOnly {
      try? queue.close()
    } else {
      _ = try? writerLock.hold { try queue.close() }
    }
  }

  /// Runs a block that reads, against one state of the store.
  func reading<Result>(_ body: (Database) throws -> Result) throws(StoreError) -> Result {
    do {
      return try queue.read(body)
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// Runs a block as one transaction, alone among all processes; with `.rollback` what it did is
  /// undone again.
  func writing<Result>(
    ending completion: Database.TransactionCompletion = .commit,
    _ body: (Database) throws -> Result
  ) throws(StoreError) -> Result {
    guard !isReadOnly else { throw .readOnly(path: path) }
    do {
      return try queue.writeWithoutTransaction { db in
        try writerLock.hold {
          var result: Result?
          try db.inTransaction(.immediate) {
            try Failpoint.pass(.begun)
            result = try body(db)
            try Failpoint.pass(.committing)
            return completion
          }
          try Failpoint.pass(.committed)
          guard let result else { preconditionFailure("a finished transaction has a result") }
          return result
        }
      }
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// Copies the store while it is in use.
  package func backUp(to destination: String) throws(StoreError) {
    let copy = Self.absolute(destination)
    do {
      try Self.makeFolder(of: copy)
      try queue.backup(to: DatabaseQueue(path: copy))
    } catch {
      throw StoreError(error, path: copy)
    }
  }
}

// MARK: - Opening

extension Store {
  private static func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
  }

  private static func makeFolder(of path: String) throws {
    let folder = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    guard !folder.isEmpty, !FileManager.default.fileExists(atPath: folder) else { return }
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw StoreError.cannotCreate(path: path, detail: error.localizedDescription)
    }
  }

  private static func configuration(readOnly: Bool, waitSeconds: Double) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = readOnly
    configuration.busyMode = .timeout(waitSeconds)
    configuration.label = "calls"
    if !readOnly { configuration.journalMode = .wal }
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF")
    }
    return configuration
  }

  private static func openForWriting(_ path: String, waitSeconds: Double) throws -> DatabaseQueue {
    // Looked at first without changing anything: another program's file must stay as it is.
    if let size = fileSize(path), size > 0 {
      try openForReading(path, waitSeconds: waitSeconds).queue.close()
    }
    let queue = try DatabaseQueue(
      path: path, configuration: configuration(readOnly: false, waitSeconds: waitSeconds))
    try Schema.migrator.migrate(queue)
    return queue
  }

  /// Opens for reading; a store of an older version is brought up to date first.
  private static func openCurrent(
    _ path: String, lock: WriterLock, waitSeconds: Double
  ) throws -> DatabaseQueue {
    guard let size = fileSize(path), size > 0 else { throw StoreError.missing(path: path) }
    let (queue, isCurrent) = try openForReading(path, waitSeconds: waitSeconds)
    if isCurrent { return queue }
    try queue.close()
    try lock.hold { try openForWriting(path, waitSeconds: waitSeconds).close() }
    return try openForReading(path, waitSeconds: waitSeconds).queue
  }

  private static func openForReading(
    _ path: String, waitSeconds: Double
  ) throws -> (queue: DatabaseQueue, isCurrent: Bool) {
    let configuration = configuration(readOnly: true, waitSeconds: waitSeconds)
    do {
      return try inspected(DatabaseQueue(path: path, configuration: configuration), path)
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CANTOPEN {
      // On a medium that cannot be written SQLite cannot make the WAL's index. Without a WAL the
      // file is complete and may be read as one that never changes.
      guard (fileSize(path + "-wal") ?? 0) == 0 else { throw error }
      let escaped = path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path
      return try inspected(
        DatabaseQueue(path: "file:\(escaped)?immutable=1", configuration: configuration), path)
    }
  }

  /// Refuses what is no store of ours, or a newer one.
  private static func inspected(
    _ queue: DatabaseQueue, _ path: String
  ) throws -> (queue: DatabaseQueue, isCurrent: Bool) {
    let isCurrent = try queue.read { db in
      let id = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
      let isEmpty =
        try Int.fetchOne(
          db, sql: "SELECT count(*) FROM sqlite_master WHERE tbl_name <> 'grdb_migrations'") == 0
      // A store whose making was interrupted, by a kill or a full disk, holds at most the empty list
      // of migrations.
      guard id == Schema.applicationID || (id == 0 && isEmpty) else {
        throw StoreError.damaged(path: path, detail: "not a store of calls")
      }
      let known = Set(Schema.migrations.map(\.name))
      let applied = try Schema.migrator.appliedIdentifiers(db)
      if let newer = applied.subtracting(known).max() {
        throw StoreError.newer(path: path, schema: newer)
      }
      return applied == known
    }
    return (queue, isCurrent)
  }

  private static func fileSize(_ path: String) -> Int? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return (attributes?[.size] as? NSNumber)?.intValue
  }
}
