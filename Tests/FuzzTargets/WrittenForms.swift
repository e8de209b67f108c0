import CallModel
import Digest
import Documents
import Foundation
import Presentation

/// A digest whose texts are chosen by a stranger, in one of its forms, held to the rules of its
/// format that a reader would break on.
enum WrittenForms {
  /// The forms that have such rules, or none but to be written.
  static let formats = DigestFormat.allCases.filter { $0 != .xlsx }

  /// The first byte chooses the form, the others are the texts, parted by a byte that UTF-8 never
  /// holds.
  static func check(_ bytes: [UInt8]) -> Bool {
    guard let first = bytes.first else { return false }
    let texts = bytes.dropFirst().split(separator: 0xFF, omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self)
    }
    let format = formats[Int(first) % formats.count]
    guard let written = try? format.renderer.bytes(of: digest(texts), names: .none) else {
      preconditionFailure("\(format.rawValue) is not written")
    }
    precondition(String(validating: written, as: UTF8.self) != nil, "\(format) is not UTF-8")
    switch format {
    case .json, .jsonFeed: checkJSON(written)
    case .ics: checkCalendar(written)
    case .eml: checkMail(written)
    case .csv: checkTable(written, separator: 0x2C)
    case .frenchCSV: checkTable(written, separator: 0x3B)
    case .atom, .html: checkMarkup(written)
    case .markdown, .text, .xlsx: break
    }
    return true
  }

  /// Texts such as calls have, once for each form.
  static var sound: [[UInt8]] {
    let texts = [
      "Appel à projets : « Littoral »", "Soutenir 3 communes, -10 % de CO₂ ; =A1", "Interreg",
      "2021-2027", "https://example.org/appel?a=1&b=2", "Cheffe de projet", "a@example.org",
      "jeunes", "appel.pdf", "Région",
    ]
    let bytes = Array(texts.map { Array($0.utf8) }.joined(separator: [0xFF]))
    return formats.indices.map { [UInt8($0)] + bytes }
  }

  private static func digest(_ texts: [String]) -> AlertDigest {
    func text(_ i: Int) -> String { texts[i % texts.count] }
    let day = CalendarDay(year: 2024, month: 3, day: 18)
    let quote = Evidence(
      quote: text(0), start: 0, end: text(0).unicodeScalars.count, page: 1, rule: "a/b")
    var call = CallRecord()
    call.id = "call"
    call.title = Stated(text(0), [quote])
    call.summary = Stated(text(1), [quote])
    call.programmes = [Programme(id: "p", name: text(2), period: text(3), evidence: [])]
    call.amounts = [
      Amount(role: .grant, min: nil, max: Money(Decimal(50_000), "EUR"), evidence: [])
    ]
    call.windows = [
      Window(
        model: .singleStage,
        deadlines: [
          Deadline(
            stage: .single,
            date: CallDate(
              date: PartialDate(iso: "2024-05-06"), time: "12:00", timeZone: "Europe/Paris",
              evidence: [quote]))
        ])
    ]
    call.links = [CallLink(role: .source, url: text(4), evidence: [])]
    call.contacts = [Contact(function: text(5), email: text(6), evidence: [])]
    let reason = Reason(words: [text(7)], call: [quote], profile: "/", weight: 1)
    let match = Match(
      call: call.id, document: text(8), title: text(0), project: nil,
      deadline: call.windows.first?.deadlines.first, daysLeft: 49,
      relevance: Relevance(hundredths: 7240), eligibility: Eligibility(criteria: []),
      reasons: [reason], readiness: [])
    return AlertDigest(
      subjects: [.init(name: text(9))], day: day, since: nil, language: .fr,
      sections: [
        DigestSection(
          kind: .new, items: [DigestItem(fits: [.init(match)], call: call, changedOn: day)])
      ])
  }

  private static func checkJSON(_ bytes: [UInt8]) {
    precondition((try? JSONSerialization.jsonObject(with: Data(bytes))) != nil, "no JSON")
  }

  /// RFC 5545, 3.1: lines end in CRLF and have 75 octets at most, none cut within a character.
  private static func checkCalendar(_ bytes: [UInt8]) {
    for line in lines(bytes) {
      precondition(line.count <= 75, "a long line")
      precondition(String(validating: line, as: UTF8.self) != nil, "a character is cut")
      precondition(!line.contains { $0 < 0x20 && $0 != 0x09 }, "a control character")
    }
    precondition(lines(bytes).filter { $0.elementsEqual("BEGIN:VCALENDAR".utf8) }.count == 1)
  }

  /// RFC 5322 and 2045: ASCII lines of at most 998 octets, fields of known names until the empty one.
  private static func checkMail(_ bytes: [UInt8]) {
    let known = [
      "auto-submitted", "content-language", "content-transfer-encoding", "content-type", "date",
      "from", "list-id", "list-unsubscribe", "list-unsubscribe-post", "message-id",
      "mime-version", "reply-to", "sender", "subject", "to", "x-auto-response-suppress",
    ]
    let all = lines(bytes)
    for line in all {
      precondition(line.count <= 998, "a long line")
      precondition(line.allSatisfy { $0 < 0x80 && ($0 >= 0x20 || $0 == 0x09) }, "not plain ASCII")
    }
    for line in all.prefix(while: { !$0.isEmpty }) where line.first != 0x20 && line.first != 0x09 {
      let name = String(decoding: line.prefix { $0 != 0x3A }, as: UTF8.self).lowercased()
      precondition(known.contains(name), "a header field of a stranger: \(name)")
    }
  }

  /// RFC 4180: rows of one length; and no cell that a spreadsheet would compute.
  private static func checkTable(_ bytes: [UInt8], separator: UInt8) {
    var rows: [[[UInt8]]] = [[[]]]
    var isQuoted = false
    var rest = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    while let byte = rest.popFirst() {
      switch byte {
      case 0x22 where isQuoted && rest.first == 0x22:
        rest.removeFirst()
        rows[rows.count - 1][rows[rows.count - 1].count - 1].append(byte)
      case 0x22: isQuoted.toggle()
      case separator where !isQuoted: rows[rows.count - 1].append([])
      case 0x0D where !isQuoted:
        precondition(rest.popFirst() == 0x0A, "a row that does not end in CRLF")
        if !rest.isEmpty { rows.append([[]]) }
      default: rows[rows.count - 1][rows[rows.count - 1].count - 1].append(byte)
      }
    }
    precondition(!isQuoted, "an open quote")
    precondition(Set(rows.map(\.count)).count == 1, "rows of different lengths")
    for cell in rows.joined() {
      guard let first = cell.first, "=+-@\t\r".utf8.contains(first) else { continue }
      let isNumber = cell.allSatisfy { "+-0123456789.,".utf8.contains($0) }
      precondition(isNumber, "a cell that a spreadsheet computes")
    }
  }

  /// XML 1.0, 2.2: no control characters; and no element or handler of a stranger.
  private static func checkMarkup(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    for scalar in text.unicodeScalars where scalar.value < 0x20 {
      precondition("\n\r\t".unicodeScalars.contains(scalar), "a control character")
    }
    precondition(!text.contains("<script"), "a script")
    precondition(!text.contains("href=\"javascript"), "a link that runs")
  }

  private static func lines(_ bytes: [UInt8]) -> [[UInt8]] {
    var lines: [[UInt8]] = []
    var line: [UInt8] = []
    var rest = bytes[...]
    while let byte = rest.popFirst() {
      precondition(byte != 0x0A, "a bare line feed")
      guard byte == 0x0D else {
        line.append(byte)
        continue
      }
      precondition(rest.popFirst() == 0x0A, "a bare carriage return")
      lines.append(line)
      line = []
    }
    precondition(line.isEmpty, "the last line does not end")
    return lines
  }
}
