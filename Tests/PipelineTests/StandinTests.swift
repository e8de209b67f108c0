import Documents
import Foundation
import TestSupport
import Testing

@testable import Pipeline

/// Readers without the libraries that few documents need; see `scripts/standins.sh`.
@Suite struct StandinTests {
  /// A folder like that of the installed program: `bin/calls-worker`, and beside it what stands in.
  private final class Installation {
    let folder = NSTemporaryDirectory() + "calls-standins-\(UUID().uuidString)"
    var worker: String { folder + "/bin/calls-worker" }
    var standins: String { folder + "/lib/calls/standins" }

    init(worker program: String) throws {
      let manager = FileManager.default
      try manager.createDirectory(atPath: folder + "/bin", withIntermediateDirectories: true)
      try manager.createDirectory(atPath: standins, withIntermediateDirectories: true)
      try manager.createSymbolicLink(atPath: worker, withDestinationPath: program)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    var setting: String? { WorkerStart(executable: worker, arguments: []).standins }
  }

  /// They are made for libraries of one size and time, and of no use with others.
  @Test func theyFitTheLibrariesThatTheyWereMadeFor() throws {
    let installation = try Installation(worker: "/bin/true")
    let library = installation.folder + "/library"
    #expect(FileManager.default.createFile(atPath: library, contents: Data("abc".utf8)))
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1_000_000)], ofItemAtPath: library)
    for (list, fits) in [
      ("3 1000000 \(library)\n", true), ("3 1000000 \(library)\n3 1000000 \(library)\n", true),
      ("4 1000000 \(library)\n", false), ("3 1000001 \(library)\n", false),
      ("3 1000000 \(library)2\n", false), ("3 1000000 \(library)\n3 7 \(library)\n", false),
      ("3 1000000\n", false), ("\n", false), ("", false), (library, false),
    ] {
      try list.write(
        toFile: installation.standins + "/libraries", atomically: true, encoding: .utf8)
      let expected = "LD_LIBRARY_PATH=\(installation.folder)/bin/../lib/calls/standins"
      #expect(installation.setting == (fits ? expected : nil), "\(list)")
    }
    try FileManager.default.removeItem(atPath: installation.standins)
    #expect(installation.setting == nil)
  }

  private static var canBeMade: Bool {
    #if arch(x86_64)
      WorkerClient.located() != nil
        && ["nm", "objdump", "ldd"].allSatisfy {
          FileManager.default.fileExists(atPath: "/usr/bin/\($0)")
        }
    #else
      false
    #endif
  }

  /// The same document with and without them, whether or not a library has to come late: text of
  /// annotations is what poppler draws.
  @Test(
    .enabled(if: canBeMade, "no worker, or no tools to make stand-ins"),
    arguments: [
      WorkerServing.never, .always,
    ])
  func documentsAreTheSame(_ serving: WorkerServing) throws {
    let usual = try #require(WorkerClient.located(serving: serving))
    let installation = try Installation(worker: usual.executable)
    let script = Process()
    script.executableURL = URL(fileURLWithPath: Checkout.root + "/scripts/standins.sh")
    script.arguments = [usual.executable, installation.standins]
    script.standardOutput = FileHandle.nullDevice
    try script.run()
    script.waitUntilExit()
    #expect(script.terminationStatus == 0)
    #expect(installation.setting != nil)
    let spared = WorkerClient(executable: installation.worker, serving: serving)
    for notes in [[], ["Date limite : 6 mai 2027"]] {
      var writer = PDFWriter()
      writer.page { page in
        page.text("Appel à projets", x: 72, y: 100)
        for note in notes { page.note(note, x: 72, y: 200) }
      }
      let document = try spared.read(writer.bytes(), name: "a.pdf")
      let expected = try usual.read(writer.bytes(), name: "a.pdf")
      #expect(document == expected)
      #expect(document.text.contains("6 mai 2027") == !notes.isEmpty)
    }
  }
}
