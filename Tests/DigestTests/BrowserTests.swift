import Foundation
import Presentation
import Testing

@testable import Digest

/// Digests of hostile texts in programs that people open them with: Chromium, LibreOffice.
@Suite struct BrowserTests {
  struct Failure: Error { var status: Int32 }

  static func has(_ program: String) -> Bool {
    FileManager.default.isExecutableFile(atPath: program)
  }

  /// Standard output of a program run in a folder of its own.
  static func run(_ program: String, _ arguments: [String], in folder: String) throws -> Data {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    _ = FileManager.default.createFile(atPath: folder + "/out", contents: nil)
    process.standardOutput = FileHandle(forWritingAtPath: folder + "/out")
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure(status: process.terminationStatus) }
    return try Data(contentsOf: URL(fileURLWithPath: folder + "/out"))
  }

  static func folder() throws -> String {
    let folder = NSTemporaryDirectory() + "calls-browser-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return folder
  }

  // MARK: Chromium

  private static let chromium = "/usr/bin/chromium"

  /// What the browser's own page says of itself once it is shown.
  private struct Page: Decodable {
    var titles: [String]
    var dialogs: Int
    var violations: [String]
    var handlers: Int
    var links: [String]
  }

  /// Only our probe may run; whatever else wants to run or to be fetched is a violation.
  private static let probe = """
    <meta http-equiv="Content-Security-Policy" \
    content="default-src 'none'; style-src 'unsafe-inline'; script-src 'nonce-probe'">
    <script nonce="probe">
    const seen = {dialogs: 0, violations: []};
    alert = confirm = prompt = () => { seen.dialogs++ };
    document.addEventListener('securitypolicyviolation',
      e => seen.violations.push(e.violatedDirective));
    addEventListener('load', () => setTimeout(() => {
      seen.titles = [...document.querySelectorAll('h3')].map(h => h.textContent);
      seen.links = [...document.querySelectorAll('[href],[src]')].map(a => a.href || a.src);
      seen.handlers = [...document.querySelectorAll('*')]
        .filter(e => [...e.attributes].some(a => a.name.startsWith('on'))).length;
      const bytes = new TextEncoder().encode(JSON.stringify(seen));
      const text = Array.from(bytes, b => b.toString(16).padStart(2, '0')).join('');
      document.documentElement.setAttribute('data-seen', text);
    }, 100));
    </script>
    """

  private static func seen(_ html: String) throws -> Page {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let page = html.replacingOccurrences(of: "<head>\n", with: "<head>\n" + probe)
    try Data(page.utf8).write(to: URL(fileURLWithPath: folder + "/page.html"))
    let dom = try run(
      chromium,
      [
        "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=\(folder)/profile",
        "--virtual-time-budget=5000", "--dump-dom", "file://\(folder)/page.html",
      ], in: folder)
    let text = String(decoding: dom, as: UTF8.self)
    let parts = text.components(separatedBy: "data-seen=\"")
    guard parts.count == 2 else { throw Failure(status: 0) }
    let digits = Array(parts[1].prefix { $0 != "\"" }.utf8)
    let bytes = stride(from: 0, to: digits.count - 1, by: 2).compactMap {
      UInt8(String(decoding: digits[$0..<($0 + 2)], as: UTF8.self), radix: 16)
    }
    return try JSONDecoder().decode(Page.self, from: Data(bytes))
  }

  private static func folded(_ text: String) -> String {
    text.split { $0.isWhitespace }.joined(separator: " ")
  }

  @Test(
    "hostile texts are words to a browser: no dialog, nothing fetched or run, every title as it is",
    .enabled(if: has(chromium), "needs Chromium"))
  func pages() throws {
    let texts = HostileTexts.all
    let digest = InjectionTests.digest(texts)
    let examples = try DigestTemplates(folder: TemplateTests.folder)
    for renderer in [
      HTMLRenderer(maximumBytes: .max) as any DigestRenderer,
      TemplateRenderer(templates: examples, form: .html, maximumBytes: .max),
    ] {
      let bytes = try renderer.bytes(of: digest, names: .none)
      let page = try Self.seen(String(decoding: bytes, as: UTF8.self))
      #expect(page.dialogs == 0 && page.violations.isEmpty && page.handlers == 0)
      #expect(page.links.allSatisfy { $0.hasPrefix("https://") || $0.hasPrefix("http://") })
      let differing = zip(page.titles, texts).filter {
        Self.folded($0) != Self.folded(PlainText.line($1))
      }
      #expect(page.titles.count == texts.count)
      #expect(differing.isEmpty, "\(differing.prefix(3))")
    }
    // The probe sees what it is there for.
    let bad = try Self.seen(
      "<html><head>\n</head><body><h3 onclick=x>a</h3><img src=x></body></html>")
    #expect(bad.handlers == 1 && !bad.violations.isEmpty)
  }

  // MARK: LibreOffice

  private static let office = "/usr/bin/soffice"
  private static let hasCalc =
    FileManager.default.fileExists(atPath: "/usr/lib/libreoffice/program/libsclo.so") && has(office)

  /// Formula cells of a table as LibreOffice opens it, formulas let in.
  private static func formulas(_ bytes: [UInt8], _ name: String, separator: Int?) throws -> Int {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Data(bytes).write(to: URL(fileURLWithPath: folder + "/" + name))
    var arguments = [
      "-env:UserInstallation=file://\(folder)/profile", "--headless", "--norestore",
      "--convert-to", "fods", "--outdir", folder,
    ]
    if let separator {
      // UTF-8, from the first line, special numbers read, formulas evaluated.
      arguments.append(
        "--infilter=CSV:\(separator),34,76,1,,0,false,true,false,false,false,-1,true")
    }
    _ = try run(office, arguments + [folder + "/" + name], in: folder)
    let base = (name as NSString).deletingPathExtension
    let table = try String(contentsOfFile: "\(folder)/\(base).fods", encoding: .utf8)
    guard table.contains("<table:table-cell") else { throw Failure(status: 1) }
    return table.components(separatedBy: "table:formula=").count - 1
  }

  @Test(
    "hostile texts are words to LibreOffice: no cell is a formula",
    .enabled(if: hasCalc, "needs LibreOffice Calc"))
  func tables() throws {
    let digest = InjectionTests.digest(HostileTexts.all)
    let csv = try CSVRenderer(isForExcelInFrench: false).bytes(of: digest, names: .none)
    #expect(try Self.formulas(csv, "a.csv", separator: 44) == 0)
    let french = try CSVRenderer(isForExcelInFrench: true).bytes(of: digest, names: .none)
    #expect(try Self.formulas(french, "a.csv", separator: 59) == 0)
    let book = try WorkbookRenderer().bytes(of: digest, names: .none)
    #expect(try Self.formulas(book, "a.xlsx", separator: nil) == 0)
    // It would have been seen.
    #expect(try Self.formulas(Array("a,=1+1\r\n".utf8), "a.csv", separator: 44) == 1)
  }
}
