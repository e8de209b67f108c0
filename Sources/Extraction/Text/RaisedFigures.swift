/// Raised figures: marks of notes and exponents, which would else be digits of the number before them
/// (`2027` and a note make `20271`).
enum RaisedFigures {
  /// More are no mark: a date or a sum that is set high.
  private static let mostFigures = 4

  /// The text with its figures as superscripts; as it is where it holds anything else but signs
  /// between marks.
  static func raised(_ text: String) -> String {
    areMarks(text.utf8)
      ? String(String.UnicodeScalarView(text.unicodeScalars.map(PDFText.superscript))) : text
  }

  /// One to four figures, and what stands between and around marks of notes.
  static func areMarks(_ text: some Sequence<UInt8>) -> Bool {
    var figures = 0
    for byte in text {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): figures += 1
      case 0x20, UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "("), UInt8(ascii: ")"),
        UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "-"), UInt8(ascii: "*"):
        break
      default: return false
      }
    }
    return (1...mostFigures).contains(figures)
  }
}
