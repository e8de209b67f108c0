import CallModel
import Documents
import Foundation

// The values of a record, as they are packed: what is written here in one order is read in it below.

extension PackedWriter {
  mutating func decimal(_ value: Decimal) {
    let whole = NSDecimalNumber(decimal: value).intValue
    let isWhole = Decimal(whole) == value
    flag(isWhole)
    if isWhole { number(whole) } else { text("\(value)") }
  }

  private mutating func money(_ money: Money) {
    decimal(money.amount)
    text(money.currency)
  }

  private mutating func date(_ date: CallDate) {
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
    proofs(date.evidence)
  }

  mutating func window(_ window: Window) {
    number(window.round)
    text(window.model.rawValue)
    proofs(window.evidence)
    optional(window.opening) { $0.date($1) }
    list(window.deadlines) {
      $0.text($1.stage.rawValue)
      $0.date($1.date)
    }
  }

  mutating func rate(_ rate: Rate) {
    optional(rate.min) { $0.decimal($1) }
    optional(rate.max) { $0.decimal($1) }
    text(rate.kind.rawValue)
    text(rate.payer.rawValue)
    optional(rate.of?.rawValue) { $0.text($1) }
    optional(rate.condition) { $0.condition($1) }
    proofs(rate.evidence)
  }

  mutating func amount(_ amount: Amount) {
    text(amount.role.rawValue)
    optional(amount.min) { $0.money($1) }
    optional(amount.max) { $0.money($1) }
    optional(amount.per?.rawValue) { $0.text($1) }
    proofs(amount.evidence)
  }

  mutating func partnership(_ asked: Partnership) {
    optional(asked.minPartners) { $0.number($1) }
    optional(asked.minCountries) { $0.number($1) }
    list(asked.mustInclude) {
      $0.optional($1.country) { $0.text($1) }
      $0.optional($1.type?.rawValue) { $0.text($1) }
      $0.text($1.role.rawValue)
      $0.number($1.count)
    }
    optional(asked.agreementRequired) { $0.flag($1) }
    proofs(asked.evidence)
  }

  mutating func condition(_ condition: Condition) {
    text(condition.text)
    optional(condition.expr) { $0.expression($1) }
    optional(condition.evidence) { $0.proofs($1) }
  }

  private mutating func expression(_ expression: ConditionExpression) {
    switch expression {
    case .all(let parts):
      number(0)
      list(parts) { $0.expression($1) }
    case .any(let parts):
      number(1)
      list(parts) { $0.expression($1) }
    case .not(let part):
      number(2)
      self.expression(part)
    case .atLeast(let count, let parts):
      number(3)
      number(count)
      list(parts) { $0.expression($1) }
    case .atom(let atom):
      number(4)
      text(atom.fact)
      text(atom.is)
      operand(atom.value)
    }
  }

  private mutating func operand(_ operand: ConditionExpression.Operand) {
    switch operand {
    case .number(let value):
      number(0)
      decimal(value)
    case .text(let value):
      number(1)
      text(value)
    case .list(let values):
      number(2)
      list(values) { $0.text($1) }
    }
  }
}

extension PackedReader {
  mutating func value<Value: RawRepresentable<String>>(
    _ type: Value.Type = Value.self
  ) throws(Damaged) -> Value {
    guard let value = Value(rawValue: try text()) else { throw Damaged() }
    return value
  }

  mutating func texts() throws(Damaged) -> [String] {
    try list { reader throws(Damaged) in try reader.text() }
  }

  mutating func decimal() throws(Damaged) -> Decimal? {
    try flag() ? try plainDecimal() : nil
  }

  private mutating func plainDecimal() throws(Damaged) -> Decimal {
    if try flag() { return Decimal(try number()) }
    guard let value = Decimal(string: try text()) else { throw Damaged() }
    return value
  }

  private mutating func money() throws(Damaged) -> Money? {
    guard try flag() else { return nil }
    return Money(try plainDecimal(), try text())
  }

  private mutating func date() throws(Damaged) -> CallDate {
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
      extended: try flag(), evidence: try proofs())
  }

  mutating func window() throws(Damaged) -> Window {
    Window(
      round: try number(), model: try value(), evidence: try proofs(),
      opening: try optional { reader throws(Damaged) in try reader.date() },
      deadlines: try list { reader throws(Damaged) in
        Deadline(stage: try reader.value(), date: try reader.date())
      })
  }

  mutating func rate() throws(Damaged) -> Rate {
    let min = try decimal()
    let max = try decimal()
    let kind: Rate.Kind = try value()
    let payer: Rate.Payer = try value()
    let base: Rate.Base? = try optional { reader throws(Damaged) in try reader.value() }
    let condition = try optional { reader throws(Damaged) in try reader.condition() }
    return Rate(
      min: min, max: max, kind: kind, payer: payer, of: base, condition: condition,
      evidence: try proofs())
  }

  mutating func amount() throws(Damaged) -> Amount {
    Amount(
      role: try value(), min: try money(), max: try money(),
      per: try optional { reader throws(Damaged) in try reader.value() }, evidence: try proofs())
  }

  mutating func applicant() throws(Damaged) -> Applicant {
    let type: ApplicantType = try value()
    let role: Applicant.Role = try value()
    let isEligible = try flag()
    // No passage stands for a person's word, which is sure.
    let unsure = try flag() ? [] : [Evidence(quote: "", start: 0, end: 0, rule: "", confidence: 0)]
    return Applicant(
      type: type, role: role, eligible: isEligible, evidence: keepsProofs ? try proofs() : unsure)
  }

  mutating func partnership() throws(Damaged) -> Partnership {
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
    asked.evidence = try proofs()
    return asked
  }

  mutating func condition() throws(Damaged) -> Condition {
    let text = try text()
    let expression = try optional { reader throws(Damaged) in try reader.expression(depth: 0) }
    let proofs = try optional { reader throws(Damaged) in try reader.proofs() }
    return Condition(text: text, expr: expression, evidence: keepsProofs ? proofs : nil)
  }

  /// Deeper than any rule writes them; damaged bytes must not exhaust the stack.
  private static let deepest = 64

  private mutating func expression(depth: Int) throws(Damaged) -> ConditionExpression {
    guard depth < Self.deepest else { throw Damaged() }
    switch try number() {
    case 0: return .all(try expressions(depth))
    case 1: return .any(try expressions(depth))
    case 2: return .not(try expression(depth: depth + 1))
    case 3: return .atLeast(try number(), of: try expressions(depth))
    case 4:
      return .atom(.init(fact: try text(), is: try text(), value: try operand()))
    default: throw Damaged()
    }
  }

  private mutating func expressions(_ depth: Int) throws(Damaged) -> [ConditionExpression] {
    try list { reader throws(Damaged) in try reader.expression(depth: depth + 1) }
  }

  private mutating func operand() throws(Damaged) -> ConditionExpression.Operand {
    switch try number() {
    case 0: return .number(try plainDecimal())
    case 1: return .text(try text())
    case 2: return .list(try texts())
    default: throw Damaged()
    }
  }
}
