import Documents
import Yams

/// A mapping of a YAML file, read with care: unknown keys, wrong types and missing keys are faults
/// with their line.
struct YAMLMap {
  let file: String
  let line: Int
  private let pairs: [(key: String, value: Node, line: Int)]

  static let byteLimit = 4 << 20

  /// The mapping at the top of a file.
  static func load(_ text: String, file: String) throws(RuleFault) -> YAMLMap {
    guard text.utf8.count <= byteLimit else {
      throw RuleFault(
        file: file, line: 0, kind: .tooLarge(bytes: text.utf8.count, limit: byteLimit))
    }
    if let line = YAMLAliases.firstLine(in: text) {
      throw RuleFault(file: file, line: line, kind: .notYAML("aliases (*name) are not read"))
    }
    let node: Node?
    do {
      node = try Yams.compose(yaml: text)
    } catch YamlError.duplicatedKeysInMapping(let duplicates, _) {
      let key = duplicates.min() ?? ""
      throw RuleFault(file: file, line: line(ofSecond: key, in: text), kind: .repeatedKey(key))
    } catch let error as YamlError {
      throw RuleFault(file: file, line: Self.line(of: error), kind: .notYAML("\(error)"))
    } catch {
      throw RuleFault(file: file, line: 0, kind: .notYAML("\(error)"))
    }
    guard let node else {
      throw RuleFault(file: file, line: 1, kind: .emptyList("file"))
    }
    return try YAMLMap(node, file: file, line: 1, what: "file")
  }

  private static func line(ofSecond key: String, in text: String) -> Int {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let hits = lines.indices.filter {
      lines[$0].trimmingPrefix(while: { $0 == " " || $0 == "-" }).hasPrefix(key + ":")
    }
    return (hits.dropFirst().first ?? hits.first ?? -1) + 1
  }

  private static func line(of error: YamlError) -> Int {
    switch error {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
      mark.line
    default: 0
    }
  }

  init(_ node: Node, file: String, line: Int, what: String) throws(RuleFault) {
    guard case .mapping(let mapping) = node else {
      throw RuleFault(file: file, line: line, kind: .wrongType(key: what, expected: .mapping))
    }
    self.file = file
    self.line = line
    pairs = mapping.map { ($0.key.string ?? "", $0.value, $0.key.mark?.line ?? line) }
  }

  func allow(_ keys: [String]) throws(RuleFault) {
    for pair in pairs where !keys.contains(pair.key) {
      throw RuleFault(
        file: file, line: pair.line,
        kind: .unknownKey(
          pair.key, nearest: Spelling.nearest(to: pair.key, among: keys), expected: keys))
    }
  }

  func has(_ key: String) -> Bool { pairs.contains { $0.key == key } }

  func lineOf(_ key: String) -> Int { pairs.first { $0.key == key }?.line ?? line }

  private func node(_ key: String) -> Node? { pairs.first { $0.key == key }?.value }

  private func wrong(_ key: String, _ expected: RuleFault.Form) -> RuleFault {
    RuleFault(file: file, line: lineOf(key), kind: .wrongType(key: key, expected: expected))
  }

  func text(_ key: String) throws(RuleFault) -> String? {
    guard let node = node(key) else { return nil }
    guard case .scalar(let scalar) = node else { throw wrong(key, .text) }
    return scalar.string
  }

  func requiredText(_ key: String) throws(RuleFault) -> String {
    guard let text = try text(key), !text.isEmpty else {
      throw RuleFault(file: file, line: line, kind: .missingKey(key))
    }
    return text
  }

  func integer(_ key: String) throws(RuleFault) -> Int? {
    guard let text = try text(key) else { return nil }
    guard let number = Int(text) else { throw wrong(key, .wholeNumber) }
    return number
  }

  func flag(_ key: String) throws(RuleFault) -> Bool? {
    guard let text = try text(key) else { return nil }
    switch text {
    case "true", "yes": return true
    case "false", "no": return false
    default: throw wrong(key, .flag)
    }
  }

