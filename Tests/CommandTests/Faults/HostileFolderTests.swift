import Foundation
import Store
import TestSupport
import Testing

/// Documents of strangers: one outcome each, and no step outside.
@Suite(
  .enabled(if: CallsProgram.isBuilt, "calls is not built"), .serialized)
struct FaultHostileFolderTests {
  private static let shared = Checkout.shared.map { $0 + "/hostile" }

  @Test(
    .enabled(if: Self.shared != nil, "THE HOSTILE FOLDER IS NOT READ: it is not here"))
  func oneOutcomeForEachFile() throws {
    let folder = try #require(Self.shared)
    let drop = try DropFolder(rules: .all)
    let begin = Date()
    let pass = try drop.program.run(
      ["watch", "--once", "--quiet", "--settle", "0", folder])
    let seconds = Date().timeIntervalSince(begin)
    #expect(pass.status == 65)
    let store = try drop.store()
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    let files = try store.watchedFiles()
    #expect(files.count == names.count)
    #expect(files.allSatisfy { $0.state != .reading && $0.state != .quarantined })
    let failures = try store.failures()
    // A document, or a failure, and not both.
    let read = Set(try store.documents().flatMap(\.paths))
    let failed = Set(failures.map(\.path))
    #expect(read.isDisjoint(with: failed))
    #expect(read.union(failed) == Set(names.map { folder + "/" + $0 }))
    #expect(failures.allSatisfy { $0.error != "crashed" }, "\(failures)")
    let endless = failures.first { $0.path.hasSuffix("/qpdf_shared-unnamed-field.pdf") }
    #expect(endless?.error == "time-limit")
    print(
      "\(names.count) hostile files: \(read.count) read, \(failed.count) failed, \(Int(seconds)) s")
  }

  private static let strace = "/usr/bin/strace"

  /// Neither the program nor any of its readers connects to anything, and they write only below the
  /// store's folder.
  @Test(
    .enabled(
      if: FileManager.default.isExecutableFile(atPath: Self.strace),
      "CONNECTIONS AND WRITES ARE NOT WATCHED: strace is not installed"))
  func noConnectionAndNoWriteElsewhere() throws {
    let drop = try DropFolder()
    for number in 0..<20 { try drop.dropMixed(number) }
    let leading = TraversalArchives.files
    for (name, bytes) in leading { try drop.program.write(bytes, to: "drop/" + name) }
    let part = try (Self.shared.map(FileManager.default.contentsOfDirectory) ?? []).sorted()
    let step = FaultLength.count(24, long: 1)
    for (number, name) in part.enumerated() where number % step == 0 {
      try drop.program.copy((Self.shared ?? "") + "/" + name, to: "drop/x-" + name)
    }
    let line = """
      mkdir state && strace -ff -qq -o trace -e trace=connect,open,openat,creat,unlink,unlinkat,\
      rename,renameat,renameat2,mkdir,mkdirat,link,linkat,symlink,symlinkat,truncate,sendto,bind,\
      fsync,fdatasync,pwrite64 -e signal=none calls watch --once --quiet --settle 0 --keep-originals \
      --store state/s.sqlite drop
      """
    _ = try drop.program.shell(line)
    let calls = try Self.calls(in: drop.program.folder)
    #expect(calls.count > 100)
    #expect(calls.filter { $0.contains(" connect(") || $0.contains(" bind(") } == [])
    let writing = calls.filter { line in
      let isOpening = line.contains(" open")
      let asks = ["O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC"].contains { line.contains($0) }
      let changes = [" unlink", " rename", " mkdir", " link", " symlink", " truncate", " creat"]
        .contains { line.contains($0) }
      return (isOpening && asks) || changes
    }
    let elsewhere = writing.filter { line in
      !["state/", "/dev/null", "-cache/", "/dev/shm"].contains { line.contains($0) }
    }
    #expect(elsewhere == [], "\(elsewhere.prefix(5))")
    let ends = try Store(path: drop.program.folder + "/state/s.sqlite", readOnly: true)
      .watchedFiles().filter { leading[($0.path as NSString).lastPathComponent] != nil }
    #expect(ends.count == leading.count)
    #expect(ends.allSatisfy { $0.state != .reading && $0.state != .quarantined })
    print("\(calls.count) calls of the system: none connects, none writes elsewhere")
    Self.expectOrder(calls)
  }

  /// What succeeded, each with the number of its process in front.
  private static func calls(in folder: String) throws -> [String] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    return try names.filter { $0.hasPrefix("trace.") }.sorted().flatMap { name in
      let trace = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
      return trace.split(separator: "\n").filter { !$0.contains(" = -1 ") }
        .map { "\(name.dropFirst(6)) \($0)" }
    }
  }

  /// Power may fail at any time: an original is synchronised, renamed, its folder synchronised, and
  /// only then is the transaction that names it.
  private static func expectOrder(_ calls: [String]) {
    guard
      let renamed = calls.firstIndex(where: {
        $0.contains("s.sqlite-originals/new-") && $0.contains(" rename(")
      })
    else {
      Issue.record("no original was renamed")
      return
    }
    let pid = calls[renamed].prefix { $0 != " " }
    let own = calls[..<renamed].filter { $0.hasPrefix(pid) }
    #expect(
      own.last { $0.contains("sync(") || $0.contains("pwrite64(") }?.contains("fsync(") == true)
    let next = calls[(renamed + 1)...].filter { $0.hasPrefix(pid) }
    #expect(next.first { $0.contains("openat(") }?.contains("O_DIRECTORY") == true)
    #expect(
      next.first { $0.contains("sync(") || $0.contains("pwrite64(") }?.contains("fsync(") == true)
  }
}
