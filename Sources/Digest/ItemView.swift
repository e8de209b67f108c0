import CallModel
import Documents
import Presentation

/// One item in words, the same for every form that people read: nothing here is escaped yet.
struct ItemView {
  struct Fact {
    var field: CallField
    var label: String
    var values: [String]

    /// Kept in the short form of an item.
    var isMain: Bool { [.deadlines, .recurrence, .rates, .amounts].contains(field) }
  }
  struct Change {
    var label: String
    var old: [String]
    var new: [String]
    /// The passage that said so before, and the one that says so now; nil where none stands.
    var oldPassage: String?
    var newPassage: String?
  }
  /// What it fits, and by which words.
  struct Fit {
    var target: String
    var relevance: String
    var reasons: [String]
  }
  struct NamedLink {
    var label: String
    var link: SafeLink
  }

  var title: String
  /// Where the title leads.
  var link: SafeLink?
  var eligibility: ThreeValued
  var eligibilityWord: String
  var daysLeft: Int?
  /// `encore 14 jours`; nil without a deadline.
  var daysLeftWords: String?
  var programme: String?
  /// The call's own words on what it is about, with their page.
  var summary: String?
  var facts: [Fact]
  var changes: [Change]
  /// Closed or withdrawn: told in few words.
  var isOver: Bool
  var fits: [Fit]
  var passages: [String]
  var questions: [String]
  var obstacles: [String]
  var readiness: [String]
  var contacts: [String]
  /// The name of its file.
  var document: String
  /// Where that lies.
  var path: String
  var links: [NamedLink]

  init(_ item: DigestItem, digest: AlertDigest, wording: Wording) {
    let call = digest.showsPersons ? item.call : item.call.shared
    title = PlainText.line(item.lead.title)
    eligibility = item.lead.eligibility.overall
    eligibilityWord = wording.eligibility(eligibility)
    daysLeft = item.lead.daysLeft
    daysLeftWords = item.lead.daysLeft.map(wording.daysLeftInWords)
    programme = wording.values(of: .programme, in: call).first { [title] in $0 != title }
    summary = Self.summary(call, besides: title, wording: wording)
    facts = Self.facts(item, on: digest.day, wording: wording)
    changes = item.changes.map { Self.change($0, wording: wording) }
    isOver = item.isWithdrawn || (item.lead.daysLeft ?? 0) < 0
    if item.isWithdrawn { changes.append(Change(label: wording.withdrawn, old: [], new: [])) }
    fits = Self.fits(item.fits.prefix(3), digest, wording)
    passages = Self.passages(
      item, besides: [title, summary == nil ? "" : call.summary?.value ?? ""], wording: wording)
    let criteria = item.lead.eligibility.criteria
    questions = wording.questions(criteria)
    obstacles =
      item.lead.isFull
      ? criteria.filter { $0.value == .no }.map { wording.reason($0.reason) } : []
    readiness = item.lead.readiness.filter { $0.value == .weak || $0.value == .missing }
      .map(wording.readinessLine)
    contacts = Self.contacts(call, showsPersons: digest.showsPersons)
    document = PlainText.fileName(item.lead.document)
    path = PlainText.line(item.lead.document)
    links = Self.links(call, wording: wording)
    link = links.first?.link
  }

  private static func facts(_ item: DigestItem, on day: CalendarDay, wording: Wording) -> [Fact] {
    let shown: [CallField] = [
      .opening, .deadlines, .recurrence, .rates, .amounts, .applicants, .area, .partnership,
      .duration, .submissionLanguages,
    ]
    return shown.compactMap { field in
      let values =
        field == .deadlines
        ? deadlines(item, on: day, wording: wording) : wording.values(of: field, in: item.call)
      return values.isEmpty
        ? nil : Fact(field: field, label: wording.fieldName(field), values: values)
    }
  }

  /// The deadlines still to come, or all of a closed call; `non indiquée` where there is none and
  /// the call is not always open.
  private static func deadlines(
    _ item: DigestItem, on day: CalendarDay, wording: Wording
  ) -> [String] {
    let all = item.call.windows.flatMap(\.deadlines)
    let open = all.filter { $0.date.lastDay.map { $0 >= day } ?? true }
    let lines = (open.isEmpty ? all : open).map { deadline -> String in
      let text = wording.deadline(deadline)
      guard let last = deadline.date.lastDay, last >= day else { return text }
      let left = wording.daysLeftInWords(last.daysSinceEpoch - day.daysSinceEpoch)
      return "\(text), \(left)"
    }
    guard lines.isEmpty else { return lines }
    let isPermanent =
      item.call.recurrence?.value == .permanent
      || item.call.windows.contains { $0.model == .permanent }
    return isPermanent ? [] : [wording.noDeadlineStated]
  }

