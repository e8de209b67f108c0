import Documents
import Extraction
import Glibc

/// A look at what a reader makes of a file, without process limits.
enum Inspection {
  /// - Returns: the exit status.
  static func printText(ofFileAt path: String) -> Int32 {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { return 66 }
    defer { close(descriptor) }
    do throws(DocumentFailure) {
      let bytes = try StandardStreams.readAll(descriptor, limit: ReaderLimits().inputBytes)
      var document = try DocumentReader().read(bytes, name: path)
      if getenv("CALLS_OCR") != nil {
        document = bytes.withUnsafeBytes { PageRecognition().apply(to: document, $0) }
      }
      if getenv("CALLS_BLOCKS") != nil {
        print(blocks: document)
      } else {
        _ = StandardStreams.write(Array(document.text.utf8), to: STDOUT_FILENO)
      }
      return 0
    } catch {
      StandardStreams.complain("\(error)")
      return 65
    }
  }

  /// One line a block: its role, level, page, cell, size and text.
  private static func print(blocks document: Document) {
    let index = ScalarIndex(document.text)
    for block in document.blocks {
      let cell = block.cell.map { "\($0.table)/\($0.row)/\($0.column)\($0.isHeader ? "h" : "")" }
      Swift.print(
        block.role, block.level, "p\(block.page)", cell ?? "", block.fontSize,
        index.slice(block.range))
    }
    for item in document.furniture {
      Swift.print("furniture", item.role, "p\(item.page)", item.text)
    }
    for link in document.links { Swift.print("link", index.slice(link.range), link.url) }
    for warning in document.warnings { Swift.print("warning", warning.id) }
    Swift.print(document.metadata, document.isDeck)
  }
}
