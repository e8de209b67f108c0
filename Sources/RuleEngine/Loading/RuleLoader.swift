import Foundation

/// Reads a folder of rule files.
///
/// `types.yaml` and `shapes.yaml` at the top; `lexicons/`, `gazetteers/` and `concepts/`; every other
/// file is one rule. A file's path without its ending is its id.
struct RuleLoader {
  private(set) var sources = RuleSources()
  private(set) var faults: [RuleFault] = []
  private var ids: [String: String] = [:]

  static func load(folder: String) throws(RuleFaults) -> RuleSources {
    var loader = RuleLoader()
    for file in RuleFolder.files(in: folder) { loader.read(file, folder: folder) }
    guard loader.faults.isEmpty else { throw RuleFaults(loader.faults) }
    return loader.sources
  }

  /// For tests and for rules given as text: path → content.
  static func load(files: [String: String]) throws(RuleFaults) -> RuleSources {
    var loader = RuleLoader()
    for (file, text) in files.sorted(by: { $0.key < $1.key }) {
      loader.attempt { (loader) throws(RuleFault) in try loader.read(text, file: file) }
    }
    guard loader.faults.isEmpty else { throw RuleFaults(loader.faults) }
    return loader.sources
  }

  private mutating func read(_ file: String, folder: String) {
    attempt { (loader) throws(RuleFault) in
      guard let data = FileManager.default.contents(atPath: folder + "/" + file),
        let text = String(data: data, encoding: .utf8)
      else {
        throw RuleFault(file: file, line: 0, kind: .unreadable(file))
      }
      try loader.read(text, file: file)
    }
  }

  private mutating func attempt(_ body: (inout RuleLoader) throws(RuleFault) -> Void) {
    do { try body(&self) } catch { faults.append(error) }
  }

  private mutating func read(_ text: String, file: String) throws(RuleFault) {
    let map = try YAMLMap.load(text, file: file)
    let id = String(file.dropLast(file.hasSuffix(".yaml") ? 5 : 4))
    switch id.split(separator: "/").first {
    case "types": try readTypes(map)
    case "shapes": try readShapes(map)
    case "confidence": try readConfidences(map)
    case "lexicons": try readLexicons(map, id: id)
    case "gazetteers", "themes": try readGazetteer(map, id: id)
    case "concepts": try readConcepts(map, id: id)
    default: try readRule(map, id: id)
    }
  }

  private mutating func readTypes(_ map: YAMLMap) throws(RuleFault) {
    for name in map.keys {
      guard let entry = try map.map(name) else { continue }
      try entry.allow(["group", "over", "also", "private", "publish", "role", "summary", "veils"])
      sources.types.append(
        .init(
          name: name, group: try entry.text("group") ?? name,
          over: try entry.texts("over").map(\.text), also: try entry.texts("also").map(\.text),
          isPublic: !(try entry.flag("private") ?? false),
          publish: try entry.text("publish") ?? name, isRole: try entry.flag("role") ?? false,
          veils: try entry.texts("veils").map(\.text),
          line: map.lineOf(name)))
    }
  }

  /// Written by `calls evaluate --confidence`.
  private mutating func readConfidences(_ map: YAMLMap) throws(RuleFault) {
    for rule in map.keys {
      guard let share = Double(try map.requiredText(rule)), (0...1).contains(share) else {
        throw RuleFault(
          file: map.file, line: map.lineOf(rule),
          kind: .wrongType(key: rule, expected: .share))
      }
      sources.confidences.append(.init(rule: rule, hundredths: Int((share * 100).rounded())))
    }
    sources.confidences.sort { $0.rule < $1.rule }
  }

  private mutating func readShapes(_ map: YAMLMap) throws(RuleFault) {
    for name in map.keys {
      guard let entry = try map.map(name) else { continue }
      try entry.allow(["digits", "from", "to", "summary"])
      let digits = try entry.requiredText("digits").split(separator: "-").compactMap { Int($0) }
      guard let least = digits.first, let most = digits.last, least <= most, least > 0 else {
        throw RuleFault(
          file: map.file, line: entry.line, kind: .wrongType(key: "digits", expected: .digits))
      }
      let from = try entry.integer("from") ?? 0
      let to = try entry.integer("to") ?? 999_999_999
      sources.shapes.append(.init(name: name, digits: least...most, values: from...max(from, to)))
    }
  }

  /// A file of `lexicons/` holds one lexicon (`words:`), or several by name.
  private mutating func readLexicons(_ map: YAMLMap, id: String) throws(RuleFault) {
    let name = id.split(separator: "/").dropFirst().joined(separator: "/")
    if map.has("words") {
      try readLexicon(map, name: String(name.split(separator: "/").last ?? ""))
      return
    }
    let lexicons = map.keys.filter { $0 != "summary" && $0 != "source" }
    guard !lexicons.isEmpty else {
      throw RuleFault(file: map.file, line: map.line, kind: .missingKey("words"))
    }
    for key in lexicons {
      guard let entry = try map.map(key) else { continue }
      try readLexicon(entry, name: key)
    }
  }

