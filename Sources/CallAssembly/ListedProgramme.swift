import CallModel
import Documents
import RuleEngine

/// An item of a page that lists standing programmes: a line or heading that begins with the name of
/// one, and what is said of it.
struct ListedProgramme {
  /// The programme, or the fund where the fund is what is listed.
  let entry: GazetteerName
  let proofs: [Evidence]
  /// The name with the words before it: « Programme « Justice » ».
  let name: TextRange
  /// The item, from its name to the next one or the next heading.
  let body: TextRange

  /// The fewest programmes that make a list.
  private static let fewest = 3
  /// Letters of « Programme » or « Soutien à la » before a name, at most, and of what is said of it, at
  /// least.
  private static let longestLead = 12
  private static let shortestText = 15
  /// Items are at least this share of the lines with a text of their own: news that names programmes
  /// says more than their names and what they are.
  private static let share = 0.5

  /// The items in order; none where the document tells of dated calls, or hardly lists.
  static func all(_ context: AnnotatedDocument) -> [ListedProgramme] {
    // Most documents name few programmes: told before their lines are looked through.
    let end = context.whole.end
    guard context.count(of: "programme") + context.count(of: "fund") >= fewest,
      !CallScopes.hasDeadline(context, in: context.whole),
      Set((context.all("programme") + context.all("fund")).map(\.value)).count >= fewest
    else { return [] }
    let lines = TextLine.all(context)
    var items: [Item] = []
    var seen = Set<String>()
    for (i, line) in lines.enumerated() {
      guard let item = item(line, at: i, lines, context), seen.insert(item.entry.id).inserted
      else { continue }
      items.append(item)
    }
    let texts = lines.indices.filter { isText($0, lines) }.count
    guard items.count >= fewest, Double(items.count) >= share * Double(texts) else { return [] }
    return items.enumerated().map { k, item in
      let next = k + 1 < items.count ? items[k + 1].line : lines.count
      let heading = lines[(item.line + 1)..<next].first { $0.isHeading }
      let stop = heading?.range.start ?? (next < lines.count ? lines[next].range.start : end)
      return ListedProgramme(
        entry: item.entry, proofs: [context.evidence(item.mention)], name: item.name,
        body: TextRange(lines[item.line].range.start, stop))
    }
  }

  /// The fund that a page without dates tells of more than of any programme; nil where it is about
  /// none.
  static func fund(of context: AnnotatedDocument) -> ListedProgramme? {
    let end = context.document.text.utf8.count
    guard let fund = context.mentioned("fund").first, let mention = fund.mentions.first,
      fund.weight > context.mentioned("programme").first?.weight ?? 0,
      !CallScopes.hasDeadline(context, in: TextRange(0, end))
    else { return nil }
    return ListedProgramme(
      entry: programme(of: fund.entry, context),
      proofs: [context.evidence(mention.range, rule: mention.rule)], name: mention.range,
      body: TextRange(0, end))
  }

  private struct Item {
    var entry: GazetteerName
    var mention: Annotation
    var name: TextRange
    var line: Int
  }

  /// A line that says something, rather than names what stands below it or above.
  private static func isText(_ i: Int, _ lines: [TextLine]) -> Bool {
    !lines[i].isHeading && lines[i].letters > shortestText * 2
  }

  private static func item(
    _ line: TextLine, at place: Int, _ lines: [TextLine], _ context: AnnotatedDocument
  ) -> Item? {
    guard let (entry, mention) = name(line, context) else { return nil }
    let rest = CallScopes.letterCount(TextRange(mention.range.end, line.range.end), context)
    // What is said stands on the line itself, or right below a line that is the name.
    let isFollowed = place + 1 < lines.count && rest < shortestText && isText(place + 1, lines)
    guard rest >= shortestText && !line.isHeading || isFollowed else { return nil }
    let closing = context.scalars.slice(TextRange(mention.range.end, line.range.end))
      .prefix { "» )”\"".contains($0) }
    let end = mention.range.end + closing.trimmedLength
    return Item(
      entry: entry, mention: mention, name: TextRange(line.range.start, end), line: place)
  }

  /// The programme or fund with whose name a line begins: of several there, the programme of the
  /// longest name.
  private static func name(
    _ line: TextLine, _ context: AnnotatedDocument
  ) -> (GazetteerName, Annotation)? {
    var best: (GazetteerName, Annotation)?
    for annotation in context.all("programme", in: line.range) + context.all("fund", in: line.range)
    {
      let lead = TextRange(line.range.start, annotation.range.start)
      guard CallScopes.letterCount(lead, context) <= longestLead,
        let entry = Nameplate.family(context.entry(annotation), context),
        entry.attribute("over") == nil,
        !NameFields.notProgrammes.contains(entry.attribute("kind") ?? "")
      else { continue }
      if let best, best.1.range.length >= annotation.range.length { continue }
      best = (entry, annotation)
    }
    return best.map { (programme(of: $0.0, context), $0.1) }
  }

  /// The programme through which a fund is spent, where the registry has it.
  private static func programme(
    of entry: GazetteerName, _ context: AnnotatedDocument
  ) -> GazetteerName {
    guard entry.type == "fund" else { return entry }
    return context.pack.entry(type: "programme", id: entry.id)
      ?? context.pack.entry(type: "programme", id: entry.id + "-programme") ?? entry
  }
}

extension Substring {
  /// Bytes without the spaces at the end.
  fileprivate var trimmedLength: Int {
    utf8.count - reversed().prefix { $0.isWhitespace }.reduce(0) { $0 + $1.utf8.count }
  }
}
