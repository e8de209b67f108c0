import Documents
import Foundation
import TestSupport
import Testing

@testable import Pipeline

#if DEBUG
  /// What the walls around a reader cost: the same documents, in turn, by a server with them and by one
  /// without.
  @Suite(
    .enabled(if: WorkerClient.located() != nil, "calls-worker is not built"), .serialized)
  struct FaultSandboxCostTests {
    private static func milliseconds(
      _ server: WorkerServer, _ file: borrowing MemoryFile
    ) throws -> Double {
      let limits = WorkerLimits()
      file.rewind()
      let begin = DispatchTime.now().uptimeNanoseconds
      let end = try server.read(
        file.descriptor, name: "a.pdf", until: Deadline(secondsFromNow: 30), limits: limits)
      let nanoseconds = DispatchTime.now().uptimeNanoseconds - begin
      guard case .served(let outcome) = end else { throw DocumentFailure.crashed(detail: "\(end)") }
      _ = try outcome.document(limits: limits)
      return Double(nanoseconds) / 1e6
    }

    private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

    /// In pairs, in turn one and the other first: what a busy machine adds, it adds to either.
    @Test func atMostAMillisecondAtTheMedian() throws {
      let executable = try #require(WorkerClient.located()).executable
      let start = Deadline(secondsFromNow: 60)
      let walled = try #require(WorkerServer(executable: executable, until: start))
      defer { walled.stop() }
      let bare = try #require(
        WorkerServer(executable: executable, arguments: ["--without-walls"], until: start))
      defer { bare.stop() }
      var writer = PDFWriter()
      writer.page { $0.lines(["Appel à projets", "6 mai 2027"], x: 72, y: 72) }
      let file = try MemoryFile(writer.bytes())
      var costs: [Double] = []
      for pair in 0..<480 {
        let first = pair % 2 == 0 ? walled : bare
        let second = pair % 2 == 0 ? bare : walled
        let difference =
          try Self.milliseconds(first, file) - Self.milliseconds(second, file)
        costs.append(pair % 2 == 0 ? difference : -difference)
        if pair >= 180, pair % 60 == 0, Self.median(costs) <= 1 { break }
      }
      let cost = Self.median(costs)
      print("sandbox, at the median of \(costs.count): \((cost * 100).rounded() / 100) ms")
      #expect(cost <= 1)
    }
  }
#endif
