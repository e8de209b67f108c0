import Documents
import Testing

@testable import Extraction

@Suite struct FormatSnifferTests {
  private func format(_ bytes: [UInt8], _ name: String) -> Result<DocumentFormat, DocumentFailure> {
    bytes.withUnsafeBytes { buffer in
      do throws(DocumentFailure) {
        return .success(try FormatSniffer(bytes: buffer, name: name).format())
      } catch {
        return .failure(error)
      }
    }
  }

  @Test(arguments: [
    ("%PDF-1.7\n", "a.html", DocumentFormat.pdf),
    ("junk\n%PDF-1.7\n", "", .pdf),
    ("<!DOCTYPE html><p>x", "a.txt", .html),
    ("\u{FEFF}  <HTML><body>", "", .html),
    ("<!-- page --><html>", "", .html),
    ("<p>Un fragment</p>", "page.htm", .html),
    ("<3 les projets", "", .text),
    ("# Titre\n\ntexte", "a.md", .markdown),
    ("Subject: x\n\ntexte", "a.eml", .mail),
    ("Un texte accentué\r\n", "sans-nom", .text),
  ])
  func textsAndPDFs(_ text: String, _ name: String, _ expected: DocumentFormat) {
    #expect(format(Array(text.utf8), name) == .success(expected))
  }

  @Test(
    arguments: [
      ([0x47, 0x49, 0x46, 0x38, 0x39, 0x61], "gif"),
      ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "ole"),
      ([0x00, 0x01, 0x02, 0x03], "binary"),
    ] as [([UInt8], String)])
  func binariesAreUnsupported(_ bytes: [UInt8], _ detail: String) {
    #expect(format(bytes, "a.pdf") == .failure(.unsupported(detail: detail)))
  }

  @Test(
    arguments: [
      [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], [0xFF, 0xD8, 0xFF, 0xE0, 0, 0, 0, 0],
      [0x49, 0x49, 42, 0, 8, 0, 0, 0], [0x4D, 0x4D, 0, 42, 0, 0, 0, 8],
    ] as [[UInt8]])
  func picturesAreToldByTheirFirstBytes(_ bytes: [UInt8]) {
    #expect(format(bytes, "a.pdf") == .success(.image))
  }

  @Test(arguments: [
    ("ppt/presentation.xml", DocumentFormat.pptx), ("word/document.xml", .docx),
  ])
  func officeArchivesAreToldByTheirEntries(_ entry: String, _ expected: DocumentFormat) {
    #expect(format(archive(["[Content_Types].xml", entry]), "") == .success(expected))
  }

  @Test func openDocumentsAreToldByTheirFirstEntry() {
    var bytes: [UInt8] = [0x50, 0x4B, 3, 4] + [UInt8](repeating: 0, count: 26)
    bytes += Array("mimetypeapplication/vnd.oasis.opendocument.presentation".utf8)
    #expect(format(bytes, "") == .success(.odp))
  }

  @Test func archiveCutShortIsDamaged() {
    let whole = archive(["word/document.xml"])
    let expected = DocumentFailure.damaged(detail: "archive without its directory")
    #expect(format(Array(whole.dropLast(10)), "a.docx") == .failure(expected))
    #expect(format(archive(["a.txt"]), "a.zip") == .failure(.unsupported(detail: "zip")))
  }

  @Test func nothingIsEmpty() {
    #expect(throws: DocumentFailure.empty) { try DocumentReader().read([], name: "a.pdf") }
  }

  /// A zip file of empty entries without their local headers: enough for its directory.
  private func archive(_ names: [String]) -> [UInt8] {
    var bytes: [UInt8] = [0x50, 0x4B, 3, 4] + [UInt8](repeating: 0, count: 26)
    let start = bytes.count
    for name in names {
      bytes += [0x50, 0x4B, 1, 2] + [UInt8](repeating: 0, count: 24)
      bytes += [UInt8(name.utf8.count), 0] + [UInt8](repeating: 0, count: 16) + Array(name.utf8)
    }
    let size = bytes.count - start
    bytes += [0x50, 0x4B, 5, 6] + [UInt8](repeating: 0, count: 8)
    bytes += [UInt8(size & 0xFF), UInt8(size >> 8), 0, 0, UInt8(start), 0, 0, 0, 0, 0]
    return bytes
  }
}
