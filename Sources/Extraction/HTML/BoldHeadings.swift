import Documents

/// Many pages set their headings as paragraphs in bold or in capitals.
enum BoldHeadings {
  private static let longest = 100

  /// Makes headings of such short paragraphs that other text follows, one level below the last
  /// true heading.
  static func mark(_ blocks: inout [Block], in text: [UInt8]) {
    var level = 1
    for i in blocks.indices {
      let block = blocks[i]
      if block.role == .heading { level = block.level }
      guard block.role == .paragraph, i + 1 < blocks.count, !blocks[i + 1].isBold else { continue }
      let bytes = text[block.range.start..<block.range.end]
      guard isHeading(bytes), block.isBold || isUpper(bytes) else { continue }
      blocks[i].role = .heading
      blocks[i].level = min(6, level + 1)
    }
  }

  /// Short, not a sentence, not a label with its value.
  private static func isHeading(_ bytes: ArraySlice<UInt8>) -> Bool {
    let line = String(decoding: bytes, as: UTF8.self)
    guard let last = line.unicodeScalars.last, line.unicodeScalars.count <= longest,
      !line.contains("\n"), ![".", ",", ";", "!", "…"].contains(last)
    else { return false }
    // A long line that ends with a colon leads into what follows.
    guard last != ":" || line.split(separator: " ").count <= 4 else { return false }
    let inner = line.dropLast(last == ":" ? 1 : 0).trimmingSpaces()
    return !inner.contains(":") && inner.unicodeScalars.contains(where: \.isLetter)
      && inner.unicodeScalars.count(where: \.isDigit) * 4 < inner.unicodeScalars.count
  }

  private static func isUpper(_ bytes: ArraySlice<UInt8>) -> Bool {
    let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars
    return scalars.count { $0.properties.isUppercase } >= 6
      && !scalars.contains { $0.properties.isLowercase }
  }
}
