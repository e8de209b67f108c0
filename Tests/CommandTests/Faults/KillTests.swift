import Foundation
import Store
import TestSupport
import Testing

/// The program, or its readers, killed at any moment: nothing is lost and nothing comes twice.
@Suite(
  .enabled(if: CallsProgram.isBuilt, "calls is not built"), .serialized)
struct FaultKillTests {
  /// The whole process group is killed while files come in; at the end each has one outcome. The
  /// store is whole after every kill.
  @Test func killsOfTheProgram() throws {
    let kills = FaultLength.count(200, long: 2_000)
    let drop = try DropFolder()
    var random = SeededGenerator(seed: 7)
    // A kill comes at any moment of a run, however fast the machine is.
    let begin = Date()
    _ = try drop.pass("--keep-originals")
    let span = UInt32(Date().timeIntervalSince(begin) * 1_000_000) + 100_000
    for number in 0..<kills {
      try drop.dropMixed(2 * number)
      try drop.dropMixed(2 * number + 1)
      let running = try drop.watch("--keep-originals")
      usleep(UInt32.random(in: 0..<span, using: &random))
      running.signal(SIGKILL)
      #expect(running.ending().status == 128 + SIGKILL)
      #expect(try drop.store().faults(looksInside: false) == [], "after kill \(number)")
    }
    _ = try drop.pass("--keep-originals")
    try drop.audit()
    let originals = Originals(store: drop.program.storePath)
    #expect(originals.altered() == [])
    #expect(
      Set(originals.sightings().map(\.sha256)) == Set(drop.readable.values))
  }

  /// The processes that the program starts are killed: their documents are read another time.
  @Test func killsOfReaders() throws {
    let kills = FaultLength.count(100, long: 1_000)
    let drop = try DropFolder()
    for number in 0..<40 { try drop.dropMixed(number) }
    let running = try drop.watch()
    var random = SeededGenerator(seed: 8)
    var killed = 0
    var number = 40
    while Self.isUnread(drop), running.isRunning { usleep(10_000) }
    while killed < kills, running.isRunning {
      if let child = Self.children(of: running.pid).randomElement(using: &random) {
        if kill(child, SIGKILL) == 0 { killed += 1 }
      } else {
        try drop.dropMixed(number)
        number += 1
      }
      usleep(UInt32.random(in: 0..<20_000, using: &random))
    }
    #expect(killed == kills)
    #expect(running.isRunning)
    running.signal(SIGTERM)
    #expect(running.ending().status == 128 + SIGTERM)
    // A reader that is killed is a crash of its document, which is tried again.
    _ = try drop.program.run("retry")
    _ = try drop.pass()
    _ = try drop.program.run("retry")
    try drop.audit()
  }

  /// Workers and what these have forked.
  static func children(of pid: pid_t) -> [pid_t] {
    let folder = "/proc/\(pid)/task"
    let tasks = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let children = tasks.flatMap { task -> [pid_t] in
      let text = (try? String(contentsOfFile: "\(folder)/\(task)/children", encoding: .utf8)) ?? ""
      return text.split(separator: " ").compactMap { pid_t($0) }
    }
    return children + children.flatMap { Self.children(of: $0) }
  }

  /// SIGTERM ends a watch in the midst of its work within its patience, without a mark on any file.
  @Test func aPoliteStopCountsNoAttempt() throws {
    let drop = try DropFolder()
    for number in 0..<200 { try drop.drop(DropFolder.page(number), as: "p\(number).html") }
    let running = try drop.watch()
    while Self.isUnread(drop) { usleep(10_000) }
    running.signal(SIGTERM)
    let begin = Date()
    #expect(running.ending().status == 128 + SIGTERM)
    #expect(Date().timeIntervalSince(begin) < 20)
    let files = try drop.store().watchedFiles()
    #expect(files.allSatisfy { $0.state == .done || $0.attempts == 0 }, "\(files)")
    #expect(files.allSatisfy { $0.deaths == 0 })
    #expect(try drop.pass().status == 0)
    try drop.audit()
  }

  private static func isUnread(_ drop: DropFolder) -> Bool {
    ((try? drop.store().counts().documents) ?? 0) < 5
  }
}
