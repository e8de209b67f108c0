/// Counts a Word document's lists and numbered headings (ECMA-376, part 1, 17.9).
struct DOCXNumbering {
  private struct Level {
    var start = 1
    var format = "decimal"
    /// `%1.%2)`, where `%2` is the number of the second level.
    var text = ""
    var isLegal = false
  }

  private struct Instance {
    var abstract: String
    var starts: [Int: Int] = [:]
    var levels: [Int: Level] = [:]
  }

  /// A number as printed, or a bullet.
  struct Label: Hashable {
    var text: String
    var isBullet: Bool

    /// Has words of its own (`Article 3`, `Axe 2 :`) and so is more than a place in a list.
    var hasWords: Bool { !isBullet && text.count { $0.isLetter } >= 3 && text.contains(" ") }
  }

  static let deepest = 8

  private var levels: [String: [Int: Level]] = [:]
  private var instances: [String: Instance] = [:]
  /// Of numberings that take their levels from a style.
  private var styles: [String: String] = [:]
  /// Levels that follow a paragraph style.
  private var styleLevels: [String: [String: Int]] = [:]
  private var counters: [String: [Int: Int]] = [:]
  private var started: Set<String> = []

  init(_ tree: MarkupTree?) {
    guard let tree else { return }
    for node in tree.descendants("abstractNum", of: 0) {
      guard let id = tree.attribute(":abstractNumId", of: node) else { continue }
      styles[id] = tree.wordValue("numStyleLink", of: node)
      for level in tree.children(node) where tree.name(level) == "lvl" {
        guard let rank = Self.rank(level, tree) else { continue }
        levels[id, default: [:]][rank] = Self.level(level, tree)
        if let style = tree.wordValue("pStyle", of: level) {
          styleLevels[id, default: [:]][style] = rank
        }
      }
    }
    for node in tree.descendants("num", of: 0) {
      guard let id = tree.attribute(":numId", of: node),
        let abstract = tree.wordValue("abstractNumId", of: node)
      else { continue }
      var instance = Instance(abstract: abstract)
      for change in tree.children(node) where tree.name(change) == "lvlOverride" {
        guard let rank = Self.rank(change, tree) else { continue }
        instance.starts[rank] = tree.wordValue("startOverride", of: change).flatMap { Int($0) }
        instance.levels[rank] = tree.child("lvl", of: change).map { Self.level($0, tree) }
      }
      instances[id] = instance
    }
  }

  private static func rank(_ node: Int, _ tree: MarkupTree) -> Int? {
    tree.attribute(":ilvl", of: node).flatMap { Int($0) }.flatMap {
      (0...deepest).contains($0) ? $0 : nil
    }
  }

  private static func level(_ node: Int, _ tree: MarkupTree) -> Level {
    Level(
      start: tree.wordValue("start", of: node).flatMap { Int($0) } ?? 0,
      format: tree.wordValue("numFmt", of: node) ?? "decimal",
      text: tree.wordValue("lvlText", of: node) ?? "",
      isLegal: tree.wordFlag("isLgl", of: node) ?? false)
  }

  /// The level that a paragraph style has in a numbering.
  func level(ofStyle style: String?, in numbering: String) -> Int? {
    guard let style, let abstract = instances[numbering]?.abstract else { return nil }
    return styleLevels[abstract]?[style]
  }

  /// Counts one paragraph and says what is printed in front of it; nil where nothing is.
  ///
  /// - Parameter numberingOfStyle: the numbering of a style, for lists that are styles.
  mutating func next(
    _ numbering: String, level rank: Int, numberingOfStyle: (String) -> String?
  ) -> Label? {
    guard let instance = resolved(numbering, numberingOfStyle) else { return nil }
    let rank = min(Self.deepest, max(0, rank))
    let abstract = instance.abstract
    func level(_ rank: Int) -> Level? { instance.levels[rank] ?? levels[abstract]?[rank] }
    guard let own = level(rank) else { return nil }
    var counts = counters[abstract] ?? [:]
    if started.insert(numbering).inserted {
      for (rank, start) in instance.starts { counts[rank] = start &- 1 }
    }
    counts[rank] = (counts[rank] ?? own.start &- 1) &+ 1
    for upper in 0..<rank where counts[upper] == nil { counts[upper] = level(upper)?.start ?? 1 }
    for lower in counts.keys where lower > rank { counts[lower] = nil }
    counters[abstract] = counts
    return Self.label(own, counts, level)
  }

  private func resolved(
    _ numbering: String, _ numberingOfStyle: (String) -> String?
  ) -> Instance? {
    guard var instance = instances[numbering] else { return nil }
    guard levels[instance.abstract] == nil, let style = styles[instance.abstract],
      let other = numberingOfStyle(style).flatMap({ instances[$0] })
    else { return instance }
    instance.abstract = other.abstract
    return instance
  }

  private static func label(
    _ own: Level, _ counts: [Int: Int], _ level: (Int) -> Level?
  ) -> Label? {
    if own.format == "bullet" { return Label(text: "•", isBullet: true) }
    guard own.format != "none" || own.text.contains("%") else { return nil }
    var text = ""
    var isPlaceholder = false
    for character in own.text {
      if isPlaceholder, let digit = character.wholeNumberValue, (1...9).contains(digit) {
        let format = own.isLegal ? "decimal" : level(digit - 1)?.format ?? "decimal"
        text += number(counts[digit - 1] ?? 1, format)
        isPlaceholder = false
      } else if character == "%" {
        isPlaceholder = true
      } else {
        text.append(character)
      }
    }
    text = text.trimmingSpaces()
    return text.isEmpty ? nil : Label(text: text, isBullet: false)
  }

  private static func number(_ number: Int, _ format: String) -> String {
    switch format {
    case "lowerLetter": PPTXText.number(number, scheme: "alphaLcPlain")
    case "upperLetter": PPTXText.number(number, scheme: "alphaUcPlain")
    case "lowerRoman": PPTXText.number(number, scheme: "romanLcPlain")
    case "upperRoman": PPTXText.number(number, scheme: "romanUcPlain")
    case "decimalZero": number < 10 && number >= 0 ? "0\(number)" : "\(number)"
    case "none": ""
    default: "\(number)"
    }
  }
}
