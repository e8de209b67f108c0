/// The rules, compiled: what a tagger needs, and nothing that it must look for.
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

  struct CompiledCondition: Sendable {
    enum Scope: String, Sendable {
      case before, after, sentence, block, under, document, passage, row, next
    }
    var scope: Scope
    var count: Int
    var program: PatternProgram
    var text: String
  }

  struct CompiledRule: Sendable {
    var id: String
    /// Index in `types`.
    var type: Int
    var programs: [PatternProgram]
    var normaliser: Normaliser
    /// Name of the capture that gives the value; nil for the first value captured.
    var from: String?
    var set: [Annotation.Attribute]
    var take: [(key: String, capture: String)]
    var when: [CompiledCondition]
    var unless: [CompiledCondition]
    var priority: Int
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
  }

  var vocabulary: Vocabulary
  var trie: PhraseTrie
  var entries: [Entry]
  var spellings: [Spelling]
  var shapes: [RuleSources.Shape]
  var types: [CompiledType]
  /// Type of a gazetteer's symbol; -1 for lexicons.
  var typeOfSymbol: [Int32]
  /// `<until` for a lexicon, `{date` for a type; for explaining.
  var symbolNames: [String]
  var names: [GazetteerName]
  /// Index in `names` by type and id.
  var nameIndex: [String: Int]
  /// In hundredths, by rule; by family with a closing slash; `/` for all.
  var confidences: [String: Int]
  var rules: [CompiledRule]
  var strata: Int
  /// The same, laid flat for speed.
  var plan: TaggingPlan
  var numberSymbol: Int32
  var abbreviationSymbol: Int32
  /// Lexicon of the words before which a number's full stop ends no sentence; -1 for none.
  var afterOrdinalSymbol: Int32
  var numberWordSymbol: Int32
  var languageWordSymbol: Int32
  var dash: UInt32
  /// Types of the addresses that are found by their marks: `email`, `url`, `phone`.
  var addressTypes: [String: Int]
  /// The sources, for listing and explaining.
  let sources: RuleSources
}

/// An entry of a gazetteer, as other stages see it.
package struct GazetteerName: Sendable, Hashable {
  /// `programme`, `country`…
  package var type: String
  package var id: String
  /// Canonical name.
  package var name: String
  package var attributes: [String: [String]]
  /// All its spellings.
  package var names: [String]
  /// File it comes from, as a rule id.
  package var source: String

  package func attribute(_ key: String) -> String? { attributes[key]?.first }
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
    nameIndex["\(type) \(id)"].map { names[$0] }
  }

  /// Share of right answers of a rule on the corpus, in steps of 0.05.
  ///
  /// A rule that read too little there has its family's mean, or the mean of all.
  package func confidence(of rule: String) -> Double {
    if let known = confidences[rule] { return Double(known) / 100 }
    let family = rule.split(separator: "/").dropLast().joined(separator: "/")
    return Double(confidences[family + "/"] ?? confidences["/"] ?? 50) / 100
  }

  /// All entries of the gazetteers of a type, in the order of their files.
  package func gazetteer(_ type: String) -> [GazetteerName] { names.filter { $0.type == type } }
}
