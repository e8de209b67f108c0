import Documents
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Extraction

/// Two readers of one document. That they give what one gives, end to end, is tested with workers.
@Suite struct PDFHelperTests {
  /// Wherever the pages are parted, tables that go on over the seam are counted as before.
  @Test func pagesLaidOutInTwoPartsAreTheSame() throws {
    let bytes = LongPDF.bytes(pages: 11)
    try bytes.withUnsafeBytes { bytes in
      let reader = try PDFPageReader(bytes, password: nil)
      let pages = (0..<reader.pageCount).map { reader.page(at: $0) }
      func layouts(_ pages: ArraySlice<PDFPage>) -> PageLayouts {
        var layouts = PageLayouts(bodySize: 10, isDeck: false, tags: nil)
        for page in pages { layouts.add(page) }
        return layouts
      }
      let whole = Self.summary(layouts(pages[...]))
      #expect(whole.contains { $0.hasPrefix("cell 3/") })
      for seam in pages.indices.dropFirst() {
        var first = layouts(pages[..<seam])
        first.append(layouts(pages[seam...]), pages[seam...])
        #expect(Self.summary(first) == whole, "parted before page \(seam + 1)")
      }
    }
  }

  private static func summary(_ layouts: PageLayouts) -> [String] {
    layouts.blocks.joined().map { block in
      let cell = block.cell.map { "cell \($0.table)/\($0.row)/\($0.column)/\($0.isHeader) " } ?? ""
      return cell + "p\(block.page) " + block.lines.map(\.text).joined(separator: "|")
    }
  }

  @Test func everyPageIsTakenOnceFromOneOfTheEnds() throws {
    let claims = PageClaims(2_000)
    let taken = Mutex<[Int]>([])
    let last = Mutex<[Int]>([])
    let thread = Thread {
      while let page = claims.takeLast() { last.withLock { $0.append(page) } }
      taken.withLock { $0 = [-1] }
    }
    thread.start()
    var first: [Int] = []
    while let page = claims.takeFirst() { first.append(page) }
    while taken.withLock({ $0.isEmpty }) { usleep(1_000) }
    #expect(first + last.withLock { $0.reversed() } == Array(0..<2_000))
    #expect(claims.takeFirst() == nil && claims.takeLast() == nil)
    let closed = PageClaims(3)
    closed.close()
    #expect(closed.takeFirst() == nil)
  }

  @Test func adoptedWordsKeepWhatTheySay() {
    let (own, other) = (WordTexts(), WordTexts())
    func word(_ store: WordTexts, _ text: String, _ x: Double) -> PDFWord {
      store.word(store.text(text), Box(x, 0, x + 5, 10), fontSize: 10, isBold: x > 3)
    }
    let mine = ["le", "budget"].map { word(own, $0, 1) }
    // More than a chunk of them.
    let theirs = (0..<900).map { word(other, "mot\($0 % 50)", Double($0)) }
    let common = word(other, "budget", 2)
    own.adopt(other)
    #expect(theirs.map(\.text.string) == (0..<900).map { "mot\($0 % 50)" })
    #expect(theirs.map(\.box.x0) == (0..<900).map(Double.init))
    #expect(common.text == mine[1].text && own.count == 52)
    var changed = theirs[7]
    changed.text = own.text("autre")
    #expect(changed.text.string == "autre" && theirs[7].text.string == "mot7")
    #expect(word(own, "fin", 4).text.number == 53)
  }
}