  private static func change(_ change: FieldChange, wording: Wording) -> Change {
    var view = Change(
      label: wording.fieldName(change.field),
      old: wording.values(of: change.field, in: change.old),
      new: wording.values(of: change.field, in: change.new))
    // A passage that says the value itself is not said again.
    func passage(_ call: CallRecord, besides values: [String]) -> String? {
      let evidence = change.field.evidence(in: call).first {
        !$0.quote.contains("@") && !values.contains(PlainText.line($0.quote))
      }
      return evidence.map { wording.passage($0) }
    }
    view.oldPassage = passage(change.old, besides: view.old)
    view.newPassage = passage(change.new, besides: view.new)
    return view
  }

  /// What it fits, best first; reasons that were just given are not said again.
  private static func fits(
    _ fits: some Sequence<DigestItem.Fit>, _ digest: AlertDigest, _ wording: Wording
  ) -> [Fit] {
    var said: Set<String> = []
    return fits.map { entry in
      var fit = fit(entry, digest, wording)
      fit.reasons = fit.reasons.filter { said.insert($0).inserted }
      return fit
    }
  }

  private static func fit(
    _ entry: DigestItem.Fit, _ digest: AlertDigest, _ wording: Wording
  ) -> Fit {
    let match = entry.match
    let subject = digest.subjects[entry.subject]
    var target =
      match.project.map { wording.projectNamed(id: $0, title: subject.projectTitles[$0] ?? "") }
      ?? wording.allThemes
    // Of several profiles each is named.
    if digest.subjects.count > 1 { target = "\(PlainText.line(subject.name)) – \(target)" }
    return Fit(
      target: target, relevance: wording.relevance(match.relevance),
      reasons: wording.reasons(match.reasons, limit: 4))
  }

  private static func summary(
    _ call: CallRecord, besides title: String, wording: Wording
  ) -> String? {
    guard let summary = call.summary, !summary.value.contains("@"),
      // What is no more than the title stands above already.
      !SaidAlready([title]).holds(summary.value)
    else { return nil }
    let quote = wording.quoted(PlainText.line(summary.value, limit: 280))
    let pages = wording.pages(summary.evidence)
    return pages.isEmpty ? quote : "\(quote) (\(pages))"
  }

  /// The sentences that speak for it; where the call's words are not at hand, the passages of the
  /// heaviest reasons, where they are more than the words named already. One that holds a mail
  /// address may name a person and is left out.
  private static func passages(
    _ item: DigestItem, besides said: [String], wording: Wording
  ) -> [String] {
    var said = SaidAlready(said)
    let evidence =
      item.passages.isEmpty
      ? item.lead.reasons.compactMap(\.call.first).filter(wording.isTelling) : item.passages
    return evidence.filter { said.takes($0.quote) }.prefix(2).map { wording.passage($0) }
  }

  static func contacts(_ call: CallRecord, showsPersons: Bool) -> [String] {
    var seen: Set<String> = []
    return call.contacts.map { contact in
      [showsPersons ? contact.name : nil, contact.function, contact.email, contact.phone]
        .compactMap { $0.map { PlainText.line($0, limit: 120) } }.joined(separator: ", ")
    }.filter { !$0.isEmpty && seen.insert($0).inserted }.prefix(2).map(\.self)
  }

  /// The call's page first, then where to apply; each address once.
  static func links(_ call: CallRecord, wording: Wording) -> [NamedLink] {
    let order: [CallLink.Role] = [.source, .apply, .rules, .form, .faq]
    var seen: Set<SafeLink> = []
    return order.flatMap { role in call.links.filter { $0.role == role } }
      .compactMap { link in
        guard let safe = SafeLink(link.url), seen.insert(safe).inserted else { return nil }
        return NamedLink(label: wording.capitalised(wording.linkRole(link.role)), link: safe)
      }
  }
}
