import Synchronization

/// What a pack tells only those who ask: its sources, the entries of its gazetteers, how often its
/// rules are right. Read once, at the first question.
final class PackLibrary: Sendable {
  private let image: PackImage
  private let given: RuleSources?
  private let readSources = Mutex<RuleSources?>(nil)
  private let readNames = Mutex<GazetteerNames?>(nil)
  private let readConfidences = Mutex<RuleConfidences?>(nil)

  init(image: PackImage, sources: RuleSources?) {
    self.image = image
    given = sources
  }

  var sources: RuleSources {
    if let given { return given }
    return readSources.withLock { read in
      if let read { return read }
      var reader = PackReader([UInt8](image.table(.sources)))
      // The image's checksum holds: its bytes are those of the writer.
      guard let sources = try? reader.sources() else { preconditionFailure("sources of a pack") }
      read = sources
      return sources
    }
  }

  var names: GazetteerNames {
    readNames.withLock { read in
      if let read { return read }
      let names = GazetteerNames(sources.gazetteers)
      read = names
      return names
    }
  }

  var confidences: RuleConfidences {
    readConfidences.withLock { read in
      if let read { return read }
      let confidences = RuleConfidences(
        sources.confidences, of: sources.rules.map(\.id) + sources.gazetteers.map(\.id))
      read = confidences
      return confidences
    }
  }
}

/// The entries of all gazetteers, and where each stands.
final class GazetteerNames: Sendable {
  /// In the order of their files.
  let all: [GazetteerName]
  private let byID: [String: [String: Int]]
  private let byType: [String: [GazetteerName]]
  /// By type and attribute, then by the attribute's value; made at the first question.
  private let byAttribute = Mutex<[[String]: [String: [GazetteerName]]]>([:])

  init(_ gazetteers: [RuleSources.Gazetteer]) {
    all = gazetteers.flatMap { gazetteer in
      gazetteer.entries.map { GazetteerName($0, in: gazetteer) }
    }
    var byID: [String: [String: Int]] = [:]
    for (i, name) in all.enumerated() where byID[name.type]?[name.id] == nil {
      byID[name.type, default: [:]][name.id] = i
    }
    self.byID = byID
    byType = Dictionary(grouping: all, by: \.type)
  }

  func entry(type: String, id: String) -> GazetteerName? { byID[type]?[id].map { all[$0] } }

  func of(_ type: String) -> [GazetteerName] { byType[type] ?? [] }

  func of(_ type: String, where key: String, is value: String) -> [GazetteerName] {
    byAttribute.withLock { byAttribute in
      let known =
        byAttribute[[type, key]] ?? Dictionary(grouping: of(type)) { $0.attribute(key) ?? "" }
      byAttribute[[type, key]] = known
      return known[value] ?? []
    }
  }
}

extension GazetteerName {
  convenience init(_ entry: RuleSources.Entry, in gazetteer: RuleSources.Gazetteer) {
    self.init(
      type: gazetteer.type, id: entry.id, name: entry.name,
      attributes: Dictionary(
        entry.attributes.map { ($0.key, $0.values) }, uniquingKeysWith: { $1 }),
      names: entry.spellings + entry.exact + entry.weak, source: gazetteer.id)
  }
}

extension RuleSources.Entry {
  /// Those that count in any case and accents.
  var spellings: [String] { (isNameless ? [] : [name]) + names }
}

/// Shares of right answers, in hundredths.
final class RuleConfidences: Sendable {
  /// By rule; by family with a closing slash; `/` for all.
  private let hundredths: [String: Int]

  /// With the means of families and of all rules, in steps of 5, which the other rules have.
  init(_ stated: [RuleSources.Confidence], of rules: [String]) {
    var sums: [String: (sum: Int, count: Int)] = [:]
    var all: [String: Int] = [:]
    for confidence in stated {
      all[confidence.rule] = confidence.hundredths
      for key in [Self.family(of: confidence.rule) + "/", "/"] {
        let before = sums[key] ?? (0, 0)
        sums[key] = (before.sum + confidence.hundredths, before.count + 1)
      }
    }
    for (key, mean) in sums { all[key] = (mean.sum / mean.count + 2) / 5 * 5 }
    for rule in rules where all[rule] == nil {
      all[rule] = all[Self.family(of: rule) + "/"] ?? all["/"] ?? 50
    }
    hundredths = all
  }

  private static func family(of rule: String) -> String {
    rule.split(separator: "/").dropLast().joined(separator: "/")
  }

  func share(of rule: String) -> Double {
    if let known = hundredths[rule] { return Double(known) / 100 }
    return Double(hundredths[Self.family(of: rule) + "/"] ?? hundredths["/"] ?? 50) / 100
  }
}
