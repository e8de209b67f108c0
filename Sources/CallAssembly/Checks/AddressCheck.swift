import CallModel
import Documents
import RuleEngine
import Synchronization

/// Addresses whose domain is nearly that of a known body (`nordpasdecals.fr`), or of another address
/// of the document: one of the two is misspelt. Which one is not guessed.
enum AddressCheck {
  /// Short names differ by a letter without being the same (`afd`, `and`).
  private static let leastLetters = 10

  static func warnings(
    _ context: AnnotatedDocument, _ sites: KnownSites
  ) -> [DocumentRecord.Warning] {
    var warned = Set<String>()
    var found: [DocumentRecord.Warning] = []
    for address in context.all("email") + context.all("url") {
      let own = name(of: domain(context.bytes[address.range.start..<address.range.end]))
      guard own.count >= leastLetters, warned.insert(own).inserted,
        sites.hasNear(own, in: context.pack)
      else { continue }
      found.append(
        DocumentRecord.Warning(id: "address-mismatch", evidence: [context.evidence(address)]))
    }
    return found
  }

  /// What stands between the sign of a mail or scheme and the path.
  private static func domain(_ address: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var body = address
    while body.last == 0x40 { body.removeLast() }
    if let sign = body.lastIndex(of: 0x40) { body = body[(sign + 1)...] }
    while body.count > scheme.count, body.suffix(scheme.count).elementsEqual(scheme) {
      body.removeLast(scheme.count)
    }
    let last = body.indices.last { body[$0] == scheme[0] && body[$0...].starts(with: scheme) }
    if let last { body = body[(last + scheme.count)...] }
    return body.prefix { $0 != 0x2F && $0 != 0x3F && $0 != 0x3A }
  }

  /// `://`.
  private static let scheme: [UInt8] = [0x3A, 0x2F, 0x2F]

  /// The part of a domain that names the body, without `www` and the country.
  fileprivate static func name(of domain: some Collection<UInt8>) -> String {
    let parts = domain.split(separator: 0x2E).map {
      String(decoding: $0, as: UTF8.self).lowercased()
    }
    .drop { $0 == "www" }
    return parts.dropLast().max { $0.count < $1.count } ?? ""
  }

  /// Up to two letters left out, put in or changed at one place.
  fileprivate static func isNear(_ x: [UInt8], _ y: [UInt8]) -> Bool {
    guard abs(x.count - y.count) <= 2, min(x.count, y.count) >= leastLetters - 1, x != y else {
      return false
    }
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

/// The names in the domains of all known bodies, read once out of a pack.
final class KnownSites: Sendable {
  private let read = Mutex<(names: Set<String>, bytes: [[UInt8]])?>(nil)

  /// Whether a name is nearly that of a known body and that of none.
  func hasNear(_ own: String, in pack: RulePack) -> Bool {
    let known = read.withLock { read in
      if let read { return read }
      let names = Set(
        pack.gazetteer("site").flatMap(\.names).map { AddressCheck.name(of: $0.utf8) })
      let all = (names: names, bytes: names.map { Array($0.utf8) })
      read = all
      return all
    }
    guard !known.names.contains(own) else { return false }
    let bytes = Array(own.utf8)
    return known.bytes.contains { AddressCheck.isNear($0, bytes) }
  }
}
