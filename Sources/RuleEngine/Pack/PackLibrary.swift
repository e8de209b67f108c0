import Synchronization

/// What a pack tells only those who ask: its sources, the entries of its gazetteers, how often its
/// rules are right. Each is read once, at the first question; of gazetteers the entries asked for.
final class PackLibrary: Sendable {
  let names: GazetteerNames
  private let image: PackImage
  private let texts: PackTexts
  private let given: RuleSources?
  private let readSources = Mutex<RuleSources?>(nil)
  private let readConfidences = Mutex<RuleConfidences?>(nil)

  init(image: PackImage, texts: PackTexts, sources: RuleSources?) {
    names = GazetteerNames(image)
    self.image = image
    self.texts = texts
    given = sources
  }

  var sources: RuleSources {
    if let given { return given }
    return readSources.withLock { read in
      if let read { return read }
      var sources = image.read(.sources) { reader throws(PackFault) in try reader.sources() }
      sources.gazetteers = names.gazetteers
      sources.confidences = stated
      read = sources
      return sources
    }
  }

  var confidences: RuleConfidences {
    readConfidences.withLock { read in
      if let read { return read }
      let confidences = RuleConfidences(stated, of: texts.rules.map(\.id) + texts.gazetteers)
      read = confidences
      return confidences
    }
  }

  private var stated: [RuleSources.Confidence] {
    if let given { return given.confidences }
    return image.read(.confidences) { reader throws(PackFault) in try reader.confidences() }
  }
}

extension PackImage {
  /// What stands in a section, or in some bytes of it. The image's checksum holds: its bytes are those
  /// of the writer.
  func read<T>(
    _ section: Section, _ range: Range<Int>? = nil,
    _ body: (inout PackReader) throws(PackFault) -> T
  ) -> T {
    let bytes: UnsafeBufferPointer<UInt8> = table(section)
    var reader = PackReader([UInt8](bytes[range ?? bytes.indices]))
    guard let read = try? body(&reader) else { preconditionFailure("\(section) of a pack") }
    return read
  }
}

/// Shares of right answers, in hundredths.
final class RuleConfidences: Sendable {
  /// By rule; by family with a closing slash; `/` for all.
  private let hundredths: NameTable<Int>

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
    hundredths = NameTable(all)
  }

  private static func family(of rule: String) -> String {
    rule.utf8.lastIndex(of: 0x2F).map { String(rule[..<$0]) } ?? ""
  }

  func share(of rule: String) -> Double {
    if let known = hundredths[rule] { return Double(known) / 100 }
    return Double(hundredths[Self.family(of: rule) + "/"] ?? hundredths["/"] ?? 50) / 100
  }
}
