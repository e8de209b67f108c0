import Documents
import Foundation
import TestSupport
import Testing

@testable import Pipeline

/// Servers that do not serve well: the document is read all the same, by a process of its own.
@Suite struct MisbehavingServerTests {
  /// A script that says that it is ready, goes on as told, and for a document alone exits with 3.
  private func failure(after script: String, wallSeconds: Double = 20) throws -> DocumentFailure? {
    let ready = #"printf '\000\000\000\000\000\000\000\000' >&0"#
    let worker = try FakeWorker("[ \"$1\" = --serve ] || exit 3\n\(ready)\n\(script)")
    var limits = WorkerLimits()
    limits.wallSeconds = wallSeconds
    return worker.failure(limits: limits, serving: .always)
  }

  @Test(arguments: ["exit 0", "kill -KILL $$", "printf rubbish >&0"])
  func aLostServerIsNoFailureOfTheDocument(_ script: String) throws {
    #expect(try failure(after: script) == .crashed(detail: "exit status 3"))
  }

  @Test func aServerThatHangsIsEnded() throws {
    #expect(try failure(after: "exec sleep 60", wallSeconds: 0.5) == .timeLimit(seconds: 0.5))
  }

  @Test func serversThatDoNotStartAreGivenUp() throws {
    let worker = try FakeWorker("echo \"$1\" >> \"${0%/*}/starts\"; exit 3")
    let client = WorkerClient(executable: worker.path, serving: .always)
    for _ in 0..<6 { _ = client.result(of: [1], name: "a.pdf") }
    let starts = try String(contentsOfFile: worker.folder + "/starts", encoding: .utf8)
    #expect(starts.split(separator: "\n").filter { $0 == "--serve" }.count == 3)
  }

  @Test func oneDocumentAloneStartsNoServer() throws {
    let worker = try FakeWorker("echo \"$1\" >> \"${0%/*}/starts\"; exit 3")
    let client = WorkerClient(executable: worker.path)
    for _ in 0..<2 { _ = client.result(of: [1], name: "a.pdf") }
    let starts = try String(contentsOfFile: worker.folder + "/starts", encoding: .utf8)
    #expect(starts.split(separator: "\n") == ["--", "--serve", "--"])
  }
}

@Suite(.enabled(if: WorkerClient.located() != nil, "calls-worker is not built"))
struct WorkerServerTests {
  @Test func aServerThatDiedIsReplaced() throws {
    let worker = try #require(WorkerClient.located())
    let deadline = Deadline(secondsFromNow: 30)
    let server = try #require(WorkerServer(executable: worker.executable, until: deadline))
    kill(server.pid, SIGKILL)
    let file = try MemoryFile(Array("Un appel".utf8))
    let end = try server.read(
      file.descriptor, name: "a.txt", until: deadline, limits: WorkerLimits())
    guard case .lost = end else {
      Issue.record("\(end)")
      return
    }
  }

  @Test func servedAndExecutedWorkersFindTheSame() throws {
    var writer = PDFWriter()
    writer.page { $0.text("Date limite : 6 mai 2024", x: 72, y: 100) }
    let documents: [(name: String, bytes: [UInt8])] = [
      ("a.pdf", writer.bytes()),
      ("a.pdf", Array("%PDF-1.4\n".utf8)),
      (
        "a.html",
        Array("<!DOCTYPE html><title>Appel</title><h1>Appel</h1><p>été &amp; automne".utf8)
      ),
      ("a.txt", Array("Appel \u{E0} projets".utf8)),
      ("a.txt", [0x41, 0x70, 0x70, 0x65, 0x6C, 0x20, 0xE0, 0x20, 0x70, 0x72, 0x6F, 0x6A]),
      ("a.md", Array("# Appel\n\n- [règlement](https://example.org/)\n".utf8)),
      (String(repeating: "é", count: 3_000) + ".md", Array("# Appel\n\ntexte\n".utf8)),
      ("", [0x89, 0x50, 0x4E, 0x47]),
    ]
    let executed = try #require(WorkerClient.located(serving: .never))
    let served = try #require(WorkerClient.located(serving: .always))
    for (name, bytes) in documents {
      let expected = WireWriter.frame(executed.result(of: bytes, name: name))
      #expect(WireWriter.frame(served.result(of: bytes, name: name)) == expected)
    }
  }
}

@Suite struct SandboxStateTests {
  @Test(arguments: [
    ("landlock 2\nseccomp 1\n", 2, true, true),
    ("landlock 0\nseccomp 1\n", 0, true, false),
    ("landlock 7\nseccomp 0\n", 7, false, false),
  ])
  func reports(_ report: String, _ landlock: Int, _ seccomp: Bool, _ isFull: Bool) throws {
    let state = try #require(SandboxState(report: report))
    #expect(state.landlockABI == landlock)
    #expect(state.filtersSystemCalls == seccomp)
    #expect(state.isFull == isFull)
  }

  @Test(arguments: ["", "landlock 1\n", "landlock x\nseccomp 1\n", "rubbish"])
  func noReport(_ text: String) {
    #expect(SandboxState(report: text) == nil)
  }
}
