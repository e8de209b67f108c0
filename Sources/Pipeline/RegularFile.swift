import Glibc

/// Why the bytes of a file cannot be had.
package enum FileReadError: Error, Hashable, Sendable {
  case missing
  /// A folder, a FIFO, a socket or a device.
  case notRegular
  case tooLarge(bytes: Int, limit: Int)
  /// The system's own words; worth another try.
  case unreadable(detail: String)
}

/// The bytes of a file, read without harm.
package struct RegularFile: Hashable, Sendable {
  package var bytes: [UInt8]
  package var stamp: FileStamp
  /// False where the file changed while it was read: the bytes are then of no one state.
  package var isSteady: Bool

  /// Reads a regular file whole; a FIFO never blocks, and no more than `limit` bytes are taken.
  ///
  /// A symbolic link given by a person is followed.
  package init(at path: String, limit: Int) throws(FileReadError) {
    let file = RawPath.withCString(path) { open($0, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY) }
    guard file >= 0 else { throw Self.failure() }
    defer { close(file) }
    let before = try Self.status(of: file)
    guard before.st_mode & S_IFMT == S_IFREG else { throw .notRegular }
    guard Int(before.st_size) <= limit else {
      throw .tooLarge(bytes: Int(before.st_size), limit: limit)
    }
    bytes = try Self.read(file, expecting: Int(before.st_size), limit: limit)
    let after = FileStamp(try Self.status(of: file))
    stamp = after
    isSteady = after == FileStamp(before) && after.size == bytes.count
  }

  private static func status(of file: Int32) throws(FileReadError) -> stat {
    var status = stat()
    guard fstat(file, &status) == 0 else { throw failure() }
    return status
  }

  /// Reads to the end, which may have moved since the size was taken.
  private static func read(
    _ file: Int32, expecting size: Int, limit: Int
  ) throws(FileReadError) -> [UInt8] {
    // One byte more shows the end at once.
    var bytes = [UInt8](repeating: 0, count: size + 1)
    var count = 0
    while true {
      if count == bytes.count { bytes += [UInt8](repeating: 0, count: max(4096, count / 2)) }
      let got = bytes.withUnsafeMutableBytes { buffer in
        Glibc.read(file, buffer.baseAddress.map { $0 + count }, buffer.count - count)
      }
      if got < 0 {
        if errno == EINTR { continue }
        throw failure()
      }
      if got == 0 { return Array(bytes.prefix(count)) }
      count += got
      if count > limit { throw .tooLarge(bytes: count, limit: limit) }
    }
  }

  private static func failure() -> FileReadError {
    switch errno {
    case ENOENT, ENOTDIR: .missing
    case EISDIR, ENXIO, ENODEV: .notRegular
    default: .unreadable(detail: String(cString: strerror(errno)))
    }
  }
}
