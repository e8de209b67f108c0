import CallModel
import Documents
import Presentation

/// A guide in words: the calls that fit a profile, its projects with what fits each, and projects
/// of others that show what can be done. Nothing here is escaped yet.
struct GuideView {
  /// A call's line in the contents.
  struct Entry {
    var id: String
    var title: String
    var deadline: String
    /// The best rate of the funder, or else what it gives at most.
    var money: String
  }
  struct Project {
    var title: String
    var summary: String?
    var calls: [Entry]
  }
  struct Example {
    var title: String
    var link: SafeLink?
    /// Who, where, when, from which programme.
    var origin: String
    var summary: String?
    var calls: [Entry]
  }

  var title: String
  var introduction: String
  var entries: [Entry]
  var projects: [Project]
  var examples: [Example]

  private static let mostExamples = 12
  private static let mostCallsOfExample = 4

  init(
    _ subjects: [SheetSubject], profile: String, projects: [Profile.Project],
    practices: [Practice], day: CalendarDay, wording: Wording
  ) {
    func entry(_ subject: SheetSubject) -> Entry {
      let deadline = subject.nextDeadline(on: day).map(wording.deadline)
      let permanent = CallSchedule(subject.call).isPermanent ? wording.recurrence(.permanent) : nil
      return Entry(
        id: subject.call.id, title: subject.title(wording),
        deadline: deadline ?? permanent ?? wording.noDeadlineStated,
        money: CallFacts(subject.call, wording: wording).money.first ?? wording.notStated)
    }
    title = wording.guideTitle(profile: profile)
    introduction = wording.guideIntroduction(count: subjects.count, day: day)
    entries = subjects.map(entry)
    self.projects = projects.map { project in
      Project(
        title: PlainText.line(project.title),
        summary: project.summary.map { PlainText.line($0, limit: 600) },
        calls: subjects.filter { subject in
          subject.matches.contains { $0.project == project.id }
        }.map(entry))
    }
    // The nearest first.
    examples = practices.map { ($0, $0.related(to: subjects)) }.filter { !$0.1.isEmpty }
      .sorted { ($1.1.count, $0.0.title) < ($0.1.count, $1.0.title) }.prefix(Self.mostExamples)
      .map { practice, related in
        let origin = [
          practice.body, practice.place, practice.year.map { "\($0)" }, practice.programme,
        ]
        return Example(
          title: PlainText.line(practice.title, limit: 160),
          link: practice.url.flatMap { SafeLink($0) },
          origin: origin.compactMap { $0.map { PlainText.line($0, limit: 120) } }
            .joined(separator: ", "),
          summary: practice.summary.map { PlainText.line($0, limit: 600) },
          calls: related.prefix(Self.mostCallsOfExample).map(entry))
      }
  }
}
