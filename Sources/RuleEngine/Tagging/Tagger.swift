import Documents

/// Finds the annotations of texts and documents, by a pack of rules.
package struct Tagger: Sendable {
  package let pack: RulePack

  package init(pack: RulePack) { self.pack = pack }

  /// All annotations of a document, sorted by place, the longer first, then by type.
  package func annotations(in document: Document) -> [Annotation] {
    annotations(in: document.text, layout: Layout(document))
  }

  /// The annotations of a document and what its words tell of language and quality.
  package func tagging(of document: Document) -> Tagging {
    var copy = document.text
    let layout = Layout(document)
    return copy.withUTF8 { bytes in
      let run = TagRun(pack: pack, text: bytes, layout: layout)
      run.run()
      let shown = run.candidates.filter { !$0.isHidden && pack.types[$0.type].isPublic }
      var tagging = Tagging(annotations: sorted(shown, run))
      tagging.count(run)
      return tagging
    }
  }

  /// All annotations of a plain text.
  package func annotations(in text: String) -> [Annotation] {
    annotations(in: text, layout: Layout(plainText: text))
  }

  package func annotations(in text: String, layout: Layout) -> [Annotation] {
    tagged(text, layout, keepsAll: false) { run in
      run.candidates.filter { !$0.isHidden && pack.types[$0.type].isPublic }
    }
  }

  /// Every match of every rule in a plain text, whether it held its place or not.
  package func matches(in text: String) -> [Annotation] {
    tagged(text, Layout(plainText: text), keepsAll: true) { $0.matches }
  }

  /// How many phrases of lexicons and gazetteers stand in a text; for measuring.
  package func phraseCount(in text: String) -> Int {
    var copy = text
    return copy.withUTF8 { bytes in
      TagRun(pack: pack, text: bytes, layout: Layout()).phraseCount()
    }
  }

  private func tagged(
    _ text: String, _ layout: Layout, keepsAll: Bool, _ chosen: (TagRun) -> [Candidate]
  ) -> [Annotation] {
    var copy = text
    return copy.withUTF8 { bytes in
      let run = TagRun(pack: pack, text: bytes, layout: layout, keepsAll: keepsAll)
      run.run()
      return sorted(chosen(run), run)
    }
  }

  /// By place, then type, then rule; made of plain numbers first, since annotations are dear to move.
  private func sorted(_ candidates: [Candidate], _ run: TagRun) -> [Annotation] {
    let keys = candidates.indices.map { i in
      (range: run.range(candidates[i].first, candidates[i].last), index: i)
    }
    return keys.sorted { a, b in
      if a.range != b.range { return a.range < b.range }
      let (x, y) = (candidates[a.index], candidates[b.index])
      let (left, right) = (pack.types[x.type].publish, pack.types[y.type].publish)
      return left == right ? ruleName(x) < ruleName(y) : left < right
    }.map { annotation(candidates[$0.index], run) }
  }

  private func annotation(_ candidate: Candidate, _ run: TagRun) -> Annotation {
    Annotation(
      type: pack.types[candidate.type].publish, range: run.range(candidate.first, candidate.last),
      valueRange: run.range(candidate.valueFirst, candidate.valueLast),
      value: candidate.value, attributes: candidate.attributes,
      rule: ruleName(candidate))
  }

  private func ruleName(_ candidate: Candidate) -> String {
    if candidate.rule >= 0 { return pack.rules[Int(candidate.rule)].id }
    if candidate.name >= 0 { return pack.names[Int(candidate.name)].source }
    return "addresses/" + pack.types[candidate.type].name
  }
}
