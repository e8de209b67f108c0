import CallModel
import Documents
import RuleEngine

/// A programme's or fund's name that stands alone on a short line, as titles of slides do, with
/// what it is written above.
struct Nameplate {
  let entry: GazetteerName
  /// The line itself.
  let line: TextRange
  /// From the name to the next one of another programme.
  let body: TextRange

  /// The longest line taken for a nameplate, in bytes, and the share of its letters and
  /// digits that the name must make up.
  private static let longestLine = 90
  private static let share = 0.3

  /// Calls that stand each under the name of its programme: those that give dates, and those that
  /// are called calls. None where that does not split the document.
  static func calls(_ context: AnnotatedDocument) -> [Nameplate] {
    guard context.count(of: "programme") + context.count(of: "fund") > 1 else { return [] }
    let plates = all(context)
    guard Set(plates.map(\.entry.id)).count > 1 else { return [] }
    let dated = plates.filter { CallScopes.hasDeadline(context, in: $0.body) }
    // A deck that tells of several programmes gives the dates of one under that one's name; in
    // running text a single dated part is rather the call, and the rest says more of it.
    guard
      dated.count > 1 && CallScopes.isDistinct(dated.map(\.body), context)
        || dated.count == 1 && context.document.isDeck
    else { return [] }
    return plates.filter { plate in
      dated.contains { $0.body == plate.body } || context.has("call-name", in: plate.body)
    }
  }

  private static func all(_ context: AnnotatedDocument) -> [Nameplate] {
    var starts: [(entry: GazetteerName, line: TextRange, offset: Int)] = []
    for block in naming(context)
    where block.range.length <= longestLine && block.cell == nil && !isItem(block, context) {
      guard let entry = name(block, context) else { continue }
      if let last = starts.last?.entry, last.id == entry.id || isPaid(last, by: entry) { continue }
      var offset = block.range.start
      // On a slide the name may stand in a corner, or come last: all of the slide is under it.
      if context.document.isDeck, let page = page(at: offset, context),
        starts.last.map({ $0.offset < page.range.start }) ?? true
      {
        offset = page.range.start
      }
      starts.append((entry, block.range, offset))
    }
    let asides = asides(context, entries: starts.map(\.entry))
    return starts.enumerated().map { i, start in
      let next = i + 1 < starts.count ? starts[i + 1].offset : context.document.text.utf8.count
      let end = asides.first { $0 > start.offset && $0 < next } ?? next
      return Nameplate(
        entry: start.entry, line: start.line, body: TextRange(start.offset, end))
    }
  }

  /// Blocks in which the name of a programme or a fund begins.
  private static func naming(_ context: AnnotatedDocument) -> [TextBlock] {
    let names = context.all("programme") + context.all("fund")
    var blocks: [TextBlock] = []
    for start in names.map(\.range.start).sorted() where blocks.last?.range.contains(start) != true
    {
      if let block = context.block(at: start) { blocks.append(block) }
    }
    return blocks
  }

  private static func isItem(_ block: TextBlock, _ context: AnnotatedDocument) -> Bool {
    guard !block.isItem, let first = context.unicodeScalars(of: block.range).first else {
      return true
    }
    return !first.isWordLetter && !first.isFigure
  }

  private static func page(at offset: Int, _ context: AnnotatedDocument) -> Page? {
    context.document.pages.last { $0.range.start <= offset }
  }

  /// Where slides begin that belong to none of the programmes: earlier projects told as examples, and
  /// surveys that name several of them.
  private static func asides(_ context: AnnotatedDocument, entries: [GazetteerName]) -> [Int] {
    guard context.document.isDeck else { return [] }
    let examples = context.all("example-cue").compactMap { cue in
      page(at: cue.range.start, context)?.range.start
    }
    let ids = Set(entries.map(\.id))
    let surveys = context.document.pages.filter { page in
      let named = Set(
        context.all("programme", in: page.range).compactMap { annotation in
          family(context.entry(annotation), context)?.id
        })
      return named.intersection(ids).count > 1
    }.map(\.range.start)
    return (examples + surveys).sorted()
  }

  /// Under a programme's name, that of its fund begins nothing new.
  private static func isPaid(_ programme: GazetteerName, by fund: GazetteerName) -> Bool {
    fund.type == "fund" && programme.attributes["fund"]?.contains(fund.id) == true
  }

  /// The programme that a line names, or the fund with which it begins; a programme of one period
  /// stands for the programme.
  static func name(_ block: TextBlock, _ context: AnnotatedDocument) -> GazetteerName? {
    let programmes = context.all("programme", in: block.range).filter {
      let entry = context.entry($0)
      return entry?.attribute("over") == nil
        && !NameFields.notProgrammes.contains(entry?.attribute("kind") ?? "")
    }
    let funds = context.all("fund", in: block.range).filter {
      $0.range.start == block.range.start
    }
    guard !programmes.isEmpty || !funds.isEmpty else { return nil }
    let signs = signCount(block.range, context)
    let named = (programmes + funds).filter {
      signCount($0.range, context) >= signs * share || isHead($0.range, of: block.range, context)
    }
    .compactMap { family(context.entry($0), context) }
    // « Interreg IV B – SUDOE »: the programme, not its strand.
    return named.first { one in !named.contains { NameFields.isOver(one, $0, context) } }
  }

  /// « CERV – Jumelages de villes »: a name at the line's beginning, and what is called after a dash.
  private static func isHead(
    _ name: TextRange, of line: TextRange, _ context: AnnotatedDocument
  ) -> Bool {
    guard name.start == line.start else { return false }
    let rest = context.unicodeScalars(of: TextRange(name.end, line.end)).prefix(3)
    return rest.starts(with: " – ".unicodeScalars) || rest.starts(with: " - ".unicodeScalars)
      || rest.starts(with: " — ".unicodeScalars)
  }

  /// The programme of which an entry is one period.
  static func family(
    _ entry: GazetteerName?, _ context: AnnotatedDocument
  ) -> GazetteerName? {
    guard let entry else { return nil }
    return entry.attribute("family").flatMap { context.pack.entry(type: entry.type, id: $0) }
      ?? entry
  }

  /// Letters and digits.
  private static func signCount(_ range: TextRange, _ context: AnnotatedDocument) -> Double {
    Double(context.unicodeScalars(of: range).count { $0.isWordLetter || $0.isFigure })
  }
}
