import CallModel
import Documents

/// Names of places as texts write them, by the country they lie in: where a body and its projects are
/// at home is for eligibility to judge, and makes no call the more relevant.
struct HomePlaces: Sendable {
  private struct Name: Sendable {
    var rest: [String]
    var country: String
  }

  /// By the first word in its plain form.
  private var names: [String: [Name]] = [:]

  init(knowledge: FieldKnowledge, words: TextWords) {
    for place in knowledge.territories {
      let country = Self.country(of: place.code)
      let found = words.plainWords(of: place.name)
      guard let first = found.first, country.utf8.count == 2 else { continue }
      names[first, default: []].append(Name(rest: Array(found.dropFirst()), country: country))
    }
  }

  /// Indices of the words that make names of places of a country, written with a capital.
  func positions(in words: [TextWords.Word], of text: String, country: String) -> Set<Int> {
    let bytes = Array(text.utf8)
    var found: Set<Int> = []
    for start in words.indices where Self.isCapital(bytes, at: words[start].range.start) {
      for name in names[words[start].plain] ?? [] where name.country == country {
        let end = start + 1 + name.rest.count
        guard end <= words.count,
          zip(words[(start + 1)..<end], name.rest).allSatisfy({ $0.plain == $1 })
        else { continue }
        found.formUnion(start..<end)
      }
    }
    return found
  }

  private static func country(of code: String) -> String {
    code.hasPrefix("INSEE:") || code.hasPrefix("SIREN:")
      ? "FR" : FieldKnowledge.isoCountry(String(code.prefix(2)))
  }

  /// Capitals of ASCII and of Latin-1 (`Île`).
  private static func isCapital(_ bytes: [UInt8], at start: Int) -> Bool {
    guard bytes.indices.contains(start) else { return false }
    if (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(bytes[start]) { return true }
    return bytes[start] == 0xC3 && start + 1 < bytes.count
      && (0x80...0x9E).contains(bytes[start + 1])
  }
}
