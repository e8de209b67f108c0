/// The rule files as read and checked, before they are compiled.
struct RuleSources: Sendable {
  /// The days on which a rule or a word holds, both ends included, as days since 1970; an open end
  /// is the least or the greatest number.
  struct Validity: Hashable, Sendable {
    var first = Int32.min
    var last = Int32.max
  }

  struct Phrase: Sendable {
    var text: String
    var value: String?
    var valid: Validity?
  }

  struct Lexicon: Sendable {
    var id: String
    /// Phrases of all languages.
    var phrases: [Phrase]
    /// True where a phrase may stand against other letters or digits (`h` in `17h00`).
    var isGlued: Bool
  }

  struct Attribute: Hashable, Sendable {
    var key: String
    /// One, or several.
    var values: [String]
  }

  struct Entry: Sendable {
    var id: String
    var name: String
    var isNameless: Bool
    var names: [String]
    var exact: [String]
    var weak: [String]
    var near: [String]
    var attributes: [Attribute]
    /// Of its file.
    var line = 1
  }

  struct Gazetteer: Sendable {
    var id: String
    var type: String
    var entries: [Entry]
  }

  /// A named class of tokens: `day: {digits: 1-2, from: 1, to: 31}`.
  struct Shape: Sendable {
    var name: String
    var digits: ClosedRange<Int>
    var values: ClosedRange<Int>
  }

  /// A type of annotations, and how it stands to others.
  struct TypeDefinition: Sendable {
    var name: String
    /// Of one group only one annotation holds a place.
    var group: String
    /// Groups whose annotations it silences where they overlap.
    var over: [String]
    /// Other names under which patterns find it (`{when}`).
    var also: [String]
    /// False for types that exist only for other rules.
    var isPublic: Bool
    /// Name it bears in output, where that differs (`percent-value` is published as `percent`).
    var publish: String
    /// True for what a value is in the call (`deadline`), false for values.
    var isRole: Bool
    /// Groups whose annotations it stands for where they lie in it, for those who read the tags; no
    /// record sees a type that veils any.
    var veils: [String]
    /// Line of `types.yaml`; 0 for a type that only rules or gazetteers name.
    var line = 0
  }

  struct Example: Sendable {
    var text: String
    var value: String?
    var reason: String?
    var line: Int
  }

  struct Condition: Sendable {
    var scope: String
    var count: Int
    var pattern: String
    var line: Int
  }

  struct Rule: Sendable {
    var id: String
    var file: String
    var line: Int
    var summary: String
    var source: String?
    var patterns: [(text: String, line: Int)]
    var type: String
    var normaliser: String?
    /// Name of the capture whose value is taken.
    var from: String?
    var set: [Attribute]
    /// Attributes that take a capture's text or value: key → capture.
    var take: [Attribute]
    /// What stands for captures that a pattern does not have: capture → value, as of a lexicon.
    var given: [Attribute]
    var when: [Condition]
    var unless: [Condition]
    var priority: Int
    /// Groups whose annotations it silences where they overlap its own.
    var suppresses: [String]
    var valid: Validity?
    var examples: [Example]
    var counterExamples: [Example]
  }

  /// Share of right values of a rule on the corpus, in hundredths; sorted by rule.
  struct Confidence: Hashable, Sendable {
    var rule: String
    var hundredths: Int
  }

  var confidences: [Confidence] = []
  var lexicons: [Lexicon] = []
  var gazetteers: [Gazetteer] = []
  var shapes: [Shape] = []
  var types: [TypeDefinition] = []
  var rules: [Rule] = []
}
