import Documents

/// A place where searched words stand.
package struct SearchHit: Hashable, Sendable, Codable {
  package enum Target: Hashable, Sendable, Codable {
    case call(id: String)
    /// A document none of whose calls was found by the same words.
    case document(sha256: String)
  }
  package var target: Target
  package var title: String
  /// The lexically first path of the document.
  package var path: String
  /// Page or slide of the snippet, from 1.
  package var page: Int
  /// The words around the hit as the document writes them, white space made single; empty where
  /// only a name worked out by the program (of a programme, say) holds the words.
  package var snippet: String
  /// The searched words in `snippet`, as offsets in Unicode scalars; sorted.
  package var highlights: [TextRange]
  /// Where the first found word stands in the document's text, in Unicode scalars; nil where the
  /// snippet is empty.
  package var start: Int?
  /// From 1, calls first, each list by relevance (bm25: title 8, names 4, body 1).
  package var rank: Int
}
