import CallModel
import Documents
import RuleEngine

/// Addresses whose domain is nearly that of a known body (`nordpasdecals.fr`), or of another address
/// of the document: one of the two is misspelt. Which one is not guessed.
enum AddressCheck {
  /// Short names differ by a letter without being the same (`afd`, `and`).
  private static let leastLetters = 10

  static func warnings(_ context: AnnotatedDocument) -> [DocumentRecord.Warning] {
    let addresses = context.all("email") + context.all("url")
    guard !addresses.isEmpty else { return [] }
    let known = Set(context.pack.gazetteer("site").flatMap(\.names).map(name(of:)))
    var warned = Set<String>()
    var found: [DocumentRecord.Warning] = []
    for address in addresses {
      let own = name(of: domain(context.scalars.slice(address.range)))
      guard own.count >= leastLetters, !known.contains(own), !warned.contains(own),
        known.contains(where: { isNear($0, own) })
      else { continue }
      warned.insert(own)
      found.append(
        DocumentRecord.Warning(id: "address-mismatch", evidence: [context.evidence(address)]))
    }
    return found
  }

  /// What stands between the sign of a mail or scheme and the path.
  private static func domain(_ address: String) -> String {
    let after = address.split(separator: "@").last ?? ""
    let body = after.split(separator: "://").last ?? after
    return String(body.prefix { $0 != "/" && $0 != "?" && $0 != ":" })
  }

  /// The part of a domain that names the body, without `www` and the country.
  private static func name(of domain: String) -> String {
    let parts = domain.lowercased().split(separator: ".").drop { $0 == "www" }
    return String(parts.dropLast().max { $0.count < $1.count } ?? "")
  }

  /// Up to two letters left out, put in or changed at one place.
  static func isNear(_ a: String, _ b: String) -> Bool {
    let (x, y) = (Array(a), Array(b))
    guard x != y, min(x.count, y.count) >= leastLetters - 1 else { return false }
    var start = 0
    while start < min(x.count, y.count), x[start] == y[start] { start += 1 }
    var (endX, endY) = (x.count, y.count)
    while endX > start, endY > start, x[endX - 1] == y[endY - 1] {
      endX -= 1
      endY -= 1
    }
    return (endX - start) + (endY - start) <= 2
  }
}
