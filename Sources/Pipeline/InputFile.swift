import CFileSystem
import Documents
import Glibc
import Store

/// An open regular file that is neither empty nor too large.
package struct InputFile: ~Copyable {
  let descriptor: Int32
  /// The last part of the path.
  package let name: String
  /// Bytes, as found on opening.
  package let size: Int

  /// - Parameter followsLinks: whether the path may be a symbolic link.
  /// - Throws: `.unreadable`, `.empty`, `.tooLarge`.
  package init(
    path: String, limit: Int = WorkerLimits().inputBytes, followsLinks: Bool = true
  ) throws(DocumentFailure) {
    let opened = try Self.open(path, limit: limit, followsLinks: followsLinks)
    descriptor = opened.descriptor
    size = opened.size
    name = path.split(separator: "/").last.map(String.init) ?? path
  }

  private static func open(
    _ path: String, limit: Int, followsLinks: Bool
  ) throws(DocumentFailure) -> (descriptor: Int32, size: Int) {
    // O_NONBLOCK: a FIFO must not make us wait for its writer.
    let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | (followsLinks ? 0 : O_NOFOLLOW)
    let descriptor = RawPath.withCString(path) { Glibc.open($0, flags) }
    guard descriptor >= 0 else { throw .unreadable(detail: String(cString: strerror(errno))) }
    do throws(DocumentFailure) {
      return (descriptor, try checkedSize(descriptor, limit: limit))
    } catch {
      close(descriptor)
      throw error
    }
  }

  private static func checkedSize(
    _ descriptor: Int32, limit: Int
  ) throws(DocumentFailure) -> Int {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw .unreadable(detail: String(cString: strerror(errno)))
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .unreadable(detail: "not a regular file")
    }
    let size = Int(status.st_size)
    guard size > 0 else { throw .empty }
    guard size <= limit else { throw .tooLarge(size: size, limit: limit) }
    return size
  }

  deinit { close(descriptor) }

  /// As it is now; nil where the file system does not say.
  var stamp: FileStamp? {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? FileStamp(status) : nil
  }

  /// Whether some process has it open for writing, as far as the system can tell.
  var isBeingWritten: Bool { calls_is_open_for_writing(descriptor) == 1 }

  /// The whole file. A file that grows while it is read is cut at the limit's failure.
  ///
  /// - Throws: `.unreadable` on a read error, `.tooLarge` where it has grown beyond the limit.
  package func bytes(limit: Int = WorkerLimits().inputBytes) throws(DocumentFailure) -> [UInt8] {
    try Self.readAll(descriptor, expecting: size, limit: limit)
  }

  /// Copies the whole file, and returns its SHA-256.
  func copy(
    to memory: borrowing MemoryFile, limit: Int = WorkerLimits().inputBytes
  ) throws(DocumentFailure) -> String {
    var digest = Digest256()
    var total = 0
    var chunk = [UInt8](repeating: 0, count: 1 << 17)
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .unreadable(detail: String(cString: strerror(errno))) }
      if count == 0 { return digest.hex() }
      total += count
      guard total <= limit else { throw .tooLarge(size: total, limit: limit) }
      let error = chunk.withUnsafeBytes { bytes in
        let part = UnsafeRawBufferPointer(rebasing: bytes[..<count])
        digest.update(part)
        return memory.write(part)
      }
      guard error == 0 else { throw .unreadable(detail: String(cString: strerror(error))) }
    }
  }

  private static func readAll(
    _ descriptor: Int32, expecting size: Int = 0, limit: Int
  ) throws(DocumentFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size + 1)
    var chunk = [UInt8](repeating: 0, count: 1 << 17)
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .unreadable(detail: String(cString: strerror(errno))) }
      if count == 0 { return bytes }
      bytes.append(contentsOf: chunk[..<count])
      guard bytes.count <= limit else { throw .tooLarge(size: bytes.count, limit: limit) }
    }
  }

  /// The bytes of the file at a path; those of standard input for `-`.
  package static func bytes(of path: String) throws(DocumentFailure) -> [UInt8] {
    path == "-"
      ? try readAll(STDIN_FILENO, limit: WorkerLimits().inputBytes)
      : try InputFile(path: path).bytes()
  }

  /// Bytes of each file; 0 where there is none.
  static func sizes(of paths: [String]) -> [Int] {
    paths.map { path in
      var status = stat()
      // `stat` is the name of a structure as well, and where both may be meant the compiler takes that.
      let isThere = RawPath.withCString(path) { fstatat(AT_FDCWD, $0, &status, 0) } == 0
      return isThere ? Int(status.st_size) : 0
    }
  }

  /// What a symbolic link points at.
  static func linkTarget(_ path: String) -> String? {
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = buffer.withUnsafeMutableBytes { bytes in
      bytes.baseAddress.map {
        readlink(path, $0.assumingMemoryBound(to: CChar.self), bytes.count)
      } ?? -1
    }
    return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
  }
}
