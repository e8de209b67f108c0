import Documents
import Glibc

/// Locked documents, opened by passwords in a worker of their own: no other one ever sees any.
extension WorkerClient {
  /// Reads a locked document with the first password that opens it.
  ///
  /// - Throws: `.encrypted` where none does.
  func unlocked(_ descriptor: Int32, name: String) throws(DocumentFailure) -> Document {
    let deadline = Deadline(secondsFromNow: limits.wallSeconds)
    let file = try MemoryFile()
    lseek(descriptor, 0, SEEK_SET)
    let error = UnlockFrame.front(passwords).withUnsafeBytes { file.write($0) }
    guard error == 0 else { throw .unreadable(detail: String(cString: strerror(error))) }
    try Self.append(descriptor, to: file, limit: limits.inputBytes)
    file.rewind()
    let process = try WorkerProcess(
      executable: executable, arguments: limits.arguments + ["--unlock", "--", name],
      input: file.descriptor)
    let document = try process.outcome(until: deadline, limits: limits).document(limits: limits)
    guard needsRecognition(document) else { return document }
    return recognised(document, file.descriptor, name: name, unlocks: true)
  }

  private static func append(
    _ source: Int32, to file: borrowing MemoryFile, limit: Int
  ) throws(DocumentFailure) {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    var total = 0
    while true {
      let count = Glibc.read(source, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .unreadable(detail: String(cString: strerror(errno))) }
      if count == 0 { return }
      total += count
      guard total <= limit else { throw .tooLarge(size: total, limit: limit) }
      let error = chunk[..<count].withUnsafeBytes { file.write($0) }
      guard error == 0 else { throw .unreadable(detail: String(cString: strerror(error))) }
    }
  }
}
