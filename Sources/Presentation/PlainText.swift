/// Texts of documents made harmless for a line of a terminal, a page or a file.
package enum PlainText {
  /// The text as one line: control characters (C0, C1), marks that turn the direction of writing,
  /// and characters without any shape are left out; every kind of line break and tab is one space.
  ///
  /// Nothing visible is lost or changed: an escape sequence loses its escape and shows its letters.
  package static func line(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var pendingSpace = false
    for scalar in text.unicodeScalars {
      switch treatment(of: scalar) {
      case .drop: continue
      case .space: pendingSpace = !result.isEmpty
      case .keep:
        if pendingSpace { result.append(" ") }
        pendingSpace = false
        result.append(scalar)
      }
    }
    return String(result)
  }

  private enum Treatment { case keep, drop, space }

  private static func treatment(of scalar: Unicode.Scalar) -> Treatment {
    switch scalar.value {
    case 0x20, 0x09...0x0D, 0x85, 0x2028, 0x2029: .space
    case 0x00...0x1F, 0x7F...0x9F: .drop
    case 0xAD, 0x61C, 0x180E, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF,
      0xFFF9...0xFFFB:
      .drop
    case 0xE0000...0xE0FFF, 0xFFFE, 0xFFFF: .drop
    default: .keep
    }
  }

  /// The name of a file without the folders it lies in, as one line.
  package static func fileName(_ path: String) -> String {
    line(path.split(separator: "/").last.map(String.init) ?? path)
  }

  /// At most `limit` characters of one line, cut between words where it can be, with `…` then.
  package static func line(_ text: String, limit: Int) -> String {
    let line = line(text)
    guard line.count > limit, limit > 1 else { return line }
    let cut = line.prefix(limit - 1)
    let space = cut.lastIndex(of: " ")
    let words = space.map { cut[..<$0] } ?? cut
    let kept = words.count * 3 >= limit * 2 ? words : cut
    return String(kept).trimmingTrailing(" ,;:.–—-") + "…"
  }
}

extension String {
  func trimmingTrailing(_ characters: String) -> String {
    var text = self[...]
    while let last = text.last, characters.contains(last) { text.removeLast() }
    return String(text)
  }
}
