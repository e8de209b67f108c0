import CallModel
import Documents
import Foundation

/// What eligibility asks of a call, packed: its record without passages and without what only people
/// read.
///
/// Judging such a record gives the same values as judging the whole one; passages are missing.
package struct PackedDemands: Hashable, Sendable {
  /// Changes with the form of the bytes.
  package static let version = 2

  package let bytes: [UInt8]

  package init(bytes: [UInt8]) { self.bytes = bytes }

  /// - Parameter title: of the text, for a call whose record states none.
  package init(of record: CallRecord, title: String? = nil) {
    var writer = PackedWriter()
    writer.optional(record.title?.value ?? title) { $0.text($1) }
    writer.list(record.themes) {
      $0.text($1.id)
      $0.word($1.weight.bitPattern)
    }
    writer.list(record.programmes) { $0.optional($1.period) { $0.text($1) } }
    writer.list(record.windows) { $0.window($1) }
    writer.optional(record.recurrence?.value.rawValue) { $0.text($1) }
    writer.list(record.rates) { $0.rate($1) }
    writer.list(record.amounts) {
      $0.text($1.role.rawValue)
      $0.optional($1.min) { $0.money($1) }
      $0.optional($1.max) { $0.money($1) }
      $0.optional($1.per?.rawValue) { $0.text($1) }
    }
    writer.optional(record.duration) {
      $0.optional($1.min) { $0.decimal($1) }
      $0.optional($1.max) { $0.decimal($1) }
      $0.text($1.unit.rawValue)
    }
    writer.list(record.applicants) {
      $0.text($1.type.rawValue)
      $0.text($1.role.rawValue)
      $0.flag($1.eligible)
      $0.flag(EligibilityJudge.isSure($1))
    }
    writer.optional(record.area) { $0.area($1) }
    writer.optional(record.partnership) { $0.partnership($1) }
    writer.list(record.conditions) { $0.condition($1) }
    writer.list(record.submissionLanguages) { $0.text($1.id) }
    bytes = writer.bytes
  }

  /// The record again; nil for bytes that are none of ours.
  package var record: CallRecord? {
    bytes.withUnsafeBytes { bytes in
      var reader = PackedReader(bytes)
      return try? Self.record(&reader)
    }
  }

  private static func record(
    _ reader: inout PackedReader
  ) throws(PackedReader.Damaged) -> CallRecord {
    var record = CallRecord()
    record.title = try reader.optional { reader throws(PackedReader.Damaged) in
      Stated(try reader.text(), [])
    }
    record.themes = try reader.list { reader throws(PackedReader.Damaged) in
      Theme(
        id: try reader.text(), weight: Double(bitPattern: try reader.word()), evidence: [])
    }
    record.programmes = try reader.list { reader throws(PackedReader.Damaged) in
      let period = try reader.optional { reader throws(PackedReader.Damaged) in try reader.text() }
      return Programme(id: "", name: "", period: period, evidence: [])
    }
    record.windows = try reader.list { reader throws(PackedReader.Damaged) in
      try reader.window()
    }
    record.recurrence = try reader.optional { reader throws(PackedReader.Damaged) in
      Stated(try reader.value(Recurrence.self), [])
    }
    record.rates = try reader.list { reader throws(PackedReader.Damaged) in try reader.rate() }
    record.amounts = try reader.list { reader throws(PackedReader.Damaged) in
      Amount(
        role: try reader.value(), min: try reader.money(), max: try reader.money(),
        per: try reader.optional { reader throws(PackedReader.Damaged) in try reader.value() },
        evidence: [])
    }
    record.duration = try reader.optional { reader throws(PackedReader.Damaged) in
      CallModel.Duration(
        min: try reader.decimal(), max: try reader.decimal(), unit: try reader.value(),
        evidence: [])
    }
    record.applicants = try reader.list { reader throws(PackedReader.Damaged) in
      try reader.applicant()
    }
    record.area = try reader.optional { reader throws(PackedReader.Damaged) in try reader.area() }
    record.partnership = try reader.optional { reader throws(PackedReader.Damaged) in
      try reader.partnership()
    }
    record.conditions = try reader.list { reader throws(PackedReader.Damaged) in
      try reader.condition()
    }
    record.submissionLanguages = try reader.list { reader throws(PackedReader.Damaged) in
      Tag(id: try reader.text(), evidence: [])
    }
    return record
  }
}

extension PackedWriter {
  fileprivate mutating func decimal(_ value: Decimal) {
    let whole = NSDecimalNumber(decimal: value).intValue
    let isWhole = Decimal(whole) == value
    flag(isWhole)
    if isWhole { number(whole) } else { text("\(value)") }
  }

  fileprivate mutating func money(_ money: Money) {
    decimal(money.amount)
    text(money.currency)
  }

  fileprivate mutating func date(_ date: CallDate) {
    optional(date.date) {
      $0.number($1.year ?? 0)
      $0.number($1.month ?? 0)
      $0.number($1.day ?? 0)
      $0.number($1.quarter ?? 0)
    }
    optional(date.time) { $0.text($1) }
    optional(date.timeZone) { $0.text($1) }
    text(date.precision.rawValue)
    text(date.certainty.rawValue)
    list(date.inferred) { $0.text($1) }
    flag(date.extended)
  }

  fileprivate mutating func window(_ window: Window) {
    number(window.round)
    text(window.model.rawValue)
    optional(window.opening) { $0.date($1) }
    list(window.deadlines) {
      $0.text($1.stage.rawValue)
      $0.date($1.date)
    }
  }

