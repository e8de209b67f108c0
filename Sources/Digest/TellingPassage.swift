import CallModel
import Documents

/// Finds, in a call's own words, the sentence that holds what speaks for it.
///
/// Reasons point at single words; a reader wants to see what is said of them.
enum TellingPassage {
  private static let longest = 280

  /// At most `limit` sentences, of the heaviest reasons first; none that holds a mail address, which
  /// may name a person.
  static func passages(of match: Match, in text: CallText, limit: Int = 2) -> [Evidence] {
    var found: [Evidence] = []
    for evidence in match.reasons.flatMap(\.call) {
      guard found.count < limit else { break }
      let isKnown = found.contains { $0.start <= evidence.start && evidence.end <= $0.end }
      guard !isKnown, let passage = sentence(around: evidence, in: text),
        // The title stands above already.
        !passage.quote.contains("@"), passage.quote != text.title
      else { continue }
      found.append(passage)
    }
    return found
  }

  /// The sentence around a place, as an exact slice of the document's text; nil where the call's
  /// words do not hold the place.
  static func sentence(
    around evidence: Evidence, in text: CallText, longest: Int = longest
  ) -> Evidence? {
    for passage in text.passages where passage.start <= evidence.start {
      let scalars = Array(passage.text.unicodeScalars)
      let begin = evidence.start - passage.start
      let end = evidence.end - passage.start
      guard begin < scalars.count, end <= scalars.count, begin < end,
        String(String.UnicodeScalarView(scalars[begin..<end])) == evidence.quote
      else { continue }
      let range = bounds(begin..<end, in: scalars, longest)
      return Evidence(
        quote: String(String.UnicodeScalarView(scalars[range])),
        start: passage.start + range.lowerBound, end: passage.start + range.upperBound,
        page: evidence.page, part: evidence.part, rule: evidence.rule,
        confidence: evidence.confidence)
    }
    return nil
  }

  private static func bounds(
    _ place: Range<Int>, in scalars: [Unicode.Scalar], _ longest: Int
  ) -> Range<Int> {
    var start = place.lowerBound
    while start > 0, !isEnd(start - 1, scalars), place.upperBound - start < longest { start -= 1 }
    // A sentence too long is entered at a word.
    if start > 0, !isEnd(start - 1, scalars) {
      while start < place.lowerBound, scalars[start] != " " { start += 1 }
    }
    var end = place.upperBound
    while end < scalars.count, !isEnd(end, scalars), end - start < longest { end += 1 }
    if end < scalars.count, isEnd(end, scalars), scalars[end] != "\n" { end += 1 }
    if end < scalars.count, end - start >= longest {
      while end > place.upperBound, scalars[end - 1] != " " { end -= 1 }
    }
    while end > place.upperBound, scalars[end - 1].properties.isWhitespace { end -= 1 }
    while start < place.lowerBound, isLead(scalars[start], scalars[start..<end]) { start += 1 }
    return start..<end
  }

  /// A space, the mark of an item, or a quotation mark that is not closed: no part of what is said.
  private static func isLead(
    _ scalar: Unicode.Scalar, _ sentence: ArraySlice<Unicode.Scalar>
  ) -> Bool {
    if scalar.properties.isWhitespace || "•▪◦●■‣–—-*".unicodeScalars.contains(scalar) {
      return true
    }
    guard let index = "«“".unicodeScalars.firstIndex(of: scalar) else { return false }
    let isFirst = index == "«“".unicodeScalars.startIndex
    return !sentence.contains(isFirst ? "»" : "”")
  }

  /// A line's end, or a mark that ends a sentence before a space: not the point of `2.5`.
  private static func isEnd(_ index: Int, _ scalars: [Unicode.Scalar]) -> Bool {
    if scalars[index] == "\n" { return true }
    guard ".!?;".unicodeScalars.contains(scalars[index]) else { return false }
    return index + 1 >= scalars.count || scalars[index + 1].properties.isWhitespace
  }
}
