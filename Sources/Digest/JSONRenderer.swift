import CallModel
import Documents
import Foundation
import Presentation

/// `calls-digest/1`: the digest for programs. See the target's article for its shape.
struct JSONRenderer: DigestRenderer {
  func bytes(of digest: AlertDigest, names: Names) throws -> [UInt8] {
    let wording = Wording(digest.language, names: names)
    return Array(try OutputJSON.data(DigestJSON(digest, wording: wording), pretty: true)) + [0x0A]
  }
}

/// The published form. Sentences are in the digest's language; ids and keys are the same in all.
struct DigestJSON: Encodable {
  struct Item: Encodable {
    var section: DigestSection.Kind
    var match: MatchJSON.Line
    var others: [MatchJSON.Line]
    var call: CallRecord
    var changes: [Change]
    var withdrawn: Bool
    var reminder: Int?
  }

  struct Change: Encodable {
    var field: CallField
    var day: CalendarDay
    var old: [String]
    var new: [String]
  }

  struct Health: Encodable {
    struct Failed: Encodable {
      var path: String
      var error: String
      var message: String
      var retryable: Bool
    }
    var read: Int
    var failed: [Failed]
    var newestDocument: CalendarDay?
  }

  var schema = "calls-digest/1"
  var profile: String
  var on: CalendarDay
  var since: CalendarDay?
  var language: UserLanguage
  var settings: DigestSettings
  var items: [Item]
  var leftOut: LeftOut
  var health: Health

  init(_ digest: AlertDigest, wording: Wording) {
    profile = digest.profile
    on = digest.day
    since = digest.since
    language = digest.language
    settings = digest.settings
    items = digest.sections.flatMap { section in
      section.items.map { Self.item($0, in: section.kind, wording: wording) }
    }
    leftOut = digest.leftOut
    health = Health(
      read: digest.health.read,
      failed: digest.health.failed.map { entry in
        Health.Failed(
          path: entry.path, error: entry.failure.id,
          message: wording.failure(entry.failure).line, retryable: entry.failure.isRetryable)
      }, newestDocument: digest.health.newestDocument)
  }

  private static func item(
    _ item: DigestItem, in section: DigestSection.Kind, wording: Wording
  ) -> Item {
    Item(
      section: section, match: MatchJSON.Line(item.lead, wording: wording),
      others: item.others.map { MatchJSON.Line($0, wording: wording) }, call: item.call.shared,
      changes: item.changes.map { change in
        Change(
          field: change.field, day: change.day,
          old: wording.values(of: change.field, in: change.old),
          new: wording.values(of: change.field, in: change.new))
      }, withdrawn: item.isWithdrawn, reminder: item.reminder)
  }
}
