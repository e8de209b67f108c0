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
      let annotations = annotations(of: run) { candidate in
        types[Int(candidate.type)].veils.isEmpty && isPublic(candidate)
      }
      var tagging = Tagging(annotations: annotations)
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
        let found = shown(run)
        guard window.lowerBound > 0 else {
          all = found
          continue
        }
        all.append(contentsOf: found.lazy.map { $0.moved(by: window.lowerBound) })
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
      return shown(run)
    }
  }

  /// Every match of every rule in a plain text, whether it held its place or not.
  package func matches(in text: String) -> [Annotation] {
    var copy = text
    return copy.withUTF8 { bytes in
      let run = TagRun(
        pack: pack, text: bytes, layout: Layout(plainText: text), keepsAll: true)
      run.run()
      return run.matches.withUnsafeBufferPointer { annotations(of: $0, run) { _ in true } }
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

  /// Appends all names of gazetteers that stand in a text, the overlapping ones too, in no order; for
  /// measuring.
  package func names(in text: String, into places: inout [NamedPlace]) {
    var copy = text
    copy.withUTF8 { bytes in
      let run = TagRun(pack: pack, text: bytes, layout: Layout())
      run.findPhrases()
      let tokens = run.tokens
      let outputs = pack.view.trie.outputs
      let hits = run.memory.pointee.hits
      withUnsafeTemporaryAllocation(of: NamedPlace.self, capacity: hits.count) { found in
        for i in 0..<hits.count {
          // Behind the last stand so many more.
          CPrefetch(outputs + Int(hits[i &+ 16].output))
          let hit = hits[i]
          found.initializeElement(
            at: i,
            to: NamedPlace(
              entry: outputs[Int(hit.output)].entry, start: tokens[Int(hit.first)].start,
              end: tokens[Int(hit.last) &- 1].end))
        }
        places.append(contentsOf: UnsafeBufferPointer(found))
      }
    }
  }

  private func isPublic(_ candidate: Candidate) -> Bool {
    !candidate.isHidden && pack.view.types[Int(candidate.type)].isPublic
  }

  /// What is told of a text: a type that veils others stands for those that lie in it.
  private func shown(_ run: TagRun) -> [Annotation] {
    let types = pack.view.types
    let candidates = run.candidates
    var veils: [Int32] = []
    for (i, candidate) in candidates.enumerated()
    where isPublic(candidate) && !types[Int(candidate.type)].veils.isEmpty {
      if veils.isEmpty { veils = [Int32](repeating: -1, count: run.tokens.count) }
      for token in candidate.tokens { veils[token] = Int32(i) }
    }
    guard !veils.isEmpty else { return annotations(of: run) { isPublic($0) } }
    func isVeiled(_ candidate: Candidate) -> Bool {
      guard let first = candidate.tokens.first, veils[first] >= 0,
        case let veil = candidates[Int(veils[first])], candidate.last <= veil.last
      else { return false }
      let groups = types[Int(veil.type)].veils.indices
      return groups.contains { pack.view.lists[$0] == types[Int(candidate.type)].group }
    }
    return annotations(of: run) { isPublic($0) && !isVeiled($0) }
  }

  /// What annotations are sorted by, in plain numbers.
  private struct Key: BitwiseCopyable {
    /// The token it begins with, and how long it is, the longer first.
    let first: Int32
    let shortness: UInt32
    /// By type, then by rule, then as they came.
    let rest: UInt64
    let index: Int32

    @inline(__always)
    init(_ candidate: Candidate, publish: Int32, rank: Int32, _ index: Int) {
      first = candidate.first
      shortness = UInt32.max - UInt32(bitPattern: candidate.last)
      rest = UInt64(publish) << 32 | UInt64(rank)
      self.index = Int32(truncatingIfNeeded: index)
    }

    /// Of keys that begin with one token.
    @inline(__always)
    static func < (a: Key, b: Key) -> Bool {
      if a.shortness != b.shortness { return a.shortness < b.shortness }
      return a.rest != b.rest ? a.rest < b.rest : a.index < b.index
    }
  }

  /// By place, then type, then rule; made of plain numbers first, since annotations are dear to move.
  private func annotations(
    of run: TagRun, where isShown: (Candidate) -> Bool
  ) -> [Annotation] {
    annotations(of: run.candidates, run, where: isShown)
  }

  private func annotations(
    of candidates: UnsafeBufferPointer<Candidate>, _ run: TagRun,
    where isShown: (Candidate) -> Bool
  ) -> [Annotation] {
    let (types, texts) = (run.view.types, pack.texts)
    let keys = [Key](unsafeUninitializedCapacity: candidates.count) { keys, count in
      for i in candidates.indices where isShown(candidates[i]) {
        let publish = types[Int(candidates[i].type)].publish
        keys.initializeElement(
          at: count,
          to: Key(candidates[i], publish: publish, rank: texts.rank(of: candidates[i]), i))
        count &+= 1
      }
    }
    let sorted = inOrder(keys, tokens: run.tokens.count)
    return [Annotation](unsafeUninitializedCapacity: sorted.count) { annotations, count in
      for key in sorted {
        annotations.initializeElement(
          at: count, to: annotation(candidates[Int(key.index)], run, texts))
        count &+= 1
      }
    }
  }

  /// Sorts keys: by the token they begin with, which is counted out, and those of one token by insertion.
  private func inOrder(_ keys: [Key], tokens: Int) -> [Key] {
    var starts = [Int32](repeating: 0, count: tokens + 1)
    for key in keys { starts[Int(key.first) &+ 1] &+= 1 }
    for token in 0..<tokens { starts[token &+ 1] &+= starts[token] }
    var ends = starts
    return [Key](unsafeUninitializedCapacity: keys.count) { sorted, count in
      for key in keys {
        let token = Int(key.first)
        var place = Int(ends[token])
        while place > Int(starts[token]), key < sorted[place &- 1] {
          sorted.initializeElement(at: place, to: sorted[place &- 1])
          place &-= 1
        }
        sorted.initializeElement(at: place, to: key)
        ends[token] &+= 1
      }
      count = keys.count
    }
  }

  @inline(__always)
  private func annotation(
    _ candidate: Candidate, _ run: TagRun, _ texts: PackTexts
  ) -> Annotation {
    let range = run.range(candidate.first, candidate.last)
    let isWhole = candidate.valueFirst == candidate.first && candidate.valueLast == candidate.last
    return Annotation(
      type: texts.types[Int(candidate.type)].publish, range: range,
      valueRange: isWhole ? range : run.range(candidate.valueFirst, candidate.valueLast),
      value: run.value(of: candidate), attributes: run.attributes(of: candidate),
      rule: texts.ruleName(of: candidate))
  }
}
