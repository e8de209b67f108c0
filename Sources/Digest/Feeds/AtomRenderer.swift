import CallModel
import Documents
import Presentation

/// A feed (RFC 4287): an entry a call.
struct AtomRenderer: DigestRenderer {
  func bytes(of digest: AlertDigest, names: Names) throws -> [UInt8] {
    let wording = Wording(digest.language, names: names)
    let entries = FeedEntry.entries(of: digest, wording)
    let feed = digest.profiles.joined(separator: "/")
    let body = Markup.joined(entries.map(Self.entry))
    let page: Markup = """
      <?xml version="1.0" encoding="utf-8"?>
      <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="\(digest.language.rawValue)">
      <id>\(FeedEntry.tag("profile/" + feed))</id>
      <title>\(wording.digestTitle(profiles: digest.profiles))</title>
      <updated>\(Self.time(digest.day))</updated>
      <author><name>calls</name></author>
      <generator>calls</generator>
      \(body)</feed>

      """
    return Array(page.html.utf8)
  }

  private static func entry(_ entry: FeedEntry) -> Markup {
    let link: Markup = entry.link.map { "<link rel=\"alternate\" href=\"\($0)\"/>\n" } ?? ""
    let tags = Markup.joined(entry.tags.map { "<category term=\"\($0)\"/>\n" as Markup })
    // The lines of the text stay lines: each is escaped by itself.
    let lines = entry.text.split(separator: "\n").map { "\(String($0))" as Markup }
    let text = Markup.joined(lines, separator: "\n")
    return """
      <entry>
      <id>\(entry.id)</id>
      <title type="text">\(entry.title)</title>
      <updated>\(time(entry.updated))</updated>
      \(link)\(tags)<summary type="text">\(text)</summary>
      </entry>

      """
  }

  private static func time(_ day: CalendarDay) -> String { day.iso + "T00:00:00Z" }
}
