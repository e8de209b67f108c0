/// A fault in a rule file, with what a person needs to mend it.
package struct RuleFault: Error, Hashable, Sendable {
  /// The form that a key must have.
  package enum Form: Hashable, Sendable {
    case mapping, list, text, textList, wholeNumber, flag
    /// `sentence: <works>`.
    case condition
    /// `1-2`.
    case digits
    /// A number from 0 to 1.
    case share
    /// `2021-01-01`, `2021-06` or `2021`.
    case day
  }

  /// What a name that nobody knows should have been.
  package enum NameKind: Hashable, Sendable {
    case lexicon, valueOrShape, type, group
    case scope([String])
    /// An entry of a gazetteer, in the attribute that names it.
    case entry(String)
  }

  package enum Kind: Hashable, Sendable {
    case notYAML(String)
    case unknownKey(String, nearest: String?, expected: [String])
    case missingKey(String)
    case repeatedKey(String)
    case wrongType(key: String, expected: Form)
    case outOfRange(key: String, ClosedRange<Int>)
    /// A time of validity whose end comes first.
    case endsBeforeItBegins(from: String, to: String)
    /// A key that does nothing without another.
    case uselessKey(String, without: String)
    case emptyList(String)
    case badPhrase(String, PhraseFault)
    case badPattern(String, column: Int, PatternFault.Reason)
    case unknownName(String, nearest: String?, expected: NameKind)
    case repeatedId(String, first: String)
    case cycle([String])
    case matchesNothing(String)
    case startsWithGap(String)
    /// A scope within the pattern of a condition (`before 4: a | under: b`), where it would be words.
    case scopeInCondition(String)
    case tooManyCaptures(limit: Int)
    case unknownCapture(String, known: [String])
    /// A form of value that needs one of some captures, and has none.
    case missingCapture(normaliser: String, oneOf: [String])
    case unknownNormaliser(String, known: [String])
    case tooLarge(bytes: Int, limit: Int)
    /// More lexicons, types and sets of neighbours than patterns can tell apart.
    case tooManyNames(Int, limit: Int)
    case unreadable(String)
    /// A bracket that marks a place has no other half.
    case unbalancedMark(String)
    /// With the change under which it fails; nil where it fails as it stands.
    case exampleFailed(text: String, expected: String, found: String, mutation: RuleMutation?)
    case tooFewExamples(found: Int, expected: Int, counter: Bool)
  }

  /// Path below the rules' folder.
  package var file: String
  /// From 1; 0 where no line is meant.
  package var line: Int
  package var kind: Kind

  package init(file: String, line: Int, kind: Kind) {
    self.file = file
    self.line = line
    self.kind = kind
  }
}

/// All faults found in a folder of rules; sorted by file and line.
package struct RuleFaults: Error, Hashable, Sendable {
  package var faults: [RuleFault]

  package init(_ faults: [RuleFault]) {
    self.faults = faults.sorted { ($0.file, $0.line) < ($1.file, $1.line) }
  }
}
