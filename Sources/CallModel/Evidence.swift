import Documents

/// The passage that proves a value.
package struct Evidence: Hashable, Sendable, Codable {
  /// Exactly the slice of the document's text from `start` to `end`, scalar by scalar.
  package var quote: String
  /// Offsets in Unicode scalars of the document's extracted text; `end` is exclusive.
  package var start: Int
  package var end: Int
  /// Page or slide, from 1; counted within the part where there is one.
  package var page: Int
  /// The attachment of a mail that holds the passage.
  package var part: String?
  /// `[x0, y0, x1, y1]` in PDF points from the page's top-left corner; absent without a layout.
  package var boxes: [[Double]]?
  /// Id of the rule that read it (`deadlines/fr/until`).
  package var rule: String
  /// Share of right answers of that rule on the corpus, in steps of 0.05.
  package var confidence: Double
  /// Which value it proves, where one object holds several (`countries/0`, `opening`).
  package var `for`: String?

  package init(
    quote: String, start: Int, end: Int, page: Int = 1, part: String? = nil,
    boxes: [[Double]]? = nil, rule: String, confidence: Double = 0.8, for target: String? = nil
  ) {
    self.quote = quote
    self.start = start
    self.end = end
    self.page = page
    self.part = part
    self.boxes = boxes
    self.rule = rule
    self.confidence = confidence
    self.for = target
  }
}

/// A value that the document states, with its proof.
///
/// What it is of is asked for by its conformances alone: a condition on the type itself would have to be
/// looked up when a program first meets it, which takes a millisecond.
package struct Stated<Value> {
  package var value: Value
  package var evidence: [Evidence]

  package init(_ value: Value, _ evidence: [Evidence]) {
    self.value = value
    self.evidence = evidence
  }
}

extension Stated: Equatable where Value: Equatable {}
extension Stated: Hashable where Value: Hashable {}
extension Stated: Sendable where Value: Sendable {}
extension Stated: Codable where Value: Codable {}
