import CallModel

/// A call as matching sees it.
package struct MatchableCall: Sendable {
  package var id: String
  /// Path of its document, as added; the lexically first of several.
  package var document: String
  package var record: CallRecord
  package var text: CallText
  /// What it speaks of, where that was packed before.
  package var matter: CallMatter?
  /// Whether record and text are packed ones, without passages: good to judge by, not to show.
  package var isPacked: Bool

  package init(id: String, document: String, record: CallRecord, text: CallText) {
    self.id = id
    self.document = document
    self.record = record
    self.text = text
    isPacked = false
  }

  /// From what was packed of it; nil where the bytes are damaged.
  package init?(id: String, document: String, demands: PackedDemands, matter: CallMatter) {
    guard let record = demands.record else { return nil }
    self.init(id: id, document: document, record: record, text: CallText(title: "", passages: []))
    self.matter = matter
    isPacked = true
  }
}
