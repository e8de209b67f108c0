import CallModel
import Documents
import Foundation
import Presentation
import Store

// What “calls show --history” tells: how a call changed, and who or what set each of its values.
extension ShowCommand {
  func showHistory(of call: StoredCall, in store: Store, _ session: Session) throws {
    let versions = try store.history(of: call.id)
    if json {
      try session.print(json: versions.indices.map { VersionLine(versions, at: $0) })
      return
    }
    let wording = try session.namedWording()
    let title = PlainText.line(call.record.title?.value ?? call.text.title)
    var lines = [session.output.style.apply(.strong, to: title)]
    for (index, version) in versions.enumerated() {
      let cause = wording.versionCause(version.cause)
      lines.append(
        "\(wording.day(version.day)) – \(cause)" + (version.author.map { " (\($0))" } ?? ""))
      guard index > 0 else { continue }
      let before = versions[index - 1].record
      lines += wording.changes(from: before, to: version.record).map { "  " + $0 }
    }
    for sighting in try store.sightings(of: call.id) {
      lines.append("\(wording.day(sighting.firstSeen)) – \(wording.sighting(sighting))")
    }
    lines.append("")
    lines += wording.origins(ValueOrigin.all(of: versions), record: call.record)
    session.print(lines.map { $0 + "\n" }.joined())
  }
}

/// Who or what gave a field the value that it has.
struct ValueOrigin: Encodable {
  /// Top-level field of the record.
  var field: String
  var day: CalendarDay
  var cause: VersionCause
  /// A version of the program and its rules, or a person.
  var author: String?
  /// The content that says so.
  var sha256: String
  /// Ids of the rules that found it; empty for a person's word.
  var rules: [String]

  /// Of each field of the newest version, by field: the version in which it last changed.
  static func all(of versions: [CallVersion]) -> [ValueOrigin] {
    guard let newest = versions.last else { return [] }
    let fields = rules(in: newest.record)
    return fields.keys.sorted().compactMap { field in
      let version = versions.last { $0.changes.contains { $0.field == field } } ?? versions[0]
      return ValueOrigin(
        field: field, day: version.day, cause: version.cause, author: version.author,
        sha256: version.sha256, rules: version.cause == .corrected ? [] : fields[field] ?? [])
    }
  }

  /// The fields that a record states, with the rules of all evidence in each, sorted.
  static func rules(in record: CallRecord) -> [String: [String]] {
    guard let data = try? JSONEncoder().encode(record),
      let fields = try? JSONSerialization.jsonObject(with: data) as? [String: Any]
    else { return [:] }
    return fields.filter { !["id", "sections"].contains($0.key) }.mapValues { value in
      var found: Set<String> = []
      collect(value, into: &found)
      return found.sorted()
    }
  }

  private static func collect(_ value: Any, into rules: inout Set<String>) {
    if let list = value as? [Any] {
      for element in list { collect(element, into: &rules) }
    } else if let fields = value as? [String: Any] {
      if let rule = fields["rule"] as? String { rules.insert(rule) }
      for element in fields.values { collect(element, into: &rules) }
    }
  }
}

/// A version of a call as JSON.
private struct VersionLine: Encodable {
  var version: Int
  var day: CalendarDay
  var cause: VersionCause
  var sha256: String
  /// Who said so: a version of the program and its rules, or a person.
  var author: String?
  var changes: [FieldChange]
  /// The rules that found each field that this version set; empty for a person's word.
  var rules: [String: [String]]

  init(_ versions: [CallVersion], at index: Int) {
    let version = versions[index]
    self.version = version.version
    day = version.day
    cause = version.cause
    sha256 = version.sha256
    author = version.author
    changes = version.changes
    let fields = Set(version.changes.map(\.field))
    rules =
      version.cause == .corrected
      ? [:]
      : ValueOrigin.rules(in: version.record).filter { index == 0 || fields.contains($0.key) }
  }
}

extension Wording {
  func versionCause(_ cause: VersionCause) -> String {
    switch cause {
    case .added: say("première lecture", "first reading")
    case .reread: say("relu avec d’autres règles", "read again with other rules")
    case .corrected: say("corrigé par une personne", "corrected by a person")
    case .amended: say("nouvelle version du document", "new version of the document")
    }
  }

  /// A line for each field that people compare, and where its value comes from.
  fileprivate func origins(_ origins: [ValueOrigin], record: CallRecord) -> [String] {
    let byField = Dictionary(origins.map { ($0.field, $0) }, uniquingKeysWith: { $1 })
    return CallField.allCases.compactMap { field in
      guard !values(of: field, in: record).isEmpty,
        let origin = field.recordFields.lazy.compactMap({ byField[$0] }).first
      else { return nil }
      let who = origin.author ?? ""
      let how =
        origin.cause == .corrected
        ? say("correction", "correction") : PlainText.line(origin.rules.joined(separator: ", "))
      let parts = [shortDay(origin.day), PlainText.line(who), how].filter { !$0.isEmpty }
      return "\(fieldName(field))\(say("\u{A0}:", ":")) \(parts.joined(separator: " – "))"
    }
  }
}

extension CallField {
  /// Top-level fields of the record that it is told from, the chief one first.
  fileprivate var recordFields: [String] {
    switch self {
    case .title: ["title"]
    case .programme: ["programmes", "parties"]
    case .opening, .deadlines: ["windows"]
    case .recurrence: ["recurrence"]
    case .rates: ["rates"]
    case .amounts: ["amounts"]
    case .applicants: ["applicants"]
    case .area: ["area"]
    case .partnership: ["partnership"]
    case .duration: ["duration"]
    case .submissionLanguages: ["submissionLanguages"]
    case .prerequisites: ["prerequisites"]
    case .exclusions: ["exclusions"]
    }
  }
}
