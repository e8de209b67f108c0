import CallModel
import Documents
import RuleEngine

/// A document with its annotations, and the ways to prove a value by them.
final class AnnotatedDocument {
  let document: Document
  let annotations: [Annotation]
  let pack: RulePack
  let scalars: ScalarIndex
  private let byType: AnnotationsByType
  /// Of the text.
  let bytes: [UInt8]
  /// Title, or the first heading.
  let titleBlock: Block?
  private let titleRange: TextRange?

  init(document: Document, annotations: [Annotation], pack: RulePack) {
    self.document = document
    self.annotations = annotations
    self.pack = pack
    scalars = ScalarIndex(document.text)
    bytes = Array(document.text.utf8)
    byType = AnnotationsByType(annotations)
    titleBlock =
      document.blocks.first { $0.role == .title }
      ?? document.blocks.first { $0.role == .heading && $0.level <= 1 }
      ?? document.blocks.first { $0.role == .heading }
    titleRange = titleBlock?.range
  }

  /// The types of annotations that are there.
  var types: [String] { byType.types.sorted() }

  /// Annotations of a type, by place.
  func all(_ type: String) -> [Annotation] { byType[type] }

  /// Those of a type that lie in a stretch of text.
  func all(_ type: String, in scope: TextRange) -> [Annotation] {
    let all = all(type)
    guard let first = all.first else { return [] }
    // Most documents are one call.
    if scope.start <= first.range.start, scope.end >= bytes.count { return all }
    var low = 0
    var high = all.count
    while low < high {
      let middle = (low + high) / 2
      if all[middle].range.start < scope.start { low = middle + 1 } else { high = middle }
    }
    var inside: [Annotation] = []
    while low < all.count, all[low].range.start <= scope.end {
      if scope.contains(all[low].range) { inside.append(all[low]) }
      low += 1
    }
    return inside
  }

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
  func block(at offset: Int) -> Block? { blockNumber(at: offset).map { document.blocks[$0] } }

  /// Its range alone.
  func blockRange(at offset: Int) -> TextRange? {
    blockNumber(at: offset).map { document.blocks[$0].range }
  }

  /// Its place among the blocks, which spares a copy of it.
  private func blockNumber(at offset: Int) -> Int? {
    var low = 0
    var high = document.blocks.count
    while low < high {
      let middle = (low + high) / 2
      if document.blocks[middle].range.start <= offset { low = middle + 1 } else { high = middle }
    }
    guard low > 0, document.blocks[low - 1].range.contains(offset) else { return nil }
    return low - 1
  }

  /// How much a mention at a place says of what the document is about.
  func salience(of range: TextRange) -> Double {
    if let titleRange, titleRange.contains(range.start) { return 5 }
    let role = blockNumber(at: range.start).map { document.blocks[$0].role }
    if role == .heading || role == .title { return 2.5 }
    return range.start < max(600, bytes.count / 12) ? 2 : 1
  }

  func entry(_ annotation: Annotation) -> GazetteerName? {
    guard case .entry(let id) = annotation.value else { return nil }
    return pack.entry(type: annotation.type, id: id)
  }
}

/// A named thing and its mentions in a document.
struct Mentioned {
  var entry: GazetteerName
  var mentions: [Annotation]
  var weight: Double
}

extension AnnotatedDocument {
  /// Entries of a gazetteer by what they weigh in the document, the heaviest first.
  func mentioned(_ type: String, in scope: TextRange? = nil) -> [Mentioned] {
    var found: [Mentioned] = []
    var places: [String: Int] = [:]
    for annotation in scope.map({ all(type, in: $0) }) ?? all(type) {
      guard case .entry(let id) = annotation.value else { continue }
      var place = places[id]
      if place == nil, let entry = entry(annotation) {
        place = found.count
        found.append(Mentioned(entry: entry, mentions: [], weight: 0))
        places[id] = place
      }
      guard let place else { continue }
      found[place].mentions.append(annotation)
      found[place].weight +=
        salience(of: annotation.range) / Double(found[place].mentions.count).squareRoot()
    }
    return found.sorted {
      $0.weight != $1.weight ? $0.weight > $1.weight : $0.entry.id < $1.entry.id
    }
  }

  /// Evidence of the most telling mentions, at most three, in the order of the text.
  func evidence(_ mentioned: Mentioned, for target: String? = nil) -> [Evidence] {
    let best = mentioned.mentions.sorted {
      let (a, b) = (salience(of: $0.range), salience(of: $1.range))
      return a != b ? a > b : $0.range < $1.range
    }.prefix(3)
    return best.sorted { $0.range < $1.range }.map { evidence($0, for: target) }
  }
}
