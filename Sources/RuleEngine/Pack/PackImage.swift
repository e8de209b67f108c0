import Documents

/// The tables of a pack one behind the other in one stretch of memory, which may be a mapped file:
/// nothing has to be read or built before the first text is tagged.
///
/// A table of contents stands first: where each section begins, and how many elements it has. The
/// numbers have the machine's own form; a pack is only read by the build that wrote it.
package final class PackImage: @unchecked Sendable {
  // `@unchecked`: the bytes are never written after `init`, and freed only by `deinit`.

  enum Section: Int, CaseIterable {
    case facts, slots, longSlots, words, cells, nodes, outputs, rows, marks, classes, symbols
    case code, programs, captures, groups, starters, aheads, starts, strata, firstStarts, startMasks
    case choices, choiceBits, conditions, rules, shapes, types, lists, silencers, entries,
      validities
    case spellings, spellingBytes, texts, sources, confidences, gazetteers, names, namePlaces
  }

  static let alignment = 64
  /// Version, form, length and checksum: see `PackFile.swift`.
  static let preamble = 64
  static let headerLength = preamble + Section.allCases.count * 16

  let bytes: UnsafeRawBufferPointer
  private let release: (UnsafeRawBufferPointer) -> Void

  /// - Parameters:
  ///   - bytes: begin at a multiple of 64 in memory, and are never written again.
  ///   - release: called once with the bytes when nobody needs them any more.
  package init(
    _ bytes: UnsafeRawBufferPointer, release: @escaping (UnsafeRawBufferPointer) -> Void
  ) {
    self.bytes = bytes
    self.release = release
  }

  deinit { release(bytes) }

  /// A copy of bytes in memory of its own.
  convenience init(copying bytes: some Collection<UInt8>) {
    let copy = UnsafeMutableRawBufferPointer.allocate(
      byteCount: bytes.count, alignment: Self.alignment)
    copy.copyBytes(from: bytes)
    self.init(UnsafeRawBufferPointer(copy)) { $0.deallocate() }
  }

  /// Start and number of elements, as the table of contents says.
  private func place(of section: Section) -> (offset: Int, count: Int) {
    let entry = Self.preamble + section.rawValue * 16
    return (
      Int(bytes.load(fromByteOffset: entry, as: Int64.self)),
      Int(bytes.load(fromByteOffset: entry + 8, as: Int64.self))
    )
  }

  func table<Element: BitwiseCopyable>(
    _ section: Section, of type: Element.Type = Element.self
  ) -> UnsafeBufferPointer<Element> {
    let (offset, count) = place(of: section)
    guard let base = bytes.baseAddress else { return UnsafeBufferPointer(start: nil, count: 0) }
    return UnsafeBufferPointer(
      start: (base + offset).assumingMemoryBound(to: Element.self), count: count)
  }

  /// Whether every section lies inside the bytes, by the size of its elements.
  var isWhole: Bool {
    guard bytes.count >= Self.headerLength else { return false }
    return Section.allCases.allSatisfy { section in
      let (offset, count) = place(of: section)
      guard offset >= Self.headerLength, offset % Self.alignment == 0, offset <= bytes.count,
        count >= 0, count <= bytes.count
      else { return false }
      return offset + count * section.stride <= bytes.count
    }
  }
}

extension PackImage.Section {
  /// Bytes of one element.
  var stride: Int {
    switch self {
    case .facts: MemoryLayout<TaggingPlan.Facts>.stride
    case .slots: MemoryLayout<Vocabulary.Slot>.stride
    case .lists, .cells, .firstStarts: 4
    case .choiceBits: 2
    case .longSlots, .startMasks: 8
    case .nodes: MemoryLayout<FlatTrie.Node>.stride
    case .outputs: MemoryLayout<PhraseTrie.Output>.stride
    case .rows: MemoryLayout<Phrase>.stride
    case .classes: MemoryLayout<TaggingPlan.WordClass>.stride
    case .symbols: MemoryLayout<TaggingPlan.Symbol>.stride
    case .code: MemoryLayout<PatternStep>.stride
    case .programs: MemoryLayout<TaggingPlan.Program>.stride
    case .captures: MemoryLayout<CaptureName>.stride
    case .groups: MemoryLayout<TaggingPlan.StartGroup>.stride
    case .starters: MemoryLayout<TaggingPlan.Starter>.stride
    case .aheads, .marks: MemoryLayout<Signature>.stride
    case .starts: MemoryLayout<TaggingPlan.Start>.stride
    case .strata, .choices, .silencers: MemoryLayout<TaggingPlan.Span>.stride
    case .conditions: MemoryLayout<TaggingPlan.Condition>.stride
    case .rules: MemoryLayout<TaggingPlan.Rule>.stride
    case .shapes: MemoryLayout<TaggingPlan.DigitClass>.stride
    case .types: MemoryLayout<TaggingPlan.AnnotationType>.stride
    case .entries: MemoryLayout<TaggingPlan.Entry>.stride
    case .validities: MemoryLayout<TaggingPlan.Validity>.stride
    case .spellings: MemoryLayout<TaggingPlan.Spelling>.stride
    case .namePlaces: MemoryLayout<PackedName>.stride
    case .words, .spellingBytes, .texts, .sources, .confidences, .gazetteers, .names: 1
    }
  }

