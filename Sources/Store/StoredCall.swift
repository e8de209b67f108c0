import CallModel
import Documents

/// A call as the store keeps it.
package struct StoredCall: Hashable, Sendable {
  /// Given once and kept; also in `record.id`.
  package var id: String
  package var record: CallRecord
  /// Its `path` is the lexically first path of that content.
  package var document: DocumentRecord
  /// The words of the call by section.
  package var text: CallText
  package var firstSeen: CalendarDay
  /// The day of the newest version.
  package var changedOn: CalendarDay
  /// 1 at first sight; one more each time the call says something else.
  package var version: Int
  /// The day on which a newer reading no longer held the call.
  package var withdrawnOn: CalendarDay?

  /// The lexically first path of the call's document.
  package var path: String { document.path }
}

/// What a list shows of a call, read without decoding its record.
package struct CallSummary: Hashable, Sendable, Codable {
  package var id: String
  package var title: String
  /// The lexically first path of the call's document.
  package var path: String
  package var opening: CalendarDay?
  package var firstDeadline: CalendarDay?
  /// The first deadline that is not past on the day asked for.
  package var nextDeadline: CalendarDay?
  package var lastDeadline: CalendarDay?
  package var isPermanent: Bool
  package var phase: CallPhase
  /// Ids, sorted.
  package var programmes: [String]
  package var themes: [String]
  package var countries: [String]
  package var firstSeen: CalendarDay
  package var changedOn: CalendarDay
}

/// A document as the store keeps it.
package struct StoredDocument: Hashable, Sendable {
  /// Its `path` is the lexically first of `paths`.
  package var record: DocumentRecord
  /// Where the content stands now, sorted; where it stood, if it stands nowhere any more.
  package var paths: [String]
  package var firstSeen: CalendarDay
  package var lastSeen: CalendarDay
  /// Ids of its calls in the document's order, withdrawn ones left out.
  package var callIDs: [String]
  /// The content that took its place under its path, if any.
  package var supersededBy: String?
}

/// The text of a document, and what it takes to read it again with other rules.
package struct DocumentText: Hashable, Sendable {
  package var text: String
  /// UTF-8 offset of the beginning of each page.
  package var pageStarts: [Int]
  /// The extracted document in the caller's own encoding; the store does not look inside.
  package var source: [UInt8]?

  package init(text: String, pageStarts: [Int] = [0], source: [UInt8]? = nil) {
    self.text = text
    self.pageStarts = pageStarts
    self.source = source
  }

  package init(_ document: Document, source: [UInt8]? = nil) {
    self.init(
      text: document.text, pageStarts: document.pages.map(\.range.start), source: source)
  }
}

/// What adding a document did.
package struct AddOutcome: Hashable, Sendable {
  package enum Change: String, Sendable, Codable {
    /// The content was not in the store.
    case new
    /// It was, and says the same.
    case known
    /// It was, and was read differently this time; or it took the place of an older content.
    case changed
  }
  package var change: Change
  /// Ids of the document's calls, in the document's order.
  package var callIDs: [String]

  package init(change: Change, callIDs: [String]) {
    self.change = change
    self.callIDs = callIDs
  }
}
