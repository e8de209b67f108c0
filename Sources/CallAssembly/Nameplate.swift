import CallModel
import Documents
import RuleEngine

/// A programme's or fund's name that stands alone on a short line, as titles of slides do, with
/// what it is written above.
struct Nameplate {
  let entry: GazetteerName
  /// From the name to the next one of another programme.
  let body: TextRange

  /// The longest line taken for a nameplate, in bytes, and the share of its letters and
  /// digits that the name must make up.
  private static let longestLine = 90
  private static let share = 0.3

  /// Calls that stand each under the name of its programme: those that give dates, and those that
  /// are called calls. None where that does not split the document.
  static func calls(_ context: AnnotatedDocument) -> [Nameplate] {
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
      dated.contains { $0.body == plate.body } || !context.all("call-name", in: plate.body).isEmpty
    }
  }

  private static func all(_ context: AnnotatedDocument) -> [Nameplate] {
    var starts: [(entry: GazetteerName, offset: Int)] = []
    for block in context.document.blocks
    where block.range.length <= longestLine && block.cell == nil {
      guard let entry = name(block, context) else { continue }
      if let last = starts.last?.entry, last.id == entry.id || isPaid(last, by: entry) { continue }
      starts.append((entry, block.range.start))
    }
    return starts.enumerated().map { i, start in
      let end = i + 1 < starts.count ? starts[i + 1].offset : context.document.text.utf8.count
      return Nameplate(entry: start.entry, body: TextRange(start.offset, end))
    }
  }

  /// Under a programme's name, that of its fund begins nothing new.
  private static func isPaid(_ programme: GazetteerName, by fund: GazetteerName) -> Bool {
    fund.type == "fund" && programme.attributes["fund"]?.contains(fund.id) == true
  }

  /// The programme that a line names, or the fund with which it begins; a programme of one period
  /// stands for the programme.
  private static func name(_ block: Block, _ context: AnnotatedDocument) -> GazetteerName? {
    let programmes = context.all("programme", in: block.range).filter {
      context.entry($0)?.attribute("over") == nil
    }
    let funds = context.all("fund", in: block.range).filter {
      $0.range.start == block.range.start
    }
    let signs = signCount(block.range, context)
    for annotation in programmes + funds
    where signCount(annotation.range, context) >= signs * share {
      guard let entry = context.entry(annotation) else { continue }
      return entry.attribute("family").flatMap {
        context.pack.entry(type: annotation.type, id: $0)
      } ?? entry
    }
    return nil
  }

  /// Letters and digits.
  private static func signCount(_ range: TextRange, _ context: AnnotatedDocument) -> Double {
    context.scalars.slice(range).unicodeScalars.reduce(0) {
      $0 + ($1.properties.isAlphabetic || $1.properties.numericType != nil ? 1 : 0)
    }
  }
}
