import CallModel
import Foundation
import Glibc
import Pipeline
import Store
import TestSupport
import Testing

/// Files that take their time, however they are written: the last content is the one that stands, and
/// no half of it is final.
@Suite(
  .enabled(if: CallsProgram.isBuilt, "calls is not built"), .serialized)
struct FaultSlowWriterTests {
  enum Way: String, CaseIterable, Sendable {
    case heldOpen, reopened, renamed, part, rewritten
  }

  /// What stands in the store at the end of one file's coming.
  struct End: Sendable {
    var isSettled = false
    /// The SHA-256 of the file, and of what the store holds now.
    var wanted: [String] = []
    var standing: [String] = []
    /// All that was ever read.
    var documents = 0
    var calls = 0
    var faults: [String] = []
    var failures: [String] = []
  }

  /// In the long form 20 MB in 200 pieces over some 20 seconds, a hundred times in all, many at once:
  /// they mostly wait.
  @Test(arguments: Way.allCases, [false, true])
  func slowWriter(_ way: Way, polling: Bool) throws {
    let rounds = FaultLength.count(1, long: 10)
    try OrderedWork.run(
      count: rounds, threads: 5,
      work: { round in Result { try Self.end(of: round, way, polling: polling) } },
      deliver: { round, result in
        let end = try result.get()
        #expect(end.isSettled, "round \(round)")
        #expect(end.standing == end.wanted, "round \(round)")
        #expect(end.faults == [] && end.failures == [], "round \(round)")
        #expect(end.calls == 1, "round \(round)")
        // A writer that keeps its file open is waited for: nothing else was ever read.
        if way != .reopened && way != .rewritten { #expect(end.documents == 1, "round \(round)") }
        return true
      })
    print("slow writer, \(way)\(polling ? ", polling" : ""): \(rounds) files")
  }

  private static func end(of round: Int, _ way: Way, polling: Bool) throws -> End {
    var random = SeededGenerator(seed: UInt64(3 + round))
    let drop = try DropFolder()
    let name = FaultLength.isLong ? "slow.pdf" : "slow.html"
    let bytes = FaultLength.isLong ? largeFile(round) : largePage(round)
    // The stability that is asked for is shorter than many of the writer's pauses.
    let running = try drop.program.launch(
      ["watch", "--quiet", "--settle", "0.05", "--interval", "0.1"]
        + (polling ? ["--polling"] : []) + [drop.path])
    write(bytes, by: way, as: name, to: drop, &random)
    drop.expect(bytes, as: name)
    var end = End()
    end.isSettled = drop.waitUntilSettled(seconds: 300)
    running.signal(SIGTERM)
    _ = running.ending()
    let store = try drop.store()
    end.wanted = Array(drop.readable.values)
    end.standing = try store.retagSources().map(\.sha256)
    end.documents = try store.counts().documents
    end.calls = try store.summaries(on: DropFolder.day).count
    end.faults = try store.faults().map { "\($0)" }
    end.failures = try store.failures().map { "\($0)" }
    return end
  }

  private static func largePage(_ number: Int) -> [UInt8] {
    let filler = String(repeating: "<p>La Région soutient les communes.</p>\n", count: 5_000)
    return DropFolder.page(number) + Array(filler.utf8)
  }

  /// Its page stands at the start: a reader that mends what is damaged finds it in any half.
  private static func largeFile(_ number: Int) -> [UInt8] {
    var writer = PDFWriter()
    writer.page {
      $0.text("Appel à projets n° \(number)", x: 72, y: 72, size: 18, font: .bold)
      $0.text("Date limite de dépôt des dossiers : 6 mai 2027.", x: 72, y: 120)
    }
    writer.padding = 20 << 20
    return writer.bytes()
  }

  private static func write(
    _ bytes: [UInt8], by way: Way, as name: String, to drop: DropFolder,
    _ random: inout SeededGenerator
  ) {
    let place = drop.path + "/" + name
    let path =
      switch way {
      case .renamed: drop.path + "/." + name
      case .part: place + ".part"
      case .heldOpen, .reopened, .rewritten: place
      }
    let chunks = FaultLength.count(10, long: 200)
    var order = Array(0..<chunks)
    // Half of it, then all of it from the start.
    if way == .rewritten { order = Array(0..<chunks / 2) + order }
    var file: Int32 = -1
    for (turn, number) in order.enumerated() {
      if file < 0 { file = open(path, O_WRONLY | O_CREAT | O_APPEND, 0o644) }
      if turn > 0, number == 0 { ftruncate(file, 0) }
      let part = bytes[(bytes.count * number / chunks)..<(bytes.count * (number + 1) / chunks)]
      _ = part.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if way == .reopened || way == .rewritten {
        close(file)
        file = -1
      }
      usleep(UInt32.random(in: 0..<200_000, using: &random))
    }
    if file >= 0 { close(file) }
    if path != place { rename(path, place) }
  }
}
