import Documents
import RuleEngine

/// Words on kinds of documents (`kind-cue`), and the points that they give.
struct KindCues {
  /// A cue by its words and its kind, in numbers: words with accents are dear to hash and to compare.
  private struct Cue: Comparable {
    let words: Int
    let kind: Int
    let place: TextRange
    let weight: Double?

    static func < (a: Cue, b: Cue) -> Bool {
      (a.words, a.kind, a.place) < (b.words, b.kind, b.place)
    }
  }

  private struct Points {
    /// Number of the kind.
    let kind: Int
    /// One number for all cues with the same words.
    let words: Int
    let weight: Double
    /// What they weigh for where they stand; nil in the body.
    let place: Double?
  }

  /// Those of the same words and kind side by side.
  private var points: [Points] = []
  private var kinds = NameNumbers()

  private static let asTitle = 6.0
  /// Pages on which words stand at the head of what follows, and letters of such a line at most.
  private static let runningPages = 3
  private static let longestRunning = 40

  /// - Parameter factor: what a cue weighs for where it stands and whether it is on a call; nil in the
  ///   body.
  init(_ context: AnnotatedDocument, factor: (TextRange, _ isCall: Bool) -> Double?) {
    let annotations = context.all("kind-cue")
    var words = NameNumbers()
    var cues: [Cue] = []
    cues.reserveCapacity(annotations.count)
    for i in annotations.indices {
      let (attributes, place) = (annotations[i].attributes, annotations[i].range)
      guard let kind = attributes["kind"] else { continue }
      cues.append(
        Cue(
          words: words.number(for: context.lowercased(place)), kind: kinds.number(for: kind),
          place: place, weight: attributes["weight"].flatMap(Self.number)))
    }
    cues.sort()
    let call = kinds.number(of: "call")
    points.reserveCapacity(cues.count)
    var start = 0
    while start < cues.count {
      let end = cues[start...].firstIndex { $0.words != cues[start].words } ?? cues.count
      let isRunning = isRunning(cues[start..<end], context)
      for cue in cues[start..<end] {
        guard let weight = cue.weight else { continue }
        points.append(
          Points(
            kind: cue.kind, words: cue.words, weight: weight,
            place: isRunning ? Self.asTitle : factor(cue.place, cue.kind == call)))
      }
      start = end
    }
  }

  /// Most weights are one figure, or one with a decimal (`0.5`).
  private static func number(_ text: String) -> Double? {
    let bytes = text.utf8
    guard let whole = bytes.first, whole &- 0x30 < 10, bytes.count == 1 || bytes.count == 3 else {
      return Double(text)
    }
    guard bytes.count == 3 else { return Double(whole &- 0x30) }
    let (point, tenths) = (bytes.dropFirst().first, bytes.dropFirst(2).first)
    guard point == 0x2E, let tenths, tenths &- 0x30 < 10 else { return Double(text) }
    return Double(Int(whole &- 0x30) * 10 + Int(tenths &- 0x30)) / 10
  }

  /// Points by kind; the same words count once, where they weigh most, so that long documents do
  /// not gather more than short ones.
  func points(inBody weightInBody: Double) -> [String: Double] {
    var values = [[Double]](repeating: [], count: kinds.names.count)
    let call = kinds.number(of: "call")
    var start = 0
    while start < points.count {
      let (kind, words) = (points[start].kind, points[start].words)
      let inBody = kind == call ? 1 : weightInBody
      var best = 0.0
      while start < points.count, points[start].kind == kind, points[start].words == words {
        best = max(best, points[start].weight * (points[start].place ?? inBody))
        start += 1
      }
      if best > 0 { values[kind].append(best) }
    }
    var sums: [String: Double] = [:]
    for (kind, values) in zip(kinds.names, values) where !values.isEmpty {
      // In one order, since sums of fractions depend on it.
      sums[kind] = values.sorted().reduce(0, +)
    }
    return sums
  }

  /// Whether the same words, on other kinds than a call, stand in short lines of page after page: « Les
  /// chiffres clés ».
  private func isRunning(_ cues: ArraySlice<Cue>, _ context: AnnotatedDocument) -> Bool {
    guard cues.count >= Self.runningPages, context.document.pages.count >= Self.runningPages else {
      return false
    }
    var pages: Set<Int> = []
    for cue in cues {
      guard context.kinds.weightAgainst(kinds.names[cue.kind]) > 0,
        let block = context.block(at: cue.place.start), block.cell == nil,
        !context.hasLetters(block.range, moreThan: Self.longestRunning)
      else { continue }
      pages.insert(context.document.page(at: cue.place.start))
    }
    return pages.count >= Self.runningPages
  }
}
