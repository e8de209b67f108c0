import Documents

/// Some of a document's annotations. Places of one type lie side by side: to hand them on copies none.
package typealias Annotations = ArraySlice<Annotation>

/// Annotations of each type, by place, the longer first.
///
/// Asked for some hundred times of a call.
package struct AnnotationsByType: Sendable {
  /// Type by type.
  package let all: [Annotation]
  private let types: NameNumbers
  /// Where in `all` the annotations of each type end, by the type's number.
  private let ends: [Int]

  /// - Parameters:
  ///   - count: of all annotations.
  ///   - numbers: of their types, in the order of places.
  ///   - annotation: makes the one with a number, in the order of places.
  init(
    of types: NameNumbers, count: Int, numbers: (Int) -> Int, annotation: (Int) -> Annotation
  ) {
    // At first where each type begins.
    var ends = [Int](repeating: 0, count: types.names.count + 1)
    for i in 0..<count { ends[numbers(i) + 1] += 1 }
    for type in ends.indices.dropFirst() { ends[type] += ends[type - 1] }
    all = [Annotation](unsafeUninitializedCapacity: count) { all, filled in
      for i in 0..<count {
        let type = numbers(i)
        all.initializeElement(at: ends[type], to: annotation(i))
        ends[type] += 1
      }
      filled = count
    }
    self.types = types
    self.ends = ends
  }

  /// - Parameter annotations: by place.
  package init(_ annotations: [Annotation]) {
    var types = NameNumbers()
    let numbers = annotations.map { types.number(for: $0.type) }
    self.init(of: types, count: numbers.count) {
      numbers[$0]
    } annotation: {
      annotations[$0]
    }
  }

  /// All of a type.
  package subscript(type: String) -> Annotations { all[places(of: type)] }

  package func count(of type: String) -> Int { places(of: type).count }

  /// Those of a type that lie in a stretch of text.
  package subscript(type: String, in scope: TextRange) -> Annotations {
    let places = places(of: type)
    let first = firstPlace(among: places, from: scope.start)
    var end = first
    var areAllInside = true
    while end < places.upperBound, all[end].range.start <= scope.end {
      if all[end].range.end > scope.end { areAllInside = false }
      end += 1
    }
    let begun = all[first..<end]
    return areAllInside ? begun : Annotations(begun.filter { scope.contains($0.range) })
  }

  /// The first of them.
  package func first(_ type: String, in scope: TextRange) -> Annotation? {
    firstPlace(of: type, in: scope).map { all[$0] }
  }

  /// Whether one of a type lies in a stretch of text.
  package func has(_ type: String, in scope: TextRange) -> Bool {
    firstPlace(of: type, in: scope) != nil
  }

  // MARK: Places in `all`

  private func firstPlace(of type: String, in scope: TextRange) -> Int? {
    let places = places(of: type)
    var place = firstPlace(among: places, from: scope.start)
    while place < places.upperBound, all[place].range.start <= scope.end {
      if all[place].range.end <= scope.end { return place }
      place += 1
    }
    return nil
  }

  private func places(of type: String) -> Range<Int> {
    guard let type = types.number(of: type) else { return 0..<0 }
    return (type > 0 ? ends[type - 1] : 0)..<ends[type]
  }

  /// The first that begins from an offset on.
  private func firstPlace(among places: Range<Int>, from start: Int) -> Int {
    var (low, high) = (places.lowerBound, places.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if all[middle].range.start < start { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