  fileprivate mutating func rate(_ rate: Rate) {
    optional(rate.min) { $0.decimal($1) }
    optional(rate.max) { $0.decimal($1) }
    text(rate.kind.rawValue)
    text(rate.payer.rawValue)
    optional(rate.of?.rawValue) { $0.text($1) }
    optional(rate.condition) { $0.condition($1) }
  }

  fileprivate mutating func area(_ area: Area) {
    for list in [
      area.countries, area.territories, area.partnerCountries, area.excluded, area.inferred,
    ] {
      self.list(list) { $0.text($1) }
    }
  }

  fileprivate mutating func partnership(_ asked: Partnership) {
    optional(asked.minPartners) { $0.number($1) }
    optional(asked.minCountries) { $0.number($1) }
    list(asked.mustInclude) {
      $0.optional($1.country) { $0.text($1) }
      $0.optional($1.type?.rawValue) { $0.text($1) }
      $0.text($1.role.rawValue)
      $0.number($1.count)
    }
    optional(asked.agreementRequired) { $0.flag($1) }
  }

  fileprivate mutating func condition(_ condition: Condition) {
    text(condition.text)
    let json = condition.expr.flatMap { try? JSONEncoder().encode($0) }
    optional(json.map { String(decoding: $0, as: UTF8.self) }) { $0.text($1) }
  }
}

extension PackedReader {
  fileprivate mutating func value<Value: RawRepresentable<String>>(
    _ type: Value.Type = Value.self
  ) throws(Damaged) -> Value {
    guard let value = Value(rawValue: try text()) else { throw Damaged() }
    return value
  }

  fileprivate mutating func decimal() throws(Damaged) -> Decimal? {
    guard try flag() else { return nil }
    return try plainDecimal()
  }

  private mutating func plainDecimal() throws(Damaged) -> Decimal {
    if try flag() { return Decimal(try number()) }
    guard let value = Decimal(string: try text()) else { throw Damaged() }
    return value
  }

  fileprivate mutating func money() throws(Damaged) -> Money? {
    guard try flag() else { return nil }
    return Money(try plainDecimal(), try text())
  }

  fileprivate mutating func date() throws(Damaged) -> CallDate {
    var date: PartialDate?
    if try flag() {
      let parts = [try number(), try number(), try number(), try number()].map {
        $0 == 0 ? nil : $0
      }
      date = PartialDate(year: parts[0], month: parts[1], day: parts[2])
      date?.quarter = parts[3]
      guard date?.isValid == true else { throw Damaged() }
    }
    return CallDate(
      date: date, time: try optional { reader throws(Damaged) in try reader.text() },
      timeZone: try optional { reader throws(Damaged) in try reader.text() },
      precision: try value(), certainty: try value(), inferred: try texts(),
      extended: try flag(), evidence: [])
  }

  private mutating func texts() throws(Damaged) -> [String] {
    try list { reader throws(Damaged) in try reader.text() }
  }

  fileprivate mutating func window() throws(Damaged) -> Window {
    Window(
      round: try number(), model: try value(),
      opening: try optional { reader throws(Damaged) in try reader.date() },
      deadlines: try list { reader throws(Damaged) in
        Deadline(stage: try reader.value(), date: try reader.date())
      })
  }

  fileprivate mutating func rate() throws(Damaged) -> Rate {
    let min = try decimal()
    let max = try decimal()
    let kind: Rate.Kind = try value()
    let payer: Rate.Payer = try value()
    let base: Rate.Base? = try optional { reader throws(Damaged) in try reader.value() }
    let condition = try optional { reader throws(Damaged) in try reader.condition() }
    return Rate(
      min: min, max: max, kind: kind, payer: payer, of: base, condition: condition, evidence: [])
  }

  fileprivate mutating func applicant() throws(Damaged) -> Applicant {
    let type: ApplicantType = try value()
    let role: Applicant.Role = try value()
    let isEligible = try flag()
    // No passage stands for a person's word, which is sure.
    let unsure = try flag() ? [] : [Evidence(quote: "", start: 0, end: 0, rule: "", confidence: 0)]
    return Applicant(type: type, role: role, eligible: isEligible, evidence: unsure)
  }

  fileprivate mutating func area() throws(Damaged) -> Area {
    var area = Area()
    area.countries = try texts()
    area.territories = try texts()
    area.partnerCountries = try texts()
    area.excluded = try texts()
    area.inferred = try texts()
    return area
  }

  fileprivate mutating func partnership() throws(Damaged) -> Partnership {
    var asked = Partnership()
    asked.minPartners = try optional { reader throws(Damaged) in try reader.number() }
    asked.minCountries = try optional { reader throws(Damaged) in try reader.number() }
    asked.mustInclude = try list { reader throws(Damaged) in
      Partnership.Member(
        country: try reader.optional { reader throws(Damaged) in try reader.text() },
        type: try reader.optional { reader throws(Damaged) in try reader.value() },
        role: try reader.value(), count: try reader.number())
    }
    asked.agreementRequired = try optional { reader throws(Damaged) in try reader.flag() }
    return asked
  }

  fileprivate mutating func condition() throws(Damaged) -> Condition {
    let text = try text()
    let json = try optional { reader throws(Damaged) in try reader.text() }
    guard let json else { return Condition(text: text) }
    guard let expr = try? JSONDecoder().decode(ConditionExpression.self, from: Data(json.utf8))
    else { throw Damaged() }
    return Condition(text: text, expr: expr)
  }
}