  /// The size of all elements: another build that lays them out otherwise has another number.
  static var form: UInt64 {
    allCases.reduce(17) { ($0 &* 31) &+ UInt64($1.stride) }
  }
}

/// Puts tables one behind the other.
struct PackImageWriter {
  private(set) var bytes = [UInt8](repeating: 0, count: PackImage.headerLength)

  mutating func add<Element: BitwiseCopyable>(
    _ section: PackImage.Section, _ elements: [Element]
  ) {
    let padding = -bytes.count & (PackImage.alignment - 1)
    bytes += [UInt8](repeating: 0, count: padding)
    let offset = bytes.count
    elements.withUnsafeBytes { bytes += $0 }
    bytes.withUnsafeMutableBytes { all in
      let entry = PackImage.preamble + section.rawValue * 16
      all.storeBytes(of: Int64(offset), toByteOffset: entry, as: Int64.self)
      all.storeBytes(of: Int64(elements.count), toByteOffset: entry + 8, as: Int64.self)
    }
  }

  mutating func add(_ vocabulary: Vocabulary, _ trie: FlatTrie, _ plan: TaggingPlan) {
    add(.facts, [plan.facts])
    add(.slots, vocabulary.slots)
    add(.longSlots, vocabulary.longSlots)
    add(.words, vocabulary.text)
    add(.cells, trie.words)
    add(.nodes, trie.nodes)
    add(.outputs, trie.outputs)
    add(.rows, trie.rows)
    add(.marks, trie.marks)
    add(.classes, plan.classes)
    add(.symbols, plan.symbols)
    add(.code, plan.code)
    add(.programs, plan.programs)
    add(.captures, plan.captures)
    add(.groups, plan.groups)
    add(.starters, plan.starters)
    add(.aheads, plan.aheads)
    add(.starts, plan.starts)
    add(.strata, plan.strata)
    add(.firstStarts, plan.firstStarts)
    add(.startMasks, plan.startMasks)
    add(.choices, plan.choices)
    add(.choiceBits, plan.choiceBits)
    add(.conditions, plan.conditions)
    add(.rules, plan.rules)
    add(.shapes, plan.shapes)
    add(.types, plan.types)
    add(.lists, plan.lists)
    add(.silencers, plan.silencers)
    add(.entries, plan.entries)
    add(.validities, plan.validities)
    add(.spellings, plan.spellings)
    add(.spellingBytes, plan.spellingBytes)
  }
}

/// A pack's tables as bare pointers, for walking over a text; valid as long as its image lives.
struct PackView: @unchecked Sendable {
  // `@unchecked`: nobody writes what the pointers point to.

  let facts: TaggingPlan.Facts
  let vocabulary: Vocabulary.View
  let trie: FlatTrie.View
  let classes: UnsafePointer<TaggingPlan.WordClass>
  let symbols: UnsafePointer<TaggingPlan.Symbol>
  let code: UnsafePointer<PatternStep>
  let programs: UnsafePointer<TaggingPlan.Program>
  let allPrograms: UnsafeBufferPointer<TaggingPlan.Program>
  let captures: UnsafePointer<CaptureName>
  let groups: UnsafePointer<TaggingPlan.StartGroup>
  let starters: UnsafePointer<TaggingPlan.Starter>
  let aheads: UnsafePointer<Signature>
  let starts: UnsafePointer<TaggingPlan.Start>
  let strata: UnsafePointer<TaggingPlan.Span>
  let firstStarts: UnsafePointer<Int32>
  let startMasks: UnsafePointer<UInt64>
  let choices: Choices
  let conditions: UnsafePointer<TaggingPlan.Condition>
  let rules: UnsafePointer<TaggingPlan.Rule>
  let shapes: UnsafePointer<TaggingPlan.DigitClass>
  let types: UnsafePointer<TaggingPlan.AnnotationType>
  let lists: UnsafePointer<Int32>
  let silencers: UnsafePointer<TaggingPlan.Span>
  let entries: UnsafePointer<TaggingPlan.Entry>
  private let validities: UnsafePointer<TaggingPlan.Validity>
  let spellings: UnsafePointer<TaggingPlan.Spelling>
  let spellingBytes: UnsafePointer<UInt8>

