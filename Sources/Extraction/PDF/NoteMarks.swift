import Documents

/// A note under a text or a table begins with the star that stands in it: « * hors taxes ». It is no
/// item of a list.
enum NoteMarks {
  private static let star: UInt8 = 0x2A

  /// - Parameter blocks: of one page.
  static func unmarked(_ blocks: [PDFBlock]) -> [PDFBlock] {
    let stars = blocks.indices.filter { blocks[$0].marker == "*" }
    // Several are a list.
    guard stars.count == 1, blocks.contains(where: hasReference) else { return blocks }
    var blocks = blocks
    for i in stars {
      (blocks[i].role, blocks[i].level, blocks[i].marker) = (.paragraph, 0, nil)
    }
    return blocks
  }

  /// Whether a word of a block bears a star: « budget* ».
  private static func hasReference(_ block: PDFBlock) -> Bool {
    block.lines.contains { line in
      line.words.contains { word in
        let bytes = word.text.utf8
        return bytes.count > 1 && bytes.first != star && bytes.suffix(3).contains(star)
      }
    }
  }
}
