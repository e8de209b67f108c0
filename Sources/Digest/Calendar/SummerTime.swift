import Documents

/// Summer time of the European Union: from the last Sunday of March to that of October (Directive
/// 2000/84/EC), at 1:00 UTC.
enum SummerTime {
  /// On that day at noon.
  static func holds(on day: CalendarDay) -> Bool {
    let days = day.daysSinceEpoch
    return days >= lastSunday(of: 3, day.year).daysSinceEpoch
      && days < lastSunday(of: 10, day.year).daysSinceEpoch
  }

  private static func lastSunday(of month: Int, _ year: Int) -> CalendarDay {
    let last = CalendarDay(year: year, month: month, day: 31)
    return last.adding(days: -(last.weekday % 7))
  }
}

/// The time zone of a deadline, as a calendar needs it.
enum CalendarZone: Hashable {
  /// With European summer time; hours of winter time east of Greenwich.
  case european(name: String, hours: Int)
  /// Minutes east of Greenwich all year.
  case fixed(minutes: Int)
  /// Unknown rules: whatever the clock on the wall says.
  case floating

  /// Paris where the document names no zone, as for the day that is today.
  init(_ name: String?) {
    guard let name else {
      self = .european(name: "Europe/Paris", hours: 1)
      return
    }
    if let hours = Self.winterHours[name] {
      self = .european(name: name, hours: hours)
    } else if let minutes = Self.minutes(ofOffset: name) ?? Self.allYear[name] {
      self = .fixed(minutes: minutes)
    } else {
      self = .floating
    }
  }

  private static func minutes(ofOffset text: String) -> Int? {
    guard let sign = text.first, sign == "+" || sign == "-" else { return nil }
    let parts = text.dropFirst().split(separator: ":").compactMap { Int($0) }
    guard let hours = parts.first, hours <= 14, parts.count <= 2 else { return nil }
    let minutes = hours * 60 + (parts.count == 2 ? parts[1] : 0)
    return sign == "-" ? -minutes : minutes
  }

  private static let winterHours: [String: Int] = {
    let zones: [(Int, [String])] = [
      (0, ["London", "Lisbon", "Dublin"]),
      (
        1,
        [
          "Paris", "Brussels", "Berlin", "Madrid", "Rome", "Vienna", "Amsterdam", "Luxembourg",
          "Zurich", "Copenhagen", "Stockholm", "Oslo", "Prague", "Warsaw", "Budapest",
          "Bratislava", "Ljubljana", "Zagreb", "Malta", "Monaco", "Belgrade", "Sarajevo",
          "Skopje", "Podgorica", "Tirane", "Andorra",
        ]
      ),
      (
        2,
        ["Athens", "Bucharest", "Sofia", "Helsinki", "Tallinn", "Riga", "Vilnius", "Kiev", "Kyiv"]
      ),
    ]
    let pairs = zones.flatMap { hours, cities in cities.map { ("Europe/" + $0, hours) } }
    return Dictionary(pairs) { first, _ in first }
  }()

  private static let allYear: [String: Int] = [
    "UTC": 0, "Etc/UTC": 0, "GMT": 0, "Z": 0, "Africa/Dakar": 0, "Africa/Bamako": 0,
    "Africa/Ouagadougou": 0, "Africa/Abidjan": 0, "Africa/Lome": 0, "Africa/Algiers": 60,
    "Africa/Tunis": 60, "Africa/Porto-Novo": 60, "Africa/Niamey": 60, "Indian/Antananarivo": 180,
    "Indian/Reunion": 240, "Indian/Mayotte": 180, "America/Martinique": -240,
    "America/Guadeloupe": -240, "America/Cayenne": -180,
  ]

  /// The zone's rules as a component; nil where none are needed.
  var component: [String]? {
    guard case .european(let name, let hours) = self else { return nil }
    func offset(_ hours: Int) -> String { "+\(hours < 10 ? "0" : "")\(hours)00" }
    // The change comes at 1:00 UTC, here in the local time before it.
    func rule(_ kind: String, month: Int, from: Int, to: Int) -> [String] {
      [
        "BEGIN:\(kind)",
        "DTSTART:1996\(month < 10 ? "0" : "")\(month)\(month == 3 ? "31" : "27")T0\(from + 1)0000",
        "RRULE:FREQ=YEARLY;BYMONTH=\(month);BYDAY=-1SU", "TZOFFSETFROM:\(offset(from))",
        "TZOFFSETTO:\(offset(to))", "END:\(kind)",
      ]
    }
    return ["BEGIN:VTIMEZONE", "TZID:\(name)"]
      + rule("DAYLIGHT", month: 3, from: hours, to: hours + 1)
      + rule("STANDARD", month: 10, from: hours + 1, to: hours) + ["END:VTIMEZONE"]
  }
}
