import Documents
import Glibc

/// Locked documents, opened by passwords in workers of their own: no other one ever sees any.
extension WorkerClient {
  /// Reads a locked document with the first password that opens it; each is tried by a worker of its
  /// own, since poppler 22.12 ends the process at a wrong one. All have the time of one document.
  ///
  /// - Throws: `.encrypted` where none does.
  func unlocked(_ descriptor: Int32, name: String) throws(DocumentFailure) -> Document {
    let deadline = Deadline(secondsFromNow: limits.wallSeconds)
    for front in passwords.flatMap(Self.forms).compactMap(UnlockFrame.front) {
      let file = try MemoryFile()
      lseek(descriptor, 0, SEEK_SET)
      try Self.append(front, descriptor, to: file, limit: limits.inputBytes)
      file.rewind()
      do throws(DocumentFailure) {
        let process = try WorkerProcess(
          executable: executable, arguments: limits.arguments + ["--unlock", "--", name],
          input: file.descriptor)
        let document = try process.outcome(until: deadline, limits: limits)
          .document(limits: limits)
        guard needsRecognition(document) else { return document }
        return recognised(document, file.descriptor, name: name, unlocks: true)
      } catch .crashed {
        continue
      } catch .encrypted {
        continue
      }
    }
    throw .encrypted
  }

  /// A password as poppler takes it. It makes Latin-1 of what it is given, as older files have it;
  /// newer ones have UTF-8, whose bytes each stand for a letter in the second form.
  private static func forms(of password: String) -> [String] {
    let bytes = password.utf8.map { Unicode.Scalar($0) }
    guard bytes.contains(where: { !$0.isASCII }) else { return [password] }
    return [password, String(String.UnicodeScalarView(bytes))]
  }

  private static func append(
    _ front: [UInt8], _ source: Int32, to file: borrowing MemoryFile, limit: Int
  ) throws(DocumentFailure) {
    var chunk = front
    var count = front.count
    var total = -front.count
    while count > 0 {
      total += count
      guard total <= limit else { throw .tooLarge(size: total, limit: limit) }
      let error = chunk[..<count].withUnsafeBytes { file.write($0) }
      guard error == 0 else { throw .unreadable(detail: String(cString: strerror(error))) }
      if chunk.count < 1 << 16 { chunk = [UInt8](repeating: 0, count: 1 << 16) }
      repeat { count = Glibc.read(source, &chunk, chunk.count) } while count < 0 && errno == EINTR
    }
    guard count == 0 else { throw .unreadable(detail: String(cString: strerror(errno))) }
  }
}
