import CallModel
import Stemming

/// What a call speaks of, as matching counts it: words and concepts of each paragraph, packed.
///
/// Words are hashes of their stems, concepts numbers in the order of the knowledge, so that a matter
/// belongs to the knowledge it was made with.
package struct CallMatter: Hashable, Sendable {
  /// Changes with the form of the bytes, and with the way words are found.
  package static let version = 5

  package let bytes: [UInt8]

  package init(bytes: [UInt8]) { self.bytes = bytes }

  /// One paragraph, as it is read back.
  struct Paragraph {
    /// nil for the title, which always weighs.
    var mark: UInt64?
    var weight: Double
    var length: Int
  }

  /// - Parameter isBare: whether the call's record says nothing that one could apply by.
  init(of text: CallText, isBare: Bool, field: FieldTerms, scanner: TextWords) {
    var writer = PackedWriter()
    let stream = CallStream(text)
    var audience: Audience = []
    stream.forEach(scanner) { paragraph in
      if let passage = paragraph.passage, text.passages[passage].role == .beneficiaries {
        audience.formUnion(field.bodies.audience(in: paragraph.words))
      }
      writer.flag(paragraph.mark != nil)
      if let mark = paragraph.mark { writer.word(mark) }
      writer.number(FieldWeights.thousandths(paragraph.weight))
      writer.number(paragraph.words.count)
      let content = Self.content(of: paragraph, stream.language, field)
      writer.number(content.count)
      writer.append(content)
    }
    var head = PackedWriter()
    head.number(audience.rawValue << 1 | (isBare ? 1 : 0))
    bytes = head.bytes + writer.bytes
  }

  /// Whom the call says it is for, where it speaks of its beneficiaries.
  var audience: Audience { Audience(rawValue: head >> 1) }
  /// Whether its record says nothing that one could apply by.
  var isBare: Bool { head & 1 == 1 }

  private var head: Int {
    bytes.withUnsafeBytes { bytes in
      var reader = PackedReader(bytes)
      return (try? reader.number()) ?? 0
    }
  }

  /// Words and concepts with their counts; what set phrases are made of is no word.
  private static func content(
    of paragraph: CallStream.Paragraph, _ language: Stemmer.Language, _ field: FieldTerms
  ) -> [UInt8] {
    var silent: Set<Int> = []
    var concepts: [Int: Int] = [:]
    for hit in field.terms.hits(in: paragraph.words, language) {
      if field.weight(of: hit.concept) == 0 {
        silent.formUnion(hit.words)
      } else {
        concepts[hit.concept, default: 0] += 1
      }
    }
    var stems: [UInt64: Int] = [:]
    for (position, word) in paragraph.words.enumerated() where !silent.contains(position) {
      stems[hash(word.stem), default: 0] += 1
    }
    var writer = PackedWriter()
    writer.list(stems.sorted { $0.key < $1.key }) {
      $0.word($1.key)
      $0.number($1.value)
    }
    writer.list(concepts.sorted { $0.key < $1.key }) {
      $0.number($1.key)
      $0.number($1.value)
    }
    return writer.bytes
  }

  /// FNV-1a: the same in every run and on every machine.
  static func hash(_ stem: String) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in stem.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return hash
  }

  /// Hands over the paragraphs in reading order.
  ///
  /// - Parameters:
  ///   - weighs: whether the words of a paragraph are to be read.
  ///   - stem, concept: a word or concept of such a paragraph with its count.
  func forEach(
    weighs: (Paragraph) -> Bool, stem: (UInt64, Int, Paragraph) -> Void,
    concept: (Int, Int, Paragraph) -> Void
  ) throws {
    try bytes.withUnsafeBytes { bytes in
      var reader = PackedReader(bytes)
      guard !reader.isAtEnd else { return }
      _ = try reader.number()
      while !reader.isAtEnd {
        let mark = try reader.flag() ? try reader.word() : nil
        let weight = Double(try reader.number()) / 1000
        let paragraph = Paragraph(mark: mark, weight: weight, length: try reader.number())
        let size = try reader.count()
        guard weighs(paragraph) else {
          try reader.skip(size)
          continue
        }
        for _ in 0..<(try reader.count()) {
          let hash = try reader.word()
          stem(hash, try reader.number(), paragraph)
        }
        for _ in 0..<(try reader.count()) {
          let number = try reader.number()
          concept(number, try reader.number(), paragraph)
        }
      }
    }
  }
}
