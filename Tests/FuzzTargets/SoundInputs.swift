import Documents
import Extraction
import Foundation
import TestSupport

/// Inputs to begin with, and from which mutants are made.
extension FuzzTarget {
  /// Inputs that are read, compiled or written without a fault, small ones first.
  package var sound: [[UInt8]] {
    let inputs =
      switch self {
      case .wire: Self.payloads
      case .profile: Self.files(Checkout.corpus + "/profiles", ["json"])
      case .rules: RulesOfBytes.sound
      case .writers: WrittenForms.sound
      case .office: OfficeFile.sound
      case .documents:
        Self.endings.enumerated().filter { !$0.element.isEmpty }.flatMap { number, ending in
          Self.files(Self.corpus, [ending]).map { [UInt8(number)] + $0 }
        }
      case .records: Self.files(Self.corpus, ["txt", "md"])
      }
    return inputs.sorted { $0.count < $1.count }
  }

  private static let corpus = Checkout.corpus + "/documents"

  private static func files(_ folder: String, _ endings: [String]) -> [[UInt8]] {
    Checkout.files(in: folder, endings: endings)
      .compactMap { FileManager.default.contents(atPath: $0).map { [UInt8]($0) } }
      .filter { $0.count < 32_768 }
  }

  /// What stands behind a frame's head: small documents with all that a document can hold, failures.
  private static var payloads: [[UInt8]] {
    let office = OfficeFile.sound.prefix(1) + OfficeFile.sound.suffix(1)
    let read = office.compactMap(OfficeFile.archive).compactMap { file in
      try? DocumentReader().read(file.bytes, name: file.name)
    }
    var document = Document(format: .pdf, text: "Appel à projets\n80 %")
    document.pages = [Page(number: 1, range: TextRange(0, 21), width: 595, height: 842)]
    document.blocks = [
      Block(.heading, TextRange(0, 16), level: 1),
      Block(
        .tableCell, TextRange(17, 21), box: Box(1, 2, 3, 4),
        cell: Cell(table: 0, row: 0, column: 0), marker: "-", language: "fr"),
    ]
    document.fragments = [
      Fragment(range: TextRange(0, 5), page: 1, box: Box(1, 2, 3, 4), confidence: 0.5)
    ]
    document.links = [Link(range: TextRange(0, 5), url: "https://example.org/")]
    document.furniture = [Furniture(role: .header, page: 1, text: "haut")]
    document.metadata.title = "Appel"
    document.warnings = [ReaderWarning(id: "truncated")]
    document.parts = [DocumentPart(name: "a.txt", range: TextRange(0, 5), format: .text)]
    let failures: [DocumentFailure] = [
      .encrypted, .damaged(detail: "x"), .tooLarge(size: 9, limit: 8, of: .input),
      .timeLimit(seconds: 1.5, of: .wall), .memoryLimit(bytes: 9),
    ]
    let results: [Result<Document, DocumentFailure>] =
      (read + [document]).map { .success($0) } + failures.map { .failure($0) }
    return results.map { Array(WireWriter.frame($0).dropFirst(frameStart.count + 4)) }
  }
}
