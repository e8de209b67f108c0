import Documents
import Foundation

/// A person's word on one field of a call, as typed: `deadline=2024-05-06T12:00`.
///
/// An empty value strikes the field out. Lists are separated by commas, bounds by `..`:
/// `rate=50..75`, `grant=..50000 EUR`, `countries=FR,ES`. Dates are ISO 8601, sums in units (EUR
/// unless said), durations in months.
package struct Correction: Hashable, Sendable {
  /// Names that a person may type.
  package enum Field: String, Sendable, CaseIterable {
    case title, summary, reference, programmes, funds, themes, opening, deadlines, rate, grant
    case envelope, duration, applicants, countries, territories, languages, recurrence
    case projectBudget = "project-budget"
    case partnerCountries = "partner-countries"
    case minPartners = "min-partners"
    case minCountries = "min-countries"

    /// A word may follow the figures.
    fileprivate var takesCurrency: Bool {
      self == .grant || self == .envelope || self == .projectBudget
    }

    /// Top-level field of the record that it stands in.
    package var recordField: String {
      switch self {
      case .opening, .deadlines: "windows"
      case .rate: "rates"
      case .grant, .envelope, .projectBudget: "amounts"
      case .countries, .territories, .partnerCountries: "area"
      case .minPartners, .minCountries: "partnership"
      case .languages: "submissionLanguages"
      default: rawValue
      }
    }
  }

  package enum Fault: Error, Hashable, Sendable {
    /// No `FIELD=VALUE`.
    case form(String)
    case unknownField(String, nearest: String?)
    /// The value is none of the field; `expected` shows one.
    case value(field: String, value: String, expected: String)
  }

  package let field: Field
  private let value: String

  package init(_ text: String) throws(Fault) {
    guard let sign = text.firstIndex(of: "=") else { throw .form(text) }
    let name = String(text[..<sign])
    let names = Field.allCases.map(\.rawValue)
    guard let field = Field(rawValue: name) ?? Field(rawValue: name + "s") else {
      throw .unknownField(name, nearest: ProfileSuggestion.nearest(to: name, among: names))
    }
    self.field = field
    value = text[text.index(after: sign)...].trimmingCharacters(in: .whitespaces)
  }

  /// The call with the field as the person says.
  /// - Parameter name: the name of an entry of a gazetteer (`programme`, `fund`, `theme`,
  ///   `language`, `country`, `territory`) by its id; nil for an unknown id.
  package func applied(
    to record: CallRecord, name: (_ type: String, _ id: String) -> String?
  ) throws(Fault) -> CallRecord {
    var call = record
    switch field {
    case .title: call.title = stated
    case .summary: call.summary = stated
    case .reference: call.reference = stated
    case .programmes:
      call.programmes = try ids("programme", name).map {
        Programme(id: $0.id, name: $0.name, evidence: [])
      }
    case .funds: call.funds = try ids("fund", name).map { Tag(id: $0.id, evidence: []) }
    case .languages:
      call.submissionLanguages = try ids("language", name).map { Tag(id: $0.id, evidence: []) }
    case .themes:
      let themes = try ids("theme", name)
      call.themes = themes.map { Theme(id: $0.id, weight: 1 / Double(themes.count), evidence: []) }
    case .opening, .deadlines: call.windows = try windows(of: record)
    case .rate: call.rates = try rates()
    case .grant: call.amounts = try amounts(.grant, of: record)
    case .envelope: call.amounts = try amounts(.envelope, of: record)
    case .projectBudget: call.amounts = try amounts(.projectBudget, of: record)
    case .duration: call.duration = try duration()
    case .applicants:
      call.applicants = try items.map { (item) throws(Fault) in
        guard let type = ApplicantType(rawValue: item) else { throw fault("commune,association") }
        return Applicant(type: type, role: .any, eligible: true, evidence: [])
      }
    case .countries, .territories, .partnerCountries:
      call.area = try area(of: record, name)
    case .minPartners: call.partnership = try partnership(of: record, \.minPartners)
    case .minCountries: call.partnership = try partnership(of: record, \.minCountries)
    case .recurrence:
      call.recurrence =
        try value.isEmpty
        ? nil : Stated(of(Recurrence(rawValue: value), "one-off|recurring|permanent"), [])
    }
    return call
  }

  // MARK: Values

  private var items: [String] {
    value.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty }
  }

  private var stated: Stated<String>? { value.isEmpty ? nil : Stated(value, []) }

  private func fault(_ expected: String) -> Fault {
    .value(field: field.rawValue, value: value, expected: "\(field.rawValue)=\(expected)")
  }

  private func of<Value>(_ value: Value?, _ expected: String) throws(Fault) -> Value {
    guard let value else { throw fault(expected) }
    return value
  }

  /// What an id looks like, for advice.
  private static let sampleIDs = [
    "programme": "interreg-sudoe", "fund": "erdf", "theme": "youth", "language": "fr",
    "country": "FR,ES", "territory": "FRE1",
  ]

  private func ids(
    _ type: String, _ name: (String, String) -> String?
  ) throws(Fault) -> [(id: String, name: String)] {
    try items.map { (id) throws(Fault) in
      (id, try of(name(type, id), Self.sampleIDs[type] ?? type))
    }
  }

  /// `a..b`, `..b`, `a..` or `a`, where a single bound is both.
  private func bounds(_ expected: String) throws(Fault) -> (min: Decimal?, max: Decimal?) {
    let figures = value.split(separator: " ").first.map(String.init) ?? ""
    guard figures == value || field.takesCurrency else { throw fault(expected) }
    let ends = figures.components(separatedBy: "..")
    guard ends.count <= 2, ends.contains(where: { !$0.isEmpty }) else { throw fault(expected) }
    let numbers = try ends.map { (end) throws(Fault) -> Decimal? in
      guard !end.isEmpty else { return nil }
      let isPlain = end.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E }
      return try of(
        isPlain ? Decimal(string: end, locale: Locale(identifier: "en_US_POSIX")) : nil, expected)
    }
    return (numbers[0], numbers[numbers.count - 1])
  }

  private func date(_ text: String) throws(Fault) -> CallDate {
    let parts = text.split(separator: "T", maxSplits: 1)
    let expected = "2024-05-06T12:00"
    let date = try of(parts.first.flatMap { PartialDate(iso: String($0)) }, expected)
    let time = parts.count > 1 ? String(parts[1]) : nil
    guard date.isValid, date.year != nil, time == nil || Self.isTime(time ?? "") else {
      throw fault(expected)
    }
    let precision: CallDate.Precision =
      date.day != nil ? .day : date.month != nil ? .month : date.quarter != nil ? .quarter : .year
    return CallDate(date: date, time: time, precision: precision, evidence: [])
  }

  private static func isTime(_ text: String) -> Bool {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }),
      let hour = Int(parts[0]), let minute = Int(parts[1])
    else { return false }
    return (0...23).contains(hour) && (0...59).contains(minute) || hour == 24 && minute == 0
  }

  // MARK: Fields

  /// Windows anew where the deadlines are said; the opening goes to the first.
  private func windows(of record: CallRecord) throws(Fault) -> [Window] {
    if field == .opening {
      var windows = record.windows.isEmpty ? [Window()] : record.windows
      windows[0].opening = value.isEmpty ? nil : try date(value)
      return windows.filter { $0.opening != nil || !$0.deadlines.isEmpty }
    }
    let dates = try items.map { (item) throws(Fault) in try date(item) }
    let opening = record.windows.first?.opening
    guard !dates.isEmpty || opening != nil else { return [] }
    return [
      Window(
        model: dates.count > 1 ? .multipleCutOff : .singleStage, opening: opening,
        deadlines: dates.map { Deadline(stage: dates.count > 1 ? .cutOff : .single, date: $0) })
    ]
  }

  private func rates() throws(Fault) -> [Rate] {
    guard !value.isEmpty else { return [] }
    let (min, max) = try bounds("50..75")
    guard (max ?? min ?? 0) <= 100 else { throw fault("75") }
    let isSingle = !value.contains("..")
    return [
      Rate(
        min: isSingle ? nil : min, max: max,
        kind: isSingle ? .max : min == nil ? .max : max == nil ? .min : .range, payer: .funder,
        evidence: [])
    ]
  }

  private func amounts(_ role: Amount.Role, of record: CallRecord) throws(Fault) -> [Amount] {
    let others = record.amounts.filter { $0.role != role }
    guard !value.isEmpty else { return others }
    let expected = "10000..50000 EUR"
    let (min, max) = try bounds(expected)
    let words = value.split(separator: " ")
    let currency = words.count > 1 ? String(words[1]) : "EUR"
    guard words.count <= 2, currency.utf8.count == 3, currency.utf8.allSatisfy({ $0 < 0x5B }) else {
      throw fault(expected)
    }
    return others + [
      Amount(
        role: role, min: value.contains("..") ? min.map { Money($0, currency) } : nil,
        max: max.map { Money($0, currency) }, evidence: [])
    ]
  }

  private func duration() throws(Fault) -> Duration? {
    guard !value.isEmpty else { return nil }
    let (min, max) = try bounds("12..36")
    return Duration(
      min: value.contains("..") ? min : nil, max: max, unit: .month, evidence: [])
  }

  private func area(
    of record: CallRecord, _ name: (String, String) -> String?
  ) throws(Fault) -> Area? {
    var area = record.area ?? Area()
    switch field {
    case .territories: area.territories = try ids("territory", name).map(\.id)
    case .countries: area.countries = try ids("country", name).map(\.id)
    default: area.partnerCountries = try ids("country", name).map(\.id)
    }
    let isEmpty =
      area.countries.isEmpty && area.territories.isEmpty
      && area.partnerCountries.isEmpty && area.excluded.isEmpty
    return isEmpty ? nil : area
  }

  private func partnership(
    of record: CallRecord, _ key: WritableKeyPath<Partnership, Int?>
  ) throws(Fault) -> Partnership? {
    var partnership = record.partnership ?? Partnership()
    partnership[keyPath: key] = value.isEmpty ? nil : try of(Int(value), "3")
    return partnership == Partnership() ? nil : partnership
  }
}
