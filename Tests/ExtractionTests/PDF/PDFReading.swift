import Documents
import Extraction
import TestSupport
import Testing

/// Reads a PDF that is written for one test.
func readPDF(_ fill: (inout PDFWriter) -> Void) throws -> Document {
  var writer = PDFWriter()
  fill(&writer)
  let document = try DocumentReader().read(writer.bytes(), name: "test.pdf")
  expectPDFInvariants(document)
  return document
}

/// The texts of a document's blocks, of one role or of all.
func texts(_ document: Document, _ role: BlockRole? = nil) -> [String] {
  let index = ScalarIndex(document.text)
  return document.blocks.filter { role == nil || $0.role == role }.map { index.slice($0.range) }
}

/// What holds for every PDF: blocks and fragments in order and inside the text, pages counted from 1.
func expectPDFInvariants(_ document: Document) {
  let length = document.text.utf8.count
  var end = 0
  for block in document.blocks {
    #expect(block.range.start >= end && block.range.end <= length && !block.range.isEmpty)
    end = block.range.end
  }
  end = 0
  for fragment in document.fragments {
    #expect(fragment.range.start >= end && fragment.range.end <= length)
    end = fragment.range.end
  }
  #expect(document.pages.map(\.number) == Array(1...max(1, document.pages.count)))
}
