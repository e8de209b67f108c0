import Documents

/// A typed place in the text, with its value and the rule that found it.
package struct Annotation: Hashable, Sendable {
  package struct Attribute: Hashable, Sendable {
    package var key: String
    package var value: String

    package init(key: String, value: String) {
      self.key = key
      self.value = value
    }
  }

  package var type: String
  /// The passage, in UTF-8 bytes.
  package var range: TextRange
  /// The place of the value inside the passage; equal to `range` for values.
  package var valueRange: TextRange
  package var value: Value
  /// Constants and captured texts of the rule, in the rule's order.
  package var attributes: [Attribute]
  /// Id of the rule or gazetteer.
  package var rule: String

  package init(
    type: String, range: TextRange, valueRange: TextRange? = nil, value: Value,
    attributes: [Attribute] = [], rule: String
  ) {
    self.type = type
    self.range = range
    self.valueRange = valueRange ?? range
    self.value = value
    self.attributes = attributes
    self.rule = rule
  }

  package subscript(key: String) -> String? { attributes[key] }
}

extension [Annotation.Attribute] {
  /// The value of the first one with a key.
  package subscript(key: String) -> String? { first { $0.key == key }?.value }
}
