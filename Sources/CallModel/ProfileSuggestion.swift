/// Finds what a person probably meant.
package enum ProfileSuggestion {
  /// Bytes of a text that may be a name misspelt.
  private static let longest = 200

  /// The candidate nearest to `text` by edits (case ignored), at most a third of its length away;
  /// the first of equals.
  package static func nearest(to text: String, among candidates: [String]) -> String? {
    // Nobody means a name by a page of text.
    guard text.utf8.count <= longest else { return nil }
    let wanted = folded(text)
    var best: (candidate: String, distance: Int)?
    for candidate in candidates {
      let other = folded(candidate)
      guard abs(other.count - wanted.count) <= max(1, wanted.count / 3) else { continue }
      let distance = edits(wanted, other)
      if distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    guard let best, best.distance <= max(1, wanted.count / 3) else { return nil }
    return best.candidate
  }

  /// Levenshtein's distance with swaps of neighbours (optimal string alignment).
  package static func edits(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for (i, x) in a.enumerated() {
      var row = [i + 1]
      for (j, y) in b.enumerated() {
        var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (x == y ? 0 : 1))
        if i > 0, j > 0, x == b[j - 1], y == a[i - 1] { cost = min(cost, beforeLast[j - 1] + 1) }
        row.append(cost)
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }

  private static func folded(_ text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.map { scalar in
      let lower = scalar.properties.lowercaseMapping.unicodeScalars
      return lower.count == 1 ? lower.first ?? scalar : scalar
    }
  }
}
