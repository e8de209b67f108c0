import Foundation
import Glibc
import Store
import Testing

/// What stands in folders besides documents, and what becomes of it; with the kernel's events and
/// without.
@Suite(
  .enabled(if: CallsProgram.isBuilt, "calls is not built"))
struct FaultOddEntryTests {
  /// What is put into the folder, and how its file ends: nil where none is known of.
  struct Entry: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// Below the folder; where its document is expected.
    var path: String
    var state: WatchedFile.State?
    var make: @Sendable (_ folder: String, _ outside: String) throws -> Void
  }

  private static let good = DropFolder.page(1)

  private static func write(_ path: String, _ bytes: [UInt8] = good) throws {
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }

  /// With a name of any bytes, which Foundation would change.
  private static func writeRaw(_ path: [UInt8]) {
    let name = path.map { CChar(bitPattern: $0) } + [0]
    let file = open(name, O_WRONLY | O_CREAT, 0o644)
    _ = Glibc.write(file, good, good.count)
    close(file)
  }

  static let entries: [Entry] = [
    Entry(testDescription: "a file", path: "a.html", state: .done) { folder, _ in
      try write(folder + "/a.html")
    },
    Entry(testDescription: "0 bytes", path: "a.html", state: .failed) { folder, _ in
      try write(folder + "/a.html", [])
    },
    Entry(
      testDescription: "a name of 255 bytes", path: String(repeating: "n", count: 250) + ".html",
      state: .done
    ) { folder, _ in try write(folder + "/" + String(repeating: "n", count: 250) + ".html") },
    Entry(testDescription: "a line end in the name", path: "a\nb.html", state: .done) { folder, _ in
      try write(folder + "/a\nb.html")
    },
    Entry(testDescription: "an escape in the name", path: "a\u{1B}[31mb.html", state: .done) {
      folder, _ in try write(folder + "/a\u{1B}[31mb.html")
    },
    Entry(testDescription: "right to left in the name", path: "a\u{202E}fdp.html", state: .done) {
      folder, _ in try write(folder + "/a\u{202E}fdp.html")
    },
    Entry(testDescription: "no UTF-8 in the name", path: "a\u{F7E9}.html", state: .done) {
      folder, _ in writeRaw(Array((folder + "/a").utf8) + [0xE9] + Array(".html".utf8))
    },
    Entry(testDescription: "a blank name", path: " ", state: .done) { folder, _ in
      try write(folder + "/ ")
    },
    Entry(testDescription: "a name like an option", path: "--help", state: .done) { folder, _ in
      try write(folder + "/--help")
    },
    Entry(testDescription: "a folder named as a document", path: "x.pdf/a.html", state: .done) {
      folder, _ in try write(folder + "/x.pdf/a.html")
    },
    Entry(testDescription: "an empty folder", path: "x.pdf", state: nil) { folder, _ in
      try FileManager.default.createDirectory(
        atPath: folder + "/x.pdf", withIntermediateDirectories: false)
    },
    Entry(
      testDescription: "30 levels", path: String(repeating: "d/", count: 30) + "a.html",
      state: .done
    ) { folder, _ in try write(folder + "/" + String(repeating: "d/", count: 30) + "a.html") },
    Entry(testDescription: "a folder moved in with its content", path: "in/b/a.html", state: .done)
    {
      folder, outside in
      try write(outside + "/in/b/a.html")
      guard rename(outside + "/in", folder + "/in") == 0 else { throw POSIXError(.EIO) }
    },
    Entry(testDescription: "a link to a file within", path: "link.html", state: nil) { folder, _ in
      try write(folder + "/a.html")
      guard symlink("a.html", folder + "/link.html") == 0 else { throw POSIXError(.EIO) }
    },
    Entry(testDescription: "a link out of the folder", path: "link.html", state: nil) {
      folder, outside in
      try write(outside + "/secret.html")
      guard symlink(outside + "/secret.html", folder + "/link.html") == 0 else {
        throw POSIXError(.EIO)
      }
    },
    Entry(testDescription: "a link to itself", path: "link.html", state: nil) { folder, _ in
      guard symlink("link.html", folder + "/link.html") == 0 else { throw POSIXError(.EIO) }
    },
    Entry(testDescription: "a link to a folder above", path: "loop/a.html", state: nil) {
      folder, _ in
      guard symlink("..", folder + "/loop") == 0 else { throw POSIXError(.EIO) }
    },
    Entry(testDescription: "a FIFO", path: "fifo.pdf", state: nil) { folder, _ in
      guard mkfifo(folder + "/fifo.pdf", 0o644) == 0 else { throw POSIXError(.EIO) }
    },
    Entry(testDescription: "a socket", path: "socket.pdf", state: nil) { folder, _ in
      bindSocket(at: folder + "/socket.pdf")
    },
    Entry(testDescription: "a device", path: "device.pdf", state: nil) { folder, _ in
      // Only the superuser may make one.
      guard mknod(folder + "/device.pdf", S_IFCHR | 0o644, 0x103) == 0 || geteuid() != 0 else {
        throw POSIXError(.EIO)
      }
    },
    Entry(testDescription: "a hard link", path: "hard.html", state: .done) { folder, outside in
      try write(outside + "/a.html")
      guard link(outside + "/a.html", folder + "/hard.html") == 0 else { throw POSIXError(.EIO) }
    },
    Entry(
      testDescription: "a file that may not be read", path: "a.html",
      state: geteuid() == 0 ? .done : .waiting
    ) { folder, _ in
      try write(folder + "/a.html")
      chmod(folder + "/a.html", 0)
    },
    Entry(testDescription: "hidden", path: ".a.html", state: nil) { folder, _ in
      try write(folder + "/.a.html")
    },
    Entry(testDescription: "still being downloaded", path: "a.html.part", state: nil) { folder, _ in
      try write(folder + "/a.html.part")
    },
    Entry(testDescription: "a lock of an office program", path: "~$a.docx", state: nil) {
      folder, _ in try write(folder + "/~$a.docx")
    },
    Entry(testDescription: "ignored", path: "drafts/a.html", state: nil) { folder, _ in
      try write(folder + "/.callsignore", Array("drafts/\n".utf8))
      try write(folder + "/drafts/a.html")
    },
    Entry(testDescription: "an ignore file that is a FIFO", path: "a.html", state: .done) {
      folder, _ in
      guard mkfifo(folder + "/.callsignore", 0o644) == 0 else { throw POSIXError(.EIO) }
      try write(folder + "/a.html")
    },
    Entry(testDescription: "a sparse file of a gibibyte", path: "a.pdf", state: .failed) {
      folder, _ in
      try write(folder + "/a.pdf")
      guard truncate(folder + "/a.pdf", 1 << 30) == 0 else { throw POSIXError(.EIO) }
    },
    Entry(testDescription: "a time far in the future", path: "a.html", state: .done) { folder, _ in
      try write(folder + "/a.html")
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: 4_000_000_000)],
        ofItemAtPath: folder + "/a.html")
    },
    Entry(testDescription: "a time before 1970", path: "a.html", state: .done) { folder, _ in
      try write(folder + "/a.html")
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: -1_000_000)],
        ofItemAtPath: folder + "/a.html")
    },
  ]

  private static func bindSocket(at path: String) {
    // By a short relative name, since addresses are short.
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8.prefix(107))
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }

  @Test func thereAreEnough() { #expect(Self.entries.count >= 25) }

  /// In one pass, after which nothing in the folder has changed.
  @Test(arguments: entries)
  func inOnePass(_ entry: Entry) throws {
    let drop = try DropFolder()
    try entry.make(drop.path, drop.program.folder)
    let before = Self.listing(drop.path)
    _ = try drop.pass()
    try Self.expect(entry, in: drop)
    #expect(Self.listing(drop.path) == before)
  }

  /// All at once in folders of their own, while they are watched: the same ends.
  @Test(arguments: [false, true])
  func whileWatched(polling: Bool) throws {
    let drop = try DropFolder()
    let running = try drop.program.launch(
      DropFolder.watching + (polling ? ["--polling"] : []) + [drop.path])
    defer {
      running.signal(SIGKILL)
      _ = running.ending()
    }
    while (try? drop.store().watchedFolders().isEmpty) != false, running.isRunning {
      usleep(10_000)
    }
    var expected: [String: WatchedFile.State] = [:]
    for (number, entry) in Self.entries.enumerated() {
      let folder = drop.path + "/\(number)"
      let outside = drop.program.folder + "/outside\(number)"
      for folder in [folder, outside] {
        try FileManager.default.createDirectory(
          atPath: folder, withIntermediateDirectories: false)
      }
      try entry.make(folder, outside)
      expected[folder + "/" + entry.path] = entry.state
    }
    let end = Date(timeIntervalSinceNow: 120)
    var found: [String: WatchedFile.State] = [:]
    repeat {
      usleep(50_000)
      let files = try drop.store().watchedFiles().map { ($0.path, $0.state) }
      found = Dictionary(uniqueKeysWithValues: files).filter { expected[$0.key] != nil }
    } while found != expected && Date() < end && running.isRunning
    #expect(found == expected)
    #expect(try drop.store().faults() == [])
    #expect(try drop.store().watchedFolders().map(\.mode) == [polling ? .polling : .events])
  }

  /// What becomes of documents that were read, when their files change under the watch.
  @Test(arguments: [false, true])
  func changesWhileWatched(polling: Bool) throws {
    let drop = try DropFolder()
    let names = ["written", "replaced", "renamed", "deleted", "in/moved", "gone/a", "gone/b"]
    for (number, name) in names.enumerated() {
      try drop.drop(DropFolder.page(number), as: name + ".html")
    }
    let running = try drop.program.launch(
      DropFolder.watching + (polling ? ["--polling"] : []) + [drop.path])
    defer {
      running.signal(SIGKILL)
      _ = running.ending()
    }
    #expect(drop.waitUntilSettled(seconds: 120))
    let files = FileManager.default
    // In its place, by the same inode; by another file; under another name; in another folder.
    let written = try #require(FileHandle(forWritingAtPath: drop.path + "/written.html"))
    try written.truncate(atOffset: 0)
    try written.write(contentsOf: Data(DropFolder.page(20)))
    try written.close()
    try drop.drop(DropFolder.page(21), as: "replaced.html")
    try files.moveItem(atPath: drop.path + "/renamed.html", toPath: drop.path + "/name.html")
    try files.moveItem(atPath: drop.path + "/in", toPath: drop.path + "/out")
    try files.removeItem(atPath: drop.path + "/deleted.html")
    try files.removeItem(atPath: drop.path + "/gone")
    let standing = [
      "written": 20, "replaced": 21, "name": 2, "out/moved": 4,
    ].map { ("\(drop.path)/\($0).html", Digest256.hex(of: DropFolder.page($1))) }
    let expected = Dictionary(uniqueKeysWithValues: standing)
    func found() throws -> [String: String] {
      let files = try drop.store().watchedFiles().filter { $0.state == .done }
      return Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0.sha256 ?? "") })
    }
    let end = Date(timeIntervalSinceNow: 120)
    while try found() != expected, Date() < end, running.isRunning { usleep(50_000) }
    #expect(try found() == expected)
    // What was read stays known, and is told as gone.
    let gone = try drop.store().verifications().filter { $0.verification.goneOn != nil }
    #expect(gone.count == 3)
    #expect(try drop.store().faults() == [])
  }

  private static func expect(_ entry: Entry, in drop: DropFolder) throws {
    let file = try drop.store().watchedFile(path: drop.path + "/" + entry.path)
    #expect(file?.state == entry.state)
    #expect(try drop.store().faults() == [])
  }

  /// Every entry with its kind, size, times and rights.
  private static func listing(_ folder: String) -> Set<String> {
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return Set(
      names.map { name in
        var status = stat()
        lstat(folder + "/" + name, &status)
        return "\(name) \(status.st_mode) \(status.st_size) \(status.st_mtim.tv_sec)"
          + " \(status.st_mtim.tv_nsec) \(status.st_nlink)"
      })
  }
}
