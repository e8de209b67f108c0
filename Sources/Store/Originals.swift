import Foundation
import Glibc

/// The files that were read, kept beside the store under their SHA-256, and the order in which they
/// were seen: what it takes to make the store again.
///
/// A file is written under a passing name, synchronised, renamed, and its folder synchronised, all
/// before the store says that it read it: whoever stands in the store stands here.
package struct Originals: Sendable {
  /// A content seen under a path on a day.
  package struct Sighting: Hashable, Sendable, Codable {
    package var sha256: String
    package var path: String
    /// ISO 8601.
    package var day: String
    /// It was read as one call whatever its kind.
    package var isOneCall: Bool

    package init(sha256: String, path: String, day: String, isOneCall: Bool) {
      self.sha256 = sha256
      self.path = path
      self.day = day
      self.isOneCall = isOneCall
    }
  }

  /// Beside the store's file, with its name.
  package let folder: String

  package init(store: String) { folder = store + "-originals" }

  /// Whether originals were ever kept here.
  package var exist: Bool { access(folder, F_OK) == 0 }

  package func path(of sha256: String) -> String { "\(folder)/\(sha256.prefix(2))/\(sha256)" }

  private var journal: String { folder + "/seen.ndjson" }

  // MARK: - Keeping

  /// Keeps what a descriptor gives from its beginning, unless it is kept already, and notes where it
  /// was seen. Durable on return.
  package func keep(_ descriptor: Int32, as sighting: Sighting) throws(StoreError) {
    do {
      let path = path(of: sighting.sha256)
      if access(path, F_OK) != 0 { try write(descriptor, to: path) }
      try note(sighting)
    } catch {
      throw StoreError(error, path: folder)
    }
  }

  private func write(_ descriptor: Int32, to path: String) throws {
    let parent = (path as NSString).deletingLastPathComponent
    try makeFolder(folder)
    try makeFolder(parent)
    let passing = "\(folder)/new-\(getpid())-\(UUID().uuidString)"
    let copy = open(passing, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard copy >= 0 else { throw SystemFault.last }
    defer {
      close(copy)
      unlink(passing)
    }
    try Self.copy(descriptor, to: copy)
    try Failpoint.pass(.copied)
    guard fsync(copy) == 0, rename(passing, path) == 0 else { throw SystemFault.last }
    try Self.synchronise(parent)
    try Failpoint.pass(.kept)
  }

  private func makeFolder(_ path: String) throws {
    guard mkdir(path, 0o700) == 0 else {
      guard errno == EEXIST else { throw SystemFault.last }
      return
    }
    try Self.synchronise((path as NSString).deletingLastPathComponent)
  }

  /// Appended in one write, so that a line is whole or the last one.
  private func note(_ sighting: Sighting) throws {
    var line = [UInt8](try JSONEncoder().encode(sighting))
    line.append(0x0A)
    let file = open(journal, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw SystemFault.last }
    defer { close(file) }
    guard Glibc.write(file, line, line.count) == line.count, fsync(file) == 0 else {
      throw SystemFault.last
    }
  }

  private static func copy(_ source: Int32, to destination: Int32) throws {
    var chunk = [UInt8](repeating: 0, count: 1 << 17)
    var offset = 0
    while true {
      let count = pread(source, &chunk, chunk.count, offset)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw SystemFault.last }
      if count == 0 { return }
      offset += count
      var written = 0
      while written < count {
        let part = chunk[written..<count].withUnsafeBytes {
          Glibc.write(destination, $0.baseAddress, $0.count)
        }
        if part < 0, errno == EINTR { continue }
        guard part > 0 else { throw SystemFault.last }
        written += part
      }
    }
  }

  private static func synchronise(_ folder: String) throws {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw SystemFault.last }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw SystemFault.last }
  }

  /// Takes originals away for good; the store cannot be made again with them.
  ///
  /// - Returns: those that were there.
  package func delete(_ contents: [String]) throws(StoreError) -> [String] {
    var deleted: [String] = []
    for sha256 in contents where access(path(of: sha256), F_OK) == 0 {
      guard unlink(path(of: sha256)) == 0 else { throw StoreError(.last, path: folder) }
      deleted.append(sha256)
    }
    return deleted
  }

  /// Those of these contents that are kept.
  package func kept(_ contents: [String]) -> [String] {
    contents.filter { access(path(of: $0), F_OK) == 0 }
  }

  // MARK: - What is kept

  /// In the order in which they were noted, each once. A line that a crash cut short is passed by:
  /// the store never heard of it.
  package func sightings() -> [Sighting] {
    guard let data = FileManager.default.contents(atPath: journal) else { return [] }
    var seen: Set<Sighting> = []
    return data.split(separator: 0x0A).compactMap { line in
      guard let sighting = try? JSONDecoder().decode(Sighting.self, from: Data(line)) else {
        return nil
      }
      return seen.insert(sighting).inserted ? sighting : nil
    }
  }

  /// The contents kept whose bytes are not those of their name, by SHA-256.
  package func altered() -> [String] {
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return names.filter { $0.utf8.count == 67 && !$0.hasPrefix("new-") }.compactMap { name in
      let sha256 = String(name.suffix(64))
      return hash(folder + "/" + name) == sha256 ? nil : sha256
    }.sorted()
  }

  private func hash(_ path: String) -> String? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var digest = Digest256()
    var chunk = [UInt8](repeating: 0, count: 1 << 17)
    while true {
      let count = read(file, &chunk, chunk.count)
      guard count >= 0 else { return nil }
      if count == 0 { return digest.hex() }
      chunk.withUnsafeBytes { digest.update(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }
  }
}
