import CallModel
import Documents
import Presentation

/// A JSON Feed 1.1: an item a call, with its record under `_calls`.
struct JSONFeedRenderer: DigestRenderer {
  private struct Feed: Encodable {
    var version = "https://jsonfeed.org/version/1.1"
    var title: String
    var feedUrl: String?
    var nextUrl: String?
    var language: String
    var authors = [["name": "calls"]]
    var items: [Item]

    enum CodingKeys: String, CodingKey {
      case version, title, language, authors, items
      case feedUrl = "feed_url"
      case nextUrl = "next_url"
    }
  }

  private struct Item: Encodable {
    var id: String
    var title: String
    var url: String?
    var contentText: String
    var dateModified: String
    var tags: [String]?
    var calls: Extension

    enum CodingKeys: String, CodingKey {
      case id, title, url, tags
      case contentText = "content_text"
      case dateModified = "date_modified"
      case calls = "_calls"
    }
  }

  private struct Extension: Encodable {
    var about = "calls-digest/1"
    var section: DigestSection.Kind
    var version: Int
    var relevance: Double
    var eligibility: ThreeValued
    var deadline: Deadline?
    var daysLeft: Int?
  }

  func bytes(of digest: AlertDigest, names: Names) throws -> [UInt8] {
    let wording = Wording(digest.language, names: names)
    let items = FeedEntry.entries(of: digest, wording).map { entry in
      let lead = entry.item.lead
      return Item(
        id: entry.id, title: entry.title, url: entry.link?.url, contentText: entry.text,
        dateModified: entry.updated.iso + "T00:00:00Z",
        tags: entry.tags.isEmpty ? nil : entry.tags,
        calls: Extension(
          section: entry.kind, version: entry.item.version, relevance: lead.relevance.value,
          eligibility: lead.eligibility.overall, deadline: lead.deadline, daysLeft: lead.daysLeft))
    }
    let feed = Feed(
      title: wording.digestTitle(profiles: digest.profiles),
      feedUrl: (digest.feed?.archived ?? digest.feed?.url)?.url,
      nextUrl: digest.feed?.previous?.url, language: digest.language.rawValue,
      items: items)
    return Array(try OutputJSON.data(feed, pretty: true)) + [0x0A]
  }
}
