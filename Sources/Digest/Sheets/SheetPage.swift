import CallModel
import Documents
import Presentation

/// Sheets of calls as HTML: one call on a page for elected members, or a guide of many.
package struct SheetPage: Sendable {
  /// How the page is to be shown.
  package enum Use: Sendable {
    /// In a browser, light or dark.
    case screen
    /// On A4 paper, for `print to PDF`: one sheet a page.
    case paper
  }

  package var reader: AlertDigest.Subject?
  package var day: CalendarDay
  package var language: UserLanguage
  package var names: Names
  package var use: Use
  package var showsPersons: Bool
  /// The user's; nil where none are set.
  package var templates: DigestTemplates?

  package init(
    reader: AlertDigest.Subject?, day: CalendarDay, language: UserLanguage, names: Names,
    use: Use = .screen, showsPersons: Bool = false, templates: DigestTemplates? = nil
  ) {
    self.reader = reader
    self.day = day
    self.language = language
    self.names = names
    self.use = use
    self.showsPersons = showsPersons
    self.templates = templates
  }

  private var wording: Wording { Wording(language, medium: .page, names: names) }

  /// The sheet of one call.
  package func sheet(_ subject: SheetSubject) -> [UInt8] {
    let view = view(of: subject)
    guard templates?.has(.sheet, .html) != true else {
      return templated(.sheet, model.sheet(view))
    }
    let body = SheetMarkup(view: view, wording: wording).markup
    return page(view.title, "<main>\n\(body)</main>\n")
  }

  /// The calls that fit a profile, with a table of contents, then its projects with what fits each,
  /// and projects of others that show what can be done.
  package func guide(
    _ subjects: [SheetSubject], projects: [Profile.Project], practices: [Practice] = []
  ) -> [UInt8] {
    let view = GuideView(
      subjects, profile: reader?.name ?? "", projects: projects, practices: practices, day: day,
      wording: wording)
    let sheets = subjects.map(self.view)
    guard templates?.has(.guide, .html) != true else {
      return templated(.guide, model.guide(view, sheets: sheets))
    }
    let guide = GuideMarkup(view: view, wording: wording)
    let bodies = sheets.map { SheetMarkup(view: $0, wording: wording, level: 2).markup }
    return page(
      view.title,
      guide.header + guide.contents
        + "<main>\n\(guide.projects)\(guide.examples)\(Markup.joined(bodies))</main>\n")
  }

  private var model: SheetModel {
    SheetModel(wording: wording, isPaper: use == .paper)
  }

  private func templated(
    _ subject: DigestTemplates.Subject, _ values: [String: Any]
  ) -> [UInt8] {
    Array((templates?.text(subject, .html, values) ?? "").utf8)
  }

  private func view(of subject: SheetSubject) -> SheetView {
    SheetView(
      subject, reader: reader, day: day, wording: wording,
      limits: use == .paper ? .paper : .screen, showsPersons: showsPersons)
  }

  private func page(_ title: String, _ body: Markup) -> [UInt8] {
    let scheme: Markup =
      use == .screen ? "<meta name=\"color-scheme\" content=\"light dark\">\n" : ""
    let page: Markup = """
      <!DOCTYPE html>
      <html lang="\(language.rawValue)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      \(scheme)<title>\(title)</title>
      <style>\(use == .screen ? SheetStyle.screen : SheetStyle.paper)</style>
      </head>
      <body>
      \(body)</body>
      </html>

      """
    return Array(page.html.utf8)
  }
}
