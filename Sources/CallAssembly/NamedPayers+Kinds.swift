import CallModel
import Documents
import RuleEngine

/// Bodies that no gazetteer knows, told by what they are and what they do: « El Ayuntamiento de
/// Plasencia convoca… », `Cork City Council is calling for…`.
///
/// A rule marks the words of the kind (`payer-kind`); the name is those and the words in capitals
/// after them, or before them where the rule says `name: before`.
extension NamedPayers {
  /// Words of a name beside its kind; letters of the small words between them (« del », `with`).
  private static let mostWords = 7
  private static let smallWord = 4

  static func addByKind(
    to parties: inout [Party], _ context: AnnotatedDocument, _ scope: CallScope
  ) {
    for kind in scope.all("payer-kind", context).prefix(mostLabels) {
      guard let name = name(around: kind, context), context.all("party", in: name).isEmpty
      else { continue }
      add(name, by: kind.rule, to: &parties, context)
    }
  }

  /// The country whose bodies alone are called so (`Diputación`), and the place that says it.
  static func home(
    _ context: AnnotatedDocument, _ scope: CallScope
  ) -> (code: String, proof: Evidence)? {
    for kind in scope.all("payer-kind", context).prefix(mostLabels) {
      guard let code = kind["country"], name(around: kind, context) != nil else { continue }
      return (code, context.evidence(kind))
    }
    return nil
  }

  /// Nil where no word in capitals stands beside the kind.
  static func name(
    around kind: Annotation, _ context: AnnotatedDocument
  ) -> TextRange? {
    guard let block = context.block(at: kind.range.start) else { return nil }
    if kind["name"] == "before" {
      let words = words(before: kind.range.start, in: block.range, context)
      let taken = length(of: words, smallWords: false)
      return taken == 0 ? nil : TextRange(kind.range.start - taken - 1, kind.range.end)
    }
    let after = TextRange(kind.range.end, block.range.end)
    guard after.length > 0, context.bytes[after.start] == 0x20 else { return nil }
    let words = words(from: after.start + 1, to: after.end, context)
    let taken = length(of: words, smallWords: true)
    return taken == 0 ? nil : TextRange(kind.range.start, after.start + 1 + taken)
  }

  /// The words before a place, the nearest first.
  private static func words(
    before place: Int, in block: TextRange, _ context: AnnotatedDocument
  ) -> some Sequence<String> {
    sequence(state: place) { end in
      while end > block.start, context.bytes[end - 1] == 0x20 { end -= 1 }
      guard end > block.start else { return nil }
      var start = end
      while start > block.start, context.bytes[start - 1] != 0x20 { start -= 1 }
      defer { end = start }
      return context.scalars.slice(TextRange(start, end))
    }
  }

  /// What stands between single spaces from a place on to the end of its line.
  private static func words(
    from place: Int, to end: Int, _ context: AnnotatedDocument
  ) -> some Sequence<String> {
    let line = context.bytes[place..<end].prefix { $0 != 0x0A }
    return sequence(state: place) { start in
      guard start <= line.endIndex else { return nil }
      let word = line[start...].prefix { $0 != 0x20 }
      start = word.endIndex + 1
      return context.scalars.slice(TextRange(word.startIndex, word.endIndex))
    }
  }

  /// Bytes of the words in capitals, with the small words between them; a mark ends the name.
  private static func length(of words: some Sequence<String>, smallWords: Bool) -> Int {
    var taken = 0
    var whole = 0
    for word in words.prefix(mostWords) {
      let letters = word.prefix { $0.isLetter || $0 == "-" || $0 == "’" || $0 == "'" }
      // « d'Or » and « l'Ain » are as much of a name as « Or ».
      guard let first = letters.split(whereSeparator: { $0 == "’" || $0 == "'" }).last?.first
      else { break }
      let isCapital = first.isUppercase
      guard isCapital || smallWords && letters.count <= smallWord else { break }
      if !smallWords, letters.count < word.count { break }
      whole += (whole == 0 ? 0 : 1) + letters.utf8.count
      if isCapital { taken = whole }
      if letters.count < word.count { break }
    }
    return taken
  }
}
