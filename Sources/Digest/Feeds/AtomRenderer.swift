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
      <feed xmlns="http://www.w3.org/2005/Atom"\(Self.archiveSpace(digest)) \
      xml:lang="\(digest.language.rawValue)">
      <id>\(FeedEntry.tag("profile/" + feed))</id>
      <title>\(wording.digestTitle(profiles: digest.profiles))</title>
      <updated>\(Self.time(digest.day))</updated>
      <author><name>calls</name></author>
      <generator>calls</generator>
      \(Self.places(digest))\(body)</feed>

      """
    return Array(page.html.utf8)
  }

  private static func archiveSpace(_ digest: AlertDigest) -> Markup {
    digest.feed?.archived == nil
      ? "" : " xmlns:fh=\"http://purl.org/syndication/history/1.0\""
  }

  private static func places(_ digest: AlertDigest) -> Markup {
    guard let feed = digest.feed else { return "" }
    var lines: [Markup] = ["<link rel=\"self\" href=\"\(feed.archived ?? feed.url)\"/>\n"]
    if feed.archived != nil {
      lines += ["<link rel=\"current\" href=\"\(feed.url)\"/>\n", "<fh:archive/>\n"]
    }
    if let previous = feed.previous {
      lines.append("<link rel=\"prev-archive\" href=\"\(previous)\"/>\n")
    }
    return Markup.joined(lines)
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
