/// Reads a file of `concepts/`: what the field speaks of, under all its words.
///
/// Concepts are looked up by other stages; they are never searched for while tagging.
struct ConceptFileReader {
  /// Type under which they stand beside the gazetteers.
  static let type = "concept"
  private static let keys = [
    "id", "is", "theme", "related", "weight", "fr", "en", "exact", "not-in-fr", "not-in-en",
  ]

  let map: YAMLMap
  let id: String

  /// - Parameter claim: refuses an id that another file gave.
  func gazetteer(
    claim: (String, YAMLMap) throws(RuleFault) -> Void
  ) throws(RuleFault) -> RuleSources.Gazetteer {
    try map.allow(["summary", "source", "concepts"])
    var gazetteer = RuleSources.Gazetteer(id: id, type: Self.type, entries: [])
    for entry in try map.maps("concepts") {
      try entry.allow(Self.keys)
      let entryID = try entry.requiredText("id")
      try claim("\(Self.type) \(entryID)", entry)
      gazetteer.entries.append(try self.entry(entry, id: entryID))
    }
    return gazetteer
  }

  private func entry(_ map: YAMLMap, id: String) throws(RuleFault) -> RuleSources.Entry {
    let french = try map.texts("fr").map(\.text)
    let english = try map.texts("en").map(\.text)
    let exact = try map.texts("exact").map(\.text)
    guard let name = french.first ?? english.first else {
      throw RuleFault(file: map.file, line: map.line, kind: .missingKey("fr"))
    }
    var attributes: [RuleSources.Attribute] = []
    for key in ["is", "theme", "related"] where map.has(key) {
      attributes.append(.init(key: key, values: try map.texts(key).map(\.text)))
    }
    if let weight = try map.integer("weight") {
      guard (0...100).contains(weight) else {
        throw RuleFault(
          file: map.file, line: map.lineOf("weight"),
          kind: .outOfRange(key: "weight", 0...100))
      }
      attributes.append(.init(key: "weight", values: [String(weight)]))
    }
    if let first = french.first { attributes.append(.init(key: "fr", values: [first])) }
    if let first = english.first { attributes.append(.init(key: "en", values: [first])) }
    if !exact.isEmpty { attributes.append(.init(key: "exact", values: exact)) }
    for (key, own) in [("not-in-en", french), ("not-in-fr", english)] where map.has(key) {
      attributes.append(.init(key: key, values: try falseFriends(key, of: own, map)))
    }
    return RuleSources.Entry(
      id: id, name: name, isNameless: true, names: french + english, exact: [], weak: [], near: [],
      attributes: attributes)
  }

  /// Words of one language that mean something else in the other.
  private func falseFriends(
    _ key: String, of words: [String], _ map: YAMLMap
  ) throws(RuleFault) -> [String] {
    let friends = try map.texts(key).map(\.text)
    for friend in friends where !words.contains(friend) {
      throw RuleFault(
        file: map.file, line: map.lineOf(key),
        kind: .unknownName(
          friend, nearest: Spelling.nearest(to: friend, among: words), expected: .entry(key)))
    }
    return friends
  }
}
