import Documents
import Extraction
import Testing

/// Reads a page given as text or bytes.
func readHTML(_ html: String) throws(DocumentFailure) -> Document {
  try readHTML(Array(html.utf8))
}

func readHTML(_ bytes: [UInt8]) throws(DocumentFailure) -> Document {
  try readDocument(bytes, format: .html, with: HTMLReader())
}

func readDocument(
  _ bytes: [UInt8], format: DocumentFormat, with reader: some FormatReader,
  limits: ReaderLimits = ReaderLimits()
) throws(DocumentFailure) -> Document {
  let result: Result<Document, DocumentFailure> = bytes.withUnsafeBytes { buffer in
    do throws(DocumentFailure) {
      return .success(try reader.read(buffer, format: format, name: "test", limits: limits))
    } catch {
      return .failure(error)
    }
  }
  let document = try result.get()
  checkInvariants(document)
  return document
}

/// What holds for every document: sorted blocks that do not overlap and cover all the text but
/// white space, links and fragments inside the text.
func checkInvariants(_ document: Document) {
  let text = Array(document.text.utf8)
  var place = 0
  for block in document.blocks {
    #expect(block.range.start >= place && block.range.end <= text.count && !block.range.isEmpty)
    place = max(place, block.range.end)
  }
  for link in document.links {
    #expect(link.range.start >= 0 && link.range.end <= text.count && !link.range.isEmpty)
  }
  for fragment in document.fragments { #expect(fragment.range.end <= text.count) }
}

extension Document {
  /// `role: text` of each block.
  var outline: [String] {
    blocks.map { block in
      let level = block.level > 0 ? " \(block.level)" : ""
      return "\(block.role.rawValue)\(level): \(slice(block.range))"
    }
  }

  func slice(_ range: TextRange) -> String {
    String(decoding: Array(text.utf8)[range.start..<range.end], as: UTF8.self)
  }
}
