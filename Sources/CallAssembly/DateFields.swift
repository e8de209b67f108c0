import CallModel
import Documents
import RuleEngine

/// Windows and events out of dates in their roles.
struct DateFields {
  private let context: AnnotatedDocument
  private let scope: CallScope
  private let years: YearInference
  private let calendar: CalendarDays
  /// Days until which only some applicants have longer.
  private var forSome: Set<PartialDate> = []
  private(set) var windows: [Window] = []
  private(set) var events: [Event] = []

  init(_ context: AnnotatedDocument, _ scope: CallScope, years: YearInference) {
    self.context = context
    self.scope = scope
    self.years = years
    calendar = CalendarDays(context, scope)
    let told = makeEvents()
    windows = makeWindows(before: YearPlaces.worksEnd(told))
    events = YearPlaces.events(told, around: windows)
  }

  /// The dates that an annotation's value holds: start and end of a range, or one date.
  private func dates(
    _ annotation: Annotation, target: String? = nil
  ) -> (start: CallDate?, end: CallDate?) {
    switch annotation.value {
    case .date(let value): (nil, callDate(value, annotation, target: target))
    case .range(let range): dates(of: range, annotation, target: target)
    default: (nil, nil)
    }
  }

  private func dates(
    of range: DateRangeValue, _ annotation: Annotation, target: String?
  ) -> (start: CallDate?, end: CallDate?) {
    var start = range.start.map { callDate($0, annotation, target: target) }
    var end = range.end.map { callDate($0, annotation, target: target) }
    if let first = range.start?.date, let last = range.end?.date,
      let (from, to) = years.years(from: first, to: last, at: annotation.valueRange)
    {
      start?.date?.year = from
      start?.inferred = ["year"]
      end?.date?.year = to
      end?.inferred = ["year"]
    }
    return (start, end)
  }

  private func callDate(
    _ value: DateValue, _ annotation: Annotation, target: String?
  ) -> CallDate {
    var date = value.until ?? value.date
    if let quarter = Self.quarter(value) { date = quarter }
    var inferred: [String] = value.hasInferredYear ? ["year"] : []
    if date.year == nil, let year = years.year(for: date, at: annotation.valueRange) {
      date.year = year
      inferred = ["year"]
    }
    let precision: CallDate.Precision =
      date.quarter != nil ? .quarter : date.day != nil ? .day : date.month != nil ? .month : .year
    return CallDate(
      date: date, time: value.time, timeZone: value.zone, precision: precision,
      certainty: certainty(annotation), inferred: inferred,
      extended: annotation["extended"] == "true",
      evidence: [context.evidence(annotation, for: target)])
  }

  /// Three months that are a quarter of the year.
  private static func quarter(_ value: DateValue) -> PartialDate? {
    guard let year = value.date.year, let first = value.date.month, let last = value.until?.month,
      last - first == 2, last % 3 == 0
    else { return nil }
    return PartialDate(year: year, quarter: last / 3)
  }

  private func certainty(_ annotation: Annotation) -> CallDate.Certainty {
    switch annotation["certainty"] {
    case "forecast": .forecast
    case "to-be-confirmed": .toBeConfirmed
    default: .confirmed
    }
  }

  private mutating func makeWindows(before worksEnd: CalendarDay?) -> [Window] {
    var openings: [CallDate] = []
    var deadlines: [Deadline] = []
    var weak: [(CallDate?, CallDate)] = []
    var told = ToldStretches(context)
    for annotation in calendar.all("opening", context, scope) {
      let dates = dates(annotation)
      if let date = dates.start ?? dates.end, date.date != nil {
        openings.append(date)
        told.add(opening: date, at: annotation.valueRange)
      }
    }
    let days =
      calendar.all("window", context, scope) + calendar.all("deadline", context, scope)
    let hours = HoursApart(days, context, scope)
    for annotation in days {
      var dates = dates(annotation)
      if var end = dates.end {
        hours.complete(&end, of: annotation, context)
        dates.end = end
      }
      let isWindow = annotation.type == "window"
      if annotation["strength"] == "weak" {
        if let end = dates.end { weak.append((dates.start, end)) }
        continue
      }
      if isWindow, let start = dates.start { openings.append(start) }
      let stage = stage(of: annotation)
      if annotation["some"] == "yes", let day = dates.end?.date { forSome.insert(day) }
      if let end = dates.end {
        deadlines.append(Deadline(stage: stage, date: end))
        if isWindow, let start = dates.start {
          told.add(stretchFrom: start, to: end)
        } else {
          told.add(deadline: end, at: annotation.valueRange)
        }
      }
    }
    // What only looks like a window counts where nothing says more, or where it says the same.
    let isOnly = deadlines.isEmpty
    for (start, end) in weak
    where isOnly || deadlines.contains(where: { Self.isSame($0.date, end) }) {
      if let start { openings.append(start) }
      deadlines.append(Deadline(stage: .single, date: end))
      if let start { told.add(stretchFrom: start, to: end) }
    }
    return assemble(
      openings: openings, deadlines: YearPlaces.deadlines(deadlines, before: worksEnd),
      told: told.stretches)
  }

