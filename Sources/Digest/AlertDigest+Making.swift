import CallModel
import Documents
import Presentation

extension AlertDigest {
  /// The digest of a profile: chooses among the candidates by the profile's own settings.
  package init(
    profile: Profile, day: CalendarDay, since: CalendarDay?, language: UserLanguage,
    candidates: [DigestCandidate], health: ReadingHealth
  ) {
    let subject = Subject(profile)
    let chosen = DigestSelection(day: day, since: since, settings: subject.settings)
      .sections(from: candidates)
    self.init(
      subjects: [subject], day: day, since: since, language: language,
      sections: chosen.sections, health: health, leftOut: chosen.leftOut)
  }

  /// One digest out of those of several profiles, made on one day from one store.
  ///
  /// A call stands once, under the first section that holds for any of them, with all that it fits.
  /// The period is the longest.
  package static func joined(_ digests: [AlertDigest]) -> AlertDigest {
    guard var whole = digests.first, digests.count > 1 else {
      precondition(!digests.isEmpty, "there is a digest to join")
      return digests[0]
    }
    whole.subjects = digests.flatMap(\.subjects)
    whole.since = digests.contains { $0.since == nil } ? nil : digests.compactMap(\.since).min()
    whole.health.read = digests.map(\.health.read).max() ?? 0
    whole.leftOut = digests.reduce(into: LeftOut()) { sum, digest in
      sum.ineligible += digest.leftOut.ineligible
      sum.belowScore += digest.leftOut.belowScore
      sum.muted += digest.leftOut.muted
    }
    whole.sections = joinedSections(digests)
    return whole
  }

  private static func joinedSections(_ digests: [AlertDigest]) -> [DigestSection] {
    var items: [String: (kind: DigestSection.Kind, item: DigestItem)] = [:]
    var subject = 0
    for digest in digests {
      for section in digest.sections {
        for var item in section.items {
          for index in item.fits.indices { item.fits[index].subject += subject }
          if let known = items[item.call.id] {
            items[item.call.id] = joined(known, (section.kind, item))
          } else {
            items[item.call.id] = (section.kind, item)
          }
        }
      }
      subject += digest.subjects.count
    }
    return DigestSection.Kind.allCases.compactMap { kind in
      let chosen = items.values.filter { $0.kind == kind }.map(\.item)
      return chosen.isEmpty
        ? nil : DigestSection(kind: kind, items: DigestSelection.sorted(chosen, kind))
    }
  }

  private static func joined(
    _ a: (kind: DigestSection.Kind, item: DigestItem),
    _ b: (kind: DigestSection.Kind, item: DigestItem)
  ) -> (kind: DigestSection.Kind, item: DigestItem) {
    let order = DigestSection.Kind.allCases
    let isFirst =
      (order.firstIndex(of: a.kind) ?? 0) <= (order.firstIndex(of: b.kind) ?? 0)
    var (kind, item) = isFirst ? a : b
    let other = isFirst ? b.item : a.item
    item.fits = DigestSelection.ranked(item.fits + other.fits)
    if item.changes.isEmpty { item.changes = other.changes }
    return (kind, item)
  }
}

extension AlertDigest.Subject {
  package init(_ profile: Profile) {
    let projects = (profile.projects ?? []).map { ($0.id, $0.title) }
    self.init(
      name: profile.name, settings: DigestSettings(profile.alerts),
      projectTitles: Dictionary(projects) { first, _ in first })
  }
}
