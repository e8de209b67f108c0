import Documents
import Foundation
import TestSupport
import Testing

@testable import Pipeline

/// With the true worker, built beside the tests.
@Suite(.enabled(if: WorkerClient.located() != nil, "calls-worker is not built"))
struct WorkerProcessTests {
  private func client(
    _ limits: WorkerLimits = WorkerLimits(), _ serving: WorkerServing = .always
  ) throws -> WorkerClient {
    try #require(WorkerClient.located(limits: limits, serving: serving))
  }

  private static let both: [WorkerServing] = [.never, .always]

  private var small: [UInt8] {
    var writer = PDFWriter()
    writer.page { $0.text("Date limite : 6 mai 2024", x: 72, y: 100) }
    return writer.bytes()
  }

  @Test(arguments: both)
  func aDocumentIsRead(_ serving: WorkerServing) throws {
    let document = try client(WorkerLimits(), serving).read(small, name: "appel.pdf")
    #expect(document.text == "Date limite : 6 mai 2024")
    #expect(document.fragments.count == 6)
  }

  @Test func failuresOfTheReaderComeThrough() throws {
    let client = try client()
    #expect(throws: DocumentFailure.unsupported(detail: "gif")) {
      try client.read(Array("GIF89a".utf8), name: "a.pdf")
    }
    guard case .failure(.damaged) = client.result(of: Array("%PDF-1.4\n".utf8), name: "") else {
      Issue.record("not damaged")
      return
    }
  }

  @Test func filesAreReadInOrderSideBySide() throws {
    let folder = NSTemporaryDirectory() + "calls-batch-test-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let paths = (0..<12).map { folder + "/\($0).pdf" }
    for (i, path) in paths.enumerated() where i != 5 {
      var writer = PDFWriter()
      writer.page { $0.text("document \(i)", x: 72, y: 100) }
      try Data(writer.bytes()).write(to: URL(fileURLWithPath: path))
    }
    let texts = try client().documents(at: paths).map { try? $0.get().text }
    #expect(texts == (0..<12).map { $0 == 5 ? nil : "document \($0)" })
  }

  /// 200 MiB of operators in half a megabyte would need more than the worker allows itself; here a
  /// page of endless nested forms stands for all of them.
  @Test(arguments: both)
  func aBombEndsAtALimit(_ serving: WorkerServing) throws {
    var limits = WorkerLimits()
    limits.wallSeconds = 3
    let result = try client(limits, serving).result(of: Self.nestedForms(), name: "bomb.pdf")
    guard case .failure(let failure) = result else {
      Issue.record("read: \(result)")
      return
    }
    #expect(["time-limit", "memory-limit"].contains(failure.id))
  }

  @Test(arguments: both)
  func memoryRunsOutInTheWorkerOnly(_ serving: WorkerServing) throws {
    // Five million saved graphics states.
    let saves = String(repeating: "q ", count: 5 << 20)
    var text = "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    text += "2 0 obj\n<< /Type /Pages /Count 1 /Kids [3 0 R] >>\nendobj\n"
    text += "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>\nendobj\n"
    text += "4 0 obj\n<< /Length \(saves.utf8.count) >>\nstream\n\(saves)\nendstream\nendobj\n"
    text += "trailer\n<< /Root 1 0 R /Size 5 >>\n%%EOF\n"
    let bytes = Array(text.utf8)
    let result = try client(WorkerLimits(), serving).result(of: bytes, name: "")
    #expect(result == .failure(.memoryLimit(bytes: 768 << 20)))
  }

  /// Form XObjects that each draw the next one ten times: 10^9 drawings.
  private static func nestedForms() -> [UInt8] {
    let levels = 9
    var text = "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    text += "2 0 obj\n<< /Type /Pages /Count 1 /Kids [3 0 R] >>\nendobj\n"
    text += "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents 4 0 R "
    text += "/Resources << /XObject << /F 5 0 R >> >> >>\nendobj\n"
    text += "4 0 obj\n<< /Length 5 >>\nstream\n/F Do\nendstream\nendobj\n"
    for level in 0...levels {
      let content = level < levels ? String(repeating: "/F Do ", count: 10) : "BT ET "
      let next = level < levels ? "/XObject << /F \(6 + level) 0 R >>" : ""
      text += "\(5 + level) 0 obj\n<< /Type /XObject /Subtype /Form /BBox [0 0 100 100] "
      text += "/Resources << \(next) >> /Length \(content.utf8.count) >>\n"
      text += "stream\n\(content)\nendstream\nendobj\n"
    }
    return Array((text + "trailer\n<< /Root 1 0 R /Size \(6 + levels) >>\n%%EOF\n").utf8)
  }
}
