import CallModel
import Documents

extension Wording {
  /// `lundi 6 mai 2024`, `Monday 6 May 2024`.
  package func day(_ day: CalendarDay) -> String {
    "\(weekdayName(day.weekday)) \(dayOfMonth(day.day)) \(monthName(day.month)) \(day.year)"
  }

  /// `6 mai 2024`, `12 sept. 2024`, `12 Sep 2024`: for tables.
  package func shortDay(_ day: CalendarDay) -> String {
    "\(dayOfMonth(day.day)) \(shortMonthName(day.month)) \(day.year)"
  }

  /// A date as precise as it is: a day with its weekday, `mai 2024`, `2024`, or a day without year.
  package func partialDate(_ date: PartialDate) -> String {
    guard let year = date.year else {
      let day = "\(dayOfMonth(date.day ?? 1)) \(monthName(date.month ?? 1))"
      return say("\(day) (année non indiquée)", "\(day) (year not stated)")
    }
    guard let month = date.month else { return "\(year)" }
    guard let number = date.day else { return "\(monthName(month)) \(year)" }
    return day(CalendarDay(year: year, month: month, day: number))
  }

  /// A date of a call in full: with its hour and zone, and all that makes it less than certain.
  ///
  /// `lundi 6 mai 2024 à 12 h 00 (heure de Paris)`, `mai 2024 (prévision)`, `date à confirmer`.
  package func date(_ date: CallDate) -> String {
    guard let partial = date.date else {
      return date.certainty == .forecast
        ? say("date prévue, non précisée", "expected, no date given")
        : say("date à confirmer", "date to be confirmed")
    }
    return plainDate(partial, date.precision) + hour(date) + doubts(date)
  }

  /// A date of a call for a narrow column: `6 mai 2024`, `mai 2024 ?` where it is not certain.
  package func shortDate(_ date: CallDate) -> String {
    guard let partial = date.date else { return say("à confirmer", "to be confirmed") }
    let text = shortPartial(partial, date.precision)
    return date.certainty == .confirmed ? text : text + "\u{A0}?"
  }

  private func plainDate(_ date: PartialDate, _ precision: CallDate.Precision) -> String {
    guard precision == .quarter, let year = date.year, let month = date.month else {
      return partialDate(date)
    }
    let quarter = (month + 2) / 3
    let ordinal = language == .fr ? (quarter == 1 ? "1er" : "\(quarter)e") : ""
    return say("\(ordinal) trimestre \(year)", "Q\(quarter) \(year)")
  }

  private func shortPartial(_ date: PartialDate, _ precision: CallDate.Precision) -> String {
    guard precision != .quarter, let month = date.month, let number = date.day else {
      return precision == .quarter ? plainDate(date, precision) : partialDate(date)
    }
    let day = "\(dayOfMonth(number)) \(shortMonthName(month))"
    return date.year.map { "\(day) \($0)" } ?? day
  }

  private func hour(_ date: CallDate) -> String {
    guard let time = date.time else { return "" }
    let zone = date.timeZone.map { " (\(timeZone($0)))" } ?? ""
    return say(" à \(self.time(time))\(zone)", ", \(self.time(time))\(zone)")
  }

  /// `12 h 00`, `12:00`, from `HH:MM`.
  package func time(_ time: String) -> String {
    guard language == .fr else { return time }
    return time.split(separator: ":", maxSplits: 1).enumerated().map { index, part in
      index == 0 ? String(Int(part) ?? 0) : String(part)
    }.joined(separator: "\u{A0}h\u{A0}")
  }

  /// `heure de Paris`, `Paris time`; an offset as `UTC+02:00`; another zone by its own name.
  package func timeZone(_ zone: String) -> String {
    if zone.hasPrefix("+") || zone.hasPrefix("-") { return "UTC" + zone }
    if ["UTC", "Etc/UTC", "GMT", "Z"].contains(zone) { return zone == "GMT" ? "GMT" : "UTC" }
    guard let city = zone.split(separator: "/").last, zone.contains("/") else { return zone }
    let english = city.split(separator: "_").joined(separator: " ")
    let french = frenchCities[english] ?? english
    return say(
      "heure \(french.first.map { "AEIOU".contains($0) } == true ? "d’" : "de ")\(french)",
      "\(english) time")
  }

  private func doubts(_ date: CallDate) -> String {
    var notes: [String] = []
    if date.extended { notes.append(say("date repoussée", "extended")) }
    switch date.certainty {
    case .confirmed: break
    case .forecast: notes.append(say("prévision", "forecast"))
    case .toBeConfirmed: notes.append(say("à confirmer", "to be confirmed"))
    }
    if date.inferred.contains("year") { notes.append(say("année déduite", "year inferred")) }
    return notes.isEmpty ? "" : " (\(notes.joined(separator: ", ")))"
  }

  /// `J-14`, `14 days left`; the deadline's own day is `dernier jour`; a past one `clos`.
  package func daysLeft(_ days: Int) -> String {
    switch days {
    case ..<0: say("clos", "closed")
    case 0: say("dernier jour", "last day")
    case 1: say("J-1", "1 day left")
    default: say("J-\(days)", "\(number(days)) days left")
    }
  }

  /// `encore 14 jours`, `plus qu’un jour`: in sentences, where `J-14` would be jargon.
  package func daysLeftInWords(_ days: Int) -> String {
    switch days {
    case ..<0: say("clos", "closed")
    case 0: say("dernier jour", "last day")
    case 1: say("encore\u{A0}1\u{A0}jour", "1\u{A0}day left")
    default: say("encore\u{A0}\(number(days))\u{A0}jours", "\(number(days))\u{A0}days left")
    }
  }

  private func dayOfMonth(_ day: Int) -> String {
    language == .fr && day == 1 ? "1er" : "\(day)"
  }

  package func monthName(_ month: Int) -> String { entry(month, monthNames) }
  private func shortMonthName(_ month: Int) -> String { entry(month, shortMonthNames) }
  private func weekdayName(_ weekday: Int) -> String { entry(weekday, weekdayNames) }

  private func entry(_ number: Int, _ names: [UserLanguage: [String]]) -> String {
    guard let list = names[language], (1...list.count).contains(number) else { return "\(number)" }
    return list[number - 1]
  }
}

private let monthNames: [UserLanguage: [String]] = [
  .fr: [
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
  ],
  .en: [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ],
]

private let shortMonthNames: [UserLanguage: [String]] = [
  .fr: [
    "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.",
    "déc.",
  ],
  .en: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
]

/// Monday first.
private let weekdayNames: [UserLanguage: [String]] = [
  .fr: ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
  .en: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
]

/// Cities of the time zones whose French name differs from the one of the zone.
private let frenchCities = [
  "Brussels": "Bruxelles", "London": "Londres", "Lisbon": "Lisbonne", "Athens": "Athènes",
  "Rome": "Rome", "Vienna": "Vienne", "Warsaw": "Varsovie", "Copenhagen": "Copenhague",
  "Bucharest": "Bucarest", "Reunion": "La Réunion", "Cayenne": "Cayenne",
  "Guadeloupe": "Guadeloupe",
  "Martinique": "Martinique", "Mayotte": "Mayotte", "Noumea": "Nouméa", "Algiers": "Alger",
  "Zurich": "Zurich", "Prague": "Prague", "Berlin": "Berlin", "Madrid": "Madrid",
]
