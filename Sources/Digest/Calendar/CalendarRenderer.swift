import CallModel
import Documents
import Presentation

/// The deadlines of the digest's calls as a calendar (RFC 5545), with an alarm for each step of the
/// reminder ladder.
///
/// A deadline keeps its `UID` for ever; when it moves, `SEQUENCE` grows, and where it is no more,
/// its event is cancelled, so that a calendar that takes the file in shows what holds.
struct CalendarRenderer: DigestRenderer {
  func bytes(of digest: AlertDigest, names: Names) throws -> [UInt8] {
    let wording = Wording(digest.language, names: names)
    let items = digest.items.map { ($0, CalendarEvent.events(of: $0)) }
    var zones: [CalendarZone] = []
    for case .time(_, _, let zone) in items.flatMap(\.1).map(\.moment) where !zones.contains(zone) {
      zones.append(zone)
    }
    var lines = [
      "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//calls//digest//\(digest.language.rawValue)",
      "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
      "X-WR-CALNAME:\(Self.escaped(wording.digestTitle(profiles: digest.profiles)))",
      "REFRESH-INTERVAL;VALUE=DURATION:P1D", "X-PUBLISHED-TTL:P1D",
    ]
    lines += zones.compactMap(\.component).flatMap(\.self)
    for (item, events) in items {
      for event in events {
        lines += Self.event(event, of: item, in: digest, wording)
        if digest.remindsByDays { lines += Self.reminderDays(event, of: item, in: digest, wording) }
      }
    }
    lines.append("END:VCALENDAR")
    return Array(lines.map { Self.folded($0) }.joined().utf8)
  }

  private static func event(
    _ event: CalendarEvent, of item: DigestItem, in digest: AlertDigest, _ wording: Wording
  ) -> [String] {
    let view = ItemView(item, digest: digest, wording: wording)
    let stage =
      event.deadline.stage == .single ? "" : " – " + wording.deadlineStage(event.deadline.stage)
    let isSure = event.deadline.date.certainty == .confirmed
    var lines = [
      "BEGIN:VEVENT", "UID:\(escaped(event.uid))", "DTSTAMP:\(compact(digest.day))T000000Z",
      "LAST-MODIFIED:\(compact(item.changedOn))T000000Z", "SEQUENCE:\(item.revision)",
      start(event.moment),
      "SUMMARY:\(escaped(wording.calendarSummary(view.title) + stage))",
      "DESCRIPTION:\(description(view, event, wording))",
      "STATUS:\(event.isCancelled ? "CANCELLED" : isSure ? "CONFIRMED" : "TENTATIVE")",
      "TRANSP:TRANSPARENT",
    ]
    if let link = view.link { lines.append("URL:\(link.url)") }
    if !event.isCancelled {
      lines += steps(item, digest).flatMap { alarm($0, event.moment, view, wording) }
    }
    return lines + ["END:VEVENT"]
  }

  /// Days before a deadline, of all profiles that the item is for, highest first.
  private static func steps(_ item: DigestItem, _ digest: AlertDigest) -> [Int] {
    Set(item.fits.flatMap { digest.subjects[$0.subject].settings.remindDaysBefore }).sorted(by: >)
  }

  /// `J-14 : …` as days of their own: programs that subscribe to calendars ignore alarms.
  private static func reminderDays(
    _ event: CalendarEvent, of item: DigestItem, in digest: AlertDigest, _ wording: Wording
  ) -> [String] {
    let title = ItemView(item, digest: digest, wording: wording).title
    guard let deadline = event.deadline.date.lastDay else { return [] }
    return steps(item, digest).filter { $0 > 0 }.flatMap { step in
      [
        "BEGIN:VEVENT", "UID:\(escaped("r\(step)-\(event.uid)"))",
        "DTSTAMP:\(compact(digest.day))T000000Z",
        "LAST-MODIFIED:\(compact(item.changedOn))T000000Z", "SEQUENCE:\(item.revision)",
        start(.day(deadline.adding(days: -step))),
        "SUMMARY:\(escaped("\(wording.daysLeftBrief(step)) – \(title)"))",
        "STATUS:\(event.isCancelled ? "CANCELLED" : "CONFIRMED")", "TRANSP:TRANSPARENT",
        "END:VEVENT",
      ]
    }
  }

  private static func start(_ moment: CalendarEvent.Moment) -> String {
    switch moment {
    case .day(let day):
      // An end after the beginning: some programs drop a calendar that has an event of no length.
      "DTSTART;VALUE=DATE:\(compact(day))\nDTEND;VALUE=DATE:\(compact(day.adding(days: 1)))"
    case .time(let day, let time, .european(let name, _)):
      "DTSTART;TZID=\(name):\(compact(day))T\(time)"
    case .time(let day, let time, .floating): "DTSTART:\(compact(day))T\(time)"
    case .time(let day, let time, .fixed(let minutes)): "DTSTART:\(utc(day, time, minutes))"
    }
  }

  private static func utc(_ day: CalendarDay, _ time: String, _ offset: Int) -> String {
    let digits = Int(time) ?? 0
    let total = day.daysSinceEpoch * 1440 + digits / 10_000 * 60 + digits / 100 % 100 - offset
    let minutes = ((total % 1440) + 1440) % 1440
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let date = CalendarDay(daysSinceEpoch: (total - minutes) / 1440)
    return "\(compact(date))T\(two(minutes / 60))\(two(minutes % 60))00Z"
  }

  /// Of a whole day the alarm rings at nine in the morning, not at midnight.
  private static func alarm(
    _ days: Int, _ moment: CalendarEvent.Moment, _ view: ItemView, _ wording: Wording
  ) -> [String] {
    let trigger: String
    if case .day = moment {
      trigger = days == 0 ? "PT9H" : "-P\(days - 1)DT15H"
    } else {
      trigger = "-P\(days)D"
    }
    return [
      "BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:\(trigger)",
      "DESCRIPTION:\(escaped("\(wording.daysLeftBrief(days)) – \(view.title)"))", "END:VALARM",
    ]
  }

  private static func description(
    _ view: ItemView, _ event: CalendarEvent, _ wording: Wording
  ) -> String {
    var lines = view.facts.filter(\.isMain).map { fact in
      wording.labelled(fact.label) + " " + wording.clauses(fact.values)
    }
    lines += event.deadline.date.evidence.prefix(1).map { wording.passage($0) }
    lines += view.fits.prefix(1).map { "\($0.target), \($0.relevance)" }
    lines.append(wording.labelled(wording.documentLabel) + " " + view.document)
    lines += view.links.map { "\(wording.labelled($0.label)) \($0.link.url)" }
    return lines.map(escaped).joined(separator: "\\n")
  }

  private static func compact(_ day: CalendarDay) -> String {
    day.iso.filter { $0 != "-" }
  }

  /// Text of a property: one line, in which `\`, `;` and `,` are no signs.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in PlainText.line(text).unicodeScalars {
      if "\\;,".unicodeScalars.contains(character) { result += "\\" }
      result.unicodeScalars.append(character)
    }
    return result
  }

  /// Lines of at most 75 octets with CRLF, cut between characters.
  static func folded(_ text: String) -> String {
    text.split(separator: "\n").map { line -> String in
      var result = ""
      var octets = 0
      for scalar in line.unicodeScalars {
        let size = UTF8.width(scalar)
        if octets + size > 75 {
          result += "\r\n "
          octets = 1
        }
        result.unicodeScalars.append(scalar)
        octets += size
      }
      return result + "\r\n"
    }.joined()
  }
}
