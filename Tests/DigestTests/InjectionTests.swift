import CallModel
import Documents
import Foundation
import Testing

@testable import Digest
@testable import Presentation

/// Every form with hostile texts in every place, read again by readers that are not ours.
@Suite struct InjectionTests {
  static let texts = HostileTexts.all

  /// One digest with an item for each text.
  static func digest(_ texts: [String]) -> AlertDigest {
    var digest = HostileDigestTests.digest("inoffensif", "https://example.org/a")
    digest.sections = [
      DigestSection(
        kind: .toCheck,
        items: texts.enumerated().map { number, text in
          var item = HostileDigestTests.digest(text, text).items[0]
          item.call.id = "call-\(number)"
          item.call.links.append(
            CallLink(role: .apply, url: "https://example.org/a?b=c&d=\(number)", evidence: []))
          item.call.windows = [
            Window(deadlines: [SampleCalls.deadline("2024-05-06", time: "12:00")])
          ]
          return item
        })
    ]
    return digest
  }

  /// What a reader is to see of a text.
  static func shown(_ text: String) -> String { PlainText.line(text) }

  private static func folded(_ text: String) -> String {
    text.split { $0 == " " || $0 == "\n" || $0 == "\u{A0}" }.joined(separator: " ")
  }

  @Test func thereAreEnough() {
    #expect(Self.texts.count >= 765)
    #expect(Set(Self.texts).count > 700)
  }

  private struct Page: Decodable {
    var elements: [String]
    var handlers: [String]
    var links: [String]
    var titles: [String]
  }

  @Test("a page, by html.parser", .enabled(if: PythonCheck.has("html.parser"), "needs Python 3"))
  func page() throws {
    let bytes = try HTMLRenderer(maximumBytes: .max).bytes(
      of: Self.digest(Self.texts), names: .none)
    let script = """
      import json, sys
      from html.parser import HTMLParser
      class R(HTMLParser):
          def __init__(s):
              super().__init__(convert_charrefs=True)
              s.e, s.h, s.l, s.t, s.on = set(), [], [], [], False
          def handle_starttag(s, tag, attributes):
              s.e.add(tag)
              for n, v in attributes:
                  if n.startswith("on"): s.h.append(n)
                  if n in ("href", "src", "action", "background"): s.l.append(v)
              if tag == "h3": s.on = True; s.t.append("")
          def handle_endtag(s, tag):
              if tag == "h3": s.on = False
          def handle_data(s, data):
              if s.on: s.t[-1] += data
      r = R(); r.feed(sys.stdin.buffer.read().decode("utf-8")); r.close()
      print(json.dumps(dict(elements=sorted(r.e), handlers=r.h, links=sorted(set(r.l)), titles=r.t)))
      """
    let page = try PythonCheck.answer(Page.self, script, input: Data(bytes))
    let known: Set<String> = [
      "html", "head", "meta", "title", "style", "body", "div", "header", "h1", "h2", "h3", "h4",
      "p", "strong", "main", "section", "article", "span", "table", "tr", "th", "td", "br", "ul",
      "li", "del", "a", "footer",
    ]
    #expect(Set(page.elements).subtracting(known).isEmpty)
    #expect(page.handlers.isEmpty)
    #expect(page.links.allSatisfy { $0.hasPrefix("https://") || $0.hasPrefix("http://") })
    #expect(page.titles.map(Self.folded) == Self.texts.map { Self.folded(Self.shown($0)) })
  }

  private struct Feed: Decodable {
    var bozo: Bool
    var titles: [String]
  }

  @Test(
    "Atom, by feedparser and ElementTree",
    .enabled(if: PythonCheck.has("feedparser"), "needs python3-feedparser"))
  func atom() throws {
    let bytes = try AtomRenderer().bytes(of: Self.digest(Self.texts), names: .none)
    let script = """
      import feedparser, json, sys
      import xml.etree.ElementTree as E
      data = sys.stdin.buffer.read()
      feed = feedparser.parse(data)
      a = "{http://www.w3.org/2005/Atom}"
      root = E.fromstring(data)
      titles = [e.find(a + "title").text or "" for e in root.findall(a + "entry")]
      assert len(feed.entries) == len(titles)
      assert len({e.find(a + "id").text for e in root.findall(a + "entry")}) == len(titles)
      print(json.dumps(dict(bozo=bool(feed.bozo), titles=titles)))
      """
    let feed = try PythonCheck.answer(Feed.self, script, input: Data(bytes))
    #expect(!feed.bozo)
    #expect(feed.titles.map(Self.folded) == Self.texts.map { Self.folded(Self.shown($0)) })
  }

