import CallModel
import Documents
import Presentation

/// One sheet in words, the same for the page and for templates: nothing here is escaped yet.
struct SheetView {
  struct Fact {
    var label: String
    var values: [String]
  }
  /// Facts that answer one question: who, how much, when.
  struct Block {
    var heading: String
    var facts: [Fact]
  }
  /// One of the eight points to watch.
  struct Point {
    var name: String
    var asks: String
    var has: String
    var state: String
    var value: ReadinessItem.Value
  }
  struct Passage {
    var label: String
    var text: String
  }
  /// How much a page has room for.
  struct Limits {
    var passages = 10
    /// Characters of a cell among the points to watch.
    var cell = 180
    var fits = 3

    static let screen = Limits()
    static let paper = Limits(passages: 6, cell: 90, fits: 2)
  }

  var id: String
  var title: String
  var programme: String?
  /// Of the best match; nil where the sheet is about the call alone.
  var eligibility: ThreeValued?
  var eligibilityWord: String?
  var relevance: String?
  /// `encore 14 jours`, and where no deadline is to come, that the call is closed.
  var daysLeft: String?
  var closed: String?
  var summary: String?
  var blocks: [Block]
  var fitHeading: String
  var fits: [ItemView.Fit]
  var missing: [String]
  var points: [Point]
  var passages: [Passage]
  var document: String
  var links: [ItemView.NamedLink]
  var contacts: [String]
  var footer: String

  /// - Parameter reader: the authority and its projects; nil where the sheet is about the call
  ///   alone.
  init(
    _ subject: SheetSubject, reader: AlertDigest.Subject?, day: CalendarDay, wording: Wording,
    limits: Limits = .screen, showsPersons: Bool = false
  ) {
    let call = showsPersons ? subject.call : subject.call.shared
    let matches = reader == nil ? [] : subject.matches
    id = call.id
    title = subject.title(wording)
    programme = wording.values(of: .programme, in: call).first { [title] in $0 != title }
    eligibility = matches.first?.eligibility.overall
    eligibilityWord = eligibility.map(wording.eligibility)
    relevance = matches.first.map { wording.relevance($0.relevance) }
    let schedule = CallSchedule(call)
    daysLeft = schedule.nextDeadline(on: day).map {
      wording.daysLeftInWords($0.daysSinceEpoch - day.daysSinceEpoch)
    }
    closed = daysLeft == nil && schedule.phase(on: day) == .closed ? wording.closedMark : nil
    summary = call.summary.flatMap {
      $0.value.contains("@") ? nil : PlainText.line($0.value, limit: 420)
    }
    blocks = Self.blocks(call, wording)
    fitHeading = reader.map { wording.fitHeading(profile: $0.name) } ?? ""
    fits = matches.prefix(limits.fits).map { match in
      ItemView.Fit(
        target: match.project.map {
          wording.projectNamed(id: $0, title: reader?.projectTitles[$0] ?? "")
        } ?? wording.allThemes,
        relevance: wording.relevance(match.relevance),
        reasons: wording.reasons(match.reasons, limit: 3))
    }
    let criteria = matches.first?.eligibility.criteria ?? []
    missing =
      criteria.filter { $0.value == .no }.map { wording.reason($0.reason) }
      + wording.questions(criteria)
    points = (matches.first?.readiness ?? []).map { Self.point($0, wording, limits) }
    passages = Self.passages(call, subject.text, wording, limit: limits.passages)
    document = PlainText.fileName(subject.document)
    links = Array(ItemView.links(call, wording: wording).prefix(4))
    contacts = ItemView.contacts(call, showsPersons: showsPersons)
    footer = wording.sheetFooter(day: day, id: call.id)
  }

  private static func blocks(_ call: CallRecord, _ wording: Wording) -> [Block] {
    let parts: [(String, [CallField])] = [
      (wording.whoHeading, [.applicants, .area, .partnership, .submissionLanguages]),
      (wording.howMuchHeading, [.rates, .amounts]),
      (wording.whenHeading, [.opening, .deadlines, .recurrence, .duration]),
      (wording.conditionsHeading, [.prerequisites, .exclusions]),
    ]
    return parts.compactMap { heading, fields in
      let facts = fields.compactMap { field -> Fact? in
        var values = wording.values(of: field, in: call)
        if field == .deadlines, values.isEmpty, !CallSchedule(call).isPermanent {
          values = [wording.noDeadlineStated]
        }
        guard !values.isEmpty else { return nil }
        return Fact(label: wording.fieldName(field), values: Array(values.prefix(6)))
      }
      return facts.isEmpty ? nil : Block(heading: heading, facts: facts)
    }
  }

  private static func point(
    _ item: ReadinessItem, _ wording: Wording, _ limits: Limits
  ) -> Point {
    Point(
      name: wording.capitalised(wording.readinessName(item.id)),
      asks: PlainText.line(wording.asks(item.asks), limit: limits.cell),
      has: PlainText.line(wording.has(item.has), limit: limits.cell),
      state: wording.readinessValue(item.value), value: item.value)
  }

  /// The first passage of each fact, the facts of money and dates first. Where that is a word or
  /// two, the sentence in which they stand.
  private static func passages(
    _ call: CallRecord, _ text: CallText, _ wording: Wording, limit: Int
  ) -> [Passage] {
    let order: [CallField] = [
      .deadlines, .rates, .amounts, .applicants, .partnership, .opening, .area, .duration,
      .prerequisites, .exclusions,
    ]
    var seen: Set<String> = []
    return order.compactMap { field -> Passage? in
      guard let evidence = field.evidence(in: call).first(where: { !$0.quote.contains("@") })
      else { return nil }
      var shown = evidence
      if !wording.isTelling(evidence),
        let sentence = TellingPassage.sentence(around: evidence, in: text, longest: 150),
        !sentence.quote.contains("@")
      {
        shown = sentence
      }
      let passage = wording.passage(shown, limit: 160)
      // A sentence that proves two facts is given once, for the first of them.
      guard seen.insert(passage).inserted else { return nil }
      return Passage(label: wording.fieldName(field), text: passage)
    }.prefix(limit).map(\.self)
  }
}
