/// Counts an OpenDocument text's lists and numbered headings.
struct ODTNumbering {
  private var lists: [String: [Int: Int]] = [:]
  private var headings: [Int: Int] = [:]

  /// Begins a list anew, below a level (from 0).
  mutating func restart(_ list: String, from level: Int) {
    lists[list] = lists[list]?.filter { $0.key < level }
  }

  /// Counts an item and says what is printed in front of it; a bullet where the style does not
  /// number the level.
  mutating func next(
    _ list: String, level: Int, start: Int?, _ styles: ODFStyles
  ) -> String {
    let own = styles.level(level, of: list)
    let marker = Self.count(
      &lists[list, default: [:]], level: level, start: start, own
    ) { styles.level($0, of: list) }
    return marker ?? "•"
  }

  /// The number of a heading of a level (from 1); nil where headings have none.
  mutating func heading(level: Int, start: Int?, _ styles: ODFStyles) -> String? {
    Self.count(&headings, level: level - 1, start: start, styles.outline[level]) {
      styles.outline[$0 + 1]
    }
  }

  private static func count(
    _ counts: inout [Int: Int], level: Int, start: Int?, _ own: ODFStyles.ListLevel?,
    _ style: (Int) -> ODFStyles.ListLevel?
  ) -> String? {
    let first = own?.start ?? 1
    counts[level] = start ?? counts[level].map { $0 &+ 1 } ?? first
    counts = counts.filter { $0.key <= level }
    guard let own, !own.isBullet, !own.format.isEmpty else { return nil }
    var numbers: [String] = []
    for upper in max(0, level - own.shown + 1)...level {
      let format = style(upper)?.format ?? ""
      if upper == level || !format.isEmpty {
        numbers.append(number(counts[upper] ?? style(upper)?.start ?? 1, format))
      }
    }
    let label = (own.prefix + numbers.joined(separator: ".") + own.suffix).trimmingSpaces()
    return label.isEmpty ? nil : label
  }

  private static func number(_ number: Int, _ format: String) -> String {
    switch format {
    case "a": PPTXText.number(number, scheme: "alphaLcPlain")
    case "A": PPTXText.number(number, scheme: "alphaUcPlain")
    case "i": PPTXText.number(number, scheme: "romanLcPlain")
    case "I": PPTXText.number(number, scheme: "romanUcPlain")
    default: "\(number)"
    }
  }
}
