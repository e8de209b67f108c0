import Documents

/// Reads the date of a mail (RFC 5322, 3.3).
enum MailDate {
  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// `Mon, 4 Mar 2024 17:45:00 +0100` → `2024-03-04`: the sender's day, whatever the reader's zone.
  static func day(_ text: String) -> String? {
    let words = text.split { $0 == " " || $0 == "," || $0 == "-" && !text.contains(" -") }
    guard
      let place = words.firstIndex(where: { months.contains($0.prefix(3).lowercased()) }),
      place > 0, place + 1 < words.count, let day = Int(words[place - 1]),
      var year = Int(words[place + 1]),
      let month = months.firstIndex(of: words[place].prefix(3).lowercased())
    else { return nil }
    // Years of two and three digits (4.3).
    if year < 50 { year += 2000 } else if year < 1000 { year += 1900 }
    let date = PartialDate(year: year, month: month + 1, day: day)
    return date.isValid ? date.iso : nil
  }
}
