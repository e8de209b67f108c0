/// A fault in a rule file, with what a person needs to mend it.
package struct RuleFault: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case notYAML(String)
    case unknownKey(String, nearest: String?, expected: [String])
    case missingKey(String)
    case wrongType(key: String, expected: String)
    case emptyList(String)
    case badPhrase(String, reason: String)
    case badPattern(String, column: Int, reason: String)
    case unknownName(String, nearest: String?, expected: String)
    case repeatedId(String, first: String)
    case cycle([String])
    case matchesNothing(String)
    case startsWithGap(String)
    case unknownCapture(String, known: [String])
    case unknownNormaliser(String, known: [String])
    case tooLarge(bytes: Int, limit: Int)
    case unreadable(String)
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
