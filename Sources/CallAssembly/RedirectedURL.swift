/// Addresses that lead elsewhere by way of a service which counts or checks clicks, as those of
/// mails and of documents shared on line do.
enum RedirectedURL {
  /// Parameters that hold the address meant.
  private static let parameters = ["q", "url", "u", "target", "redirect", "to"]
  /// Ends of a path, and parts of a host, of such services.
  private static let paths = ["url", "l.php", "redirect", "redir", "linkfilter"]
  private static let hosts = ["safelinks.", "slink.", "redirect.", "click.", "tracking."]

  private typealias Bytes = Slice<UnsafeBufferPointer<UInt8>>

  /// The address meant, without what the service adds; the address itself where it is none of these.
  static func target(of url: String) -> String {
    var url = url
    return url.withUTF8 { address(in: $0[...]) } ?? url
  }

  private static func address(in url: Bytes) -> String? {
    guard let query = url.firstIndex(of: 0x3F), mayHoldAddress(url[query...]),
      isService(url[..<query])
    else { return nil }
    for pair in url[(query + 1)...].split(separator: 0x26) {
      let parts = pair.split(separator: 0x3D, maxSplits: 1)
      guard parts.count == 2, parameters.contains(where: { parts[0].elementsEqual($0.utf8) }),
        let address = decoded(parts[1]),
        address.hasPrefix("https://") || address.hasPrefix("http://")
      else { continue }
      return address
    }
    return nil
  }

  /// Most queries hold no colon, written out or not, and so no address.
  private static func mayHoldAddress(_ query: Bytes) -> Bool {
    query.contains { $0 == 0x3A || $0 == 0x25 }
  }

  private static func isService(_ place: Bytes) -> Bool {
    let parts = place.split(separator: 0x2F)
    guard let last = parts.last else { return false }
    return paths.contains { last.elementsEqual($0.utf8) }
      || parts.count > 1 && hosts.contains { holds(parts[1], $0) }
  }

  private static func holds(_ host: Bytes, _ part: String) -> Bool {
    host.indices.contains { host[$0...].starts(with: part.utf8) }
  }

  /// With `%XX` as the bytes they stand for; nil where these make no text.
  private static func decoded(_ text: Bytes) -> String? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    var i = text.startIndex
    while i < text.endIndex {
      if text[i] == 0x25, i + 2 < text.endIndex, let high = hexadecimal(text[i + 1]),
        let low = hexadecimal(text[i + 2])
      {
        bytes.append(high << 4 | low)
        i += 3
      } else {
        bytes.append(text[i])
        i += 1
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46, 0x61...0x66: (byte | 0x20) - 0x61 + 10
    default: nil
    }
  }
}
