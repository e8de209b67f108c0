import Documents
import Foundation
import TestSupport
import Testing

@testable import Pipeline

@Suite struct MisbehavingWorkerTests {
  private var short: WorkerLimits {
    var limits = WorkerLimits()
    limits.wallSeconds = 0.3
    limits.replyBytes = 100_000
    return limits
  }

  @Test(arguments: [
    ("hangs", "exec sleep 60"),
    ("hangs after closing its output", "exec >&- 2>&-; exec sleep 60"),
    ("leaves a child that hangs", "sleep 60 & wait"),
    ("ignores the polite signals", "trap '' TERM INT HUP; sleep 60; sleep 60"),
    ("never reads, and spins", "while :; do :; done"),
    ("writes messages for ever", "while :; do echo no >&2; done"),
  ])
  func timeLimit(_ name: String, _ script: String) throws {
    #expect(try FakeWorker(script).failure(limits: short) == .timeLimit(seconds: 0.3))
  }

  @Test(arguments: [
    ("exit 3", "exit status 3"),
    ("exit 0", "reply: notAFrame"),
    ("echo rubbish", "reply: notAFrame"),
    ("printf 'CALW\\003\\377\\377\\377\\377x'", "reply: truncated"),
    ("printf 'CALW\\377\\000\\000\\000\\000'", "reply: version(255)"),
    ("printf 'CALW\\003\\001\\000\\000\\000\\007'", "reply: malformed(\"kind\")"),
    ("kill -SEGV $$", "signal 11"),
    ("kill -ABRT $$", "signal 6"),
    ("kill -KILL $$", "signal 9"),
    ("while :; do echo 0123456789012345678901234567890123456789; done", "reply too long"),
  ])
  func crashes(_ script: String, _ detail: String) throws {
    var limits = short
    limits.wallSeconds = 20
    #expect(try FakeWorker(script).failure(limits: limits) == .crashed(detail: detail))
  }

  @Test func cpuAndMemoryLimitsAreRecognised() throws {
    #expect(try FakeWorker("kill -XCPU $$").failure() == .timeLimit(seconds: 10, of: .cpu))
    let script = "echo \"terminate called after throwing 'std::bad_alloc'\" >&2; kill -ABRT $$"
    #expect(try FakeWorker(script).failure() == .memoryLimit(bytes: 768 << 20))
  }

  @Test func aMissingWorkerIsAFailure() {
    let client = WorkerClient(executable: "/nonexistent/calls-worker")
    guard case .failure(.crashed(let detail)) = client.result(of: [1], name: "") else {
      Issue.record("not a crash")
      return
    }
    #expect(detail.hasPrefix("cannot start"))
  }

  @Test func theWorkerInheritsNothing() throws {
    let worker = try FakeWorker(
      "n=$(ls /proc/self/fd | wc -l); e=$(env | grep -c CALLS_TEST); exit $((n * 10 + e))")
    setenv("CALLS_TEST_SECRET", "1", 1)
    let opened = (0..<20).map { _ in open("/dev/null", O_RDONLY) }
    defer { for descriptor in opened { close(descriptor) } }
    // Descriptors 0 to 2, and the folder that `ls` itself reads.
    #expect(worker.failure() == .crashed(detail: "exit status 40"))
  }
}

@Suite struct InputFileTests {
  private let client = WorkerClient(executable: "/nonexistent/calls-worker")

  private func failure(_ path: String) -> DocumentFailure? {
    if case .failure(let failure) = client.result(path: path) { return failure }
    return nil
  }

  @Test func filesAreJudgedBeforeAWorkerStarts() throws {
    let folder = NSTemporaryDirectory() + "calls-input-test-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Data().write(to: URL(fileURLWithPath: folder + "/empty.pdf"))
    #expect(failure(folder + "/empty.pdf") == .empty)
    try Data().write(to: URL(fileURLWithPath: folder + "/huge.pdf"))
    #expect(truncate(folder + "/huge.pdf", 1 << 30) == 0)
    #expect(failure(folder + "/huge.pdf") == .tooLarge(size: 1 << 30, limit: 100 << 20))
    #expect(mkfifo(folder + "/fifo", 0o600) == 0)
    #expect(failure(folder + "/fifo") == .unreadable(detail: "not a regular file"))
    #expect(failure(folder) == .unreadable(detail: "not a regular file"))
    #expect(failure(folder + "/missing")?.id == "unreadable")
  }
}

@Suite struct OrderedWorkTests {
  @Test func resultsComeInOrder() {
    var seen: [Int] = []
    OrderedWork.run(count: 300, threads: 4) { i in
      usleep(UInt32((i * 7919) % 300))
      return i * 2
    } deliver: { i, result in
      #expect(result == i * 2)
      seen.append(i)
      return true
    }
    #expect(seen == Array(0..<300))
  }

  @Test(arguments: [
    (sizes: [], window: 4, order: []), ([3, 1, 2], 4, [0, 2, 1]), ([1, 1, 1], 4, [0, 1, 2]),
    ([1, 5, 3, 9, 2, 8, 7], 3, [1, 2, 0, 3, 5, 4, 6]),
  ] as [(sizes: [Int], window: Int, order: [Int])])
  func theLargestOfAWindowComesFirst(sizes: [Int], window: Int, order: [Int]) {
    #expect(OrderedWork<Int>.order(by: sizes, window: window) == order)
  }

  @Test func sizesChangeNoOrderOfResults() {
    var seen: [Int] = []
    OrderedWork.run(count: 200, sizes: (0..<200).map { ($0 * 7919) % 211 }, threads: 3) {
      $0
    } deliver: { i, result in
      #expect(result == i)
      seen.append(i)
      return true
    }
    #expect(seen == Array(0..<200))
  }

  @Test func deliveryCanStop() {
    var seen = 0
    OrderedWork.run(count: 10_000, threads: 2) {
      $0
    } deliver: { i, _ in
      seen = i
      return i < 10
    }
    #expect(seen == 10)
  }

  @Test func nothingToDoIsDone() {
    OrderedWork.run(count: 0) {
      $0
    } deliver: { _, _ in
      Issue.record("delivered")
      return true
    }
  }
}
