/// The rules, compiled: what a tagger needs lies ready in one stretch of memory; the rest is read
/// when it is asked for.
package struct RulePack: Sendable {
  struct Entry: Sendable {
    /// Value of a lexicon's phrase (`6` for juin).
    var value: String?
    /// Index in `names`; -1 for lexicons.
    var name: Int32
    /// Symbol of the words one of which must stand in the sentence; -1 for none.
    var near: Int32
    /// May stand against other letters or digits.
    var isGlued: Bool
    var valid: RuleSources.Validity?
  }

  /// How a phrase must be written, with straight apostrophes.
  struct Spelling: Sendable {
    var text: String
    var isCaseFree: Bool
    var bytes: [UInt8]

    init(text: String, isCaseFree: Bool) {
      self.text = Self.straightened(text)
      self.isCaseFree = isCaseFree
      bytes = Array(self.text.utf8)
    }

    static func straightened(_ text: String) -> String {
      var straight = String.UnicodeScalarView()
      for scalar in text.unicodeScalars { straight.append(scalar == "\u{2019}" ? "'" : scalar) }
      return String(straight)
    }
  }

  /// Where a condition looks.
  enum Scope: String, BitwiseCopyable, Sendable {
    case before, after, near, sentence, block, under, document, passage, row, next, previous
    case blockBefore = "block-before"
    case blockAfter = "block-after"

    /// Whether what it looks for lies in the sentence of the match.
    var isInSentence: Bool {
      switch self {
      case .before, .after, .near, .sentence, .passage: true
      case .block, .under, .document, .row, .next, .previous, .blockBefore, .blockAfter: false
      }
    }

    /// Whether it lies among so many tokens beside the match, or in it.
    var isBeside: Bool {
      switch self {
      case .before, .after, .near, .passage: true
      default: false
      }
    }
  }

  struct CompiledCondition: Sendable {
    var scope: Scope
    var count: Int
    var program: PatternProgram
    /// Programs of which one matches where that does; none where it is as good as they.
    var parts: [PatternProgram]
  }

  struct CompiledRule: Sendable {
    var id: String
    /// Index in the pack's types.
    var type: Int
    var programs: [PatternProgram]
    var normaliser: Normaliser
    /// Name of the capture that gives the value; nil for the first value captured.
    var from: String?
    var set: [Annotation.Attribute]
    var take: [(key: String, capture: String)]
    var given: [(capture: String, value: String)]
    var when: [CompiledCondition]
    var unless: [CompiledCondition]
    var priority: Int
    /// Groups.
    var suppresses: Set<Int>
    var valid: RuleSources.Validity?
    var stratum: Int
  }

  struct CompiledType: Sendable {
    var name: String
    var publish: String
    var symbol: Int32
    /// Symbols of its other names.
    var aliases: [Int32]
    var group: Int
    /// Groups it silences.
    var over: Set<Int>
    var isPublic: Bool
    var isRole: Bool
    /// Groups it stands for in what is told.
    var veils: Set<Int>
  }

  /// All tables and texts.
  let image: PackImage
  let view: PackView
  let texts: PackTexts
  private let library: PackLibrary

  /// - Parameter sources: those the image was made of, where they are at hand.
  init(image: PackImage, texts: PackTexts, sources: RuleSources?) {
    self.image = image
    self.texts = texts
    view = PackView(image)
    library = PackLibrary(image: image, texts: texts, sources: sources)
  }

  /// The sources, for listing and explaining.
  var sources: RuleSources { library.sources }

  /// A word of the vocabulary by its number; empty for an unknown one. Looks through all of them.
  func word(_ id: UInt32) -> String {
    let lines = image.table(.words, of: UInt8.self)
      .split(separator: 0x0A, omittingEmptySubsequences: false)
    return Int(id) < lines.count ? String(decoding: lines[Int(id)], as: UTF8.self) : ""
  }

  /// All entries of gazetteers, in the order of their files.
  var names: [GazetteerName] { library.names.all }
}

/// An entry of a gazetteer, as other stages see it: one for all who look at it, since a copy of all its
/// names and attributes would cost more than what is asked of it.
package final class GazetteerName: Sendable {
  /// `programme`, `country`…
  package let type: String
  package let id: String
  /// Canonical name.
  package let name: String
  package let attributes: Attributes
  /// All its spellings.
  package let names: [String]
  /// File it comes from, as a rule id.
  package let source: String

  init(
    type: String, id: String, name: String, attributes: Attributes, names: [String],
    source: String
  ) {
    self.type = type
    self.id = id
    self.name = name
    self.attributes = attributes
    self.names = names
    self.source = source
  }

  package func attribute(_ key: String) -> String? { attributes[key]?.first }

  /// The attributes of an entry. They are few: to look through them costs less than to hash a key.
  package struct Attributes: Sendable {
    let all: [RuleSources.Attribute]

    /// The values of the last one with a key.
    package subscript(key: String) -> [String]? { all.last { $0.key == key }?.values }
  }
}

/// Type and id tell entries apart.
extension GazetteerName: Hashable {
  package static func == (a: GazetteerName, b: GazetteerName) -> Bool {
    a === b || a.id == b.id && a.type == b.type && a.source == b.source
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

extension RulePack {
  /// Reads and compiles a folder of rules.
  package static func load(folder: String) throws(RuleFaults) -> RulePack {
    try RuleCompiler.compile(try RuleChecks.checked(RuleLoader.load(folder: folder)))
  }

  /// Compiles rules given as text: path → YAML.
  package static func load(files: [String: String]) throws(RuleFaults) -> RulePack {
    try RuleCompiler.compile(try RuleChecks.checked(RuleLoader.load(files: files)))
  }

  /// The entry of a gazetteer, by type and id.
  package func entry(type: String, id: String) -> GazetteerName? {
    library.names.entry(type: type, id: id)
  }

  /// Share of right answers of a rule on the corpus, in steps of 0.05.
  ///
  /// A rule that read too little there has its family's mean, or the mean of all.
  package func confidence(of rule: String) -> Double {
    library.confidences.share(of: rule)
  }

  /// All entries of the gazetteers of a type, in the order of their files.
  package func gazetteer(_ type: String) -> [GazetteerName] { library.names.of(type) }

  /// Those of which an attribute's first value is the given one.
  package func gazetteer(
    _ type: String, where key: String, is value: String
  ) -> [GazetteerName] {
    library.names.of(type, where: key, is: value)
  }
}
