/// The forms in which a document is shown.
package enum DocumentRendering: String, Sendable, CaseIterable {
  /// Exactly the text that offsets count in.
  case text
  /// Headings, lists, tables and links; furniture left out.
  case markdown
  /// Everything: see `DocumentJSON`.
  case json

  /// The document in this form. Text is given as it is, without a line feed added; the other forms
  /// end with one.
  package func render(_ document: Document) -> String {
    switch self {
    case .text: document.text
    case .markdown: MarkdownRendering(document).text
    case .json: DocumentJSON(document).json
    }
  }
}
