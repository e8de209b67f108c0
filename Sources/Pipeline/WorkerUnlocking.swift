import Documents
import Glibc

/// Locked documents and attachments, opened by passwords in workers of their own: no other one ever
/// sees any.
extension WorkerClient {
  /// Reads a locked document with the first password that opens it; each is tried by a worker of its
  /// own, since poppler 22.12 ends the process at a wrong one. All have the time of one document.
  ///
  /// - Throws: `.encrypted` where none does.
  func unlocked(_ descriptor: Int32, name: String) throws(DocumentFailure) -> Document {
    let deadline = Deadline(secondsFromNow: limits.wallSeconds)
    for password in passwords.flatMap(Self.forms) {
      let keys = DocumentKeys(password: password)
      if let document = try read(descriptor, name: name, keys, until: deadline) {
        return try recognised(document, descriptor, name: name, keys)
      }
    }
    throw .encrypted
  }

  /// A mail with those of its locked attachments that a password opens: each is tried for one
  /// attachment, beside what opened those before. All have the time of one document; what is not
  /// opened by then stays as it was.
  func unlockedParts(
    of mail: Document, _ descriptor: Int32, name: String
  ) throws(DocumentFailure) -> Document {
    let deadline = Deadline(secondsFromNow: limits.wallSeconds)
    var document = mail
    var keys = DocumentKeys()
    for part in Set(mail.lockedParts).sorted() {
      for password in passwords.flatMap(Self.forms) where deadline.secondsLeft > 0 {
        var more = keys
        more.parts[part] = password
        let read = try? read(descriptor, name: name, more, until: deadline)
        guard let read, read.lockedParts.count < document.lockedParts.count else { continue }
        (document, keys) = (read, more)
        break
      }
    }
    return try recognised(document, descriptor, name: name, keys)
  }

  /// The document as it is with some passwords; nil where one of them is wrong, or is none.
  private func read(
    _ descriptor: Int32, name: String, _ keys: DocumentKeys, until deadline: Deadline
  ) throws(DocumentFailure) -> Document? {
    guard let file = try Self.file(keys, descriptor, limit: limits.inputBytes) else { return nil }
    do throws(DocumentFailure) {
      let process = try WorkerProcess(
        executable: executable, arguments: limits.arguments + ["--unlock", "--", name],
        input: file.descriptor)
      return try process.outcome(until: deadline, limits: limits).document(limits: limits)
    } catch .crashed {
      return nil
    } catch .encrypted {
      return nil
    }
  }

  private func recognised(
    _ document: Document, _ descriptor: Int32, name: String, _ keys: DocumentKeys
  ) throws(DocumentFailure) -> Document {
    guard needsRecognition(document) else { return document }
    guard let file = try Self.file(keys, descriptor, limit: limits.inputBytes) else {
      return recognised(document, descriptor, name: name)
    }
    return recognised(document, file.descriptor, name: name, unlocks: true)
  }

  /// A document behind its keys; nil where these are none.
  private static func file(
    _ keys: DocumentKeys, _ descriptor: Int32, limit: Int
  ) throws(DocumentFailure) -> MemoryFile? {
    guard let front = UnlockFrame.front(keys) else { return nil }
    let file = try MemoryFile()
    lseek(descriptor, 0, SEEK_SET)
    try append(front, descriptor, to: file, limit: limit)
    file.rewind()
    return file
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
