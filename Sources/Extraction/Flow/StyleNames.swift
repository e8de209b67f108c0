/// What the names of paragraph styles say in the languages that word processors speak.
///
/// Word keeps `heading 1` in the file whatever its own language; styles that were made by hand, or
/// by other programs, keep the name that people see.
enum StyleNames {
  enum Meaning: Hashable {
    case title
    /// From 1.
    case heading(Int)
    case caption
    case contents
  }

  private static let titles: Set<String> = [
    "title", "titre", "titel", "titulo", "título", "titolo", "tytuł",
  ]
  private static let headings: Set<String> = [
    "heading", "titre", "überschrift", "berschrift", "título", "titulo", "ttulo", "titolo", "kop",
    "nagłówek", "rubrik", "titlu", "nadpis", "intertitre",
  ]
  private static let captions: Set<String> = [
    "caption", "légende", "legende", "lgende", "beschriftung", "didascalia", "bijschrift",
    "leyenda", "legenda",
  ]
  private static let contents: Set<String> = [
    "toc", "tm", "tdm", "verzeichnis", "inhopg", "sommario", "tdc", "spistreci", "indexheading",
    "contentsheading", "contents", "tocheading", "sommaire", "entêtedetabledesmatières",
    "tabledesmatières", "tableofcontents",
  ]

  /// `Titre 1`, `heading 2`, `Heading_20_3`, `berschrift1`; nil where the name says nothing.
  static func meaning(of name: String) -> Meaning? {
    let name = name.replacing("_20_", with: " ").lowercased()
    let words = name.filter { $0.isLetter }
    let digits = name.filter { $0.isASCII && $0.isNumber }
    guard name.allSatisfy({ $0.isLetter || $0.isNumber || " -_.".contains($0) }) else { return nil }
    if contents.contains(words) { return .contents }
    if let level = Int(digits), digits.count == 1, (1...9).contains(level),
      headings.contains(words)
    {
      return .heading(level)
    }
    guard digits.isEmpty else { return nil }
    if titles.contains(words) { return .title }
    return captions.contains(words) ? .caption : nil
  }
}
