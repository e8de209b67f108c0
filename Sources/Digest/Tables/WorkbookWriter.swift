import CXLSX
import Documents
import Foundation
import Presentation

/// An Excel workbook (libxlsxwriter): real dates and numbers, links, a heading that stays in sight,
/// filters. Texts are texts whatever they look like: no cell is a formula.
package struct WorkbookWriter {
  package enum Failure: Error, Hashable {
    /// The library could not make the file; its own words.
    case library(detail: String)
  }

  package init() {}

  package func bytes(of sheet: TableSheet, on day: CalendarDay) throws -> [UInt8] {
    let path = NSTemporaryDirectory() + "calls-\(UUID().uuidString).xlsx"
    defer { try? FileManager.default.removeItem(atPath: path) }
    guard let workbook = workbook_new(path) else { throw Failure.library(detail: path) }
    var properties = lxw_doc_properties()
    properties.created = time_t(day.daysSinceEpoch * 86_400)
    workbook_set_properties(workbook, &properties)
    fill(workbook, sheet)
    // Frees the workbook, whatever it answers.
    let error = workbook_close(workbook)
    guard error == LXW_NO_ERROR else {
      throw Failure.library(detail: String(cString: lxw_strerror(error)))
    }
    return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
  }

  // Greatest lengths of the format: of a cell in UTF-16 units, of an address, of links a sheet.
  private static let longestText = 32_000
  private static let longestLink = 2_000

  private func fill(_ workbook: UnsafeMutablePointer<lxw_workbook>, _ sheet: TableSheet) {
    let page = workbook_add_worksheet(workbook, nil)
    let head = workbook_add_format(workbook)
    format_set_bold(head)
    format_set_bottom(head, UInt8(LXW_BORDER_THIN.rawValue))
    let date = workbook_add_format(workbook)
    format_set_num_format(date, "dd/mm/yyyy")
    for (column, title) in sheet.columns.enumerated() {
      worksheet_write_string(page, 0, lxw_col_t(column), title, head)
      let longest = sheet.rows.map { width($0[column]) }.max() ?? 0
      let cells = Double(min(60, max(title.count, longest) + 2))
      worksheet_set_column(page, lxw_col_t(column), lxw_col_t(column), cells, nil)
    }
    for (index, row) in sheet.rows.enumerated() {
      for (column, cell) in row.enumerated() {
        write(cell, to: page, lxw_row_t(index + 1), lxw_col_t(column), date)
      }
    }
    worksheet_freeze_panes(page, 1, 0)
    worksheet_autofilter(
      page, 0, 0, lxw_row_t(max(1, sheet.rows.count)), lxw_col_t(max(1, sheet.columns.count) - 1))
  }

  private func write(
    _ cell: TableSheet.Cell, to page: UnsafeMutablePointer<lxw_worksheet>?, _ row: lxw_row_t,
    _ column: lxw_col_t, _ date: UnsafeMutablePointer<lxw_format>?
  ) {
    switch cell {
    case .empty: break
    case .text(let text):
      let line = String(PlainText.line(text).prefix(Self.longestText / 4))
      worksheet_write_string(page, row, column, line, nil)
    case .number(let number):
      worksheet_write_number(page, row, column, (number as NSDecimalNumber).doubleValue, nil)
    case .day(let day):
      var moment = lxw_datetime()
      moment.year = Int32(day.year)
      moment.month = Int32(day.month)
      moment.day = Int32(day.day)
      worksheet_write_datetime(page, row, column, &moment, date)
    case .link(let link):
      // Beyond what the format takes, the address stands as text.
      guard link.url.utf8.count <= Self.longestLink,
        worksheet_write_url(page, row, column, link.url, nil) == LXW_NO_ERROR
      else {
        worksheet_write_string(page, row, column, link.url, nil)
        return
      }
    }
  }

  private func width(_ cell: TableSheet.Cell) -> Int {
    switch cell {
    case .empty: 0
    case .text(let text): text.count
    case .number(let number): "\(number)".count
    case .day: 10
    case .link(let link): link.url.count
    }
  }
}

/// A digest as a workbook.
struct WorkbookRenderer: DigestRenderer {
  func bytes(of digest: AlertDigest, names: Names) throws -> [UInt8] {
    let sheet = TableSheet(digest, wording: Wording(digest.language, names: names))
    return try WorkbookWriter().bytes(of: sheet, on: digest.day)
  }
}
