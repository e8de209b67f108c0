import Presentation

/// The forms in which a digest is written.
package enum DigestFormat: String, Hashable, Sendable, Codable, CaseIterable {
  case html, markdown, text, json

  /// The one list of renderers: a new form is one file, one case and one line here.
  package var renderer: any DigestRenderer {
    switch self {
    case .html: HTMLRenderer()
    case .markdown: MarkdownRenderer()
    case .text: TextRenderer()
    case .json: JSONRenderer()
    }
  }

  package var fileExtension: String {
    switch self {
    case .html: "html"
    case .markdown: "md"
    case .text: "txt"
    case .json: "json"
    }
  }
}

/// Writes a digest in one form: the same digest and names give the same bytes.
package protocol DigestRenderer: Sendable {
  /// UTF-8, ending in a line feed.
  func bytes(of digest: AlertDigest, names: Names) throws -> [UInt8]
}
