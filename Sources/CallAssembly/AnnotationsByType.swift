import RuleEngine

/// Annotations of each type, by place.
///
/// Asked for some hundred times of a call: types are found by their length and a few of their letters,
/// for which no text is hashed.
struct AnnotationsByType {
  private var groups: [(type: String, annotations: [Annotation])] = []
  /// The group whose type is looked for from each slot on, from 1; 0 for none. More than half of them
  /// are free.
  private var slots = [Int32](repeating: 0, count: 256)

  init(_ annotations: [Annotation]) {
    for annotation in annotations {
      groups[group(for: annotation.type)].annotations.append(annotation)
    }
  }

  /// Types that have annotations, in no order.
  var types: [String] { groups.map(\.type) }

  subscript(type: String) -> [Annotation] {
    let place = slots[slot(of: type)]
    return place > 0 ? groups[Int(place) - 1].annotations : []
  }

  /// The group of a type, made where there is none.
  private mutating func group(for type: String) -> Int {
    let slot = slot(of: type)
    if slots[slot] > 0 { return Int(slots[slot]) - 1 }
    groups.append((type, []))
    slots[slot] = Int32(groups.count)
    if groups.count * 2 >= slots.count { grow() }
    return groups.count - 1
  }

  private mutating func grow() {
    slots = [Int32](repeating: 0, count: slots.count * 2)
    for (number, group) in groups.enumerated() {
      slots[slot(of: group.type)] = Int32(number + 1)
    }
  }

  /// The slot of a type, or the free one where it belongs.
  private func slot(of type: String) -> Int {
    var slot = Self.mixed(type) & (slots.count - 1)
    while case let place = Int(slots[slot]), place > 0, groups[place - 1].type != type {
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
