import CallModel
import Documents
import Foundation
import Presentation

/// A whole mail (RFC 5322, CRLF): text and page as alternatives, the deadlines as a calendar beside
/// them.
///
/// The text carries everything, the page is under 100 kB, nothing remote is named. The same digest
/// has the same `Message-ID` whenever it is made, so that one sent twice is one in a mailbox.
package struct MailRenderer: DigestRenderer {
  var text: any DigestRenderer = TextRenderer()
  var page: any DigestRenderer = HTMLRenderer()

  package func bytes(of digest: AlertDigest, names: Names) throws -> [UInt8] {
    let text = try self.text.bytes(of: digest, names: names)
    let page = try self.page.bytes(of: digest, names: names)
    let calendar = try CalendarRenderer().bytes(of: digest, names: names)
    let mark = digest.fingerprint
    let alternatives = Self.multipart(
      "alternative", boundary: "=_calls-a-\(mark)",
      [
        Self.part("text/plain; charset=utf-8", text), Self.part("text/html; charset=utf-8", page),
      ])
    let wording = Wording(digest.language, names: names)
    let hasCalendar = digest.items.contains { !CalendarEvent.events(of: $0).isEmpty }
    let body =
      hasCalendar
      ? Self.multipart(
        "mixed", boundary: "=_calls-m-\(mark)",
        [alternatives, Self.attachment(wording.calendarFileName, calendar)]) : alternatives
    let headers = Self.headers(digest, wording).map(\.line).joined()
    return Array((headers + "MIME-Version: 1.0\r\n" + body).utf8)
  }

  private static func headers(_ digest: AlertDigest, _ wording: Wording) -> [MailHeader] {
    let envelope = digest.envelope
    let sender = MailAddress("calls <calls@\(AlertDigest.neutralDomain)>")
    var headers = [
      MailHeader("Date", raw: date(digest.day)),
      MailHeader("From", addresses: [envelope.from ?? sender].compactMap(\.self)),
      envelope.to.isEmpty
        ? MailHeader("To", raw: "undisclosed-recipients:;")
        : MailHeader("To", addresses: envelope.to),
      MailHeader("Subject", text: subject(digest, wording)),
      MailHeader("Message-ID", raw: digest.messageID),
      MailHeader(
        "List-Id", raw: "<digest.calls.\(envelope.from?.domain ?? AlertDigest.neutralDomain)>"),
      MailHeader("Auto-Submitted", raw: "auto-generated"),
      MailHeader("Content-Language", raw: digest.language.rawValue),
    ]
    // Where nothing else is set, one asks who sends it.
    let asked = envelope.from.map { "mailto:\($0.address)?subject=unsubscribe" }
    if let unsubscribe = envelope.unsubscribe?.url ?? asked {
      headers.append(MailHeader("List-Unsubscribe", raw: "<\(unsubscribe)>"))
      // Only a web address can take the click of a mail program (RFC 8058).
      if unsubscribe.hasPrefix("https:") {
        headers.append(MailHeader("List-Unsubscribe-Post", raw: "List-Unsubscribe=One-Click"))
      }
    }
    return headers
  }

  /// What is in it, and what presses most.
  private static func subject(_ digest: AlertDigest, _ wording: Wording) -> String {
    let counts = DigestView.counts(digest, wording)
    guard let urgent = digest.mostUrgent, let days = urgent.lead.daysLeft else { return counts }
    let title = PlainText.line(urgent.lead.title, limit: 60)
    return wording.mailSubject(counts, days: days, title: title)
  }

  /// Six o'clock in Paris: the same digest has the same bytes whenever it is made.
  private static func date(_ day: CalendarDay) -> String {
    let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let offset = SummerTime.holds(on: day) ? "+0200" : "+0100"
    return
      "\(days[day.weekday - 1]), \(day.day) \(months[day.month - 1]) \(day.year) 06:00:00 \(offset)"
  }

  /// The address in the `From` of a mail made here.
  package static func sender(of message: [UInt8]) -> String? {
    let text = String(decoding: message.prefix(4_096), as: UTF8.self)
    guard let start = text.range(of: "\r\nFrom: ") else { return nil }
    // Up to the next header, which is not indented.
    let lines = text[start.upperBound...].components(separatedBy: "\r\n")
    let value = ([lines[0]] + lines.dropFirst().prefix { $0.hasPrefix(" ") }).joined()
    return MailAddress(value)?.address
  }

  private static func part(_ type: String, _ bytes: [UInt8]) -> String {
    "Content-Type: \(type)\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
      + QuotedPrintable.text(String(decoding: bytes, as: UTF8.self))
  }

  private static func attachment(_ name: String, _ bytes: [UInt8]) -> String {
    "Content-Type: text/calendar; charset=utf-8; method=PUBLISH;\r\n name=\"\(name)\"\r\n"
      + "Content-Disposition: attachment; filename=\"\(name)\"\r\n"
      + "Content-Transfer-Encoding: base64\r\n\r\n" + Base64.lines(bytes)
  }

  // A line of quoted-printable holds no `=_`, so that no text can end a part.
  private static func multipart(_ kind: String, boundary: String, _ parts: [String]) -> String {
    "Content-Type: multipart/\(kind); boundary=\"\(boundary)\"\r\n\r\n"
      + parts.map { "--\(boundary)\r\n\($0)" }.joined() + "--\(boundary)--\r\n"
  }
}

extension AlertDigest {
  /// A domain that is nobody's (RFC 2606), where no address of ours is known.
  static let neutralDomain = "calls.invalid"

  /// The same for the same profiles, day and news.
  package var messageID: String {
    "<digest.\(day.iso).\(fingerprint)@\(envelope.from?.domain ?? Self.neutralDomain)>"
  }

  /// 16 hexadecimal digits of what the digest tells to whom (FNV-1a, 64 bits).
  var fingerprint: String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func add(_ text: String) {
      for byte in Array(text.utf8) + [0] {
        hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
      }
    }
    profiles.forEach(add)
    add(day.iso)
    add(since?.iso ?? "")
    for news in news {
      add(news.call)
      add("\(news.version) \(news.kind.rawValue) \(news.deadline?.iso ?? "")")
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
