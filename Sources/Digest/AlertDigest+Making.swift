import CallModel
import Documents
import Presentation

extension AlertDigest {
  /// The digest of a profile: chooses among the candidates by the profile's own settings.
  package init(
    profile: Profile, day: CalendarDay, since: CalendarDay?, language: UserLanguage,
    candidates: [DigestCandidate], health: ReadingHealth
  ) {
    let settings = DigestSettings(profile.alerts)
    let chosen = DigestSelection(day: day, since: since, settings: settings)
      .sections(from: candidates)
    let projects = (profile.projects ?? []).map { ($0.id, $0.title) }
    self.init(
      profile: profile.name, day: day, since: since, language: language,
      sections: chosen.sections, health: health, leftOut: chosen.leftOut, settings: settings,
      projectTitles: Dictionary(projects) { first, _ in first })
  }
}
