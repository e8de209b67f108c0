import TestSupport
import Testing

@testable import Documents

@Suite struct WireTests {
  private static let rich: Document = {
    var document = Document(format: .pdf, text: "Titre\n\nÉté à 60 %")
    document.pages = [
      Page(number: 1, range: TextRange(0, 17), width: 595.28, height: 841.89, isImageOnly: true)
    ]
    var block = Block(
      .tableCell, TextRange(7, 17), level: 2, page: 1, box: Box(1, 2.5, -3, 4e9),
      cell: Cell(table: 1, row: 2, column: 3, rowSpan: 4, columnSpan: 5, isHeader: true),
      marker: "•", language: "fr", fontSize: 9.5, isBold: true)
    document.blocks = [Block(.title, TextRange(0, 5)), block]
    block.role = .note
    document.fragments = [Fragment(range: TextRange(0, 5), page: 1, box: Box(0, 0, 10, 10))]
    document.links = [Link(range: TextRange(0, 5), url: "https://exemple.fr/é")]
    document.furniture = [Furniture(role: .pageNumber, page: -1, text: "3")]
    document.metadata.title = "T"
    document.metadata.canonicalURL = ""
    document.warnings = [ReaderWarning(id: "missing-unit", range: TextRange(7, 9), page: 1)]
    document.isDeck = true
    return document
  }()

  private static let failures: [DocumentFailure] = [
    .encrypted, .empty, .damaged(detail: "é"), .crashed(detail: ""), .unsupported(detail: "zip"),
    .unreadable(detail: "x"), .tooLarge(size: .max, limit: .min), .timeLimit(seconds: 0.5),
    .memoryLimit(bytes: 805_306_368),
  ]

  @Test func documentsComeBackAsTheyWere() throws {
    let frame = WireWriter.frame(.success(Self.rich))
    #expect(try WireReader.result(of: frame) == .success(Self.rich))
  }

  @Test(arguments: failures)
  func failuresComeBackAsTheyWere(_ failure: DocumentFailure) throws {
    #expect(try WireReader.result(of: WireWriter.frame(.failure(failure))) == .failure(failure))
  }

  @Test func everyTruncationIsAnError() {
    let frame = WireWriter.frame(.success(Self.rich))
    for length in 0..<frame.count {
      #expect(throws: WireError.self) { try WireReader.result(of: Array(frame[..<length])) }
      // Also where the header announces just what there is.
      guard length >= 9 else { continue }
      #expect(throws: WireError.self) {
        try WireReader.result(of: Self.framed(Array(frame[9..<length])))
      }
    }
  }

  @Test func bytesAfterAFrameAreAnError() {
    #expect(throws: WireError.trailing) {
      try WireReader.result(of: WireWriter.frame(.success(Self.rich)) + [0])
    }
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func changedBytesNeverTrap(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let frame = WireWriter.frame(.success(Self.rich))
    for _ in 0..<5_000 {
      var changed = frame
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        changed[Int.random(in: 9..<frame.count, using: &generator)] =
          UInt8.random(in: 0...255, using: &generator)
      }
      expectSound(changed)
    }
  }

  @Test(arguments: [5, 6, 7] as [UInt64])
  func randomBytesNeverTrap(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<5_000 {
      let count = Int.random(in: 0...80, using: &generator)
      let payload = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
      expectSound(Self.framed(payload))
      expectSound(payload)
    }
  }

  @Test func rangesOutsideTheTextAreRefused() {
    let ranges = [TextRange(0, 4), TextRange(3, 4), TextRange(-1, 0), TextRange(1, 2)]
    for range in ranges {
      // "aé" has three bytes, and no boundary at 2.
      let document = Document(format: .text, text: "aé", blocks: [Block(.paragraph, range)])
      #expect(throws: WireError.malformed("range")) {
        try WireReader.result(of: WireWriter.frame(.success(document)))
      }
    }
  }

  @Test func blocksOutOfOrderAreRefused() {
    let blocks = [Block(.paragraph, TextRange(1, 3)), Block(.paragraph, TextRange(0, 2))]
    let document = Document(format: .text, text: "abc", blocks: blocks)
    #expect(throws: WireError.malformed("blocks")) {
      try WireReader.result(of: WireWriter.frame(.success(document)))
    }
  }

  @Test func aReplyBeyondTheLimitLosesItsBoxesFirst() throws {
    let whole = WireWriter.frame(.success(Self.rich))
    let result = try WireReader.result(
      of: WireWriter.frame(.success(Self.rich), limit: whole.count - 1))
    let document = try result.get()
    #expect(document.fragments.isEmpty)
    #expect(document.warnings.map(\.id) == ["missing-unit", "boxes-left-out"])
    #expect(document.text == Self.rich.text)
    let refused = try WireReader.result(of: WireWriter.frame(.success(Self.rich), limit: 20))
    #expect(throws: DocumentFailure.self) { try refused.get() }
  }

  private static func framed(_ payload: [UInt8]) -> [UInt8] {
    let count = UInt32(payload.count)
    let length = (0..<4).map { UInt8(truncatingIfNeeded: count >> ($0 * 8)) }
    return [0x43, 0x41, 0x4C, 0x57, WireWriter.version] + length + payload
  }

  /// Either an error, or a document whose places can be used without a second look.
  private func expectSound(_ bytes: [UInt8]) {
    guard let document = try? WireReader.result(of: bytes).get() else { return }
    let index = ScalarIndex(document.text)
    let ranges =
      document.blocks.map(\.range) + document.links.map(\.range) + document.pages.map(\.range)
      + document.fragments.map(\.range) + document.warnings.map(\.range)
    for range in ranges {
      #expect(index.slice(range).utf8.count == range.length)
      _ = index.scalarOffset(range.end)
    }
  }
}
