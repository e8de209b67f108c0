import CHelper
import CPoppler
import Synchronization

/// Reads a long document's last pages on the helper thread, where there is one, while its first ones
/// are read on the reader's own. The helper has a document of its own, made of the same bytes.
final class PDFPageHelper {
  /// With fewer pages, to open the document twice takes longer than the helper saves.
  private static let leastPages = 24
  /// Of a larger file no second reader is made: it would take as much memory again.
  private static let longest = 32 << 20

  private let claims: PageClaims
  private var work: HelperWork?
  private(set) var reader: PDFPageReader?
  /// The last page first.
  private var pages: [PDFPage] = []
  /// What streams may give when the first page is read.
  private var allowance = 0

  /// Starts; nil where the document is short, or no helper is idle.
  ///
  /// - Parameters:
  ///   - bytes: of a document that can be opened.
  ///   - claims: the pages to read, from whose end the helper takes.
  init?(_ bytes: UnsafeRawBufferPointer, password: String?, _ claims: PageClaims) {
    guard claims.count >= Self.leastPages, bytes.count <= Self.longest else { return nil }
    self.claims = claims
    work = HelperWork { [unowned(unsafe) self] in read(bytes, password) }
    if work == nil { return nil }
  }

  private func read(_ bytes: UnsafeRawBufferPointer, _ password: String?) {
    guard let reader = try? PDFPageReader(bytes, password: password) else { return }
    allowance = reader.allowance
    while PopplerMessages.count == 0, let index = claims.takeLast() {
      pages.append(reader.page(at: index))
    }
    reader.close()
    self.reader = reader
  }

  /// Bytes taken out of streams for the pages.
  var taken: Int { allowance - (reader?.allowance ?? 0) }

  /// Waits for the helper. To be called once, and before this value is let go.
  ///
  /// - Returns: the pages that it has read, the last of the document, in order; none where `own`
  ///   might have read them otherwise.
  func finish(for own: PDFPageReader) -> [PDFPage] {
    work?.wait()
    guard PopplerMessages.count == 0, taken <= own.allowance else { return [] }
    return pages.reversed()
  }
}

/// Something that the helper thread does. Nothing of it is to be touched before `wait` has returned.
final class HelperWork {
  private let body: () -> Void

  /// Begins; nil where there is no helper, or where it is busy.
  init?(_ body: @escaping () -> Void) {
    self.body = body
    let started = calls_helper_start(
      { work in
        guard let work else { return }
        Unmanaged<HelperWork>.fromOpaque(work).takeUnretainedValue().body()
      }, Unmanaged.passUnretained(self).toOpaque())
    guard started == 0 else { return nil }
  }

  /// To be called once, and before this value is let go.
  func wait() { calls_helper_wait() }

  /// Does the same with both halves of a row, one of them on the helper thread; with the whole of it
  /// where there is no idle one.
  ///
  /// - Parameter body: must write nothing that both halves know of.
  /// - Returns: what `body` gave for each part, in order.
  static func inHalves<Result>(_ count: Int, _ body: (Range<Int>) -> Result) -> [Result] {
    withoutActuallyEscaping(body) { body in
      var second: [Result] = []
      guard let work = HelperWork({ second = [body(count / 2..<count)] }) else {
        return [body(0..<count)]
      }
      let first = body(0..<count / 2)
      work.wait()
      return [first] + second
    }
  }
}

/// The pages of a document that nobody reads yet: a row, from both of whose ends readers take.
final class PageClaims: Sendable {
  /// The first one left in the low half, the one behind the last in the high one.
  private let row: Atomic<UInt64>
  let count: Int

  init(_ count: Int) {
    self.count = count
    row = Atomic(UInt64(count) << 32)
  }

  /// Nil where none is left.
  func takeFirst() -> Int? {
    take { first, end in (first, first + 1, end) }
  }

  func takeLast() -> Int? {
    take { first, end in (end - 1, first, end - 1) }
  }

  /// Leaves none.
  func close() {
    while take({ first, end in (first, end, end) }) != nil {}
  }

  private func take(
    _ choice: (_ first: UInt64, _ end: UInt64) -> (page: UInt64, first: UInt64, end: UInt64)
  ) -> Int? {
    var known = row.load(ordering: .relaxed)
    while true {
      let (first, end) = (known & 0xFFFF_FFFF, known >> 32)
      guard first < end else { return nil }
      let chosen = choice(first, end)
      let (exchanged, original) = row.compareExchange(
        expected: known, desired: chosen.end << 32 | chosen.first,
        ordering: .sequentiallyConsistent)
      if exchanged { return Int(chosen.page) }
      known = original
    }
  }
}

/// Counts what poppler says of damaged files. A file that is damaged may be repaired while it is read,
/// so that what its pages say depends on which ones were read before.
enum PopplerMessages {
  private static let said = Atomic<Int>(0)

  /// Of all documents of this process so far, or since `listen` was first called.
  static var count: Int { said.load(ordering: .relaxed) }

  /// poppler-glib hands its messages over to GLib, which writes them nowhere unless it is told to.
  static func listen() {
    g_log_set_default_handler(
      { _, _, _, _ in PopplerMessages.said.add(1, ordering: .relaxed) }, nil)
  }
}
