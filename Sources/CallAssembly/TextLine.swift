import Documents

/// A line of a block.
struct TextLine {
  var range: TextRange
  var letters: Int
  var isHeading: Bool
  /// Whether another line of its block stands before it.
  var isFurther: Bool

  /// Those with letters, in the order of the text.
  static func all(_ context: AnnotatedDocument) -> [TextLine] {
    var lines: [TextLine] = []
    for block in context.blocks {
      var isFurther = false
      var rest = context.bytes[block.range.start..<block.range.end]
      while !rest.isEmpty {
        let line = rest.prefix { $0 != 0x0A }
        rest = rest[line.endIndex...].dropFirst()
        let range = TextRange(line.startIndex, line.endIndex)
        let letters = context.letterCount(range)
        guard letters > 0 else { continue }
        lines.append(
          TextLine(
            range: range, letters: letters, isHeading: block.isHeading || block.isTitle,
            isFurther: isFurther))
        isFurther = true
      }
    }
    return lines
  }
}