  private func stage(of annotation: Annotation) -> Deadline.Stage {
    let named = scope.all("deadline-stage", context).first {
      $0.valueRange.overlaps(annotation.valueRange)
    }
    // A further day of a list is a cut-off unless words beside it say which step it ends.
    let told = annotation["stage"].flatMap { $0 == "cut-off" ? nil : $0 }
    let stage = told ?? named?["stage"] ?? annotation["stage"]
    return stage.flatMap { Deadline.Stage(rawValue: $0) } ?? .single
  }

  private static let earlySteps: [Deadline.Stage] = [.first, .expressionOfInterest]

  private func assemble(
    openings: [CallDate], deadlines: [Deadline], told: [CallRounds.Stretch]
  ) -> [Window] {
    var opening = Self.inOrder(Self.merged(YearPlaces.openings(openings, before: deadlines))) { $0 }
    let all = extended(named(Self.mergedDeadlines(deadlines)))
    let due = withoutPastRounds(all)
    if due.count < all.count {
      opening = withoutPastOpenings(opening, CallRounds.rounds(opening, all, told: told), due)
    }
    guard !due.isEmpty || !opening.isEmpty else { return [] }
    // A deadline that comes before every opening belongs to a step or a round of its own.
    guard let first = opening.first?.firstDay, let last = due.compactMap(\.date.lastDay).max(),
      last >= first
    else { return windows(opening, due, told: told) }
    let earlier = due.filter { ($0.date.lastDay ?? first) < first }
    let later = due.filter { ($0.date.lastDay ?? first) >= first }
    let step = earlier.filter { deadline in
      guard let day = deadline.date.lastDay else { return true }
      return day.year == first.year || day.adding(days: Self.longestPause) >= first
    }
    return numbered(windows([], step, told: []) + windows(opening, later, told: told))
  }

  /// Days between the end of one step or round and the opening of the next, over the turn of a year;
  /// what ended before that is of another year's call.
  private static let longestPause = 120

  private func numbered(_ windows: [Window]) -> [Window] {
    windows.enumerated().map { i, window in
      var window = window
      window.round = i + 1
      return window
    }
  }

  /// « Dossiers complets » without a step before them are the applications.
  private func named(_ deadlines: [Deadline]) -> [Deadline] {
    guard !deadlines.contains(where: { Self.earlySteps.contains($0.stage) }) else {
      return deadlines
    }
    return deadlines.map { $0.stage == .second ? Deadline(stage: .single, date: $0.date) : $0 }
  }

  /// Without the days that an extension of their own step replaces; one for some applicants alone
  /// replaces none, and none replaces the day of a later round.
  private func extended(_ deadlines: [Deadline]) -> [Deadline] {
    let extensions = deadlines.filter { deadline in
      deadline.date.extended && !(deadline.date.date.map(forSome.contains) ?? false)
    }
    return deadlines.filter { deadline in
      deadline.date.extended
        || !extensions.contains { longer in
          guard longer.stage == deadline.stage else { return false }
          guard let day = deadline.date.firstDay, let last = longer.date.lastDay else {
            return true
          }
          return day <= last.adding(days: Self.longestPause)
        }
    }
  }

  /// One window, or one for each round.
  private func windows(
    _ openings: [CallDate], _ deadlines: [Deadline], told: [CallRounds.Stretch]
  ) -> [Window] {
    let rounds = CallRounds.rounds(openings, deadlines, told: told)
    guard rounds.count > 1 else {
      return deadlines.isEmpty && openings.isEmpty ? [] : [window(openings.first, deadlines)]
    }
    return numbered(
      rounds.map { round in
        let isAlone = round.deadlines.count == 1 && round.deadlines[0].stage == .cutOff
        let due = isAlone ? [Deadline(stage: .single, date: round.deadlines[0].date)] : nil
        return window(round.opening, due ?? round.deadlines)
      })
  }

