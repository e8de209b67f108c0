import CallModel
import Documents
import Foundation
import Store
import TestSupport
import Testing

/// How far the tests of faults go: a few minutes for every change, or as long as it takes.
enum FaultLength {
  static let isLong = ProcessInfo.processInfo.environment["CALLS_LONG"] != nil

  static func count(_ usual: Int, long: Int) -> Int { isLong ? long : usual }
}

/// A folder into which documents are dropped, the program that watches it, and what must have become
/// of each file in the end.
final class DropFolder {
  let program: CallsProgram
  let path: String
  /// The SHA-256 of what each file holds, by path, of those that can be read.
  private(set) var readable: [String: String] = [:]
  /// The ids of the errors that the others must give.
  private(set) var broken: [String: Set<String>] = [:]

  /// - Parameter rules: what becomes of files does not depend on them; released programs are asked
  ///   with all of them, as users have them.
  init(rules: CallsProgram.Rules? = nil) throws {
    program = try CallsProgram(rules: rules ?? (CallsProgram.areReleased ? .all : .few))
    path = program.folder + "/drop"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  static let day = CalendarDay(year: 2026, month: 1, day: 1)

  // MARK: - Files

  /// A page with one call.
  static func page(_ number: Int) -> [UInt8] {
    Array(
      """
      <!DOCTYPE html><html lang="fr"><title>Appel à projets n° \(number)</title>
      <h1>Appel à projets n° \(number)</h1><p>La Région soutient les communes.</p>
      <p>Date limite de dépôt des dossiers : 6 mai 2027.</p></html>
      """.utf8)
  }

  /// Drops a file that can be read, whole at once as `mv` does.
  func drop(_ bytes: [UInt8], as name: String) throws {
    try place(bytes, name)
    expect(bytes, as: name)
  }

  /// Notes a file that can be read, and that somebody else puts there.
  func expect(_ bytes: [UInt8], as name: String) {
    readable[path + "/" + name] = Digest256.hex(of: bytes)
  }

  /// Drops a file that gives one of some errors.
  func drop(broken bytes: [UInt8], as name: String, errors: Set<String>) throws {
    try place(bytes, name)
    broken[path + "/" + name] = errors
  }

  private func place(_ bytes: [UInt8], _ name: String) throws {
    let passing = program.folder + "/.dropping-" + UUID().uuidString
    try Data(bytes).write(to: URL(fileURLWithPath: passing))
    let place = path + "/" + name
    try FileManager.default.createDirectory(
      atPath: (place as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    guard rename(passing, place) == 0 else { throw POSIXError(.EIO) }
  }

  /// One file of a mixture: one in ten is a copy of an earlier one, one in twenty is hostile.
  func dropMixed(_ number: Int) throws {
    switch number % 20 {
    case 7:
      try drop(
        broken: Self.hostile[number / 20 % 4].bytes,
        as: "h\(number).pdf", errors: Self.hostile[number / 20 % 4].errors)
    case 5, 15: try drop(Self.page(number - 3), as: "copy\(number).html")
    default: try drop(Self.page(number), as: "p\(number).html")
    }
  }

  private static let hostile: [(bytes: [UInt8], errors: Set<String>)] = [
    (Array("%PDF-1.4\n1 0 obj\n<< /Type /Catalog".utf8), ["damaged"]),
    ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A], ["damaged"]),
    ([], ["empty"]),
    (
      {
        var writer = PDFWriter()
        writer.isEncrypted = true
        writer.page { $0.text("secret", x: 72, y: 72) }
        return writer.bytes()
      }(), ["encrypted"]
    ),
  ]

  // MARK: - The program

  static let watching = ["watch", "--quiet", "--settle", "0", "--interval", "0.1"]

  func watch(_ more: String..., environment: [String: String] = [:]) throws -> RunningCalls {
    try program.launch(Self.watching + more + [path], environment: environment)
  }

  func pass(
    _ more: String..., environment: [String: String] = [:]
  ) throws -> CallsProgram.Ending {
    try program.run(Self.watching + ["--once"] + more + [path], environment: environment)
  }

  func store() throws -> Store { try Store(path: program.storePath, readOnly: true) }

  /// Whether all files have come to their end, with the content that they have now.
  func isSettled() throws -> Bool {
    let states = try store().watchedFiles()
    return states.count == readable.count + broken.count
      && states.allSatisfy { file in
        broken[file.path] == nil
          ? file.state == .done && file.sha256 == readable[file.path] : file.state != .reading
      }
  }

  /// Waits until all files have come to their end; false where that takes too long. Looks seldom
  /// where a look costs much: it takes the processor from the program that is waited for.
  func waitUntilSettled(seconds: Double) -> Bool {
    let end = Date(timeIntervalSinceNow: seconds)
    while Date() < end {
      let begin = Date()
      if (try? isSettled()) == true { return true }
      usleep(20_000 + UInt32(min(5, 10 * Date().timeIntervalSince(begin)) * 1_000_000))
    }
    return false
  }

  // MARK: - The account

  /// Nothing is lost, nothing is there twice, the store is sound.
  func audit(sourceLocation: SourceLocation = #_sourceLocation) throws {
    let store = try store()
    #expect(try store.faults() == [], sourceLocation: sourceLocation)
    let documents = try store.documents()
    #expect(
      documents.map(\.record.sha256).sorted() == Set(readable.values).sorted(),
      sourceLocation: sourceLocation)
    let places = Dictionary(grouping: readable, by: \.value).mapValues { $0.map(\.key).sorted() }
    for document in documents {
      #expect(document.paths == places[document.record.sha256], sourceLocation: sourceLocation)
    }
    let calls = try store.summaries(on: Self.day)
    #expect(calls.count == documents.count, sourceLocation: sourceLocation)
    for call in calls {
      #expect(try store.history(of: call.id).count == 1, sourceLocation: sourceLocation)
    }
    let failures = try store.failures()
    #expect(failures.map(\.path) == broken.keys.sorted(), sourceLocation: sourceLocation)
    for failure in failures {
      #expect(
        broken[failure.path]?.contains(failure.error) == true, "\(failure)",
        sourceLocation: sourceLocation)
    }
  }
}
