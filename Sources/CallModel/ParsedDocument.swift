import Documents

/// What a document is, in the published form.
package struct DocumentRecord: Hashable, Sendable, Codable {
  package enum Kind: String, Sendable, Codable, CaseIterable {
    case call, guide, programme, deck, page, list, calendar, news, report, budget, other
  }
  package struct Warning: Hashable, Sendable, Codable {
    package var id: String
    /// What it means, in the user's language. Until it is shown: what exactly it is about, in the
    /// document's words (an attachment's name), often empty.
    package var text: String
    package var evidence: [Evidence]

    package init(id: String, text: String = "", evidence: [Evidence]) {
      self.id = id
      self.text = text
      self.evidence = evidence
    }
  }

  package var path: String
  package var sha256: String
  package var format: DocumentFormat
  package var pages: Int
  /// ISO 639-1, or `und`.
  package var language: String
  package var kind: Kind
  package var title: String?
  package var published: CallDate?
  /// Share of the words that are words, 0…1.
  package var textQuality: Double
  package var warnings: [Warning]

  package init(
    path: String, sha256: String, format: DocumentFormat, pages: Int, language: String, kind: Kind,
    title: String? = nil, published: CallDate? = nil, textQuality: Double = 1,
    warnings: [Warning] = []
  ) {
    self.path = path
    self.sha256 = sha256
    self.format = format
    self.pages = pages
    self.language = language
    self.kind = kind
    self.title = title
    self.published = published
    self.textQuality = textQuality
    self.warnings = warnings
  }
}

/// A document and the calls read in it: one line of `calls parse --ndjson`.
package struct ParsedDocument: Hashable, Sendable, Codable {
  package static let schema = "calls/1"

  package var schema: String
  package var document: DocumentRecord
  package var calls: [CallRecord]

  package init(document: DocumentRecord, calls: [CallRecord]) {
    self.schema = Self.schema
    self.document = document
    self.calls = calls
  }

  /// A document without a call says so with an empty list.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(schema, forKey: .schema)
    try container.encode(document, forKey: .document)
    var list = container.nestedUnkeyedContainer(forKey: .calls)
    for call in calls { try list.encode(call) }
  }
}

/// A document that could not be read: the line that stands in for it.
package struct FailedDocument: Hashable, Sendable, Codable {
  package struct Source: Hashable, Sendable, Codable {
    package var path: String
    package var sha256: String?

    package init(path: String, sha256: String?) {
      self.path = path
      self.sha256 = sha256
    }
  }
  package struct Failure: Hashable, Sendable, Codable {
    package var id: String
    package var message: String
    package var retryable: Bool
    /// The limit that was reached: `cpu`, `wall`, `memory`, `input`…; absent where it was none.
    package var limit: String?

    package init(id: String, message: String, retryable: Bool, limit: String? = nil) {
      self.id = id
      self.message = message
      self.retryable = retryable
      self.limit = limit
    }
  }
  package var schema: String
  package var document: Source
  package var error: Failure

  package init(path: String, sha256: String?, error: Failure) {
    self.schema = ParsedDocument.schema
    self.document = Source(path: path, sha256: sha256)
    self.error = error
  }
}
