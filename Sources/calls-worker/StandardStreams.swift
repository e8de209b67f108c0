import Documents
import Glibc

/// Whole reads and writes on descriptors.
enum StandardStreams {
  /// All bytes of a descriptor.
  ///
  /// - Throws: `.tooLarge` beyond the limit, `.unreadable` on a read error.
  static func readAll(
    _ descriptor: Int32 = STDIN_FILENO, limit: Int
  ) throws(DocumentFailure) -> [UInt8] {
    var status = stat()
    var size = 0
    if fstat(descriptor, &status) == 0, status.st_size > 0 {
      guard status.st_size <= limit else {
        throw .tooLarge(size: Int(status.st_size), limit: limit)
      }
      size = Int(status.st_size)
    }
    var bytes = [UInt8](unsafeUninitializedCapacity: size) { place, count in
      while count < size {
        let taken = read(descriptor, place.baseAddress.map { $0 + count }, size - count)
        // What is wrong is said below.
        guard taken > 0 else { break }
        count += taken
      }
    }
    var chunk = [UInt8](repeating: 0, count: 1 << 12)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .unreadable(detail: String(cString: strerror(errno))) }
      if count == 0 { return bytes }
      bytes.append(contentsOf: chunk[..<count])
      guard bytes.count <= limit else { throw .tooLarge(size: bytes.count, limit: limit) }
    }
  }

  static func complain(_ message: String) {
    _ = write(Array((message + "\n").utf8), to: STDERR_FILENO)
  }

  /// False where not all bytes could be written.
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      written += count
    }
    return true
  }
}
