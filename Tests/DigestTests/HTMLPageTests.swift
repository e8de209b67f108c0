import CallModel
import Foundation
import Presentation
import Testing

@testable import Digest

@Suite struct HTMLPageTests {
  static func page(_ digest: AlertDigest) throws -> String {
    String(
      decoding: try DigestFormat.html.renderer.bytes(of: digest, names: SampleMatches.names),
      as: UTF8.self)
  }

  @Test(
    "the page is whole, speaks its language and fetches nothing",
    .enabled(if: HTMLCheck.isAvailable, "needs Python 3"), arguments: UserLanguage.allCases)
  func structure(_ language: UserLanguage) throws {
    let check = try HTMLCheck.report(of: Self.page(SampleMatches.digest(language)))
    #expect(check.language == language.rawValue)
    #expect(check.unbalanced.isEmpty && check.remote.isEmpty && check.eventAttributes.isEmpty)
    #expect(!check.elements.contains("script") && !check.elements.contains("img"))
    #expect(check.headings.first == "h1" && check.headings.filter { $0 == "h1" }.count == 1)
    // No level is jumped over.
    let levels = check.headings.compactMap { $0.last?.wholeNumberValue }
    #expect(zip(levels, levels.dropFirst()).allSatisfy { $1 <= $0 + 1 })
    #expect(check.elements.contains("main") && check.elements.contains("footer"))
  }

  /// A digest of so many calls, each as long as in life.
  static func digest(items: Int) -> AlertDigest {
    var digest = SampleMatches.digest(.fr)
    digest.sections = [
      DigestSection(
        kind: .toCheck,
        items: (0..<items).map { number in
          var call = SampleCalls.youth
          call.id = "call-\(number)"
          var match = SampleMatches.match(call, overall: .unknown)
          match.title = "Appel numéro \(number) : " + match.title
          return DigestItem(fits: [.init(match)], call: call, changedOn: SampleCalls.day)
        })
    ]
    return digest
  }

  @Test(
    "mail services cut nothing: less than 100 kB",
    .enabled(if: HTMLCheck.isAvailable, "needs Python 3"), arguments: [0, 1, 50, 400])
  func size(_ items: Int) throws {
    let page = try Self.page(Self.digest(items: items))
    #expect(page.utf8.count < 100_000)
    let check = try HTMLCheck.report(of: page)
    #expect(check.unbalanced.isEmpty)
    let shown = check.headings.filter { $0 == "h3" }.count
    // 50 calls are all named; the text form is complete whatever their number.
    if items <= 50 { #expect(shown == items) }
    #expect(shown < items ? check.text.contains("autres appels") : shown == items)
    let text = String(
      decoding: try DigestFormat.text.renderer.bytes(of: Self.digest(items: items), names: .none),
      as: UTF8.self)
    #expect(text.components(separatedBy: "Appel numéro").count > items)
  }

  @Test("what the summary says is not said once more as a reason")
  func summaryOnce() throws {
    var digest = Self.digest(items: 1)
    let said = "Le fonds soutient les échanges de jeunes."
    let other = "Les chantiers y sont nombreux."
    func proof(_ text: String) -> Evidence { SampleCalls.evidence(text, page: 1) }
    digest.sections[0].items[0].call.summary = Stated(said, [proof(said)])
    digest.sections[0].items[0].passages = [proof(said), proof(other)]
    let page = try Self.page(digest)
    #expect(page.components(separatedBy: said).count == 2)
    #expect(page.components(separatedBy: other).count == 2)
  }

  @Test("text keeps to 72 columns, but for addresses")
  func textWidth() throws {
    for language in UserLanguage.allCases {
      let bytes = try DigestFormat.text.renderer.bytes(
        of: SampleMatches.digest(language), names: SampleMatches.names)
      let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
      #expect(lines.allSatisfy { DisplayWidth.of($0) <= 72 || $0.contains("https://") })
    }
  }

  @Test("colours keep a contrast of 4.5:1, in the light and in the dark")
  func contrast() {
    let pairs = [
      ("1c2430", "ffffff"), ("1c2430", "f3f4f6"), ("57606a", "ffffff"), ("0b4a8f", "ffffff"),
      ("3d4754", "ffffff"), ("14532d", "dff3e4"), ("6b4300", "fff0cc"), ("8a1c1c", "fde2e1"),
      ("1c2430", "eaeef3"), ("e6e9ed", "1d2229"), ("e6e9ed", "14181d"), ("aeb8c4", "1d2229"),
      ("8fc1ff", "1d2229"), ("cdd4dc", "1d2229"), ("d3f5dc", "1c4529"), ("ffe8b0", "4f3700"),
      ("ffd9d7", "5a1d1d"), ("e6e9ed", "333c47"),
    ]
    for (text, ground) in pairs {
      #expect(HTMLStyle.sheet.html.contains(text) || text == "1c2430")
      #expect(Self.contrast(text, ground) >= 4.5, "\(text) on \(ground)")
    }
  }

  /// Of WCAG 2.1.
  static func contrast(_ a: String, _ b: String) -> Double {
    let (x, y) = (luminance(a), luminance(b))
    return (max(x, y) + 0.05) / (min(x, y) + 0.05)
  }

  private static func luminance(_ colour: String) -> Double {
    let value = Int(colour, radix: 16) ?? 0
    let parts = [value >> 16, (value >> 8) & 255, value & 255].map { part -> Double in
      let share = Double(part) / 255
      return share <= 0.03928 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }
}
