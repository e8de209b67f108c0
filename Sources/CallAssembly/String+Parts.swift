extension String {
  /// Whether the bytes of a part stand somewhere in it; `contains` looks for the same letters in any of
  /// their forms, which takes a hundred times as long.
  func holdsBytes(of part: String) -> Bool {
    var rest = utf8[...]
    while let start = part.utf8.first.flatMap({ rest.firstIndex(of: $0) }) {
      rest = rest[start...]
      if rest.starts(with: part.utf8) { return true }
      rest.removeFirst()
    }
    return false
  }
}
