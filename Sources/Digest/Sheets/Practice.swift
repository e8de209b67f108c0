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
