import CallModel
import Documents

/// Where the words and concepts of a call stand in its text, packed: what a reason is quoted by,
/// without looking for words again.
struct CallPlaces: Hashable, Sendable {
  let bytes: [UInt8]

  init(bytes: [UInt8]) { self.bytes = bytes }

  init(of text: CallText, field: FieldTerms, scanner: TextWords) {
    var writer = PackedWriter()
    let stream = CallStream(text)
    stream.forEach(scanner) { paragraph in
      writer.optional(paragraph.mark) { $0.word($1) }
      writer.number(paragraph.passage ?? -1)
      writer.number(paragraph.offset)
      writer.number(FieldWeights.thousandths(paragraph.weight))
      var content = PackedWriter()
      content.list(paragraph.words) {
        $0.word(CallMatter.hash($1.stem))
        $0.number($1.range.start)
        $0.number($1.range.length)
      }
      content.list(field.terms.hits(in: paragraph.words, stream.language)) {
        $0.number($1.concept)
        $0.number(paragraph.words[$1.words.lowerBound].range.start)
        $0.number(paragraph.words[$1.words.upperBound - 1].range.end)
      }
      writer.number(content.bytes.count)
      writer.append(content.bytes)
    }
    bytes = writer.bytes
  }

  /// Hands over the places in reading order.
  ///
  /// - Parameters:
  ///   - weighs: whether a paragraph, by its mark, may weigh anything.
  ///   - word: the hash of a stem.
  func forEach(
    weighs: (UInt64) -> Bool, word: (UInt64, PlaceInCall) -> Void,
    concept: (Int, PlaceInCall) -> Void
  ) throws {
    try bytes.withUnsafeBytes { bytes in
      var reader = PackedReader(bytes)
      while !reader.isAtEnd {
        let mark = try reader.flag() ? try reader.word() : nil
        let passage = try reader.number()
        let offset = try reader.number()
        let weight = Double(try reader.number()) / 1000
        let size = try reader.count()
        guard mark.map(weighs) ?? true else {
          try reader.skip(size)
          continue
        }
        func place(_ start: Int, _ end: Int) -> PlaceInCall {
          PlaceInCall(
            passage: passage < 0 ? nil : passage,
            range: TextRange(offset &+ start, offset &+ end), weight: weight)
        }
        for _ in 0..<(try reader.count()) {
          let hash = try reader.word()
          let start = try reader.number()
          let length = try reader.number()
          word(hash, place(start, start &+ length))
        }
        for _ in 0..<(try reader.count()) {
          let number = try reader.number()
          let start = try reader.number()
          concept(number, place(start, try reader.number()))
        }
      }
    }
  }
}
