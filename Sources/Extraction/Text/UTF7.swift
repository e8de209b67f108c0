/// UTF-7 (RFC 2152), which old mail programs wrote: ASCII with stretches of UTF-16 in base64 between
/// `+` and `-`.
enum UTF7 {
  /// UTF-8. Stretches that hold no UTF-16 stay as they are.
  static func decode(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var i = 0
    while i < bytes.count {
      guard bytes[i] == UInt8(ascii: "+") else {
        result.append(bytes[i])
        i += 1
        continue
      }
      let end = bytes[(i + 1)...].firstIndex { !isBase64($0) } ?? bytes.count
      let stretch = bytes[(i + 1)..<end]
      let isClosed = end < bytes.count && bytes[end] == UInt8(ascii: "-")
      if stretch.isEmpty, isClosed {
        result.append(UInt8(ascii: "+"))
        i = end + 1
      } else if let text = text(TransferEncoding.base64(stretch)) {
        result += text
        i = end + (isClosed ? 1 : 0)
      } else {
        result.append(bytes[i])
        i += 1
      }
    }
    return result
  }

  private static func isBase64(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x41...0x5A, 0x61...0x7A, 0x30...0x39, 0x2B, 0x2F: true
    default: false
    }
  }

  /// UTF-8 of some UTF-16 in network order; nil where there is none, or it is broken.
  private static func text(_ bytes: [UInt8]) -> [UInt8]? {
    let units = stride(from: 0, to: bytes.count - 1, by: 2).map {
      UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1])
    }
    guard !units.isEmpty, let text = String(validating: units, as: UTF16.self) else { return nil }
    return Array(text.utf8)
  }
}
