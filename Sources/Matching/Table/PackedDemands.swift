import CallModel

/// What eligibility asks of a call, packed: its record without passages and without what only people
/// read, part by part.
///
/// Judging such a record gives the same values as judging the whole one; passages are missing.
package struct PackedDemands: Hashable, Sendable {
  /// Changes with the form of the bytes.
  package static let version = 5

  package let bytes: [UInt8]

  package init(bytes: [UInt8]) { self.bytes = bytes }

  /// - Parameter title: of the text, for a call whose record states none.
  package init(of record: CallRecord, title: String? = nil) {
    var writer = PackedWriter()
    for part in DemandPart.allCases {
      var content = PackedWriter()
      content.part(part, of: record, title: title)
      writer.number(content.bytes.count)
      writer.append(content.bytes)
    }
    bytes = writer.bytes
  }

  /// The record again; nil for bytes that are none of ours.
  package var record: CallRecord? {
    guard let places else { return nil }
    var record = CallRecord()
    return bytes.withUnsafeBytes { bytes in
      for (part, place) in zip(DemandPart.allCases, places) {
        guard Self.read(part, UnsafeRawBufferPointer(rebasing: bytes[place]), &record) else {
          return nil
        }
      }
      return record
    }
  }

  /// Where each part stands in the bytes; nil for bytes that are none of ours.
  var places: [Range<Int>]? {
    bytes.withUnsafeBytes { bytes in
      var reader = PackedReader(bytes)
      var places: [Range<Int>] = []
      for _ in DemandPart.allCases {
        guard let count = try? reader.count() else { return nil }
        places.append(reader.position..<(reader.position + count))
        guard (try? reader.skip(count)) != nil else { return nil }
      }
      return reader.isAtEnd ? places : nil
    }
  }

  /// A record that holds this part alone; nil for bytes that are none of ours.
  static func record(of part: DemandPart, _ bytes: ArraySlice<UInt8>) -> CallRecord? {
    var record = CallRecord()
    return bytes.withUnsafeBytes { read(part, $0, &record) } ? record : nil
  }

  private static func read(
    _ part: DemandPart, _ bytes: UnsafeRawBufferPointer, _ record: inout CallRecord
  ) -> Bool {
    var reader = PackedReader(bytes)
    do throws(PackedReader.Damaged) {
      try reader.part(part, into: &record)
      return reader.isAtEnd
    } catch {
      return false
    }
  }
}

/// What is judged by itself: calls that ask the same are judged together.
enum DemandPart: Int, CaseIterable, Sendable {
  case name, themes, time, applicants, place, partners, money, duration, conditions
}

// MARK: Writing

extension PackedWriter {
  mutating func part(_ part: DemandPart, of record: CallRecord, title: String?) {
    switch part {
    case .name:
      optional(record.title?.value ?? title) { $0.text($1) }
      proofs(record.title?.evidence ?? [])
    case .themes:
      list(record.themes) {
        $0.text($1.id)
        $0.word($1.weight.bitPattern)
      }
    case .time: time(record)
    case .applicants:
      list(record.applicants) {
        $0.text($1.type.rawValue)
        $0.text($1.role.rawValue)
        $0.flag($1.eligible)
        $0.flag(EligibilityJudge.isSure($1))
        $0.proofs($1.evidence)
      }
    case .place: place(record)
    case .partners:
      list(record.area?.countries ?? []) { $0.text($1) }
      list(record.area?.partnerCountries ?? []) { $0.text($1) }
      optional(record.partnership) { $0.partnership($1) }
    case .money:
      list(record.rates) { $0.rate($1) }
      list(record.amounts) { $0.amount($1) }
    case .duration:
      optional(record.duration) {
        $0.optional($1.min) { $0.decimal($1) }
        $0.optional($1.max) { $0.decimal($1) }
        $0.text($1.unit.rawValue)
        $0.proofs($1.evidence)
      }
    case .conditions: list(record.conditions) { $0.condition($1) }
    }
  }

  private mutating func time(_ record: CallRecord) {
    list(record.programmes) {
      $0.optional($1.period) { $0.text($1) }
      $0.proofs($1.evidence)
    }
    list(record.windows) { $0.window($1) }
    optional(record.recurrence) {
      $0.text($1.value.rawValue)
      $0.proofs($1.evidence)
    }
  }

  private mutating func place(_ record: CallRecord) {
    optional(record.area) {
      for list in [$1.countries, $1.territories, $1.excluded, $1.inferred] {
        $0.list(list) { $0.text($1) }
      }
      $0.flag($1.partial == true)
      $0.proofs($1.evidence)
    }
    list(record.submissionLanguages) {
      $0.text($1.id)
      $0.proofs($1.evidence)
    }
  }
}

// MARK: Reading

extension PackedReader {
  mutating func part(_ part: DemandPart, into record: inout CallRecord) throws(Damaged) {
    switch part {
    case .name:
      let title = try optional { reader throws(Damaged) in try reader.text() }
      let proofs = try proofs()
      record.title = title.map { Stated($0, proofs) }
    case .themes:
      record.themes = try list { reader throws(Damaged) in
        Theme(
          id: try reader.text(), weight: Double(bitPattern: try reader.word()), evidence: [])
      }
    case .time: try time(&record)
    case .applicants:
      record.applicants = try list { reader throws(Damaged) in try reader.applicant() }
    case .place: try place(&record)
    case .partners: try partners(&record)
    case .money:
      record.rates = try list { reader throws(Damaged) in try reader.rate() }
      record.amounts = try list { reader throws(Damaged) in try reader.amount() }
    case .duration:
      record.duration = try optional { reader throws(Damaged) in
        CallModel.Duration(
          min: try reader.decimal(), max: try reader.decimal(), unit: try reader.value(),
          evidence: try reader.proofs())
      }
    case .conditions:
      record.conditions = try list { reader throws(Damaged) in try reader.condition() }
    }
  }

  private mutating func time(_ record: inout CallRecord) throws(Damaged) {
    record.programmes = try list { reader throws(Damaged) in
      let period = try reader.optional { reader throws(Damaged) in try reader.text() }
      return Programme(id: "", name: "", period: period, evidence: try reader.proofs())
    }
    record.windows = try list { reader throws(Damaged) in try reader.window() }
    record.recurrence = try optional { reader throws(Damaged) in
      Stated(try reader.value(Recurrence.self), try reader.proofs())
    }
  }

  private mutating func place(_ record: inout CallRecord) throws(Damaged) {
    record.area = try optional { reader throws(Damaged) in
      var area = Area()
      area.countries = try reader.texts()
      area.territories = try reader.texts()
      area.excluded = try reader.texts()
      area.inferred = try reader.texts()
      area.partial = try reader.flag() ? true : nil
      area.evidence = try reader.proofs()
      return area
    }
    record.submissionLanguages = try list { reader throws(Damaged) in
      Tag(id: try reader.text(), evidence: try reader.proofs())
    }
  }

  private mutating func partners(_ record: inout CallRecord) throws(Damaged) {
    let countries = try texts()
    let partnerCountries = try texts()
    if !countries.isEmpty || !partnerCountries.isEmpty {
      var area = record.area ?? Area()
      area.countries = countries
      area.partnerCountries = partnerCountries
      record.area = area
    }
    record.partnership = try optional { reader throws(Damaged) in try reader.partnership() }
  }
}
