/// The ways in which mails wrap bytes (RFC 2045, 6). Faulty input loses as little as possible.
enum TransferEncoding {
  /// Bytes of a body whose `Content-Transfer-Encoding` is `name`, in lower case.
  static func decode(_ bytes: ArraySlice<UInt8>, _ name: String) -> [UInt8] {
    switch name {
    case "base64": base64(bytes)
    case "quoted-printable": quotedPrintable(bytes)
    case "x-uuencode", "uuencode", "x-uue", "uue": UUEncoding.decode(bytes) ?? Array(bytes)
    default: Array(bytes)
    }
  }

  /// Signs that mean nothing are passed over; a padding ends the value.
  static func base64(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count / 4 * 3)
    var bits: UInt32 = 0
    var count = 0
    for byte in bytes {
      guard let value = sextet(byte) else {
        if byte == UInt8(ascii: "=") { break }
        continue
      }
      bits = bits << 6 | value
      count += 1
      if count == 4 {
        result.append(UInt8(truncatingIfNeeded: bits >> 16))
        result.append(UInt8(truncatingIfNeeded: bits >> 8))
        result.append(UInt8(truncatingIfNeeded: bits))
        (bits, count) = (0, 0)
      }
    }
    if count == 2 { result.append(UInt8(truncatingIfNeeded: bits >> 4)) }
    if count == 3 {
      result.append(UInt8(truncatingIfNeeded: bits >> 10))
      result.append(UInt8(truncatingIfNeeded: bits >> 2))
    }
    return result
  }

  private static func sextet(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x41...0x5A: UInt32(byte) - 0x41
    case 0x61...0x7A: UInt32(byte) - 0x61 + 26
    case 0x30...0x39: UInt32(byte) - 0x30 + 52
    case 0x2B, 0x2D: 62
    case 0x2F, 0x5F: 63
    default: nil
    }
  }

  /// An equals sign that no code follows stays as it is. `isWord` is for headers, where an
  /// underscore is a space (RFC 2047, 4.2).
  static func quotedPrintable(_ bytes: ArraySlice<UInt8>, isWord: Bool = false) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var i = bytes.startIndex
    while i < bytes.endIndex {
      let byte = bytes[i]
      i += 1
      switch byte {
      case UInt8(ascii: "="):
        if i + 1 < bytes.endIndex, let high = hex(bytes[i]), let low = hex(bytes[i + 1]) {
          result.append(high << 4 | low)
          i += 2
        } else if let next = lineEnd(bytes, from: i) {
          i = next
        } else {
          result.append(byte)
        }
      case UInt8(ascii: "_") where isWord: result.append(0x20)
      case 0x20, 0x09:
        // White space at a line's end was added on the way.
        let next = bytes[i...].firstIndex { $0 != 0x20 && $0 != 0x09 } ?? bytes.endIndex
        let isEnd = next == bytes.endIndex || bytes[next] == 0x0A || bytes[next] == 0x0D
        if isWord || !isEnd { result.append(byte) }
      default: result.append(byte)
      }
    }
    return result
  }

  /// Past the soft line break that begins at `i`; nil where there is none.
  private static func lineEnd(_ bytes: ArraySlice<UInt8>, from i: Int) -> Int? {
    var i = i
    while i < bytes.endIndex, bytes[i] == 0x20 || bytes[i] == 0x09 { i += 1 }
    guard i < bytes.endIndex else { return i }
    if bytes[i] == 0x0A { return i + 1 }
    guard bytes[i] == 0x0D else { return nil }
    return i + 1 < bytes.endIndex && bytes[i + 1] == 0x0A ? i + 2 : i + 1
  }

  static func hex(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }
}
