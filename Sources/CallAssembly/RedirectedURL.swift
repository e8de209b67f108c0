/// Addresses that lead elsewhere by way of a service which counts or checks clicks, as those of
/// mails and of documents shared on line do.
enum RedirectedURL {
  /// Parameters that hold the address meant.
  private static let parameters: Set<Substring> = ["q", "url", "u", "target", "redirect", "to"]
  /// Ends of a path, and parts of a host, of such services.
  private static let paths = ["url", "l.php", "redirect", "redir", "linkfilter"]
  private static let hosts = ["safelinks.", "slink.", "redirect.", "click.", "tracking."]

  /// The address meant, without what the service adds; the address itself where it is none of these.
  static func target(of url: String) -> String {
    guard let query = url.utf8.firstIndex(of: 0x3F), mayHoldAddress(url[query...]),
      isService(url[..<query])
    else { return url }
    for pair in url[url.index(after: query)...].split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1)
      guard parts.count == 2, parameters.contains(parts[0]),
        let address = decoded(parts[1]),
        address.hasPrefix("https://") || address.hasPrefix("http://")
      else { continue }
      return address
    }
    return url
  }

  /// Most queries hold no colon, written out or not, and so no address.
  private static func mayHoldAddress(_ query: Substring) -> Bool {
    query.utf8.contains { $0 == 0x3A || $0 == 0x25 }
  }

  private static func isService(_ place: Substring) -> Bool {
    let parts = place.utf8.split(separator: 0x2F)
    guard let last = parts.last else { return false }
    return paths.contains { last.elementsEqual($0.utf8) }
      || parts.dropFirst().first.map { host in hosts.contains { holds(host, $0.utf8) } } ?? false
  }

  private static func holds(_ host: Substring.UTF8View, _ part: String.UTF8View) -> Bool {
    host.indices.contains { host[$0...].starts(with: part) }
  }

  /// With `%XX` as the bytes they stand for; nil where these make no text.
  private static func decoded(_ text: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.first {
      if byte == 0x25, rest.count > 2,
        let value = UInt8(String(rest.dropFirst().prefix(2)) ?? "", radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(3)
      } else {
        bytes.append(byte)
        rest = rest.dropFirst()
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
