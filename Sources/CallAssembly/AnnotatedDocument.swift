import CallModel
import Documents
import RuleEngine

/// A document with its annotations, and the ways to prove a value by them.
final class AnnotatedDocument {
  let document: Document
  let pack: RulePack
  let kinds: KindKnowledge
  let scalars: ScalarIndex
  /// The document's blocks, by number.
  let blocks: [TextBlock]
  /// Bodies named round the text.
  private(set) lazy var surroundingBodies = Surroundings.bodies(of: self)
  /// Named things of all of the text, by type, as far as they were asked for: each call of a long list asks
  /// for the same.
  var knownMentions: [String: [Mentioned]] = [:]
  private let byType: AnnotationsByType
  /// Title, or the first heading.
  let titleBlock: TextBlock?

  init(
    document: Document, annotations: AnnotationsByType, pack: RulePack, kinds: KindKnowledge
  ) {
    self.document = document
    self.pack = pack
    self.kinds = kinds
    scalars = ScalarIndex(document.text)
    blocks = document.blocks.indices.map { TextBlock(document.blocks[$0], number: $0) }
    byType = annotations
    titleBlock =
      blocks.first { $0.isTitle }
      ?? blocks.first { $0.isHeading && $0.level <= 1 }
      ?? blocks.first { $0.isHeading }
  }

  /// Of the text.
  var bytes: [UInt8] { scalars.bytes }

  /// All of the text.
  var whole: TextRange { TextRange(0, scalars.bytes.count) }

  // MARK: Annotations

  /// Annotations of a type, by place.
  func all(_ type: String) -> Annotations { byType[type] }

  /// Those of a type that lie in a stretch of text.
  func all(_ type: String, in scope: TextRange) -> Annotations {
    // Most documents are one call.
    if scope.start <= 0, scope.end >= scalars.bytes.count { return byType[type] }
    return byType[type, in: scope]
  }

  /// The first of them.
  func first(_ type: String, in scope: TextRange) -> Annotation? {
    byType.first(type, in: scope)
  }

  /// Whether there is one.
  func has(_ type: String, in scope: TextRange) -> Bool { byType.has(type, in: scope) }

  /// Whether there is one of any of some types.
  func has(anyOf types: [String], in scope: TextRange) -> Bool {
    types.contains { byType.has($0, in: scope) }
  }

  /// How many there are of a type.
  func count(of type: String) -> Int { byType.count(of: type) }

  // MARK: Evidence

  func evidence(_ annotation: Annotation, for target: String? = nil) -> Evidence {
    evidence(annotation.range, rule: annotation.rule, for: target)
  }

  func evidence(_ range: TextRange, rule: String, for target: String? = nil) -> Evidence {
    let boxes = document.boxes(of: range).map { [$0.x0, $0.y0, $0.x1, $0.y1].map(Self.tenth) }
    return Evidence(
      quote: scalars.slice(range), start: scalars.scalarOffset(range.start),
      end: scalars.scalarOffset(range.end), page: document.page(at: range.start),
      part: document.part(at: range.start)?.name,
      boxes: boxes.isEmpty ? nil : boxes, rule: rule, confidence: pack.confidence(of: rule),
      for: target)
  }

  private static func tenth(_ x: Double) -> Double { (x * 10).rounded() / 10 }

  // MARK: Places

  /// The block that holds an offset.
  func block(at offset: Int) -> TextBlock? {
    var (low, high) = (0, blocks.count)
    while low < high {
      let middle = (low + high) / 2
      if blocks[middle].range.start <= offset { low = middle + 1 } else { high = middle }
    }
    guard low > 0, blocks[low - 1].range.contains(offset) else { return nil }
    return blocks[low - 1]
  }

  /// The first block that begins from an offset on.
  func block(from offset: Int) -> TextBlock? {
    let number = blockNumber(from: offset)
    return number < blocks.count ? blocks[number] : nil
  }

  /// The blocks that lie in a stretch of the text.
  func blocks(in scope: TextRange) -> some Sequence<TextBlock> {
    blocks[blockNumber(from: scope.start)..<blockNumber(from: scope.end + 1)].lazy.filter {
      $0.range.end <= scope.end
    }
  }

  private func blockNumber(from offset: Int) -> Int {
    var (low, high) = (0, blocks.count)
    while low < high {
      let middle = (low + high) / 2
      if blocks[middle].range.start < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// How much a mention at a place says of what the document is about.
  func salience(of range: TextRange) -> Double {
    if let titleBlock, titleBlock.range.contains(range.start) { return 5 }
    switch block(at: range.start)?.role {
    case .heading, .title: return 2.5
    default: return range.start < max(600, scalars.bytes.count / 12) ? 2 : 1
    }
  }

  func entry(_ annotation: Annotation) -> GazetteerName? {
    guard case .entry(let id) = annotation.value else { return nil }
    return pack.entry(type: annotation.type, id: id)
  }
}
