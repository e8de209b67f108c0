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
    /// The profile of `match`, then those of `others`.
    var profiles: [String]
    var version: Int
    var call: CallRecord
    var changes: [Change]
    var passages: [Evidence]
    var withdrawn: Bool
    var reminder: Int?
  }

  struct Subject: Encodable {
    var name: String
    var settings: DigestSettings
  }

  struct Change: Encodable {
    var field: CallField
    var day: CalendarDay
    var old: [String]
    var new: [String]
    var oldEvidence: [Evidence]
    var newEvidence: [Evidence]
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
  /// Of the first profile; all are in `profiles`.
  var profile: String
  var profiles: [Subject]
  var on: CalendarDay
  var since: CalendarDay?
  var language: UserLanguage
  var items: [Item]
  var leftOut: LeftOut
  var health: Health

  init(_ digest: AlertDigest, wording: Wording) {
    profile = digest.profiles[0]
    profiles = digest.subjects.map { Subject(name: $0.name, settings: $0.settings) }
    on = digest.day
    since = digest.since
    language = digest.language
    items = digest.sections.flatMap { section in
      section.items.map { Self.item($0, in: section.kind, of: digest, wording: wording) }
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
    _ item: DigestItem, in section: DigestSection.Kind, of digest: AlertDigest, wording: Wording
  ) -> Item {
    Item(
      section: section, match: MatchJSON.Line(item.lead, wording: wording),
      others: item.fits.dropFirst().map { MatchJSON.Line($0.match, wording: wording) },
      profiles: item.fits.map { digest.profiles[$0.subject] }, version: item.version,
      call: digest.showsPersons ? item.call : item.call.shared,
      changes: item.changes.map { change in
        Change(
          field: change.field, day: change.day,
          old: wording.values(of: change.field, in: change.old),
          new: wording.values(of: change.field, in: change.new),
          oldEvidence: change.field.evidence(in: change.old),
          newEvidence: change.field.evidence(in: change.new))
      }, passages: item.passages, withdrawn: item.isWithdrawn, reminder: item.reminder)
  }
}
