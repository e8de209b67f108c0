import CallModel

/// A call as matching sees it.
package struct MatchableCall: Sendable {
  private enum Content: Sendable {
    case whole(CallRecord, CallText)
    case packed(PackedDemands)
  }

  package var id: String
  /// Path of its document, as added; the lexically first of several.
  package var document: String
  private var content: Content
  /// What it speaks of, where that was packed before.
  package var matter: CallMatter?
  /// Where its words stand, where that was packed before.
  var places: CallPlaces?

  package init(id: String, document: String, record: CallRecord, text: CallText) {
    self.id = id
    self.document = document
    content = .whole(record, text)
  }

  /// From what was packed of it; nil where the bytes are damaged.
  package init?(id: String, document: String, demands: PackedDemands, matter: CallMatter) {
    guard demands.places != nil else { return nil }
    self.id = id
    self.document = document
    content = .packed(demands)
    self.matter = matter
  }

  /// Whether record and text are packed ones, without passages: good to judge by, not to show.
  package var isPacked: Bool {
    if case .packed = content { true } else { false }
  }

  /// Read anew each time from a packed call.
  package var record: CallRecord {
    get {
      switch content {
      case .whole(let record, _): record
      case .packed(let demands): demands.record ?? CallRecord()
      }
    }
    set { content = .whole(newValue, text) }
  }

  /// Empty for a packed call.
  package var text: CallText {
    if case .whole(_, let text) = content { text } else { CallText(title: "", passages: []) }
  }

  var demands: PackedDemands {
    switch content {
    case .whole(let record, let text): PackedDemands(of: record, title: text.title)
    case .packed(let demands): demands
    }
  }
}
