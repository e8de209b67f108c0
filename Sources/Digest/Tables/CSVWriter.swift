import Documents
import Foundation
import Presentation

/// Comma-separated values (RFC 4180): CRLF, fields in quotation marks where they need them.
///
/// A text that a spreadsheet would take for a formula has an apostrophe before it; numbers and dates
/// are written by us and need none.
package struct CSVWriter {
  /// As the French Excel opens it: semicolons, a byte order mark, decimal commas, DD/MM/YYYY.
  package var isForExcelInFrench: Bool

  package init(isForExcelInFrench: Bool = false) {
    self.isForExcelInFrench = isForExcelInFrench
  }

  package func bytes(of sheet: TableSheet) -> [UInt8] {
    let head = sheet.columns.map { TableSheet.Cell.text($0) }
    let lines = ([head] + sheet.rows).map { row in
      row.map(field).joined(separator: separator) + "\r\n"
    }
    return Array(((isForExcelInFrench ? "\u{FEFF}" : "") + lines.joined()).utf8)
  }

  private var separator: String { isForExcelInFrench ? ";" : "," }

  private func field(_ cell: TableSheet.Cell) -> String {
    switch cell {
    case .empty: ""
    case .text(let text): quoted(guarded(PlainText.line(text)))
    case .number(let number): quoted(plain(number))
    case .day(let day): isForExcelInFrench ? french(day) : day.iso
    case .link(let link): quoted(guarded(link.url))
    }
  }

  private func french(_ day: CalendarDay) -> String {
    day.iso.split(separator: "-").reversed().joined(separator: "/")
  }

  private func plain(_ number: Decimal) -> String {
    let text = "\(number)"
    return isForExcelInFrench ? text.replacingOccurrences(of: ".", with: ",") : text
  }

  /// Signs that begin a formula, in their usual and their full width, whatever spaces and marks
  /// stand before them.
  private func guarded(_ text: String) -> String {
    let signs = "=+-@|%\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}\u{2212}\t\r".unicodeScalars
    let first = text.unicodeScalars.first { !$0.properties.isWhitespace }
    guard let first, signs.contains(first) else { return text }
    return "'" + text
  }

  private func quoted(_ text: String) -> String {
    guard
      text.unicodeScalars.contains(where: { "\",;\r\n".unicodeScalars.contains($0) })
        || text.hasPrefix(" ") || text.hasSuffix(" ")
    else { return text }
    // By scalars: a mark with an accent upon it is another character, and a field ends there still.
    var doubled = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == "\"" { doubled.append(scalar) }
      doubled.append(scalar)
    }
    return "\"" + String(doubled) + "\""
  }
}

/// A digest as CSV.
struct CSVRenderer: DigestRenderer {
  var isForExcelInFrench = false

  func bytes(of digest: AlertDigest, names: Names) throws -> [UInt8] {
    let sheet = TableSheet(digest, wording: Wording(digest.language, names: names))
    return CSVWriter(isForExcelInFrench: isForExcelInFrench).bytes(of: sheet)
  }
}
