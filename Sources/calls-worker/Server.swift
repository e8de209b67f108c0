import CFormats
import CMemory
import CSandbox
import Documents
import Extraction
import Glibc

/// Many documents for one client, a process for each: forked from a warm one, not executed.
///
/// The server itself never sees a byte of a document. It reads pages of our own, so that the
/// libraries have their tables, gives up its rights once for all its children, and forks.
enum Server {
  /// - Returns: the exit status, of the server and also of each of its children.
  ///
  /// - Parameter hasWalls: false leaves out the sandbox, to measure what it costs; in debug builds.
  static func run(_ reply: Reply, hasWalls: Bool = true) -> Int32 {
    var limits = Sandbox.limits(reply.limits)
    let refused = hasWalls ? calls_limits_enter(&limits) : 0
    guard refused == 0 else { return 70 }
    warmUp()
    var name = [CChar](repeating: 0, count: 4_096)
    switch calls_serve(&limits, hasWalls ? 1 : 0, { Server.prepare($0) }, &name, name.count) {
    case 0: return 0
    case 1:
      let bytes = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      reply.write(named: String(decoding: bytes, as: UTF8.self))
    default: return 69
    }
  }

  /// What libraries do once is done here: their tables, their functions found, Swift's types made.
  private static func warmUp() {
    PDFReader.keepLibraryReady(with: WarmPages.pdf)
    for page in [WarmPages.pdf, WarmPages.taggedPDF] { read(page, named: "a.pdf") }
    calls_memory_hand_down()
    calls_memory_retire()
  }

  nonisolated(unsafe) private static var isReadyForAll = false

  /// The libraries of other formats are not loaded where all documents are PDF files.
  private static func prepare(_ name: UnsafePointer<CChar>?) {
    guard !isReadyForAll, let name, !String(cString: name).lowercased().hasSuffix(".pdf") else {
      return
    }
    isReadyForAll = true
    calls_formats_load()
    read(WarmPages.html, named: "a.html")
    calls_memory_retire()
  }

  private static func read(_ page: [UInt8], named name: String) {
    if let document = try? DocumentReader().read(page, name: name) {
      _ = WireWriter.frame(.success(document))
    }
  }
}
