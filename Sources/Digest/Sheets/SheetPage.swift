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

  package init(
    reader: AlertDigest.Subject?, day: CalendarDay, language: UserLanguage, names: Names,
    use: Use = .screen, showsPersons: Bool = false
  ) {
    self.reader = reader
    self.day = day
    self.language = language
    self.names = names
    self.use = use
    self.showsPersons = showsPersons
  }

  private var wording: Wording { Wording(language, medium: .page, names: names) }

  /// The sheet of one call.
  package func sheet(_ subject: SheetSubject) -> [UInt8] {
    page(subject.title(wording), "<main>\n\(body(subject, level: 1))</main>\n")
  }

  /// The calls that fit a profile, with a table of contents, then its projects with what fits each,
  /// and projects of others that show what can be done.
  package func guide(
    _ subjects: [SheetSubject], projects: [Profile.Project], practices: [Practice] = []
  ) -> [UInt8] {
    let shown = PracticeMarkup(practices: practices, subjects: subjects, wording: wording)
    let title = wording.guideTitle(profile: reader?.name ?? "")
    let rows = subjects.map(contentsRow)
    let contents: Markup = """
      <nav aria-labelledby="contents">
      <h2 id="contents">\(wording.guideContents)</h2>
      <table class="w">
      <thead><tr><th scope="col">\(wording.fieldName(.title))</th>\
      <th scope="col">\(wording.fieldName(.deadlines))</th>\
      <th scope="col">\(wording.fieldName(.rates))</th></tr></thead>
      <tbody>
      \(Markup.joined(rows))</tbody>
      </table>
      </nav>

      """
    let introduction: Markup = """
      <header>
      <h1>\(title)</h1>
      <p class="m">\(wording.guideIntroduction(count: subjects.count, day: day))</p>
      </header>

      """
    let sheets = Markup.joined(subjects.map { body($0, level: 2) })
    return page(
      title,
      introduction + contents
        + "<main>\n\(self.projects(projects, subjects))\(shown.markup)\(sheets)</main>\n")
  }

  private func contentsRow(_ subject: SheetSubject) -> Markup {
    let deadlines = subject.nextDeadline(on: day).map(wording.deadline) ?? ""
    let rate = wording.values(of: .rates, in: subject.call).first ?? ""
    return """
      <tr><th scope="row"><a href="#\(subject.call.id)">\(subject.title(wording))</a></th>\
      <td>\(deadlines)</td><td>\(rate)</td></tr>

      """
  }

  private func projects(_ projects: [Profile.Project], _ subjects: [SheetSubject]) -> Markup {
    guard !projects.isEmpty else { return "" }
    let entries = projects.map { project -> Markup in
      let fitting = subjects.filter { subject in
        subject.matches.contains { $0.project == project.id }
      }
      let links = fitting.map { subject -> Markup in
        "<li><a href=\"#\(subject.call.id)\">\(subject.title(wording))</a></li>\n"
      }
      let list: Markup =
        links.isEmpty
        ? "<p>\(wording.noFittingCall)</p>\n" : "<ul>\n\(Markup.joined(links))</ul>\n"
      let summary: Markup =
        project.summary.map { "<p>\(PlainText.line($0, limit: 600))</p>\n" } ?? ""
      return "<h3>\(PlainText.line(project.title))</h3>\n\(summary)\(list)"
    }
    return """
      <section>
      <h2>\(wording.projectsHeading)</h2>
      \(Markup.joined(entries))</section>

      """
  }

  private func body(_ subject: SheetSubject, level: Int) -> Markup {
    SheetMarkup(
      subject: subject, reader: reader, day: day, wording: wording, level: level,
      passageLimit: use == .paper ? 6 : 10, cellLimit: use == .paper ? 90 : 180,
      fitLimit: use == .paper ? 2 : 3, showsPersons: showsPersons
    ).markup
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
