import Documents

/// Finds the annotations of texts and documents, by a pack of rules.
package struct Tagger: Sendable {
  package let pack: RulePack

  package init(pack: RulePack) { self.pack = pack }

  /// All annotations of a document, sorted by place, the longer first, then by type.
  package func annotations(in document: Document) -> [Annotation] {
    annotations(in: document.text, layout: Layout(document))
  }

  /// All annotations of a plain text.
  package func annotations(in text: String, includingHidden: Bool = false) -> [Annotation] {
    annotations(in: text, layout: Layout(plainText: text), includingHidden: includingHidden)
  }

  package func annotations(
    in text: String, layout: Layout, includingHidden: Bool = false
  ) -> [Annotation] {
    var copy = text
    return copy.withUTF8 { bytes in
      let run = TagRun(pack: pack, text: bytes, layout: layout)
      run.run()
      return published(run, includingHidden)
    }
  }

  private func published(_ run: TagRun, _ includingHidden: Bool) -> [Annotation] {
    var annotations: [Annotation] = []
    for candidate in run.candidates {
      let type = pack.types[candidate.type]
      let isShown = type.isPublic && !candidate.isHidden
      guard isShown || (includingHidden && candidate.rule >= 0) else { continue }
      annotations.append(
        Annotation(
          type: type.publish, range: run.range(candidate.first, candidate.last),
          valueRange: run.range(candidate.valueFirst, candidate.valueLast),
          value: candidate.value, attributes: candidate.attributes,
          rule: candidate.rule >= 0
            ? pack.rules[Int(candidate.rule)].id : pack.names[Int(candidate.name)].source))
    }
    return annotations.sorted { ($0.range, $0.type, $0.rule) < ($1.range, $1.type, $1.rule) }
  }
}
