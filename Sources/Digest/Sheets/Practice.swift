import CallModel
import Documents
import Presentation

/// A project that was carried out and shows what can be done (`calls-practices/1`).
package struct Practice: Hashable, Sendable, Decodable {
  package var title: String
  /// Who carried it out, and where.
  package var body: String?
  package var place: String?
  package var year: Int?
  package var summary: String?
  package var programme: String?
  /// Ids of themes, as of calls and profiles.
  package var themes: [String]?
  package var url: String?

  /// What a file of them holds.
  package struct Collection: Decodable, Sendable {
    package static let schema = "calls-practices/1"
    package var schema: String
    package var practices: [Practice]
  }

  /// The calls that share a theme or the programme with it, in their order.
  func related(to subjects: [SheetSubject]) -> [SheetSubject] {
    let themes = Set(themes ?? [])
    let programme = programme?.lowercased()
    return subjects.filter { subject in
      subject.call.themes.contains { themes.contains($0.id) }
        || subject.call.programmes.contains {
          $0.id.lowercased() == programme
            || $0.name.lowercased() == programme
        }
    }
  }
}

/// The section of good practice in a guide: projects near the calls that fit, the nearest first.
struct PracticeMarkup {
  var practices: [Practice]
  var subjects: [SheetSubject]
  var wording: Wording
  var limit = 12

  var markup: Markup {
    let near = practices.map { ($0, $0.related(to: subjects)) }.filter { !$0.1.isEmpty }
      .sorted { ($1.1.count, $0.0.title) < ($0.1.count, $1.0.title) }.prefix(limit)
    guard !near.isEmpty else { return "" }
    return """
      <section>
      <h2>\(wording.practicesHeading)</h2>
      \(Markup.joined(near.map(entry)))</section>

      """
  }

  private func entry(_ practice: Practice, _ related: [SheetSubject]) -> Markup {
    let title = PlainText.line(practice.title, limit: 160)
    let head: Markup =
      practice.url.flatMap { SafeLink($0) }.map { "<a href=\"\($0)\">\(title)</a>" } ?? "\(title)"
    let origin = [practice.body, practice.place, practice.year.map { "\($0)" }, practice.programme]
      .compactMap { $0.map { PlainText.line($0, limit: 120) } }.joined(separator: ", ")
    let line: Markup = origin.isEmpty ? "" : "<p class=\"m\">\(origin)</p>\n"
    let summary: Markup =
      practice.summary.map { "<p>\(PlainText.line($0, limit: 600))</p>\n" } ?? ""
    let links = related.prefix(4).map { subject -> Markup in
      "<li><a href=\"#\(subject.call.id)\">\(subject.title(wording))</a></li>\n"
    }
    return """
      <h3>\(head)</h3>
      \(line)\(summary)<p>\(wording.labelled(wording.nearbyCalls))</p>
      <ul>
      \(Markup.joined(links))</ul>

      """
  }
}
