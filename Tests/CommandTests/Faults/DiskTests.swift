import Documents
import Foundation
import GRDB
import Glibc
import Store
import TestSupport
import Testing

/// Disks that are full or cannot be written, stores that are damaged, copied and made again.
@Suite(
  .enabled(if: CallsProgram.isBuilt, "calls is not built"))
struct FaultDiskTests {
  /// A limit on the size of files stands for a full disk, where none can be mounted: nothing breaks,
  /// the status tells it, and with room everything is read.
  @Test(arguments: [64, 300, 700])
  func fullDisk(blocks: Int) throws {
    let drop = try DropFolder()
    for number in 0..<60 { try drop.drop(DropFolder.page(number), as: "p\(number).html") }
    // The shell counts in blocks of 512 bytes.
    let line = "ulimit -f \(blocks); exec calls watch --quiet --settle 0 --once \(drop.path)"
    let full = try drop.program.shell(line)
    #expect(full.status == 74, "\(full.errors)")
    #expect(full.errors.contains("the disk"), "\(full.errors)")
    if blocks > 64 { #expect(try drop.store().faults() == []) }
    let roomy = try drop.pass()
    #expect(roomy.status == 0, "\(roomy.errors)")
    try drop.audit()
  }

  /// A small file system of its own, in a mount namespace of its own.
  @Test(
    .enabled(if: Self.canMount, "THE FULL FILE SYSTEM IS NOT TESTED: nothing may be mounted here"))
  func fullFileSystem() throws {
    let drop = try DropFolder()
    for number in 0..<60 { try drop.drop(DropFolder.page(number), as: "p\(number).html") }
    let line = """
      unshare -m sh -c 'mkdir m && mount -t tmpfs -o size=900k none m && \
      calls watch --quiet --settle 0 --once --store m/s.sqlite \(drop.path); echo "first $?"; \
      mount -o remount,size=60m m && \
      calls watch --quiet --settle 0 --once --store m/s.sqlite \(drop.path); echo "second $?"; \
      mount -o remount,ro m && calls list --json --store m/s.sqlite >list; echo "list $?"; \
      calls show --store m/s.sqlite $(grep -oE "[0-9a-f]{10}-1" list | head -n 1) >show; \
      echo "show $?"; told="--store m/s.sqlite --profile p.json --on 2026-01-01"; \
      calls digest --dry-run $told >digest; echo "digest $?"; calls digest $told >told; \
      echo "told $?"; calls add --store m/s.sqlite \(drop.path); echo "add $?"; cp m/s.sqlite* . '
      for f in s.sqlite*; do mv $f store${f#s}; done
      """
    try drop.program.write(
      """
      {"schema": "calls-profile/1", "name": "Essai", "type": "region", "country": "FR",
       "alerts": {"minimumScore": 0}}
      """, to: "p.json")
    let ending = try drop.program.shell(line)
    // A store that cannot be written tells all, and refuses to note what a digest told.
    let expected = ["first 74", "second 0", "list 0", "show 0", "digest 0", "told 73", "add 73"]
    #expect(ending.outputLines == expected, "\(ending.errors)")
    let texts = try ["show", "digest"].map {
      try String(contentsOfFile: drop.program.folder + "/" + $0, encoding: .utf8)
    }
    #expect(texts.allSatisfy { $0.contains("Appel à projets n°") })
    try drop.audit()
  }

  private static let canMount =
    (try? CallsProgram().shell("unshare -m sh -c 'mount -t tmpfs none /tmp'").status) == 0

  /// One byte of a page is another: it is told, or it is none that anything depends on; no command
  /// ends abnormally.
  @Test func damagedStore() throws {
    let rounds = FaultLength.count(24, long: 200)
    let drop = try DropFolder()
    for number in 0..<20 { try drop.drop(DropFolder.page(number), as: "p\(number).html") }
    _ = try drop.pass("--keep-originals")
    let sound = [UInt8](try Data(contentsOf: URL(fileURLWithPath: drop.program.storePath)))
    let listed = try drop.program.run("list", "--json", "--on", "2026-01-01").output
    var random = SeededGenerator(seed: 5)
    var told = 0
    for _ in 0..<rounds {
      var bytes = sound
      let place = Int.random(in: 0..<bytes.count, using: &random)
      bytes[place] ^= UInt8.random(in: 1...255, using: &random)
      try Data(bytes).write(to: URL(fileURLWithPath: drop.program.storePath))
      let check = try drop.program.run("check")
      #expect([0, 65].contains(check.status), "byte \(place): \(check.status) \(check.errors)")
      let list = try drop.program.run("list", "--json", "--on", "2026-01-01")
      #expect([0, 65].contains(list.status), "byte \(place): \(list.status) \(list.errors)")
      if check.status == 0 {
        #expect(list.output == listed, "byte \(place) is not told")
      } else {
        told += 1
      }
    }
    print("\(rounds) damaged bytes: \(told) told, the others change nothing")
    // From the originals the same store comes again.
    var bytes = sound
    for index in 0..<4_096 { bytes[8_192 + index] = 0xAA }
    try Data(bytes).write(to: URL(fileURLWithPath: drop.program.storePath))
    _ = try drop.program.run("rebuild")
    #expect(try drop.program.run("check").status == 0)
    #expect(try drop.program.run("list", "--json", "--on", "2026-01-01").output == listed)
  }

  /// From originals, with what persons said.
  @Test func rebuildGivesTheSameStore() throws {
    let drop = try DropFolder()
    for number in 0..<12 { try drop.dropMixed(number) }
    #expect(try drop.program.run("rebuild").status == 66)
    _ = try drop.pass("--keep-originals")
    let id = try #require(try drop.store().summaries(on: DropFolder.day).first?.id)
    let corrected = try drop.program.run("correct", id, "deadline=2027-06-01")
    #expect(corrected.status == 0, "\(corrected.errors)")
    try drop.drop(DropFolder.page(77), as: "p0.html")
    _ = try drop.pass()
    let before = try Self.tables(drop.program.storePath)
    let rebuilt = try drop.program.run("rebuild")
    #expect(rebuilt.status == 0, "\(rebuilt.errors)")
    let after = try Self.tables(drop.program.storePath)
    #expect(before.keys == after.keys)
    for (table, rows) in before { #expect(after[table] == rows, "\(table)") }
    #expect(try drop.store().faults() == [])
    #expect(try drop.pass().output.isEmpty)
  }

  /// The rows of every table, their numbers told as what they stand for: documents are read side by
  /// side, so that the numbers follow no order.
  private static func tables(_ path: String) throws -> [String: [String]] {
    let queue = try DatabaseQueue(path: path)
    return try queue.read { db in
      let names = try String.fetchAll(
        db,
        // What is packed for matching is made from the rest, for calls that stand.
        sql: """
          SELECT name FROM sqlite_master
          WHERE type = 'table' AND name NOT LIKE '%search%' 
          AND name NOT IN ('match_rows', 'packed_calls')
          """)
      let documents = try numbers(db, "SELECT id, sha256 FROM documents")
      let calls = try numbers(db, "SELECT row, id FROM calls")
      func told(_ column: String, _ value: DatabaseValue, in table: String) -> String {
        guard let number = Int64.fromDatabaseValue(value) else { return "\(value)" }
        switch (table, column) {
        case ("documents", "id"), (_, "document"): return documents[number] ?? "\(number)"
        case ("calls", "row"), (_, "call"), (_, "same_as"): return calls[number] ?? "\(number)"
        default: return "\(number)"
        }
      }
      return Dictionary(
        uniqueKeysWithValues: try names.map { name in
          let rows = try Row.fetchAll(db, sql: "SELECT * FROM \(name)").map { row in
            row.map { "\($0): \(told($0, $1, in: name))" }.joined(separator: ", ")
          }
          return (name, rows.sorted())
        })
    }
  }

  private static func numbers(_ db: Database, _ sql: String) throws -> [Int64: String] {
    Dictionary(
      uniqueKeysWithValues: try Row.fetchAll(db, sql: sql).map { ($0[0] as Int64, $0[1] as String) }
    )
  }

  /// Copies made while documents come in are whole.
  @Test func backupsDuringIntake() throws {
    let rounds = FaultLength.count(8, long: 20)
    let drop = try DropFolder()
    let running = try drop.watch()
    defer {
      running.signal(SIGKILL)
      _ = running.ending()
    }
    for round in 0..<rounds {
      for number in 0..<10 {
        try drop.drop(DropFolder.page(10 * round + number), as: "p\(10 * round + number).html")
      }
      while (try? drop.store().counts().documents) ?? 0 < 5 * round + 1, running.isRunning {
        usleep(10_000)
      }
      let copy = drop.program.folder + "/copy\(round).sqlite"
      let backup = try drop.program.run("backup", copy)
      #expect(backup.status == 0, "\(backup.errors)")
      #expect(try drop.program.run("check", "--store", copy).status == 0)
      #expect(try Store(path: copy).counts().documents >= 5 * round + 1)
    }
    #expect(drop.waitUntilSettled(seconds: 300))
    try drop.audit()
  }

  #if DEBUG
    /// A store whose making is cut short is made at the next start.
    @Test(arguments: 1...4)
    func killedMaking(step: Int) throws {
      let drop = try DropFolder()
      try drop.drop(DropFolder.page(1), as: "a.html")
      let killed = try drop.pass(environment: ["CALLS_FAILPOINT": "migrating:kill:\(step)"])
      #expect(killed.status == 128 + SIGKILL)
      #expect(try drop.pass().status == 0)
      try drop.audit()
    }

    /// A store of the first schema, whose upgrade is killed at any step, is the old or the new one.
    @Test func killedMigrations() throws {
      let fixture = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../StoreTests/Fixtures/schema-1.sqlite").standardized.path
      let names = Schema.migrations.map(\.name)
      for step in 0..<20 {
        let program = try CallsProgram(rules: .few)
        try program.copy(fixture, to: "store.sqlite")
        let killed = try program.run(
          "list", environment: ["CALLS_FAILPOINT": "migrating:kill:\(step % (names.count - 1) + 1)"]
        )
        #expect(killed.status == 128 + SIGKILL)
        let applied = try DatabaseQueue(path: program.storePath).read {
          try String.fetchAll($0, sql: "SELECT identifier FROM grdb_migrations ORDER BY identifier")
        }
        #expect(applied == Array(names.prefix(applied.count)))
        let next = try program.run("check")
        #expect(next.status == 0, "\(next.errors)")
        let store = try Store(path: program.storePath, readOnly: true)
        #expect(try store.counts().calls == 1)
        #expect(try store.failures().map(\.path) == ["/b.pdf"])
      }
    }
  #endif
}
