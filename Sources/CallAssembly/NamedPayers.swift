import CallModel
import Documents
import RuleEngine

/// Bodies that no gazetteer knows, where a label says that they pay: « Porteur de l'aide : ID77 ».
///
/// Their name is what stands after the label on its line, else the line below it; their id is made
/// of the name.
enum NamedPayers {
  /// Bytes of a line of names; letters of a name.
  private static let longestLine = 160
  private static let letters = 2...90
  /// Labels looked at: each looks through the blocks, and a sheet has one or two.
  static let mostLabels = 16
  /// What a line of names never holds.
  private static let otherTypes = ["email", "url", "date", "datetime", "daterange", "money"]

  static func parties(_ context: AnnotatedDocument, _ scope: CallScope) -> [Party] {
    var parties: [Party] = []
    for label in scope.all("payer-label", context).prefix(mostLabels) {
      guard let line = value(of: label, context) else { continue }
      for name in names(in: line, context) { add(name, by: label.rule, to: &parties, context) }
    }
    addByKind(to: &parties, context, scope)
    return parties
  }

  /// Adds who bears a name, once.
  static func add(
    _ name: TextRange, by rule: String, to parties: inout [Party], _ context: AnnotatedDocument
  ) {
    let text = TitleField.clean(context.scalars.slice(name))
    let id = id(of: text)
    guard !id.isEmpty, !parties.contains(where: { $0.id == id }) else { return }
    parties.append(
      Party(id: id, name: text, role: .funder, evidence: [context.evidence(name, rule: rule)]))
  }

  private static func value(of label: Annotation, _ context: AnnotatedDocument) -> TextRange? {
    guard let block = context.block(at: label.range.start) else { return nil }
    let rest = firstLine(TextRange(label.range.end, block.range.end), context)
    if rest.length > 0 { return rest }
    guard let next = context.block(from: block.range.end),
      isBeside(block, next, context)
    else { return nil }
    let line = firstLine(next.range, context)
    return line.length > 0 ? line : nil
  }

  /// A line below a label, or the other cell of a row of two.
  private static func isBeside(
    _ label: TextBlock, _ next: TextBlock, _ context: AnnotatedDocument
  ) -> Bool {
    guard let cell = label.cell else {
      // Nothing marks a heading in plain text but that it is short.
      let isLine = next.role == .heading && context.document.format == .text
      return next.cell == nil && (next.role == .paragraph || next.role == .listItem || isLine)
    }
    return cell.column == 0 && next.cell?.table == cell.table && next.cell?.row == cell.row
      && !context.blocks.contains {
        $0.cell.map { $0.table == cell.table && $0.column > 1 } ?? false
      }
  }

  /// Without the colon, mark or spaces before it; empty where it is longer than names are.
  private static func firstLine(_ range: TextRange, _ context: AnnotatedDocument) -> TextRange {
    let text = context.scalars.slice(range).unicodeScalars
    let words = text.drop { !$0.isWordLetter }
    let line = words.prefix { $0 != "\n" }
    let start = range.start + text[..<line.startIndex].reduce(0) { $0 + UTF8.width($1) }
    let length = line.reduce(0) { $0 + UTF8.width($1) }
    return TextRange(start, start + (length <= longestLine ? length : 0))
  }

  /// The names of a line; none where it is a sentence.
  private static func names(in line: TextRange, _ context: AnnotatedDocument) -> [TextRange] {
    let text = context.scalars.slice(line)
    guard !text.hasSuffix("."), !text.holdsBytes(of: ". "), !text.contains(":"),
      otherTypes.allSatisfy({ context.all($0, in: line).isEmpty })
    else { return [] }
    var names: [TextRange] = []
    var start = line.start
    for piece in text.split(omittingEmptySubsequences: false, whereSeparator: isSeparator) {
      let end = start + piece.utf8.count
      let lead = piece.prefix { $0 == " " }.utf8.count
      let tail = piece.reversed().prefix { $0 == " " }.count
      let name = TextRange(start + min(lead, piece.utf8.count), max(start + lead, end - tail))
      if isName(name, context) { names.append(name) }
      // Separators are of one scalar.
      start = end + separatorLength(in: text, after: end - line.start)
    }
    return names
  }

  private static func isSeparator(_ character: Character) -> Bool {
    character == ";" || character == "×" || character == "|"
  }

  private static func separatorLength(in text: String, after offset: Int) -> Int {
    let place = text.utf8.index(text.startIndex, offsetBy: offset)
    return place < text.endIndex ? text[place].utf8.count : 0
  }

  /// Begins as names do, and is none that the gazetteers know, to which rules give a role.
  private static func isName(_ range: TextRange, _ context: AnnotatedDocument) -> Bool {
    guard range.length > 0, let first = context.scalars.slice(range).first else { return false }
    let count = CallScopes.letterCount(range, context)
    return first.isUppercase && letters.contains(count)
      && context.all("party", in: range).isEmpty && context.all("fund", in: range).isEmpty
  }

  /// « Société d'économie mixte » → `societe-d-economie-mixte`.
  private static func id(of name: String) -> String {
    Folding.fold(name).split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
  }
}
