import Documents
import Presentation

/// Where a feed is published, and where its older parts are (RFC 5005, archived feeds).
package struct FeedPlace: Hashable, Sendable {
  /// Of the feed that readers ask for.
  package var url: SafeLink
  /// The feed of the digest before; nil where none was kept.
  package var previous: SafeLink?
  /// Where this one stays; nil in the feed that readers ask for, which moves on.
  package var archived: SafeLink?

  package init(url: SafeLink) { self.url = url }

  /// `alert-2024-03-15.atom` for `alert.atom`: paths and addresses alike.
  package static func name(_ name: String, on day: CalendarDay) -> String {
    let start = name.lastIndex(of: "/").map { name.index(after: $0) } ?? name.startIndex
    let dot = name[start...].firstIndex(of: ".") ?? name.endIndex
    return name[..<dot] + "-" + day.iso + name[dot...]
  }
}
