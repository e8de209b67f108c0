import Documents
import Foundation
import TestSupport
import Testing

@testable import Pipeline

private let hasTwoProcessors = ProcessInfo.processInfo.activeProcessorCount > 1

/// Long documents: a worker for one document has a helper thread, a server's children have none.
@Suite struct WorkerHelperTests {
  @Test(
    .enabled(if: WorkerClient.located() != nil, "HELPERS ARE NOT TESTED: no worker is built"),
    arguments: [24, 60])
  func oneReaderAndTwoGiveTheSameBytes(_ pages: Int) throws {
    let bytes = LongPDF.bytes(pages: pages) + [UInt8](repeating: 0x20, count: 128 << 10)
    func frame(_ serving: WorkerServing, _ bytes: [UInt8]) throws -> [UInt8] {
      let client = try #require(WorkerClient.located(serving: serving))
      return WireWriter.frame(client.result(of: bytes, name: "a.pdf"))
    }
    let alone = try frame(.always, bytes)
    let document = try WireReader.result(of: alone).get()
    #expect(document.pages.count == pages && document.blocks.contains { $0.role == .tableCell })
    for _ in 0..<3 { #expect(try frame(.never, bytes) == alone) }
    // A damaged file may be repaired on the way: one reader reads all of it.
    var damaged = bytes
    let half = damaged.count / 3
    damaged.replaceSubrange(half..<half + 600, with: [UInt8](repeating: 0x28, count: 600))
    #expect(try frame(.never, damaged) == frame(.always, damaged))
  }

  /// One page stops the reading at the limit, wherever it is read.
  @Test(.enabled(if: WorkerClient.located() != nil, "HELPERS ARE NOT TESTED: no worker is built"))
  func limitsCutTheSamePages() throws {
    let bytes = LongPDF.bytes(pages: 40) + [UInt8](repeating: 0x20, count: 128 << 10)
    var reading = ReadingLimits()
    reading[.pages] = 31
    let frames = try [WorkerServing.always, .never].map { serving in
      let client = try #require(
        WorkerClient.located(limits: WorkerLimits(reading), serving: serving))
      return WireWriter.frame(client.result(of: bytes, name: "a.pdf"))
    }
    #expect(frames[0] == frames[1])
    let document = try WireReader.result(of: frames[0]).get()
    #expect(document.pages.count == 31 && document.warnings.map(\.id).contains("truncated"))
  }
}

#if DEBUG
  /// The helper stands behind the same walls, and is held by the same limits.
  @Suite(
    .enabled(
      if: hasTwoProcessors && ((try? WorkerClient.located()?.sandbox().isFull) ?? false),
      "THE HELPER'S WALLS ARE NOT TESTED: no worker, no walls, or one processor"))
  struct HelperWallTests {
    @Test(arguments: [
      ("open-file", "/etc/passwd", "errno \(EACCES)"),
      ("open-file", "/proc/self/environ", "errno \(EACCES)"),
      ("make-file", "/tmp/calls-canary", "errno \(EACCES)"),
      ("unix-socket", "", "errno \(EPERM)"),
      ("fork", "", "errno \(EPERM)"),
      ("start-thread", "", "errno \(EPERM)"),
      ("raise-limit", "", "errno \(EPERM)"),
      ("execute", "/bin/true", "signal \(SIGSYS)"),
      ("read-parent", "", "signal \(SIGSYS)"),
      ("list-folder", "/usr/lib", "allowed"),
      ("spin", "", "time-limit"),
      ("hang", "", "time-limit"),
      ("allocate", "", "memory-limit"),
      ("exit", "3", "exit status 3"),
      ("abort", "", "signal \(SIGABRT)"),
      ("touch-nothing", "", "signal \(SIGSEGV)"),
    ])
    func helper(_ act: String, _ argument: String, _ end: String) throws {
      var limits = WorkerLimits()
      limits.wallSeconds = ["hang", "spin"].contains(act) ? 2 : 30
      let client = try #require(WorkerClient.located(limits: limits, serving: .never))
      let order = Array("CALLS-MISBEHAVE\nhelper:\(act)\n\(argument)\n".utf8)
      let long = order + [UInt8](repeating: 0x20, count: 128 << 10)
      #expect(Self.end(client.result(of: long, name: "a.txt")) == end)
    }

    @Test func aShortDocumentHasNoHelper() throws {
      let client = try #require(WorkerClient.located(serving: .never))
      let order = Array("CALLS-MISBEHAVE\nhelper:list-folder\n/usr/lib\n".utf8)
      #expect(Self.end(client.result(of: order, name: "a.txt")) == "errno \(ESRCH)")
    }

    private static func end(_ result: Result<Document, DocumentFailure>) -> String {
      switch result {
      case .failure(.unsupported(let detail)), .failure(.crashed(let detail)): detail
      case .failure(let failure): failure.id
      case .success: "read as a text: the worker is no debug build"
      }
    }
  }
#endif
