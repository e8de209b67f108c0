/// A ceiling on what reading one document may cost, by the name that settings, options and errors
/// give it.
package enum ReadingLimit: String, CaseIterable, Sendable, Codable {
  /// Size of the file.
  case input
  /// Time from the start of a reader to its end, and what it may compute in it.
  case wall, cpu
  case memory
  /// What a reader may answer.
  case reply
  /// Length of the document's text, and its pages: beyond, it is cut, with the warning `truncated`.
  case text, pages
  /// Of an archive: its entries, what they inflate to in all and one by one, and how many times
  /// larger than packed.
  case entries, inflated, entry, ratio
  /// Attributes of one tag of a page.
  case attributes

  package enum Unit: Sendable { case mebibytes, seconds, number }

  package var unit: Unit {
    switch self {
    case .input, .memory, .reply, .text, .inflated, .entry: .mebibytes
    case .wall, .cpu: .seconds
    case .pages, .entries, .ratio, .attributes: .number
    }
  }

  /// The value where none is set, in the limit's unit.
  package var usual: Int {
    switch self {
    case .input: 100
    case .wall: 30
    case .cpu: 10
    case .memory: 768
    case .reply: 64
    case .text: 16
    case .pages: 2_000
    case .entries: 10_000
    case .inflated: 512
    case .entry: 64
    case .ratio: 200
    case .attributes: 1_000
    }
  }

  /// What may be set. A reader needs some memory for itself; time without end is no limit.
  package var range: ClosedRange<Int> {
    switch self {
    case .memory: 256...65_536
    case .wall, .cpu: 1...3_600
    case .input, .reply, .text, .inflated, .entry: 1...2_047
    case .pages, .entries, .ratio, .attributes: 1...10_000_000
    }
  }
}

/// What reading one document may cost; what is not set is as usual.
package struct ReadingLimits: Hashable, Sendable {
  private var values: [ReadingLimit: Int] = [:]

  package init() {}

  /// In the limit's unit.
  package subscript(limit: ReadingLimit) -> Int {
    get { values[limit] ?? limit.usual }
    set { values[limit] = newValue == limit.usual ? nil : newValue }
  }

  /// Bytes of a limit that counts mebibytes.
  package func bytes(_ limit: ReadingLimit) -> Int { self[limit] << 20 }

  // MARK: As an argument

  /// `cpu=20,pages=50`: what is not as usual, in a fixed order; empty where all is.
  package var argument: String {
    ReadingLimit.allCases.compactMap { limit in values[limit].map { "\(limit.rawValue)=\($0)" } }
      .joined(separator: ",")
  }

  /// Reads what `argument` writes; nil for anything else.
  package init?(argument: String) {
    for pair in argument.split(separator: ",") {
      let parts = pair.split(separator: "=", omittingEmptySubsequences: false)
      guard parts.count == 2, let limit = ReadingLimit(rawValue: String(parts[0])),
        let value = Int(parts[1]), limit.range.contains(value)
      else { return nil }
      self[limit] = value
    }
  }
}
