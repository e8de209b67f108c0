import CallModel
import Documents
import RuleEngine

/// Axes, priorities, objectives, measures, strands, lots and topics with their codes and labels.
enum AxisField {
  /// Dots that lead to a page number.
  private static let leaders = ["....", "…………"]
  private static let depth: [Axis.Level] = [.axis, .priority, .specificObjective, .measure]

  static func axes(_ context: AnnotatedDocument, _ scope: CallScope) -> [Axis] {
    var axes: [Axis] = []
    let annotations = scope.all("axis", context)
    let isOutline = annotations.contains { isListed($0) && isSection($0, context) }
    for annotation in annotations where !(isOutline && isListed(annotation)) {
      guard let level = annotation["level"].flatMap({ Axis.Level(rawValue: $0) }),
        !isDate(annotation, context)
      else { continue }
      let code = annotation["code"]?.uppercased()
      let (label, range) = label(annotation, context)
      // A line of a table of contents: « 2. Bénéficiaires ..... 4 ».
      if let label, leaders.contains(where: { label.holdsBytes(of: $0) }) { continue }
      let isListed = isListed(annotation)
      if let i = axes.firstIndex(where: {
        // A list that begins to count anew (1, 2, 3, 1) holds another axis, not the first again.
        $0.level == level && $0.code == code && !(isListed && label != nil && $0.label != label)
      }) {
        if axes[i].label == nil { axes[i].label = label }
        if axes[i].evidence.count < 3 { axes[i].evidence.append(context.evidence(annotation)) }
        continue
      }
      axes.append(
        Axis(
          level: level, code: code, label: label, parent: parent(of: level, code, in: axes),
          evidence: [context.evidence(range, rule: annotation.rule)]))
    }
    return axes
  }

  private static func isListed(_ annotation: Annotation) -> Bool { annotation["listed"] == "yes" }

  /// A numbered heading of the document (« 1. Introduction », « 4. Budget »): its neighbours are
  /// no axes either, whatever lists of axes are spoken of.
  private static func isSection(_ annotation: Annotation, _ context: AnnotatedDocument) -> Bool {
    guard let block = context.block(at: annotation.range.start), block.isHeading else {
      return false
    }
    let letters = CallScopes.letterCount(block.range, context)
    return TitleField.isPartOfPage(block, context)
      || context.all("section-role", in: block.range).contains {
        CallScopes.letterCount($0.range, context) * 10 >= letters * 8
      }
  }

  /// « 15.10.2018 » begins as « 15. » does.
  private static func isDate(_ annotation: Annotation, _ context: AnnotatedDocument) -> Bool {
    let around = TextRange(annotation.range.start, annotation.range.end + longestDate)
    return ["date", "datetime", "daterange"].contains { type in
      context.all(type, in: around).contains { $0.range.start == annotation.range.start }
    }
  }

  /// Bytes of a date, a range of dates with their hours.
  private static let longestDate = 80

  /// Of the levels above, the last one named; where that bears another number, the one whose number
  /// begins this one's (« 1.3 » of « 1 », below a list that ends with 5).
  private static func parent(of level: Axis.Level, _ code: String?, in axes: [Axis]) -> Int? {
    guard let rank = depth.firstIndex(of: level) else { return nil }
    func isAbove(_ axis: Axis) -> Bool {
      depth.firstIndex(of: axis.level).map { $0 < rank } ?? false
    }
    let last = axes.lastIndex(where: isAbove)
    guard let last, let number = axes[last].code, number.allSatisfy({ $0.isNumber || $0 == "." }),
      let code
    else { return last }
    return axes.lastIndex { axis in
      isAbove(axis) && axis.code.map { code.hasPrefix($0 + ".") } ?? false
    } ?? last
  }

  /// What follows the code after a colon, dash or bracket, to the end of the line or sentence; where
  /// nothing follows (« Action 1 : »), the line below it.
  private static func label(
    _ annotation: Annotation, _ context: AnnotatedDocument
  ) -> (String?, TextRange) {
    guard let block = context.block(at: annotation.range.start),
      annotation.range.end <= block.range.end
    else {
      return (nil, annotation.range)
    }
    let rest = TextRange(annotation.range.end, block.range.end)
    // « … pour la priorité 3. Le taux est de 50 % » : another sentence follows, no label.
    let isInside = !context.scalars.slice(TextRange(block.range.start, annotation.range.start))
      .allSatisfy { !$0.isLetter }
    if isInside, context.scalars.slice(rest).hasPrefix(". ") { return (nil, annotation.range) }
    if let label = line(in: rest, isFirst: false, isItem: isListed(annotation), context) {
      return (label.text, TextRange(annotation.range.start, label.end))
    }
    guard isLeadIn(rest, context),
      let next = context.block(from: block.range.end),
      next.isItem || next.isParagraph, next.cell == nil,
      !context.has("axis", in: TextRange(next.range.start, next.range.start + 1)),
      let label = line(in: next.range, isFirst: true, isItem: false, context)
    else { return (nil, annotation.range) }
    return (label.text, TextRange(annotation.range.start, label.end))
  }

