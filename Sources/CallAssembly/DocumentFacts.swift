import CallModel
import Documents
import RuleEngine

/// The language of a document: as its reader found it, else by its function words.
enum LanguageGuess {
  static func language(of tagging: Tagging, document: Document) -> String {
    if let language = document.metadata.language { return String(language.prefix(2)) }
    let ranked = tagging.languages.sorted {
      $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key
    }
    guard let best = ranked.first, best.value >= 3 else { return "und" }
    return best.key
  }
}

/// The day a document was published: as it says, else the day it says it was changed, else as its
/// file says.
enum PublicationDate {
  static func date(_ context: AnnotatedDocument) -> CallDate? {
    let events = context.all("event")
    let told = ["published", "updated"].flatMap { role in events.filter { $0["role"] == role } }
    for annotation in told {
      if case .date(let value) = annotation.value, value.date.year != nil {
        return CallDate(
          date: value.date, precision: value.date.day == nil ? .month : .day,
          evidence: [context.evidence(annotation)])
      }
    }
    guard let text = context.document.metadata.published, let date = PartialDate(iso: text) else {
      return nil
    }
    return CallDate(
      date: date, precision: date.day == nil ? .month : .day,
      evidence: place(of: date, context).map { [context.evidence($0)] } ?? [])
  }

  /// Where the document shows the day that its file gives: a date in a short line that plays no
  /// other part, near the beginning or the end.
  private static func place(of day: PartialDate, _ context: AnnotatedDocument) -> Annotation? {
    let length = context.document.text.utf8.count
    let parts = ["deadline", "opening", "event"].flatMap { context.all($0) }.map(\.range)
    return (context.all("date") + context.all("datetime")).first { annotation in
      guard case .date(let value) = annotation.value, value.date == day,
        let block = context.block(at: annotation.range.start), block.range.length <= 160
      else { return false }
      let isAtEdge =
        annotation.range.start < max(1_000, length / 5)
        || annotation.range.end > length - max(400, length / 10)
      return isAtEdge && !parts.contains { $0.contains(annotation.range.start) }
    }
  }
}

/// The share of tokens that look like words.
enum TextQuality {
  static func share(of tagging: Tagging) -> Double {
    guard tagging.words > 0 else { return 1 }
    return (Double(tagging.words - tagging.oddWords) / Double(tagging.words) * 100).rounded() / 100
  }
}
