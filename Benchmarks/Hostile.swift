/// Texts that make a careless matcher slow.
enum Hostile {
  /// Each is repeated without end.
  static let units: [(String, String)] = [
    ("digits in groups", "123 456 789 "), ("digits of days", "12 "), ("one long number", "7"),
    ("dates in figures", "12/05/2024 "), ("bullets", "• "), ("bullets on lines", "•\n"),
    ("dashes on lines", "- a\n"), ("one word", "projet "), ("one name", "Interreg "),
    ("one trigger", "jusqu'au "), ("triggers and days", "avant le 12 mai "),
    ("sums", "10 000 € "), ("percents", "20 % "), ("open brackets", "("), ("at signs", "a@"),
    ("capitals and hyphens", "A1-"), ("closed sentences", "le 3. "), ("hyphens at ends", "co-\n"),
    ("apostrophes", "l'"), ("accents", "éàçœ"), ("combining marks", "e\u{301}\u{300}\u{302}"),
    ("number words", "vingt et un "), ("headings", "# date limite\n\n"),
    ("headings and items", "# Dates :\n\n- 3 mai 2024\n"), ("letters apart", "a b c d "),
    ("codes without figures", "AB-"), ("mail without end", "a.b-c_d"), ("web without end", "www.a"),
    ("elisions and hyphens", "l'a-"), ("openings of ranges", "du 3 au 4 du "),
    ("words of rates", "taux maximum de "), ("letters of another script", "дата подачи "),
    ("signs of another script", "項目申請"), ("no-break spaces", "10\u{A0}000\u{202F}€\u{A0}"),
    ("days after labels", "clôture : 30/06 "), ("days joined by hyphens", "01.03.26-30.06.26 "),
    ("arrows", "juin → "), ("years in words", "le six mai deux mille vingt "), ("hours", "48h "),
    ("bounds without end", "plus de moins de "), ("weeks", "semaine du 3 "),
    ("streets", "rue du 8 mai "),
    ("long words", String(repeating: "coopération", count: 40) + " "),
  ]

  /// Made of ordinary text.
  static func made(of text: String) -> [(String, String)] {
    let unstopped = String(text.unicodeScalars.filter { !".!?;\n".unicodeScalars.contains($0) })
    let oneLine = String(text.unicodeScalars.map { $0 == "\n" ? " " : Character($0) })
    return [
      ("sentences without end", unstopped), ("one line", oneLine),
      ("capitals", text.uppercased()),
      ("letters as lines", text.split(separator: " ").joined(separator: "\n")),
    ]
  }
}
