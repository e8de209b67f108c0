import Documents
import Glibc
import Store

/// The bytes of a file at one moment, with their digest: what is hashed is what is read and kept,
/// however the file goes on.
package final class FileSnapshot: Sendable {
  /// What came of a file.
  package enum Outcome: Sendable {
    case taken(FileSnapshot)
    /// The file is not as it was said to be, or did not stay so while it was read.
    case changing
    /// A process has the file open for writing.
    case beingWritten
    case failed(DocumentFailure)
  }

  package let sha256: String
  private let memory: MemoryFile

  private init(_ file: borrowing InputFile) throws(DocumentFailure) {
    memory = try MemoryFile()
    sha256 = try file.copy(to: memory)
  }

  /// Takes a snapshot of a file as it happens to be; `-` is standard input.
  package convenience init(path: String) throws(DocumentFailure) {
    if path == "-" {
      try self.init(try InputFile.bytes(of: path))
    } else {
      try self.init(try InputFile(path: path))
    }
  }

  private init(_ bytes: [UInt8]) throws(DocumentFailure) {
    guard !bytes.isEmpty else { throw .empty }
    memory = try MemoryFile(bytes)
    sha256 = Digest256.hex(of: bytes)
  }

  /// Takes a snapshot.
  ///
  /// - Parameters:
  ///   - stamp: as the file must be before and after; nil where it may be as it likes.
  ///   - awaitsWriters: whether a file that some process has open for writing is left alone.
  package static func take(
    path: String, stamp: FileStamp? = nil, awaitsWriters: Bool = false
  ) -> Outcome {
    do throws(DocumentFailure) {
      let file = try InputFile(path: path, followsLinks: stamp == nil)
      if let stamp, file.stamp != stamp { return .changing }
      if awaitsWriters, file.isBeingWritten { return .beingWritten }
      let snapshot = try FileSnapshot(file)
      // A writer that went on meanwhile, or another file at the same path.
      if let stamp, file.stamp != stamp || FileKind(at: path) != .file(stamp) { return .changing }
      return .taken(snapshot)
    } catch {
      return .failed(error)
    }
  }

  /// Hands out a descriptor at the beginning of the bytes, for the time of the block and for one
  /// reader at a time.
  package func read<Result>(_ body: (_ descriptor: Int32) -> Result) -> Result {
    memory.rewind()
    return withExtendedLifetime(self) { body(memory.descriptor) }
  }
}
