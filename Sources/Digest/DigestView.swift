import CallModel
import Documents
import Presentation

/// The whole digest in words, for the forms that people read.
struct DigestView {
  struct Section {
    var heading: String
    var items: [ItemView]
  }

  var language: UserLanguage
  var title: String
  var period: String
  /// `3 nouveaux appels, 1 appel modifié`.
  var counts: String
  var nearest: String?
  var sections: [Section]
  var health: String
  var failures: [String]
  var notes: [String]
  var receivingHeading: String
  /// A paragraph for each profile.
  var receiving: [String]
  var evidenceNote: String

  init(_ digest: AlertDigest, wording: Wording) {
    language = digest.language
    title = wording.digestTitle(profiles: digest.profiles)
    period = wording.digestPeriod(day: digest.day, since: digest.since)
    counts = Self.counts(digest, wording)
    nearest = digest.mostUrgent.flatMap { item in
      item.lead.daysLeft.map { wording.nearestDeadline(item.lead.title, days: $0) }
    }
    sections = digest.sections.map { section in
      Section(
        heading: Self.heading(section.kind, wording),
        items: section.items.map { ItemView($0, digest: digest, wording: wording) })
    }
    let failed = digest.health.failed
    health = wording.health(read: digest.health.read, failed: failed.count)
    failures = Self.failures(failed, wording)
    notes = Self.notes(digest, wording)
    receivingHeading = wording.receivingHeading
    receiving = digest.subjects.map {
      wording.receiving(
        profile: $0.name, minimumScore: $0.settings.minimumScore,
        remindDays: $0.settings.remindDaysBefore)
    }
    evidenceNote = wording.evidenceNote
  }

  static func heading(_ kind: DigestSection.Kind, _ wording: Wording) -> String {
    switch kind {
    case .new: wording.newHeading
    case .toCheck: wording.toCheckHeading
    case .changed: wording.changedHeading
    case .reopened: wording.reopenedHeading
    case .closing: wording.closingHeading
    case .over: wording.overHeading
    }
  }

  static func counts(_ digest: AlertDigest, _ wording: Wording) -> String {
    let new = digest.count(of: .new) + digest.count(of: .toCheck)
    let changed = digest.count(of: .changed)
    let reopened = digest.count(of: .reopened)
    let closing = digest.count(of: .closing)
    let over = digest.count(of: .over)
    let parts = [
      new > 0 ? wording.newCalls(new) : nil,
      changed > 0 ? wording.changedCalls(changed) : nil,
      reopened > 0 ? wording.reopenedCalls(reopened) : nil,
      closing > 0 ? wording.closingCalls(closing) : nil,
      over > 0 ? wording.overCalls(over) : nil,
    ].compactMap(\.self)
    return parts.isEmpty ? wording.nothingNew : parts.joined(separator: ", ")
  }

  private static func failures(_ failed: [ReadingHealth.Failed], _ wording: Wording) -> [String] {
    let shown = 5
    let lines = failed.prefix(shown).map { entry in
      let path = PlainText.line(entry.path)
      let message = wording.failure(entry.failure).message
      return wording.say("\(path) : \(message)", "\(path): \(message)")
    }
    return lines + (failed.count > shown ? [wording.moreFailures(failed.count - shown)] : [])
  }

  /// A watched folder that gives nothing for a month is worth a line.
  private static func notes(_ digest: AlertDigest, _ wording: Wording) -> [String] {
    let quiet = digest.health.newestDocument.map {
      digest.day.daysSinceEpoch - $0.daysSinceEpoch
    }
    let leftOut = wording.leftOut(
      ineligible: digest.leftOut.ineligible, belowScore: digest.leftOut.belowScore,
      muted: digest.leftOut.muted,
      minimumScore: digest.subjects.map(\.settings.minimumScore).min() ?? 0)
    return [quiet.flatMap { $0 >= 30 ? wording.noNewDocument(days: $0) : nil }, leftOut]
      .compactMap(\.self)
  }
}
