import Documents
import Foundation
import Glibc
import Store
import TestSupport
import Testing

/// More files than any queue holds, with the kernel's events and without.
@Suite(
  .enabled(if: CallsProgram.isBuilt, "calls is not built"), .serialized)
struct FaultFloodTests {
  /// Many files at once, by several writers and by `mv`: all are read, the program stays small; then
  /// it lies idle.
  @Test(arguments: [false, true])
  func manyFilesAtOnce(polling: Bool) throws {
    let count = FaultLength.count(1_000, long: 10_000)
    let drop = try DropFolder()
    let running = try Self.watch(drop, polling: polling)
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
    running.signal(SIGTERM)
    #expect(running.ending().status == 128 + SIGTERM)
    let work = Self.childSeconds - before
    print(
      "\(count) files\(polling ? ", polling" : ""): \(Int(seconds)) s, \(Int(work)) s of processors, "
        + "parent at most \(peak) MiB")
    // What others take of the machine is none of it: five minutes of two processors.
    if CallsProgram.areReleased { #expect(work <= 0.06 * Double(count)) }
    try drop.audit()
    try Self.expectIdle(drop, polling: polling)
  }

  /// Folders are looked through more often than by default, so that no test waits for the next time.
  private static func watch(_ drop: DropFolder, polling: Bool) throws -> RunningCalls {
    try polling ? drop.watch("--polling", "--interval", "2") : drop.watch()
  }

  /// Processor time of all programs that were started and have ended.
  private static var childSeconds: Double {
    var usage = rusage()
    getrusage(RUSAGE_CHILDREN.rawValue, &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }

  /// A watch as users start it, of a folder in which everything is known.
  private static func expectIdle(_ drop: DropFolder, polling: Bool) throws {
    let seconds = FaultLength.isLong ? 60.0 : 5
    let running = try drop.program.launch(
      ["watch", "--quiet"] + (polling ? ["--polling"] : []) + [drop.path])
    // Its start is over when it has done nothing for a second.
    var before = -1
    while before != ticks(of: running.pid), running.isRunning {
      before = ticks(of: running.pid)
      sleep(1)
    }
    usleep(UInt32(seconds * 1_000_000))
    let share =
      Double(ticks(of: running.pid) - before) / Double(sysconf(Int32(_SC_CLK_TCK))) / seconds
    let resident = kilobytes(of: running.pid, "VmRSS") >> 10
    print("idle\(polling ? ", polling" : ""): \(share * 100) % of a core, \(resident) MiB")
    // The program of the tests' own build is larger and slower than the one that users get.
    #expect(share <= (CallsProgram.areReleased ? 0.01 : 0.05))
    #expect(resident <= (CallsProgram.areReleased ? 80 : 120))
    running.signal(SIGTERM)
    #expect(running.ending().status == 128 + SIGTERM)
    #expect(try drop.store().counts().documents == drop.readable.count)
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
  @Test(arguments: [false, true])
  func overflow(polling: Bool) throws {
    // Without a queue nothing can overflow: the same end is asked for.
    let count = FaultLength.count(polling ? 2_000 : 20_000, long: 100_000)
    let drop = try DropFolder()
    let running = try Self.watch(drop, polling: polling)
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
    print("\(count) files unseen\(polling ? ", polling" : ""): \(counts.paths) known")
    #expect(counts.paths == count)
    #expect(counts.documents == 1)
    running.signal(SIGTERM)
    _ = running.ending()
  }
}