  /// Nothing but a colon is left of the block.
  private static func isLeadIn(_ rest: TextRange, _ context: AnnotatedDocument) -> Bool {
    let text = context.scalars.slice(rest)
    return text.contains(":") && text.allSatisfy { $0 == ":" || $0.isWhitespace }
  }

  /// The label at the head of a stretch, without the marks before it and the code of the next level
  /// in brackets (« Priorité G (mesure 4.3.1) : »). A line that goes on with a small letter is one
  /// with the next.
  private static func line(
    in stretch: TextRange, isFirst: Bool, isItem: Bool, _ context: AnnotatedDocument
  ) -> (text: String, end: Int)? {
    let rest = Array(context.unicodeScalars(of: stretch))
    var i = afterMarks(rest, 0)
    if i < rest.count, rest[i] == "(" {
      let open = stretch.start + utf8Length(rest[..<i])
      guard let close = rest[i...].firstIndex(of: ")"),
        case let inside = TextRange(open, stretch.start + utf8Length(rest[...close]))
      else { return nil }
      if !context.has("axis", in: inside) {
        // « Priorité 1 (Une zone attractive) : 9 000 000 € »
        let name = TextRange(inside.start + 1, inside.end - 1)
        guard !isFirst, isSum(after: inside.end, in: stretch, context),
          CallScopes.letterCount(name, context) > 3
        else { return nil }
        return (TitleField.clean(context.scalars.slice(name)), inside.end)
      }
      i = afterMarks(rest, close + 1)
    }
    guard isFirst || i > 0, i < rest.count, isFirst || !rest[..<i].contains("\n") else {
      return nil
    }
    // « Les axes 3 et 4 du programme »: the sentence goes on, a label begins after its colon at most.
    // The point after the number of an item is part of what was read as its code.
    let isMarked = isItem || rest[..<i].contains { ":–—-(.)".unicodeScalars.contains($0) }
    if !isFirst, !isMarked, rest[i].properties.isLowercase {
      let stop = rest[i...].firstIndex { "\n:.;,".unicodeScalars.contains($0) } ?? rest.count
      guard stop < rest.count, rest[stop] == ":", stop - i < longestAside else { return nil }
      i = afterMarks(rest, stop)
      guard i < rest.count else { return nil }
    }
    var end = i
    while end < rest.count, end - i < 160, rest[end] != ";" {
      if rest[end] == "\n", !goesOn(rest, after: end) { break }
      if rest[end] == ".", end + 1 >= rest.count || rest[end + 1] == " " { break }
      end += 1
    }
    end = beforeSum(rest, i, end, stretch.start, context)
    while end > i, rest[end - 1] == "," || rest[end - 1] == " " { end -= 1 }
    let start = stretch.start + utf8Length(rest[..<i])
    let label = TextRange(start, start + utf8Length(rest[i..<end]))
    let text = TitleField.clean(context.scalars.slice(label))
    guard text.count > 2 else { return nil }
    return (text, label.end)
  }

  /// Whether nothing but a sum or a share follows.
  private static func isSum(
    after start: Int, in stretch: TextRange, _ context: AnnotatedDocument
  ) -> Bool {
    let rest = context.trimmedStart(TextRange(start, stretch.end))
    return ["money", "percent"].contains { type in
      context.all(type, in: rest).contains { $0.range.start == rest.start }
    }
  }

  /// Up to the mark before the first sum or share, which is no part of a label: « Lot 1 : Afrique –
  /// 13 000 000 € », « Lot 2 : 50 % du coût ».
  private static func beforeSum(
    _ scalars: [Unicode.Scalar], _ start: Int, _ end: Int, _ offset: Int,
    _ context: AnnotatedDocument
  ) -> Int {
    let place = TextRange(
      offset + utf8Length(scalars[..<start]), offset + utf8Length(scalars[..<end]))
    let sums = ["money", "percent"].flatMap { context.all($0, in: place) }
    guard let first = sums.map(\.range.start).min() else { return end }
    var stop = start
    var bytes = place.start
    while stop < end, bytes < first {
      bytes += UTF8.width(scalars[stop])
      stop += 1
    }
    let marks = ":–—-(,".unicodeScalars
    let before = scalars[start..<stop].lastIndex { $0 != " " && $0 != "\u{A0}" }
    guard let before else { return start }
    return marks.contains(scalars[before]) ? before : end
  }

  /// Letters between a code and the colon before its label: « Axe 3 du programme national : … ».
  private static let longestAside = 60

  private static func afterMarks(_ scalars: [Unicode.Scalar], _ start: Int) -> Int {
    let marks = " :–—-).\u{A0}\u{202F}•●▪◦".unicodeScalars
    return scalars[start...].firstIndex { !marks.contains($0) } ?? scalars.count
  }

  private static func goesOn(_ scalars: [Unicode.Scalar], after end: Int) -> Bool {
    end + 1 < scalars.count && scalars[end + 1].properties.isLowercase
  }

  private static func utf8Length(_ scalars: ArraySlice<Unicode.Scalar>) -> Int {
    scalars.reduce(0) { $0 + UTF8.width($1) }
  }
}