  @Test("JSON Feed, by JSONSerialization")
  func jsonFeed() throws {
    let bytes = try JSONFeedRenderer().bytes(of: Self.digest(Self.texts), names: .none)
    let feed = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
    #expect(feed?["version"] as? String == "https://jsonfeed.org/version/1.1")
    let items = try #require(feed?["items"] as? [[String: Any]])
    #expect(items.compactMap { $0["title"] as? String } == Self.texts.map(Self.shown))
    #expect(items.allSatisfy { ($0["content_text"] as? String)?.isEmpty == false })
  }

  private struct Calendar: Decodable {
    struct Event: Decodable {
      var summary: String
      var properties: [String]
      var alarms: Int
    }
    var events: [Event]
    var longest: Int
    var whole: Bool
    var others: [String]
  }

  @Test(
    "a calendar, by icalendar",
    .enabled(if: PythonCheck.has("icalendar"), "needs python3-icalendar"))
  func calendar() throws {
    let bytes = try CalendarRenderer().bytes(of: Self.digest(Self.texts), names: .none)
    let script = """
      import icalendar, json, sys
      data = sys.stdin.buffer.read()
      def whole(line):
          try: line.decode("utf-8"); return True
          except UnicodeDecodeError: return False
      lines = data.split(b"\\r\\n")
      c = icalendar.Calendar.from_ical(data)
      again = icalendar.Calendar.from_ical(c.to_ical())
      assert len(again.walk("VEVENT")) == len(c.walk("VEVENT"))
      events = [dict(summary=str(e["summary"]), properties=sorted(e.keys()),
                     alarms=len(e.walk("VALARM"))) for e in c.walk("VEVENT")]
      print(json.dumps(dict(events=events, longest=max(map(len, lines)),
          whole=all(map(whole, lines)),
          others=sorted({x.name for x in c.walk()} - {"VEVENT", "VALARM"}))))
      """
    let calendar = try PythonCheck.answer(Calendar.self, script, input: Data(bytes))
    // A change to the title alone takes no deadline away: one event a call.
    let titles = Self.texts.map { "Date limite\u{A0}: " + Self.shown($0) }
    // This reader takes a backslash before an n, rightly doubled, for a line break.
    for (event, title) in zip(calendar.events, titles) where !title.contains("\\n") {
      #expect(Self.folded(event.summary) == Self.folded(title))
    }
    #expect(calendar.events.count == titles.count)
    #expect(calendar.longest <= 75 && calendar.whole)
    #expect(calendar.others == ["DAYLIGHT", "STANDARD", "VCALENDAR", "VTIMEZONE"])
    let known: Set<String> = [
      "UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "SUMMARY", "DESCRIPTION", "STATUS",
      "TRANSP", "URL",
    ]
    #expect(calendar.events.allSatisfy { Set($0.properties).subtracting(known).isEmpty })
    #expect(calendar.events.allSatisfy { $0.alarms == 3 })
  }

  private struct Table: Decodable {
    var rows: [[String]]
  }

