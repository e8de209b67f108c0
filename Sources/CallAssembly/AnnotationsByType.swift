import Documents
import RuleEngine

/// Annotations of each type, by place.
///
/// Asked for some hundred times of a call: types are found by their length and a few of their letters,
/// for which no text is hashed, and annotations are copied for those alone who want all of a type.
final class AnnotationsByType {
  private let annotations: [Annotation]
  private let table: TypeTable
  /// Places of the annotations, those of one type side by side, and where each type's end.
  private let order: [Int32]
  private let ends: [Int]
  /// The annotations of each type, from the first question on.
  private var copies: [[Annotation]?]

  init(_ annotations: [Annotation]) {
    var table = TypeTable()
    let types = annotations.indices.map { table.number(for: annotations[$0].type) }
    var ends = [Int](repeating: 0, count: table.types.count)
    for type in types where type + 1 < ends.count { ends[type + 1] += 1 }
    for type in ends.indices.dropFirst() { ends[type] += ends[type - 1] }
    var order = [Int32](repeating: 0, count: annotations.count)
    for (i, type) in types.enumerated() {
      order[ends[type]] = Int32(truncatingIfNeeded: i)
      ends[type] += 1
    }
    self.annotations = annotations
    self.table = table
    self.order = order
    self.ends = ends
    copies = Array(repeating: nil, count: ends.count)
  }

  /// Types that have annotations, in no order.
  var types: [String] { table.types }

  /// All of a type.
  subscript(type: String) -> [Annotation] {
    guard let type = table.number(of: type) else { return [] }
    if let known = copies[type] { return known }
    let own = places(of: type).map { annotations[Int(order[$0])] }
    copies[type] = own
    return own
  }

  func count(of type: String) -> Int { table.number(of: type).map { places(of: $0).count } ?? 0 }

  /// Those of a type that lie in a stretch of text.
  subscript(type: String, in scope: TextRange) -> [Annotation] {
    guard let type = table.number(of: type) else { return [] }
    var inside: [Annotation] = []
    for place in places(of: type, from: scope.start) {
      guard range(place).start <= scope.end else { break }
      if scope.contains(range(place)) { inside.append(annotations[Int(order[place])]) }
    }
    return inside
  }

  /// The first of them.
  func first(_ type: String, in scope: TextRange) -> Annotation? {
    firstPlace(type, in: scope).map { annotations[Int(order[$0])] }
  }

  /// Whether one of a type lies in a stretch of text.
  func has(_ type: String, in scope: TextRange) -> Bool { firstPlace(type, in: scope) != nil }

  private func firstPlace(_ type: String, in scope: TextRange) -> Int? {
    guard let type = table.number(of: type) else { return nil }
    for place in places(of: type, from: scope.start) {
      guard range(place).start <= scope.end else { return nil }
      if scope.contains(range(place)) { return place }
    }
    return nil
  }

  @inline(__always)
  private func range(_ place: Int) -> TextRange { annotations[Int(order[place])].range }

  /// Of a type the places in `order`.
  private func places(of type: Int) -> Range<Int> { (type > 0 ? ends[type - 1] : 0)..<ends[type] }

  /// Those of annotations that begin from an offset on.
  private func places(of type: Int, from start: Int) -> Range<Int> {
    let places = places(of: type)
    var (low, high) = (places.lowerBound, places.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if range(middle).start < start { low = middle + 1 } else { high = middle }
    }
    return low..<places.upperBound
  }
}

/// Numbers of types.
private struct TypeTable {
  private(set) var types: [String] = []
  /// The type that is looked for from each slot on, from 1; 0 for none. More than half of them are free.
  private var slots = [Int32](repeating: 0, count: 256)

  func number(of type: String) -> Int? {
    let place = slots[slot(of: type)]
    return place > 0 ? Int(place) - 1 : nil
  }

  /// A new one where it has none.
  mutating func number(for type: String) -> Int {
    let slot = slot(of: type)
    if slots[slot] > 0 { return Int(slots[slot]) - 1 }
    types.append(type)
    slots[slot] = Int32(types.count)
    if types.count * 2 >= slots.count { grow() }
    return types.count - 1
  }

  private mutating func grow() {
    slots = [Int32](repeating: 0, count: slots.count * 2)
    for (number, type) in types.enumerated() { slots[slot(of: type)] = Int32(number + 1) }
  }

  /// The slot of a type, or the free one where it belongs.
  private func slot(of type: String) -> Int {
    var slot = Self.mixed(type) & (slots.count - 1)
    while case let place = Int(slots[slot]), place > 0, types[place - 1] != type {
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  private static func mixed(_ type: String) -> Int {
    type.utf8.withContiguousStorageIfAvailable { bytes in
      guard let first = bytes.first, let last = bytes.last else { return 0 }
      return bytes.count * 37 + Int(first) * 11 + Int(bytes[bytes.count / 2]) * 5 + Int(last)
    } ?? 0
  }
}