  private func window(_ opening: CallDate?, _ deadlines: [Deadline]) -> Window {
    var due = deadlines
    let stages = Set(due.map(\.stage))
    let model: Window.Model =
      stages.contains(.first) || stages.contains(.second) || stages.contains(.expressionOfInterest)
      ? .twoStage : due.count > 1 ? .multipleCutOff : due.count == 1 ? .singleStage : .unknown
    if model == .multipleCutOff {
      due = due.map { Deadline(stage: $0.stage == .single ? .cutOff : $0.stage, date: $0.date) }
    }
    let proofs = opening.map { $0.evidence.prefix(1) } ?? []
    return Window(
      round: 1, model: model, evidence: proofs + due.flatMap { $0.date.evidence.prefix(1) },
      opening: opening, deadlines: due)
  }

  /// Without the openings of rounds of which no deadline is left.
  private func withoutPastOpenings(
    _ openings: [CallDate], _ rounds: [CallRounds.Round], _ due: [Deadline]
  ) -> [CallDate] {
    let past = rounds.filter { round in !round.deadlines.contains(where: due.contains) }
    return openings.filter { opening in !past.contains { $0.opening == opening } }
  }

  /// Without deadlines that had passed when the document was published, or that lie in years before
  /// the one in its title, where later ones stand.
  private func withoutPastRounds(_ deadlines: [Deadline]) -> [Deadline] {
    guard let day = years.firstDay else { return deadlines }
    let coming = deadlines.filter { ($0.date.lastDay ?? day) >= day }
    return coming.isEmpty ? deadlines : coming
  }

  private static func inOrder<Dated>(_ all: [Dated], _ date: (Dated) -> CallDate) -> [Dated] {
    guard all.count > 1 else { return all }
    let keyed = all.map { (day: date($0).date?.iso ?? "", time: date($0).time ?? "", dated: $0) }
    return keyed.sorted { ($0.day, $0.time) < ($1.day, $1.time) }.map(\.dated)
  }

  /// One of each date: the more precise, with a time where one has it, and the evidence of all.
  private static func merged(_ dates: [CallDate]) -> [CallDate] {
    var kept: [CallDate] = []
    for date in dates {
      if let i = kept.firstIndex(where: { isSame($0, date) }) {
        kept[i] = joined(kept[i], date)
      } else {
        kept.append(date)
      }
    }
    return kept
  }

  private static func mergedDeadlines(_ deadlines: [Deadline]) -> [Deadline] {
    var kept: [Deadline] = []
    for deadline in deadlines {
      if let i = kept.firstIndex(where: { isSame($0.date, deadline.date) }) {
        kept[i].date = joined(kept[i].date, deadline.date)
        if kept[i].stage == .single { kept[i].stage = deadline.stage }
      } else {
        kept.append(deadline)
      }
    }
    return inOrder(kept, \.date)
  }

  private static func isSame(_ a: CallDate, _ b: CallDate) -> Bool {
    guard let x = a.date, let y = b.date else { return false }
    let year = x.year == nil || y.year == nil || x.year == y.year
    let month = x.month == nil || y.month == nil || x.month == y.month
    let day = x.day == nil || y.day == nil || x.day == y.day
    return year && month && day
  }

  private static func joined(_ a: CallDate, _ b: CallDate) -> CallDate {
    let isFiner = (b.date?.iso.count ?? 0) > (a.date?.iso.count ?? 0)
    var better = isFiner ? b : a
    let other = isFiner ? a : b
    if better.time == nil, other.time != nil {
      better.time = other.time
      better.timeZone = other.timeZone
    }
    if better.timeZone == nil { better.timeZone = other.timeZone }
    if !a.inferred.isEmpty, b.inferred.isEmpty { better.inferred = [] }
    better.extended = a.extended || b.extended
    better.evidence = Array((a.evidence + b.evidence).prefix(4))
    return better
  }

  private static let beginnings: [Event.Role] = [.platformOpens, .infoDay, .projectStart]

  private func makeEvents() -> [Event] {
    var events: [Event] = []
    for annotation in calendar.all("event", context, scope) {
      guard let role = annotation["role"].flatMap({ Event.Role(rawValue: $0) }) else { continue }
      let dates = dates(annotation)
      // What begins between two days may begin on the first.
      let isStart = Self.beginnings.contains(role)
      guard let date = isStart ? dates.start ?? dates.end : dates.end ?? dates.start,
        date.date != nil
      else { continue }
      // A period of projects says when they begin as well.
      if role == .projectEnd, let start = dates.start, start.date != nil {
        add(Event(role: .projectStart, date: start), to: &events)
      }
      add(Event(role: role, date: date), to: &events)
    }
    return events
  }

  private func add(_ event: Event, to events: inout [Event]) {
    if !events.contains(where: { $0.role == event.role && $0.date.date == event.date.date }) {
      events.append(event)
    }
  }
}
