import Documents
import Foundation
import TestSupport
import Testing

@testable import Pipeline

/// Documents that were sound until bytes of them were lost, changed or put elsewhere: each ends in
/// exactly one document or failure, within the limits, and the program goes on.
@Suite(
  .enabled(if: WorkerClient.located() != nil, "calls-worker is not built"), .serialized)
struct FaultMutantTests {
  private static let isLong = ProcessInfo.processInfo.environment["CALLS_LONG"] != nil

  /// A kind of document, small ones of our own that are read in a moment.
  struct Kind: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var name: String
    var counts: (usual: Int, long: Int)
    /// Whole files, for the long form.
    var endings: [String]
    var seeds: @Sendable () -> [[UInt8]]
  }

  static let kinds: [Kind] = [
    Kind(testDescription: "PDF", name: "a.pdf", counts: (2_000, 50_000), endings: ["pdf"]) {
      (0..<3).map(pdf)
    },
    Kind(testDescription: "HTML", name: "a.html", counts: (2_000, 20_000), endings: ["html"]) {
      [page]
    },
    Kind(testDescription: "PPTX", name: "a.pptx", counts: (2_000, 20_000), endings: ["pptx"]) {
      [ArchiveWriter.archive(slides)]
    },
  ]

  private static func pdf(_ number: Int) -> [UInt8] {
    var writer = PDFWriter()
    for page in 0...number {
      writer.page {
        $0.text("Appel à projets \(page)", x: 72, y: 72, size: 18, font: .bold)
        $0.lines(["La Région soutient", "les communes."], x: 72, y: 120)
        $0.link(x0: 72, y0: 110, x1: 200, y1: 130, url: "https://example.org/")
        if number == 1 { $0.image() }
        if number == 2 { $0.note("Date limite : 6 mai 2027", x: 72, y: 300) }
      }
    }
    return writer.bytes()
  }

  private static let page = Array(
    """
    <!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Appel à projets</title></head>
    <body><main><h1>Appel à projets</h1><p>Les dossiers sont à déposer avant le 6&nbsp;mai 2027.</p>
    <ul><li><a href="https://example.org/">Le règlement</a></li><li>80 %</li></ul>
    <table><tr><th colspan="2">Volet</th></tr><tr><td>1</td><td>80 %</td></tr></table>
    <script>var a = "<p>";</script><!-- fin --></main></body></html>
    """.utf8)

  private static let slides: [ArchiveWriter.Entry] = [
    .init(
      "_rels/.rels",
      """
      <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
      <Relationship Id="d" Target="ppt/presentation.xml" \
      Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>\
      </Relationships>
      """),
    .init(
      "ppt/presentation.xml",
      """
      <p:presentation xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" \
      xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">\
      <p:sldIdLst><p:sldId id="256" r:id="s"/></p:sldIdLst></p:presentation>
      """),
    .init(
      "ppt/_rels/presentation.xml.rels",
      """
      <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
      <Relationship Id="s" Target="slides/slide1.xml" \
      Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/slide"/>\
      </Relationships>
      """),
    .init(
      "ppt/slides/slide1.xml",
      """
      <p:sld xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" \
      xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><p:cSld><p:spTree><p:sp>\
      <p:txBody><a:p><a:r><a:t>Appel à projets</a:t></a:r></a:p><a:p><a:r><a:t>6 mai 2027</a:t>\
      </a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld></p:sld>
      """),
  ]

  // MARK: - Mutation

  /// One of six ways in which bytes go wrong.
  static func mutated(
    _ bytes: [UInt8], with other: [UInt8], _ random: inout SeededGenerator
  ) -> [UInt8] {
    var bytes = bytes
    guard bytes.count > 16 else { return bytes }
    func slice(_ bytes: [UInt8]) -> Range<Int> {
      let start = Int.random(in: 0..<bytes.count, using: &random)
      return start..<min(bytes.count, start + Int.random(in: 1...200, using: &random))
    }
    switch Int.random(in: 0..<6, using: &random) {
    case 0: return Array(bytes.prefix(Int.random(in: 1..<bytes.count, using: &random)))
    case 1:
      for _ in 0..<Int.random(in: 1...20, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      }
    case 2: bytes.removeSubrange(slice(bytes))
    case 3:
      let part = bytes[slice(bytes)]
      bytes.insert(contentsOf: part, at: Int.random(in: 0...bytes.count, using: &random))
    case 4: bytes.replaceSubrange(slice(bytes), with: other[slice(other)])
    default:
      let digits = bytes.indices.filter { (0x30...0x39).contains(bytes[$0]) }
      for _ in 0..<5 {
        if let place = digits.randomElement(using: &random) {
          bytes[place] = UInt8.random(in: 0x30...0x39, using: &random)
        }
      }
    }
    return bytes
  }

  /// A mutant by its number alone. One in two of an archive is changed within its entries.
  private static func mutant(_ number: Int, of kind: Kind, _ seeds: [[UInt8]]) -> [UInt8] {
    var random = SeededGenerator(seed: UInt64(number) &* 7_919 &+ 1)
    let seed = seeds[number % seeds.count]
    guard kind.name.hasSuffix(".pptx"), number % 2 == 0, seeds.count == 1 else {
      return mutated(seed, with: seeds[(number + 1) % seeds.count], &random)
    }
    var entries = slides
    let place = Int.random(in: 0..<entries.count, using: &random)
    let other = entries[(place + 1) % entries.count].bytes
    entries[place].bytes = mutated(entries[place].bytes, with: other, &random)
    return ArchiveWriter.archive(entries)
  }

  /// In the long form also whole documents: the corpus's, the shared ones, the system's manuals.
  private static func seeds(_ kind: Kind) -> [[UInt8]] {
    guard isLong else { return kind.seeds() }
    var paths = Checkout.files(in: Checkout.corpus + "/documents", endings: kind.endings)
    for folder in ["/hostile", "/real", "/pages"] {
      guard let shared = Checkout.shared else { continue }
      paths += Checkout.files(in: shared + folder, endings: kind.endings)
    }
    if kind.endings == ["pdf"] {
      for folder in Checkout.files(in: "/usr/share/doc", endings: ["doc", "info"]) {
        paths += Checkout.files(in: folder, endings: ["pdf"])
      }
    }
    let whole = paths.compactMap { FileManager.default.contents(atPath: $0).map { [UInt8]($0) } }
    return kind.seeds() + whole.filter { $0.count > 16 && $0.count < 2 << 20 }
  }

  /// Writes a mutant to a file, to be looked at; gives its path.
  private static func keep(_ number: Int, _ kind: Kind, _ seeds: [[UInt8]]) -> String {
    let path = NSTemporaryDirectory() + "mutant-\(number)-\(kind.name)"
    _ = FileManager.default.createFile(
      atPath: path, contents: Data(mutant(number, of: kind, seeds)))
    return path
  }

  @Test(arguments: kinds)
  func eachHasOneEnd(_ kind: Kind) throws {
    let client = try #require(WorkerClient.located(serving: .always))
    // Pictures are looked at in one mutant of a hundred: a second each, and another program's work.
    var blindLimits = WorkerLimits()
    blindLimits.recognisesPictures = false
    let blind = try #require(WorkerClient.located(limits: blindLimits, serving: .always))
    let seeds = Self.seeds(kind)
    let count = Self.isLong ? kind.counts.long : kind.counts.usual
    var ends: [String: Int] = [:]
    var worst: [String] = []
    var deaths: [String] = []
    OrderedWork.run(
      count: count,
      work: { i in
        let reader = i % 100 == 0 ? client : blind
        return reader.result(of: Self.mutant(i, of: kind, seeds), name: kind.name)
      },
      deliver: { i, result in
        switch result {
        case .success(let document):
          ends["read", default: 0] += 1
          if document.text.utf8.count > 16 << 20 { worst.append("\(i): too long") }
        case .failure(let failure):
          ends[failure.id, default: 0] += 1
          if ["crashed", "unreadable"].contains(failure.id) {
            deaths.append("\(i): \(failure), kept in \(Self.keep(i, kind, seeds))")
          }
        }
        return true
      })
    print("\(count) mutants of \(seeds.count) \(kind.testDescription): \(ends.sorted { $0 < $1 })")
    #expect(ends.values.reduce(0, +) == count)
    #expect(worst == [])
    // Libraries have faults of their own (poppler 22.12 aborts on a form field whose font is not in
    // the form's resources): a reader's death is an end like another, and must stay as seldom.
    #expect(deaths.count * 10_000 <= count, "\(deaths)")
    // A reader that takes too long, or too much, is stopped; that must stay seldom.
    let stopped = ["time-limit", "memory-limit"].map { ends[$0] ?? 0 }.reduce(0, +)
    #expect(stopped * 200 <= count)
  }
}