  /// A list of texts, or one text.
  func texts(_ key: String) throws(RuleFault) -> [(text: String, line: Int)] {
    guard let node = node(key) else { return [] }
    switch node {
    case .scalar(let scalar): return [(scalar.string, lineOf(key))]
    case .sequence(let sequence):
      var texts: [(String, Int)] = []
      for element in sequence {
        guard case .scalar(let scalar) = element else { throw wrong(key, .textList) }
        texts.append((scalar.string, element.mark?.line ?? lineOf(key)))
      }
      guard !texts.isEmpty else {
        throw RuleFault(file: file, line: lineOf(key), kind: .emptyList(key))
      }
      return texts
    default: throw wrong(key, .textList)
    }
  }

  func map(_ key: String) throws(RuleFault) -> YAMLMap? {
    guard let node = node(key) else { return nil }
    return try YAMLMap(node, file: file, line: lineOf(key), what: key)
  }

  /// A list of mappings; plain texts in it become `{phrase: text}`.
  func maps(_ key: String, textKey: String? = nil) throws(RuleFault) -> [YAMLMap] {
    guard let node = node(key) else { return [] }
    guard case .sequence(let sequence) = node else { throw wrong(key, .list) }
    var maps: [YAMLMap] = []
    for element in sequence {
      let line = element.mark?.line ?? lineOf(key)
      if let textKey, case .scalar(let scalar) = element {
        let node = Node.mapping(.init([(Node(textKey), Node(scalar.string))]))
        maps.append(try YAMLMap(node, file: file, line: line, what: key))
      } else {
        maps.append(try YAMLMap(element, file: file, line: line, what: key))
      }
    }
    return maps
  }

  /// `{from: "2021-01-01", to: "2027-12-31"}`; either may be left out, a year or month is its days.
  func validity(_ key: String) throws(RuleFault) -> RuleSources.Validity? {
    guard let map = try map(key) else { return nil }
    try map.allow(["from", "to"])
    var validity = RuleSources.Validity()
    if let days = try map.days("from") { validity.first = Int32(days.lowerBound.daysSinceEpoch) }
    if let days = try map.days("to") { validity.last = Int32(days.upperBound.daysSinceEpoch) }
    guard validity.first <= validity.last else {
      throw RuleFault(
        file: file, line: map.line,
        kind: .endsBeforeItBegins(
          from: try map.text("from") ?? "", to: try map.text("to") ?? ""))
    }
    return validity
  }

  private func days(_ key: String) throws(RuleFault) -> ClosedRange<CalendarDay>? {
    guard let text = try text(key) else { return nil }
    guard let days = PartialDate(iso: text)?.days else { throw wrong(key, .day) }
    return days
  }

  /// Keys with one text or a list of texts each, in the file's order.
  func attributes() throws(RuleFault) -> [RuleSources.Attribute] {
    var all: [RuleSources.Attribute] = []
    for pair in pairs {
      all.append(.init(key: pair.key, values: try texts(pair.key).map(\.text)))
    }
    return all
  }

  var keys: [String] { pairs.map(\.key) }
}

enum Spelling {
  /// The candidate nearest to a word; nil where none is near.
  static func nearest(to word: String, among candidates: [String]) -> String? {
    let scored = candidates.map { ($0, distance(word, $0)) }
    guard let best = scored.min(by: { ($0.1, $0.0) < ($1.1, $1.0) }) else { return nil }
    return best.1 <= max(2, word.count / 3) ? best.0 : nil
  }

  static func distance(_ a: String, _ b: String) -> Int {
    let x = Array(a.unicodeScalars)
    let y = Array(b.unicodeScalars)
    var row = Array(0...y.count)
    for i in 0..<x.count {
      var diagonal = row[0]
      row[0] = i + 1
      for j in 0..<y.count {
        let cost = diagonal + (x[i] == y[j] ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(cost, row[j] + 1, diagonal + 1)
      }
    }
    return row[y.count]
  }
}