  private mutating func readLexicon(_ map: YAMLMap, name: String) throws(RuleFault) {
    try map.allow(["summary", "source", "words", "glued"])
    try claim("lexicon " + name, file: map.file, line: map.line)
    guard let languages = try map.map("words") else {
      throw RuleFault(file: map.file, line: map.line, kind: .missingKey("words"))
    }
    var phrases: [RuleSources.Phrase] = []
    for language in languages.keys {
      for entry in try languages.maps(language, textKey: "phrase") {
        try entry.allow(["phrase", "value", "valid"])
        let value = try entry.text("value")
        let valid = try entry.validity("valid")
        for text in try expand(try entry.requiredText("phrase"), entry) {
          phrases.append(.init(text: text, value: value, valid: valid))
        }
      }
    }
    guard !phrases.isEmpty else {
      throw RuleFault(file: map.file, line: map.line, kind: .emptyList("words"))
    }
    sources.lexicons.append(
      .init(id: name, phrases: phrases, isGlued: try map.flag("glued") ?? false))
  }

  private func expand(_ phrase: String, _ map: YAMLMap) throws(RuleFault) -> [String] {
    func fault(_ reason: PhraseFault) -> RuleFault {
      RuleFault(file: map.file, line: map.line, kind: .badPhrase(phrase, reason))
    }
    let phrases: [String]
    do {
      phrases = try PhraseExpansion.expand(phrase)
    } catch {
      throw fault(error)
    }
    // Words have a byte at least.
    for text in phrases where text.utf8.count > Phrase.longest {
      let words = Tokeniser.spellings(of: text, vocabulary: Vocabulary())
      if words.count > Phrase.longest { throw fault(.tooLong) }
    }
    return phrases
  }

  private func expandAll(_ key: String, _ map: YAMLMap) throws(RuleFault) -> [String] {
    var phrases: [String] = []
    for (text, _) in try map.texts(key) { phrases += try expand(text, map) }
    return phrases
  }

  private mutating func readGazetteer(_ map: YAMLMap, id: String) throws(RuleFault) {
    try map.allow(["summary", "source", "type", "entries", "licence", "generated"])
    var gazetteer = RuleSources.Gazetteer(
      id: id, type: try map.requiredText("type"), entries: [])
    for entry in try map.maps("entries") {
      try entry.allow(["id", "name", "nameless", "names", "exact", "weak", "near", "attributes"])
      let entryID = try entry.requiredText("id")
      try claim("\(gazetteer.type) \(entryID)", file: map.file, line: entry.line)
      try pair("near", with: "weak", entry)
      try pair("weak", with: "near", entry)
      let forms = try entry.text("name").map { (name) throws(RuleFault) in try expand(name, entry) }
      // Of `commune(s)` the plain form is the name, the others are spellings.
      let name = forms?.last ?? ""
      gazetteer.entries.append(
        .init(
          id: entryID, name: name, isNameless: try entry.flag("nameless") ?? name.isEmpty,
          names: (forms ?? []).dropLast() + (try expandAll("names", entry)),
          exact: try expandAll("exact", entry),
          weak: try expandAll("weak", entry), near: try expandAll("near", entry),
          attributes: try entry.map("attributes")?.attributes() ?? [], line: entry.line))
    }
    sources.gazetteers.append(gazetteer)
  }

  /// A key that means nothing without another.
  private func pair(_ key: String, with other: String, _ map: YAMLMap) throws(RuleFault) {
    guard map.has(key), !map.has(other) else { return }
    throw RuleFault(file: map.file, line: map.lineOf(key), kind: .uselessKey(key, without: other))
  }

  private mutating func readConcepts(_ map: YAMLMap, id: String) throws(RuleFault) {
    var ids: [(id: String, map: YAMLMap)] = []
    let gazetteer = try ConceptFileReader(map: map, id: id).gazetteer { ids.append(($0, $1)) }
    for (id, map) in ids { try claim(id, file: map.file, line: map.line) }
    sources.gazetteers.append(gazetteer)
  }

  private mutating func claim(_ id: String, file: String, line: Int) throws(RuleFault) {
    if let first = ids[id] {
      throw RuleFault(file: file, line: line, kind: .repeatedId(id, first: first))
    }
    ids[id] = file
  }

  private mutating func readRule(_ map: YAMLMap, id: String) throws(RuleFault) {
    sources.rules.append(try RuleFileReader(map: map, id: id).rule())
    try claim("rule " + id, file: map.file, line: 1)
  }
}
