import CallModel
import Documents
import Foundation
import GRDB

/// What tells whether two documents speak of one and the same call.
struct CallIdentity {
  var document: Int64
  var language: String
  /// Folded words.
  var title: [String]
  /// Folded; nil where there is none.
  var reference: String?
  /// Ids.
  var programmes: Set<String>
  /// Folded words of the programmes' names.
  var programmeWords: Set<String>
  var funders: Set<String>
  /// Codes of lots and strands.
  var parts: Set<String>
  /// Days by which to apply.
  var deadlines: Set<CalendarDay>
  var opening: CalendarDay?
  var isPermanent: Bool
  /// Addresses that belong to few calls: those of a page, not of a site.
  var pages: Set<String>
  /// Figures with what they are: `grant 40000 EUR`, `rate 80`, `months 24`.
  var figures: Set<String>

  init(_ record: CallRecord, titleKey: String, document: Int64, language: String) {
    self.document = document
    self.language = language
    title = titleKey.split(separator: " ").map(String.init)
    reference = record.reference.map { CallRow.key($0.value) }.flatMap { $0.isEmpty ? nil : $0 }
    programmes = Set(record.programmes.map(\.id))
    programmeWords = Set(
      record.programmes.flatMap { CallRow.key($0.name).split(separator: " ").map(String.init) })
    funders = Set(record.parties.filter { $0.role == .funder }.map(\.id))
    parts = Set(
      record.axes.filter { $0.level == .lot || $0.level == .strand }.compactMap(\.code)
        .map(CallRow.key))
    let schedule = CallSchedule(record)
    deadlines = Set(schedule.rounds.flatMap(\.deadlines))
    opening = schedule.opening
    isPermanent = schedule.isPermanent
    pages = Self.pages(of: record)
    figures = Self.figures(of: record)
  }

  /// The words of the title that hold a digit: years, rounds, lots.
  var numbers: Set<String> { Set(title.filter { $0.contains(where: \.isNumber) }) }

  /// Addresses with a path of two steps at least, or a query; without what does not tell pages apart.
  static func pages(of record: CallRecord) -> Set<String> {
    Set(record.links.compactMap { page($0.url) })
  }

  private static func page(_ address: String) -> String? {
    guard let parts = URLComponents(string: address), var host = parts.host?.lowercased() else {
      return nil
    }
    if host.hasPrefix("www.") { host.removeFirst(4) }
    let steps = parts.path.split(separator: "/")
    let query = (parts.percentEncodedQueryItems ?? []).filter { !$0.name.hasPrefix("utm_") }
    guard steps.count >= 2 || (steps.count == 1 && !query.isEmpty) else { return nil }
    let asked = query.map { "\($0.name)=\($0.value ?? "")" }.joined(separator: "&")
    return host + "/" + steps.joined(separator: "/") + (asked.isEmpty ? "" : "?" + asked)
  }

  private static func figures(of record: CallRecord) -> Set<String> {
    var figures: Set<String> = []
    for amount in record.amounts {
      for sum in [amount.min, amount.max].compactMap(\.self) {
        figures.insert("\(amount.role.rawValue) \(sum.amount) \(sum.currency)")
      }
    }
    for rate in record.rates where rate.payer == .funder {
      for share in [rate.min, rate.max].compactMap(\.self) { figures.insert("rate \(share)") }
    }
    if let duration = record.duration {
      for bound in [duration.min, duration.max].compactMap(\.self) {
        figures.insert("\(duration.unit) \(bound)")
      }
    }
    if let partners = record.partnership?.minPartners { figures.insert("partners \(partners)") }
    return figures
  }
}
