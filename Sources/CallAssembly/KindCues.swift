import Documents
import RuleEngine

/// Words on kinds of documents (`kind-cue`), and the points that they give.
struct KindCues {
  private struct Cue {
    let kind: String
    let words: String
    /// Among all cues.
    let number: Int
  }

  private struct Points {
    let kind: String
    /// One number for all cues of the kind with the same words.
    let wording: Int
    let weight: Double
    /// What they weigh for where they stand; nil in the body.
    let place: Double?
  }

  /// Those of the same wording side by side.
  private var points: [Points] = []

  private static let asTitle = 6.0
  /// Pages on which words stand at the head of what follows, and letters of such a line at most.
  private static let runningPages = 3
  private static let longestRunning = 40

  /// - Parameter factor: what a cue weighs for where it stands; nil in the body.
  init(_ context: AnnotatedDocument, factor: (Annotation) -> Double?) {
    let annotations = context.all("kind-cue")
    // Told apart by their order: words with accents are dear to hash.
    let cues = annotations.indices.compactMap { i in
      annotations[i]["kind"].map {
        Cue(kind: $0, words: context.lowercased(annotations[i].range), number: i)
      }
    }.sorted { $0.words < $1.words }
    var wording = 0
    var start = 0
    while start < cues.count {
      let end = cues[start...].firstIndex { $0.words != cues[start].words } ?? cues.count
      let same = cues[start..<end].sorted { $0.kind < $1.kind }
      let isRunning = Self.isRunning(same.map { annotations[$0.number] }, context)
      for (i, cue) in same.enumerated() {
        if i == 0 || cue.kind != same[i - 1].kind { wording += 1 }
        let annotation = annotations[cue.number]
        guard let weight = annotation["weight"].flatMap(Double.init) else { continue }
        points.append(
          Points(
            kind: cue.kind, wording: wording, weight: weight,
            place: isRunning ? Self.asTitle : factor(annotation)))
      }
      start = end
    }
  }

  /// Points by kind; the same words count once, where they weigh most, so that long documents do
  /// not gather more than short ones.
  func points(inBody weightInBody: Double) -> [String: Double] {
    var values: [String: [Double]] = [:]
    var start = 0
    while start < points.count {
      let (kind, wording) = (points[start].kind, points[start].wording)
      let inBody = kind == "call" ? 1 : weightInBody
      var best = 0.0
      while start < points.count, points[start].wording == wording {
        best = max(best, points[start].weight * (points[start].place ?? inBody))
        start += 1
      }
      if best > 0 { values[kind, default: []].append(best) }
    }
    return values.mapValues { $0.sorted().reduce(0, +) }
  }

  /// Whether the same words, on other kinds than a call, stand in short lines of page after page: « Les
  /// chiffres clés ».
  private static func isRunning(_ cues: [Annotation], _ context: AnnotatedDocument) -> Bool {
    guard cues.count >= runningPages, context.document.pages.count >= runningPages else {
      return false
    }
    var pages: Set<Int> = []
    for cue in cues {
      guard let kind = cue["kind"], context.kinds.weightAgainst(kind) > 0,
        let block = context.block(at: cue.range.start), block.cell == nil,
        !context.hasLetters(block.range, moreThan: longestRunning)
      else { continue }
      pages.insert(context.document.page(at: cue.range.start))
    }
    return pages.count >= runningPages
  }
}
