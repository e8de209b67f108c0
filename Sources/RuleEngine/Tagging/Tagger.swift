import CPrefetch
import Documents

/// Finds the annotations of texts and documents, by a pack of rules.
package struct Tagger: Sendable {
  package let pack: RulePack

  package init(pack: RulePack) { self.pack = pack }

  /// All annotations of a document, sorted by place, the longer first, then by type.
  ///
  /// What holds for a time only is judged by the day of publication that the document's data tell.
  package func annotations(in document: Document) -> [Annotation] {
    annotations(in: document.text, layout: Layout(document), on: day(of: document))
  }

  private func day(of document: Document) -> CalendarDay? {
    document.metadata.published.flatMap {
      PartialDate(iso: String($0.prefix(10)))?.days?.lowerBound
    }
  }

  /// The annotations of a document and what its words tell of language and quality.
  package func tagging(of document: Document) -> Tagging {
    var copy = document.text
    let layout = Layout(document)
    return copy.withUTF8 { bytes in
      let run = TagRun(pack: pack, text: bytes, layout: layout, on: day(of: document))
      run.run()
      let types = run.view.types
      let keys = ToldOrder(run).keys(of: run.candidates) { candidate in
        types[Int(candidate.pointee.type)].veils.isEmpty && isPublic(candidate)
      }
      var tagging = Tagging(annotations: annotationsByType(run, keys))
      tagging.count(run)
      return tagging
    }
  }

  /// All annotations of a plain text; a text of more than a megabyte is read in stretches.
  ///
  /// - Parameter day: that of the text, by which rules and words with a time of validity are judged;
  ///   without one all hold.
  package func annotations(in text: String, on day: CalendarDay? = nil) -> [Annotation] {
    var copy = text
    return copy.withUTF8 { bytes in
      var all: [Annotation] = []
      for window in TextWindows(bytes) {
        let stretch = UnsafeBufferPointer(rebasing: bytes[window])
        let run = TagRun(pack: pack, text: stretch, layout: Layout(plainText: stretch), on: day)
        run.run()
        show(run, from: window.lowerBound, in: &all)
        // The others will have about as many.
        if window.lowerBound == 0, !window.isEmpty {
          all.reserveCapacity(all.count * bytes.count / window.count)
        }
      }
      return all
    }
  }

  package func annotations(
    in text: String, layout: Layout, on day: CalendarDay? = nil
  ) -> [Annotation] {
    var copy = text
    return copy.withUTF8 { bytes in
      let run = TagRun(pack: pack, text: bytes, layout: layout, on: day)
      run.run()
      var all: [Annotation] = []
      show(run, from: 0, in: &all)
      return all
    }
  }

  /// Every match of every rule in a plain text, whether it held its place or not.
  package func matches(in text: String) -> [Annotation] {
    var copy = text
    return copy.withUTF8 { bytes in
      let run = TagRun(
        pack: pack, text: bytes, layout: Layout(plainText: text), keepsAll: true)
      run.run()
      var all: [Annotation] = []
      run.matches.withUnsafeBufferPointer { matches in
        add(matches, run, from: 0, to: &all) { _ in true }
      }
      return all
    }
  }

  /// How many phrases of lexicons and gazetteers stand in a text; for measuring.
  package func phraseCount(in text: String) -> Int {
    var copy = text
    return copy.withUTF8 { bytes in
      TagRun(pack: pack, text: bytes, layout: Layout()).phraseCount()
    }
  }

  /// A name of a gazetteer: the number of its entry, and its UTF-8 bytes.
  package struct NamedPlace: BitwiseCopyable, Sendable {
    package let entry: Int32
    package let start: UInt32
    package let end: UInt32
  }

  /// Writes all names of gazetteers that stand in a text, the overlapping ones too, in no order, and gives
  /// back how many; for measuring.
  ///
  /// - Parameter places: what finds no room in it is left out.
  package func names(
    in text: String, into places: UnsafeMutableBufferPointer<NamedPlace>
  ) -> Int {
    var copy = text
    return copy.withUTF8 { bytes in
      let run = TagRun(pack: pack, text: bytes, layout: Layout())
      run.findPhrases()
      let tokens = run.tokens
      let outputs = pack.view.trie.outputs
      // They lie anywhere among all names: memory takes its time, so they are asked for well ahead.
      let ahead = 64
      run.memory.pointee.hits.pad(ahead, with: TagRun.PhraseHit(output: 0, first: 0, last: 0))
      let hits = run.memory.pointee.hits
      let count = min(hits.count, places.count)
      for i in 0..<count {
        CPrefetch(outputs + Int(hits[i &+ ahead].output))
        let hit = hits[i]
        places.initializeElement(
          at: i,
          to: NamedPlace(
            entry: outputs[Int(hit.output)].entry, start: tokens[Int(hit.first)].start,
            end: tokens[Int(hit.last) &- 1].end))
      }
      return count
    }
  }

  @inline(__always)
  private func isPublic(_ candidate: UnsafePointer<Candidate>) -> Bool {
    !candidate.pointee.isHidden && pack.view.types[Int(candidate.pointee.type)].isPublic
  }

  /// Adds what is told of a text: a type that veils others stands for those that lie in it.
  ///
  /// - Parameter start: where the text of the run begins in that of the annotations, in bytes.
  private func show(_ run: TagRun, from start: Int, in all: inout [Annotation]) {
    let types = pack.view.types
    let candidates = run.candidates
    let veils = veils(of: run)
    guard !veils.isEmpty else {
      return add(candidates, run, from: start, to: &all) { isPublic($0) }
    }
    func isVeiled(_ candidate: UnsafePointer<Candidate>) -> Bool {
      guard let first = candidate.pointee.tokens.first, veils[first] >= 0,
        case let veil = candidates[Int(veils[first])], candidate.pointee.last <= veil.last
      else { return false }
      let groups = types[Int(veil.type)].veils.indices
      return groups.contains {
        pack.view.lists[$0] == types[Int(candidate.pointee.type)].group
      }
    }
    add(candidates, run, from: start, to: &all) { isPublic($0) && !isVeiled($0) }
  }

  /// Of each token the candidate that stands for those that lie in it, -1 for none; empty where no
  /// token has one.
  private func veils(of run: TagRun) -> [Int32] {
    var veils: [Int32] = []
    guard let candidates = run.candidates.baseAddress else { return veils }
    for number in run.memory.pointee.veils.view where isPublic(candidates + Int(number)) {
      if veils.isEmpty { veils = [Int32](repeating: -1, count: run.tokens.count) }
      for token in candidates[Int(number)].tokens { veils[token] = number }
    }
    return veils
  }

  /// By place, then type, then rule.
  @inline(__always)
  private func add(
    _ candidates: UnsafeBufferPointer<Candidate>, _ run: TagRun, from start: Int,
    to all: inout [Annotation], where isTold: (UnsafePointer<Candidate>) -> Bool
  ) {
    let keys = ToldOrder(run).keys(of: candidates, where: isTold)
    guard start > 0 else {
      all = annotations(of: candidates, run, keys)
      return
    }
    guard let candidates = candidates.baseAddress else { return }
    for key in keys {
      var found = annotation(candidates + key.index, run, pack.texts)
      found.range = TextRange(found.range.start + start, found.range.end + start)
      found.valueRange = TextRange(found.valueRange.start + start, found.valueRange.end + start)
      all.append(found)
    }
  }

  @inline(never)
  private func annotations(
    of candidates: UnsafeBufferPointer<Candidate>, _ run: TagRun,
    _ keys: UnsafeBufferPointer<ToldOrder.Key>
  ) -> [Annotation] {
    guard let candidates = candidates.baseAddress else { return [] }
    let texts = pack.texts
    return [Annotation](unsafeUninitializedCapacity: keys.count) { annotations, count in
      for key in keys {
        annotations.initializeElement(
          at: count, to: annotation(candidates + key.index, run, texts))
        count &+= 1
      }
    }
  }

  @inline(never)
  private func annotationsByType(
    _ run: TagRun, _ keys: UnsafeBufferPointer<ToldOrder.Key>
  ) -> AnnotationsByType {
    guard let candidates = run.candidates.baseAddress else { return AnnotationsByType([]) }
    let texts = pack.texts
    return AnnotationsByType(of: texts.published, count: keys.count) {
      keys[$0].type
    } annotation: {
      annotation(candidates + keys[$0].index, run, texts)
    }
  }

  @inline(__always)
  private func annotation(
    _ candidate: UnsafePointer<Candidate>, _ run: TagRun, _ texts: PackTexts
  ) -> Annotation {
    let (first, last) = (candidate.pointee.first, candidate.pointee.last)
    let (valueFirst, valueLast) = (candidate.pointee.valueFirst, candidate.pointee.valueLast)
    let range = run.range(first, last)
    return Annotation(
      type: texts.types[Int(candidate.pointee.type)].publish, range: range,
      valueRange: valueFirst == first && valueLast == last
        ? range : run.range(valueFirst, valueLast),
      value: run.value(of: candidate), attributes: run.attributes(of: candidate),
      rule: texts.ruleName(of: candidate))
  }
}
