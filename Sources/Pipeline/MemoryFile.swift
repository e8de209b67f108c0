import CSandbox
import Documents
import Glibc

/// Bytes as a file that another process can read.
struct MemoryFile: ~Copyable {
  let descriptor: Int32

  /// - Throws: `.unreadable` where the system has no memory left for it.
  init(_ bytes: [UInt8] = []) throws(DocumentFailure) {
    descriptor = calls_memory_file()
    guard descriptor >= 0 else { throw .unreadable(detail: String(cString: strerror(errno))) }
    let error = bytes.withUnsafeBytes { write($0) }
    guard error == 0 else { throw .unreadable(detail: String(cString: strerror(error))) }
    rewind()
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Adds bytes at the end; returns 0 or an errno.
  func write(_ bytes: UnsafeRawBufferPointer) -> Int32 {
    var rest = bytes
    while !rest.isEmpty {
      let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return errno }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
    return 0
  }

  /// Whoever reads begins anew.
  func rewind() { lseek(descriptor, 0, SEEK_SET) }
}
