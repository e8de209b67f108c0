import Presentation

/// The forms in which a digest is written.
package enum DigestFormat: String, Hashable, Sendable, Codable, CaseIterable {
  case html, markdown, text, json, eml, atom, ics, csv, xlsx
  case jsonFeed = "jsonfeed"
  case frenchCSV = "csv-excel-fr"

  /// The one list of renderers: a new form is one file, one case and one line here.
  package var renderer: any DigestRenderer {
    switch self {
    case .html: HTMLRenderer()
    case .markdown: MarkdownRenderer()
    case .text: TextRenderer()
    case .json: JSONRenderer()
    case .eml: MailRenderer()
    case .atom: AtomRenderer()
    case .jsonFeed: JSONFeedRenderer()
    case .ics: CalendarRenderer()
    case .csv: CSVRenderer()
    case .frenchCSV: CSVRenderer(isForExcelInFrench: true)
    case .xlsx: WorkbookRenderer()
    }
  }

  package var fileExtension: String {
    switch self {
    case .html: "html"
    case .markdown: "md"
    case .text: "txt"
    case .json: "json"
    case .eml: "eml"
    case .atom: "atom"
    case .jsonFeed: "feed.json"
    case .ics: "ics"
    case .csv: "csv"
    case .frenchCSV: "excel.csv"
    case .xlsx: "xlsx"
    }
  }
}

/// Writes a digest in one form: the same digest and names give the same bytes.
package protocol DigestRenderer: Sendable {
  /// UTF-8 in all forms but `xlsx`; lines end in line feeds, in `eml`, `ics` and `csv` in CRLF.
  func bytes(of digest: AlertDigest, names: Names) throws -> [UInt8]
}
