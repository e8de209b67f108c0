import Documents

/// Tells the language of a document and of each of its blocks.
///
/// A block's own words count most; a short one is taken for the language of the document and of the
/// block before, unless its words speak against it. What a page declares (`lang`) counts for a
/// block as much as its neighbours do, and for a document where its words tell nothing: templates
/// often declare another language than their text.
enum LanguageMarker {
  /// How many nats of evidence they are worth (measured on documents with passages in another
  /// language: 99 of 100 blocks of the main language and 88 of the other right).
  private static let documentWeight = 6.0
  private static let neighbourWeight = 3.0
  private static let declaredWeight = 6.0

  static func mark(_ document: inout Document) {
    let model = LanguageModel.standard
    let text = document.text.utf8
    guard
      let evidence = text.withContiguousStorageIfAvailable({ bytes in
        let ranges = document.blocks.map(\.range)
        return HelperWork.inHalves(ranges.count) { part in
          ranges[part].map { range in
            let (start, end) = (min(range.start, bytes.count), min(range.end, bytes.count))
            return model.evidence(in: UnsafeBufferPointer(rebasing: bytes[start..<end]))
          }
        }.flatMap(\.self)
      })
    else { return }
    let main = mainLanguage(of: evidence, model)
    if let main { document.metadata.language = model.languages[main] }
    let start = main ?? document.metadata.language.flatMap { model.languages.firstIndex(of: $0) }
    var previous = start
    for i in document.blocks.indices {
      guard let own = language(of: evidence[i], document.blocks[i], start, previous, model) else {
        continue
      }
      document.blocks[i].language = model.languages[own]
      previous = own
    }
  }

  /// The language of most of the text; nil where there is too little of it, or it is like none.
  private static func mainLanguage(of blocks: [LanguageModel.Evidence], _ model: LanguageModel)
    -> Int?
  {
    var sum = model.nothing
    var strange = 0
    for block in blocks {
      if block.isFamiliar { sum.add(block) } else { strange += block.letters }
    }
    guard sum.letters >= 20, strange <= sum.letters else { return nil }
    let ranked = sum.scores.indices.sorted { sum.scores[$0] > sum.scores[$1] }
    guard ranked.count > 1, sum.scores[ranked[0]] - sum.scores[ranked[1]] >= 4 else { return nil }
    return ranked[0]
  }

  private static func language(
    of evidence: LanguageModel.Evidence, _ block: Block, _ main: Int?, _ previous: Int?,
    _ model: LanguageModel
  ) -> Int? {
    guard evidence.letters >= 3, evidence.isFamiliar else { return nil }
    var scores = evidence.scores
    if let main { scores[main] += documentWeight }
    if let previous { scores[previous] += neighbourWeight }
    if let declared = block.language.flatMap({ model.languages.firstIndex(of: $0) }) {
      scores[declared] += declaredWeight
    }
    // Names alone say nothing.
    guard evidence.known > 0 || main != nil else { return nil }
    return scores.indices.max { scores[$0] < scores[$1] }
  }
}
