import CLibXML2
import CUchardet
import Documents
import Glibc

/// Turns bytes of an unknown charset into UTF-8.
enum Charset {
  /// The text, and true where bytes had to be replaced.
  struct Decoded {
    var bytes: [UInt8]
    var hasReplacements = false
  }

  /// In this order: byte order mark, UTF-16 without a mark, valid UTF-8 whatever is declared,
  /// the declared charset, detection, windows-1252.
  static func decode(_ bytes: [UInt8], declared: String?) -> Decoded {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return utf8(Array(bytes.dropFirst(3))) }
    if let encoding = utf16(bytes) {
      let isMarked = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
      return convert(isMarked ? Array(bytes.dropFirst(2)) : bytes, from: encoding)
    }
    let label = declared.map(canonical)
    if label == "UTF-7" || label == "UNICODE-1-1-UTF-7" { return utf8(UTF7.decode(bytes)) }
    if label?.hasPrefix("ISO-2022") != true, isValidUTF8(bytes) { return Decoded(bytes: bytes) }
    if let label, label != "UTF-8" { return convert(bytes, from: label) }
    if label == "UTF-8", isMostlyUTF8(bytes) { return utf8(bytes) }
    return convert(bytes, from: detect(bytes))
  }

  /// The charset that a page names in its first bytes: `<meta charset>`, `http-equiv`, or the XML
  /// declaration.
  static func declared(inMarkup bytes: [UInt8]) -> String? {
    let head = bytes.prefix(4096)
    for key in ["charset", "encoding"] {
      var from = head.startIndex
      while let found = find(Array(key.utf8), in: head[from...]) {
        from = found + key.utf8.count
        if let label = label(in: head[from...]) { return label }
      }
      // `encoding=` counts in an XML declaration only.
      guard bytes.starts(with: Array("<?xml".utf8)) else { break }
    }
    return nil
  }

  /// What stands after the key: `= "utf-8"`.
  private static func label(in bytes: ArraySlice<UInt8>) -> String? {
    var rest = bytes.drop { $0 == 0x20 }
    guard rest.first == UInt8(ascii: "=") else { return nil }
    rest = rest.dropFirst().drop { $0 == 0x20 || $0 == UInt8(ascii: "\"") || $0 == 0x27 }
    let label = rest.prefix { byte in
      byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":")
        || (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
        || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }
    return label.isEmpty || label.count > 40 ? nil : String(decoding: label, as: UTF8.self)
  }

  private static func find(_ key: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
    var i = bytes.startIndex
    while i + key.count <= bytes.endIndex {
      if key.indices.allSatisfy({ bytes[i + $0] | 0x20 == key[$0] }) { return i }
      i += 1
    }
    return nil
  }

  /// The web reads Latin-1 as windows-1252 (WHATWG Encoding Standard, labels).
  private static func canonical(_ label: String) -> String {
    let upper = label.uppercased()
    switch upper {
    case "UTF8", "UTF-8", "UNICODE", "UTF-16": return "UTF-8"
    case "LATIN1", "ISO-8859-1", "ISO8859-1", "ISO_8859-1", "US-ASCII", "ASCII", "CP1252", "L1",
      "WINDOWS-1252":
      return "WINDOWS-1252"
    case "GB2312", "GBK": return "GB18030"
    case "KS_C_5601-1987", "KSC5601": return "EUC-KR"
    case "X-SJIS": return "SHIFT_JIS"
    default: return upper
    }
  }

  private static func utf16(_ bytes: [UInt8]) -> String? {
    if bytes.starts(with: [0xFF, 0xFE]) { return "UTF-16LE" }
    if bytes.starts(with: [0xFE, 0xFF]) { return "UTF-16BE" }
    let head = bytes.prefix(64)
    guard head.count >= 4, head.count % 2 == 0 else { return nil }
    let even = stride(from: 0, to: head.count, by: 2).count { head[$0] == 0 }
    let odd = stride(from: 1, to: head.count, by: 2).count { head[$0] == 0 }
    if odd * 10 > head.count * 4, even == 0 { return "UTF-16LE" }
    if even * 10 > head.count * 4, odd == 0 { return "UTF-16BE" }
    return nil
  }

  private static func isValidUTF8(_ bytes: [UInt8]) -> Bool {
    String(validating: bytes, as: UTF8.self) != nil
  }

  /// A page that says UTF-8 and holds a few broken sequences among many good ones.
  private static func isMostlyUTF8(_ bytes: [UInt8]) -> Bool {
    var broken = 0
    var good = 0
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars where !scalar.isASCII {
      if scalar == "\u{FFFD}" { broken += 1 } else { good += 1 }
    }
    return good > broken * 4
  }

  private static func utf8(_ bytes: [UInt8]) -> Decoded {
    if isValidUTF8(bytes) { return Decoded(bytes: bytes) }
    let repaired = String(decoding: bytes, as: UTF8.self)
    return Decoded(bytes: Array(repaired.utf8), hasReplacements: true)
  }

  /// uchardet's answer; windows-1252 where it has none, or where it names a Latin set that differs
  /// from it by rare signs only.
  private static func detect(_ bytes: [UInt8]) -> String {
    guard let detector = uchardet_new() else { return "WINDOWS-1252" }
    defer { uchardet_delete(detector) }
    let head = bytes.prefix(1 << 18)
    let status = head.withUnsafeBytes { buffer in
      uchardet_handle_data(
        detector, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count)
    }
    guard status == 0 else { return "WINDOWS-1252" }
    uchardet_data_end(detector)
    let name = canonical(String(cString: uchardet_get_charset(detector)))
    return name.isEmpty || name == "UTF-8" || name == "ISO-8859-15" ? "WINDOWS-1252" : name
  }

  private static func convert(_ bytes: [UInt8], from encoding: String) -> Decoded {
    if encoding != "WINDOWS-1252", let decoded = decodeByLibrary(bytes, from: encoding) {
      return decoded
    }
    return Decoded(bytes: windows1252(bytes))
  }

  private static func decodeByLibrary(_ bytes: [UInt8], from encoding: String) -> Decoded? {
    var count = 0
    let result = bytes.withUnsafeBytes { buffer in
      calls_decode(
        buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count, encoding, &count)
    }
    guard let result else { return nil }
    defer { free(result) }
    var decoded = utf8(Array(UnsafeRawBufferPointer(start: result, count: count)))
    decoded.hasReplacements = decoded.bytes.containsReplacement
    return decoded
  }

  private static func windows1252(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 8)
    for byte in bytes {
      guard byte >= 0x80 else {
        result.append(byte)
        continue
      }
      let scalar = byte < 0xA0 ? windows1252High[Int(byte) - 0x80] : UInt16(byte)
      if scalar >= 0x800 {
        result.append(UInt8(0xE0 | scalar >> 12))
        result.append(UInt8(0x80 | (scalar >> 6) & 0x3F))
      } else {
        result.append(UInt8(0xC0 | scalar >> 6))
      }
      result.append(UInt8(0x80 | scalar & 0x3F))
    }
    return result
  }

  /// 0x80…0x9F (https://encoding.spec.whatwg.org/index-windows-1252.txt).
  private static let windows1252High: [UInt16] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
  ]
}

extension [UInt8] {
  /// True where the UTF-8 holds U+FFFD.
  var containsReplacement: Bool {
    var i = 0
    while i + 2 < count {
      if self[i] == 0xEF, self[i + 1] == 0xBF, self[i + 2] == 0xBD { return true }
      i += 1
    }
    return false
  }
}
