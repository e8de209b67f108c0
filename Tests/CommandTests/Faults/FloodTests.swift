import Documents
import Foundation
import Glibc
import Store
import TestSupport
import Testing

/// More files than any queue holds, and files that come slowly.
@Suite(
  .enabled(if: CallsProgram.isBuilt, "calls is not built"), .serialized)
struct FaultFloodTests {
  /// Many files at once, by several writers and by `mv`: all are read, the program stays small; then
  /// it lies idle.
  @Test func manyFilesAtOnce() throws {
    let count = FaultLength.count(1_000, long: 10_000)
    let drop = try DropFolder()
    let running = try drop.watch()
    let begin = Date()
    let before = Self.childSeconds
    let folder = drop.path
    DispatchQueue.concurrentPerform(iterations: 8) { writer in
      for number in stride(from: writer, to: count / 2, by: 8) {
        try? Data(DropFolder.page(number)).write(
          to: URL(fileURLWithPath: folder + "/w\(number).html"))
      }
    }
    for number in 0..<count / 2 {
      try drop.drop(DropFolder.page(number), as: "w\(number).html")
    }
    for number in count / 2..<count {
      try drop.drop(DropFolder.page(number), as: "m/\(number % 10)/\(number).html")
    }
    #expect(drop.waitUntilSettled(seconds: 1_800))
    let seconds = Date().timeIntervalSince(begin)
    let peak = Self.kilobytes(of: running.pid, "VmHWM") >> 10
    #expect(peak <= 150)
    try Self.expectIdle(running.pid)
    running.signal(SIGTERM)
    #expect(running.ending().status == 128 + SIGTERM)
    let work = Self.childSeconds - before
    print(
      "\(count) files: \(Int(seconds)) s, \(Int(work)) s of processors, parent at most \(peak) MiB")
    // What others take of the machine is none of it: five minutes of two processors.
    if CallsProgram.areReleased { #expect(work <= 0.06 * Double(count)) }
    try drop.audit()
  }

  /// Processor time of all programs that were started and have ended.
  private static var childSeconds: Double {
    var usage = rusage()
    getrusage(RUSAGE_CHILDREN.rawValue, &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }

  private static func expectIdle(_ pid: pid_t) throws {
    let seconds = FaultLength.isLong ? 60.0 : 5
    let before = ticks(of: pid)
    usleep(UInt32(seconds * 1_000_000))
    let share = Double(ticks(of: pid) - before) / Double(sysconf(Int32(_SC_CLK_TCK))) / seconds
    let resident = kilobytes(of: pid, "VmRSS") >> 10
    print("idle: \(share * 100) % of a core, \(resident) MiB")
    // The program of the tests' own build is larger and slower than the one that users get.
    #expect(share <= (CallsProgram.areReleased ? 0.01 : 0.05))
    #expect(resident <= (CallsProgram.areReleased ? 80 : 120))
  }

  static func kilobytes(of pid: pid_t, _ field: String) -> Int {
    let text = (try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix(field + ":") }
    return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0
  }

  /// Clock ticks of processor time.
  private static func ticks(of pid: pid_t) -> Int {
    let text = (try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)) ?? ""
    let fields = text.split(separator: ")").last?.split(separator: " ") ?? []
    return fields.count > 12 ? (Int(fields[11]) ?? 0) + (Int(fields[12]) ?? 0) : 0
  }

  /// The program sleeps while more comes than the kernel's queue holds (16,384 events, two for each
  /// file): the next look finds all of it. Most are copies, since only their number matters.
  @Test func overflow() throws {
    let count = FaultLength.count(10_000, long: 100_000)
    let drop = try DropFolder()
    let running = try drop.watch()
    while (try? drop.store().watchedFolders().isEmpty) != false, running.isRunning {
      usleep(10_000)
    }
    kill(running.pid, SIGSTOP)
    let page = DropFolder.page(1)
    for number in 0..<count {
      let file = open("\(drop.path)/\(number).html", O_WRONLY | O_CREAT, 0o644)
      _ = Glibc.write(file, page, page.count)
      close(file)
    }
    kill(running.pid, SIGCONT)
    let end = Date(timeIntervalSinceNow: 1_800)
    while try drop.store().counts().paths < count, Date() < end { usleep(500_000) }
    let counts = try drop.store().counts()
    #expect(counts.paths == count)
    #expect(counts.documents == 1)
    running.signal(SIGTERM)
    _ = running.ending()
  }

  enum Slow: String, CaseIterable, Sendable {
    case heldOpen, reopened, renamed, part, rewritten
  }

  /// A file that takes its time, however it is written: its last content is the one that stands, and
  /// no half of it is final.
  @Test(arguments: Slow.allCases)
  func slowWriter(_ way: Slow) throws {
    let rounds = FaultLength.count(2, long: 20)
    var random = SeededGenerator(seed: 3)
    for round in 0..<rounds {
      let drop = try DropFolder()
      let bytes = Self.largePage(round)
      // The stability that is asked for is shorter than the writer's pauses.
      let running = try drop.program.launch(
        ["watch", "--quiet", "--settle", "0.05", drop.path])
      try Self.write(bytes, by: way, to: drop, &random)
      try drop.drop(bytes, as: "slow.html")
      #expect(drop.waitUntilSettled(seconds: 120))
      running.signal(SIGTERM)
      _ = running.ending()
      let standing = try drop.store().retagSources().map(\.sha256)
      #expect(standing == Array(drop.readable.values))
      // A writer that keeps its file open is waited for: nothing else was ever read.
      if way != .reopened && way != .rewritten {
        #expect(try drop.store().counts().documents == 1)
      }
      #expect(try drop.store().summaries(on: .init(year: 2026, month: 1, day: 1)).count == 1)
    }
  }

  private static func largePage(_ number: Int) -> [UInt8] {
    let filler = String(repeating: "<p>La Région soutient les communes.</p>\n", count: 5_000)
    return DropFolder.page(number) + Array(filler.utf8)
  }

  private static func write(
    _ bytes: [UInt8], by way: Slow, to drop: DropFolder, _ random: inout SeededGenerator
  ) throws {
    let name = way == .renamed ? "/.slow" : way == .part ? "/slow.html.part" : "/slow.html"
    let path = drop.path + name
    let chunks = 10
    var file: Int32 = -1
    for number in 0..<chunks {
      if file < 0 { file = open(path, O_WRONLY | O_CREAT | O_APPEND, 0o644) }
      let part = bytes[(bytes.count * number / chunks)..<(bytes.count * (number + 1) / chunks)]
      _ = part.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if way == .rewritten, number == chunks / 2 { ftruncate(file, 0) }
      if way == .reopened || way == .rewritten {
        close(file)
        file = -1
      }
      usleep(UInt32.random(in: 0..<250_000, using: &random))
    }
    if file >= 0 { close(file) }
    if way != .heldOpen { unlink(path) }
  }
}
