import Documents
import Foundation
import TestSupport
import Testing

@testable import Pipeline

/// Scans, with the true worker; what Tesseract says of them is tested with the readers.
@Suite(.enabled(if: WorkerClient.located() != nil, "calls-worker is not built"))
struct WorkerRecognitionTests {
  private static let scan = Checkout.corpus + "/documents/scan-jumelage-1999.pdf"

  @Test func scansAreNamedAndReadWhereTesseractIs() throws {
    let client = try #require(WorkerClient.located())
    let hasTesseract = try client.recognitionLanguages() != nil
    let document = try client.read(path: Self.scan)
    #expect(
      document.warnings.map(\.id)
        == (hasTesseract ? ["ocr"] : ["no-text-layer", "image-only-page", "ocr-missing"]))
    #expect(document.pages.map(\.isRecognised) == [hasTesseract])
    #expect(document.text.contains("30 novembre 1999") == hasTesseract)
  }

  @Test func recognitionCanBeTurnedOff() throws {
    var limits = WorkerLimits()
    limits.recognisesPictures = false
    let client = try #require(WorkerClient.located(limits: limits))
    let document = try client.read(path: Self.scan)
    #expect(document.warnings.map(\.id) == ["no-text-layer", "image-only-page"])
    #expect(document.text.isEmpty)
  }

  @Test func attachmentsAreReadInTheSandbox() throws {
    var writer = PDFWriter()
    writer.page { $0.text("Date limite : 6 mai 2024", x: 72, y: 100) }
    let mail = """
      Subject: Appel
      Content-Type: multipart/mixed; boundary=b

      --b
      Content-Type: text/plain; charset=iso-8859-15
      Content-Transfer-Encoding: quoted-printable

      Aide : 80 =A4
      --b
      Content-Disposition: attachment; filename=appel.pdf
      Content-Transfer-Encoding: base64

      \(Data(writer.bytes()).base64EncodedString(options: .lineLength76Characters))
      --b--
      """
    let client = try #require(WorkerClient.located())
    let document = try client.read(Array(mail.utf8), name: "appel.eml")
    #expect(document.text == "Appel\n\nAide : 80 €\n\nDate limite : 6 mai 2024")
    #expect(document.parts.map(\.name) == ["appel.pdf"])
  }
}

/// A recogniser that fails costs nothing but its pages.
@Suite struct WorkerRecognitionFailureTests {
  @Test(arguments: ["exit 3", "kill -SEGV $$", "echo rubbish"])
  func theFirstReadingStands(_ end: String) throws {
    let page = Page(number: 1, range: TextRange(0, 0), isImageOnly: true)
    let first = Document(format: .pdf, text: "", pages: [page])
    let frame = NSTemporaryDirectory() + "calls-frame-\(UUID().uuidString)"
    try Data(WireWriter.frame(.success(first))).write(to: URL(fileURLWithPath: frame))
    defer { try? FileManager.default.removeItem(atPath: frame) }
    let worker = try FakeWorker(
      "if [ \"$1\" = --recognise ]; then \(end); exit 0; fi\nexec cat '\(frame)'\n")
    let client = WorkerClient(executable: worker.path, serving: .never)
    let document = try client.read(Array("%PDF".utf8), name: "a.pdf")
    #expect(document.warnings.map { "\($0.id) \($0.detail)" } == ["ocr-failed crashed"])
    #expect(document.pages == [page])
  }
}
