import Synchronization

/// What a pack tells only those who ask: its sources, the entries of its gazetteers, how often its
/// rules are right. Each is read once, at the first question; of gazetteers those of one type.
final class PackLibrary: Sendable {
  private let image: PackImage
  private let texts: PackTexts
  private let given: RuleSources?
  private let readSources = Mutex<RuleSources?>(nil)
  private let readNames = Mutex<GazetteerNames?>(nil)
  private let readConfidences = Mutex<RuleConfidences?>(nil)

  init(image: PackImage, texts: PackTexts, sources: RuleSources?) {
    self.image = image
    self.texts = texts
    given = sources
  }

  var sources: RuleSources {
    if let given { return given }
    return readSources.withLock { read in
      if let read { return read }
      var sources = Self.read(image, .sources) { reader throws(PackFault) in try reader.sources() }
      sources.gazetteers = gazetteers.map {
        RuleSources.Gazetteer(id: $0.id, type: $0.type, entries: Self.entries($0, image))
      }
      sources.confidences = stated
      read = sources
      return sources
    }
  }

  var names: GazetteerNames {
    readNames.withLock { read in
      if let read { return read }
      let names = given.map { GazetteerNames($0.gazetteers) } ?? packedNames
      read = names
      return names
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

  // MARK: Reading

  private var stated: [RuleSources.Confidence] {
    if let given { return given.confidences }
    return Self.read(image, .confidences) { reader throws(PackFault) in try reader.confidences() }
  }

  private var gazetteers: [PackReader.GazetteerPlace] {
    Self.read(image, .gazetteers) { reader throws(PackFault) in try reader.gazetteers() }
  }

  private var packedNames: GazetteerNames {
    let (gazetteers, image) = (gazetteers, image)
    return GazetteerNames(
      gazetteers.map { GazetteerNames.Source(id: $0.id, type: $0.type) }
    ) { Self.entries(gazetteers[$0], image) }
  }

  private static func entries(
    _ gazetteer: PackReader.GazetteerPlace, _ image: PackImage
  ) -> [RuleSources.Entry] {
    read(image, .names, gazetteer.entries) { reader throws(PackFault) in try reader.entries() }
  }

  /// The image's checksum holds: its bytes are those of the writer.
  private static func read<T>(
    _ image: PackImage, _ section: PackImage.Section, _ range: Range<Int>? = nil,
    _ body: (inout PackReader) throws(PackFault) -> T
  ) -> T {
    let bytes: UnsafeBufferPointer<UInt8> = image.table(section)
    var reader = PackReader([UInt8](bytes[range ?? bytes.indices]))
    guard let read = try? body(&reader) else { preconditionFailure("\(section) of a pack") }
    return read
  }
}

/// The entries of all gazetteers, and where each stands. They are made type by type, when they are
/// first asked for: few documents ask for more than some types.
final class GazetteerNames: Sendable {
  /// A gazetteer without its entries.
  struct Source: Sendable {
    var id: String
    var type: String
  }

  /// The entries of one type, in the order of their files.
  private final class Names: Sendable {
    let all: [GazetteerName]
    /// Of entries with one id the first.
    private let byID: [String: Int]
    /// By attribute, then by its first value; made at the first question.
    private let byAttribute = Mutex<[String: [String: [GazetteerName]]]>([:])

    init(_ all: [GazetteerName]) {
      self.all = all
      byID = Dictionary(all.indices.map { (all[$0].id, $0) }) { first, _ in first }
    }

    func entry(_ id: String) -> GazetteerName? { byID[id].map { all[$0] } }

    func of(where key: String, is value: String) -> [GazetteerName] {
      byAttribute.withLock { byAttribute in
        let known =
          byAttribute[key] ?? Dictionary(grouping: all) { $0.attribute(key) ?? "" }
        byAttribute[key] = known
        return known[value] ?? []
      }
    }
  }

  private let sources: [Source]
  private let entries: @Sendable (Int) -> [RuleSources.Entry]
  /// Numbers of the gazetteers of each type.
  private let byType: [String: [Int]]
  private let made = Mutex<[String: Names]>([:])

  /// - Parameter entries: those of a gazetteer, by its number.
  init(_ sources: [Source], entries: @escaping @Sendable (Int) -> [RuleSources.Entry]) {
    self.sources = sources
    self.entries = entries
    byType = Dictionary(grouping: sources.indices) { sources[$0].type }
  }

  convenience init(_ gazetteers: [RuleSources.Gazetteer]) {
    self.init(gazetteers.map { Source(id: $0.id, type: $0.type) }) { gazetteers[$0].entries }
  }

  /// In the order of their files.
  var all: [GazetteerName] {
    var rest = byType.mapValues { _ in 0 }
    return sources.flatMap { source in
      let names = of(source.type)
      let first = rest[source.type] ?? 0
      let own = names[first...].prefix { $0.source == source.id }
      rest[source.type] = own.endIndex
      return own
    }
  }

  func entry(type: String, id: String) -> GazetteerName? { names(type)?.entry(id) }

  func of(_ type: String) -> [GazetteerName] { names(type)?.all ?? [] }

  func of(_ type: String, where key: String, is value: String) -> [GazetteerName] {
    names(type)?.of(where: key, is: value) ?? []
  }

  private func names(_ type: String) -> Names? {
    made.withLock { made in
      if let known = made[type] { return known }
      guard let gazetteers = byType[type] else { return nil }
      let names = Names(
        gazetteers.flatMap { number in
          entries(number).map { GazetteerName($0, in: sources[number]) }
        })
      made[type] = names
      return names
    }
  }
}

extension GazetteerName {
  convenience init(_ entry: RuleSources.Entry, in gazetteer: GazetteerNames.Source) {
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
