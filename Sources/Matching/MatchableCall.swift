import CallModel

/// A call as matching sees it.
package struct MatchableCall: Sendable {
  package var id: String
  /// Path of its document, as added; the lexically first of several.
  package var document: String
  package var record: CallRecord
  package var text: CallText

  package init(id: String, document: String, record: CallRecord, text: CallText) {
    self.id = id
    self.document = document
    self.record = record
    self.text = text
  }
}