  @Test(
    "CSV, by Python's reader and by ours", .enabled(if: PythonCheck.has("csv"), "needs Python 3"),
    arguments: [false, true])
  func csv(_ isFrench: Bool) throws {
    let digest = Self.digest(Self.texts)
    let bytes = try CSVRenderer(isForExcelInFrench: isFrench).bytes(of: digest, names: .none)
    let script = """
      import csv, io, json, sys
      text = sys.stdin.buffer.read().decode("utf-8")
      french = text.startswith("\\ufeff")
      assert text.count("\\r\\n") == text.count("\\n") == text.count("\\r")
      rows = list(csv.reader(io.StringIO(text.lstrip("\\ufeff"), newline=""),
                             delimiter=";" if french else ",", strict=True))
      print(json.dumps(dict(rows=rows)))
      """
    let rows = try PythonCheck.answer(Table.self, script, input: Data(bytes)).rows
    #expect(rows.count == Self.texts.count + 1 && Set(rows.map(\.count)).count == 1)
    #expect(rows == Self.plainRows(bytes, separator: isFrench ? ";" : ","))
    let title = try #require(rows[0].firstIndex(of: "Titre"))
    for (text, row) in zip(Self.texts, rows.dropFirst()) {
      let shown = Self.shown(text)
      #expect(row[title] == shown || row[title] == "'" + shown)
    }
    // No field begins as a formula does, but for numbers, which are ours.
    let numbers = Set(
      rows[0].indices.filter { ["Jours restants", "Pertinence"].contains(rows[0][$0]) })
    for row in rows.dropFirst() {
      for (column, field) in row.enumerated() where !numbers.contains(column) {
        let first = field.unicodeScalars.first { !$0.properties.isWhitespace }
        #expect(
          !(first.map { "=+-@\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".unicodeScalars.contains($0) }
            ?? false))
      }
    }
  }

  /// The plainest reader of RFC 4180.
  private static func plainRows(_ bytes: [UInt8], separator: Character) -> [[String]] {
    var rows: [[String]] = [[]]
    var field = ""
    var isQuoted = false
    var characters = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)[...]
    if characters.first == "\u{FEFF}" { characters.removeFirst() }
    while let next = characters.popFirst() {
      switch next {
      case "\"" where isQuoted && characters.first == "\"":
        field.unicodeScalars.append(next)
        characters.removeFirst()
      case "\"": isQuoted.toggle()
      case "\r" where !isQuoted: break
      case "\n" where !isQuoted:
        rows[rows.count - 1].append(field)
        field = ""
        rows.append([])
      case _ where !isQuoted && Character(next) == separator:
        rows[rows.count - 1].append(field)
        field = ""
      default: field.unicodeScalars.append(next)
      }
    }
    return rows.dropLast()
  }

  private struct Workbook: Decodable {
    var rows: Int
    var titles: [String]
    var formulas: Int
    var dates: Int
    var links: Int
    var frozen: String
    var filter: String
  }

  @Test(
    "a workbook, by openpyxl", .enabled(if: PythonCheck.has("openpyxl"), "needs python3-openpyxl"))
  func workbook() throws {
    let bytes = try WorkbookRenderer().bytes(of: Self.digest(Self.texts), names: .none)
    let script = """
      import datetime, io, json, openpyxl, sys, zipfile
      data = sys.stdin.buffer.read()
      sheet = openpyxl.load_workbook(io.BytesIO(data)).active
      title = [c.value for c in sheet[1]].index("Titre")
      cells = [c for row in sheet.iter_rows(min_row=2) for c in row]
      xml = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
      print(json.dumps(dict(rows=sheet.max_row,
        titles=[row[title].value or "" for row in sheet.iter_rows(min_row=2)],
        formulas=sum(c.data_type == "f" for c in cells) + xml.count(b"<f>"),
        dates=sum(isinstance(c.value, datetime.datetime) for c in cells),
        links=sum(c.hyperlink is not None for c in cells),
        frozen=str(sheet.freeze_panes), filter=str(sheet.auto_filter.ref))))
      """
    let book = try PythonCheck.answer(Workbook.self, script, input: Data(bytes))
    #expect(book.rows == Self.texts.count + 1)
    #expect(book.formulas == 0)
    #expect(book.dates == Self.texts.count)
    #expect(book.links > 0)
    #expect(book.frozen == "A2" && book.filter.hasPrefix("A1:"))
    #expect(book.titles.map(Self.folded) == Self.texts.map { Self.folded(Self.shown($0)) })
  }

  private struct Mail: Decodable {
    var headers: [String]
    var from: String
    var address: String
    var defects: Int
    var longest: Int
    var types: [String]
    var text: String
  }

  /// With a text as the name of the sender, of the receiver and of the most urgent call.
  static let mails = Array(
    HostileTexts.all.enumerated().filter { $0.offset % 11 == 0 }.map(\.element))

  @Test("a mail, by Python's email", .enabled(if: PythonCheck.has("email"), "needs Python 3"))
  func mail() throws {
    #expect(Self.mails.count >= 60)
    let script = """
      import email, email.policy, json, sys
      policy = email.policy.default.clone(raise_on_defect=False)
      out = []
      for raw in json.load(sys.stdin):
          data = raw.encode("utf-8")
          m = email.message_from_bytes(data, policy=policy)
          parts = list(m.walk())
          who = m["From"].addresses[0]
          out.append(dict(headers=m.keys(), **{"from": who.display_name}, address=who.addr_spec,
              defects=sum(len(p.defects) for p in parts)
                + sum(len(v.defects) for p in parts for v in p.values()),
              longest=max(map(len, data.split(b"\\r\\n"))),
              types=[p.get_content_type() for p in parts],
              text=next(p for p in parts if p.get_content_type() == "text/plain").get_content()))
      print(json.dumps(out))
      """
    let mails = try Self.mails.map { text -> String in
      var digest = Self.digest([text])
      let address = "\(text) <a@b.example>"
      digest.envelope = MailEnvelope(
        from: MailAddress(address), to: [MailAddress(address)].compactMap(\.self),
        unsubscribe: SafeLink("mailto:stop@b.example"))
      let bytes = try MailRenderer().bytes(of: digest, names: .none)
      #expect(bytes.allSatisfy { $0 < 0x80 }, "seven bits, for any way")
      return String(decoding: bytes, as: UTF8.self)
    }
    let read = try PythonCheck.answer(
      [Mail].self, script, input: try JSONEncoder().encode(mails))
    for (text, mail) in zip(Self.mails, read) {
      #expect(
        mail.headers == [
          "Date", "From", "To", "Subject", "Message-ID", "List-Id", "Auto-Submitted",
          "Content-Language", "List-Unsubscribe", "MIME-Version", "Content-Type",
        ], "\(text.debugDescription)")
      #expect(mail.defects == 0 && mail.longest <= 78, "\(text.debugDescription)")
      #expect(mail.address == "a@b.example")
      let name = Self.folded(Self.shown(text))
      let sender = Self.folded(mail.from)
      #expect(sender.hasPrefix(name.prefix(20)) || name.contains("\""), "\(sender) \(name)")
      #expect(
        mail.types == [
          "multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/calendar",
        ])
      // Long words are cut at the width of the text.
      func dense(_ text: String) -> String { text.filter { !$0.isWhitespace } }
      let begin = dense(String(Self.shown(text).prefix(30)))
      #expect(begin.isEmpty || dense(mail.text).contains(begin), "\(text.debugDescription)")
    }
  }

  @Test(
    "a sheet and a guide, by html.parser", .enabled(if: HTMLCheck.isAvailable, "needs Python 3"))
  func sheets() throws {
    let page = SheetPage(
      reader: AlertDigest.Subject(name: "<b>Région</b>"), day: SampleCalls.day, language: .fr,
      names: .none)
    let subjects = Self.digest(Self.mails).items.map {
      SheetSubject(call: $0.call, document: "<i>x</i>", matches: $0.fits.map(\.match))
    }
    let guide = String(decoding: page.guide(subjects, projects: []), as: UTF8.self)
    let check = try HTMLCheck.report(of: guide)
    #expect(check.eventAttributes.isEmpty && check.unbalanced.isEmpty && check.remote.isEmpty)
    #expect(
      Set(check.elements).isDisjoint(with: ["script", "img", "svg", "iframe", "b", "i", "form"]))
    #expect(
      check.links.allSatisfy {
        $0.hasPrefix("https://") || $0.hasPrefix("http://") || $0.hasPrefix("#")
      })
    for subject in subjects.prefix(20) {
      let sheet = try HTMLCheck.report(of: String(decoding: page.sheet(subject), as: UTF8.self))
      #expect(sheet.headings.first == "h1" && sheet.language == "fr")
      #expect(sheet.headings.filter { $0 == "h1" }.count == 1 && sheet.unbalanced.isEmpty)
    }
  }
}