  /// Sets of which a sentence must hold something.
  struct Choices {
    fileprivate let spans: UnsafePointer<TaggingPlan.Span>
    fileprivate let bits: UnsafePointer<UInt16>

    /// Of some sentences of a section those in which something of each choice stands.
    @inline(__always)
    func sentences(
      _ some: UInt64, with choices: TaggingPlan.Choices, _ presence: Presence, in section: Int
    ) -> UInt64 {
      var sentences = some
      var rest = choices.bits
      while rest != 0, sentences != 0 {
        var found: UInt64 = 0
        let choice = spans + Int(rest & 0xFFFF)
        rest &>>= 16
        var bit = bits + Int(choice.pointee.first)
        let end = bits + Int(choice.pointee.end)
        while bit < end {
          found |=
            presence.sentences(with: Int(bit[0]), in: section)
            | presence.sentences(with: Int(bit[1]), in: section)
            | presence.sentences(with: Int(bit[2]), in: section)
            | presence.sentences(with: Int(bit[3]), in: section)
          bit += 4
        }
        sentences &= found
      }
      return sentences
    }

    /// The same of four sections.
    @inline(__always)
    func sentences(
      _ some: Presence.Row, with choices: TaggingPlan.Choices, _ presence: Presence,
      inFour four: Int
    ) -> Presence.Row {
      var sentences = some
      var rest = choices.bits
      while rest != 0, !sentences.isEmpty {
        var found = Presence.Row()
        let choice = spans + Int(rest & 0xFFFF)
        rest &>>= 16
        var bit = bits + Int(choice.pointee.first)
        let end = bits + Int(choice.pointee.end)
        while bit < end {
          found |=
            presence.sentences(with: Int(bit[0]), inFour: four)
            | presence.sentences(with: Int(bit[1]), inFour: four)
            | presence.sentences(with: Int(bit[2]), inFour: four)
            | presence.sentences(with: Int(bit[3]), inFour: four)
          bit += 4
        }
        sentences &= found
      }
      return sentences
    }
  }

  init(_ image: PackImage) {
    func pointer<Element: BitwiseCopyable>(_ section: PackImage.Section) -> UnsafePointer<Element> {
      // An image has bytes: its table of contents.
      guard let base = image.table(section, of: Element.self).baseAddress else {
        preconditionFailure("pack without bytes")
      }
      return base
    }
    facts = pointer(.facts).pointee
    vocabulary = Vocabulary.View(
      slots: image.table(.slots), longSlots: image.table(.longSlots))
    trie = FlatTrie.View(
      words: pointer(.cells), nodes: pointer(.nodes), outputs: pointer(.outputs),
      rows: pointer(.rows), marks: pointer(.marks))
    classes = pointer(.classes)
    symbols = pointer(.symbols)
    code = pointer(.code)
    programs = pointer(.programs)
    allPrograms = image.table(.programs)
    captures = pointer(.captures)
    groups = pointer(.groups)
    starters = pointer(.starters)
    aheads = pointer(.aheads)
    starts = pointer(.starts)
    strata = pointer(.strata)
    firstStarts = pointer(.firstStarts)
    startMasks = pointer(.startMasks)
    choices = Choices(spans: pointer(.choices), bits: pointer(.choiceBits))
    conditions = pointer(.conditions)
    rules = pointer(.rules)
    shapes = pointer(.shapes)
    types = pointer(.types)
    lists = pointer(.lists)
    silencers = pointer(.silencers)
    entries = pointer(.entries)
    validities = pointer(.validities)
    spellings = pointer(.spellings)
    spellingBytes = pointer(.spellingBytes)
  }

  /// Whether what has a validity holds on a day; without a day everything holds.
  @inline(__always)
  func holds(_ validity: Int32, on day: Int32?) -> Bool {
    guard validity >= 0, let day else { return true }
    let valid = validities[Int(validity)]
    return valid.first <= day && day <= valid.last
  }

  /// Names of a program's captures, in their order.
  @inline(__always)
  func names(of program: TaggingPlan.Program) -> UnsafeBufferPointer<CaptureName> {
    UnsafeBufferPointer(
      start: captures + Int(program.captures.first), count: program.captures.indices.count)
  }

  /// How many starters a stratum has.
  @inline(__always)
  func starterCount(inStratum stratum: Int) -> Int {
    let all = strata[stratum]
    guard !all.isEmpty else { return 0 }
    let first = groups[Int(starts[Int(all.first)].groups.first)]
    let last = groups[Int(starts[Int(all.end) - 1].groups.end) - 1]
    return Int(last.first) + Int(last.count) - Int(first.first)
  }

  /// The programs of a rule.
  func programs(of rule: Int) -> [TaggingPlan.Program] { allPrograms.filter { $0.rule == rule } }
}
