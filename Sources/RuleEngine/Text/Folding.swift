/// Case, accent and ligature folding of Latin text, byte by byte.
///
/// `folded` is what words are compared by: lower case without accents, œ as oe, ß as ss. Combining
/// marks, soft hyphens and zero-width characters vanish, so that NFC and NFD texts fold alike.
package enum Folding {
  private static let groups: [(String, String)] = [
    ("a", "àáâãäåāăąǎªÀÁÂÃÄÅĀĂĄǍ"), ("ae", "æÆǽǼ"), ("c", "çćĉċčÇĆĈĊČ"), ("d", "ďđðĎĐÐ"),
    ("e", "èéêëēĕėęěÈÉÊËĒĔĖĘĚ"), ("g", "ĝğġģĜĞĠĢ"), ("h", "ĥħĤĦ"),
    ("i", "ìíîïĩīĭįıÌÍÎÏĨĪĬĮİ"), ("ij", "ĳĲ"), ("j", "ĵĴ"), ("k", "ķĶ"), ("l", "ĺļľŀłĹĻĽĿŁ"),
    ("n", "ñńņňŉÑŃŅŇ"), ("o", "òóôõöøōŏőºÒÓÔÕÖØŌŎŐ"), ("oe", "œŒ"), ("r", "ŕŗřŔŖŘ"),
    ("s", "śŝşšșſŚŜŞŠȘ"), ("ss", "ßẞ"), ("t", "ţťŧțŢŤŦȚ"), ("u", "ùúûüũūŭůűųÙÚÛÜŨŪŬŮŰŲ"),
    ("w", "ŵŴ"), ("y", "ýÿŷÝŸŶ"), ("z", "źżžŹŻŽ"), ("fi", "ﬁ"), ("fl", "ﬂ"), ("ff", "ﬀ"),
    ("ffi", "ﬃ"), ("ffl", "ﬄ"),
  ]

  /// Folded bytes of scalars below U+0250, as up to two ASCII bytes (low byte first); 0 = no entry.
  static let latin: [UInt16] = {
    var table = [UInt16](repeating: 0, count: 0x250)
    for (plain, letters) in groups where plain.utf8.count <= 2 {
      let bytes = Array(plain.utf8)
      let code = UInt16(bytes[0]) | (bytes.count > 1 ? UInt16(bytes[1]) << 8 : 0)
      for scalar in letters.unicodeScalars where scalar.value < 0x250 {
        table[Int(scalar.value)] = code
      }
    }
    return table
  }()

  /// `latin` in memory that stays, for walking over a text.
  // Never written again: anyone may read it.
  nonisolated(unsafe) static let latinTable: UnsafePointer<UInt16> = {
    let table = UnsafeMutablePointer<UInt16>.allocate(capacity: latin.count)
    table.initialize(from: latin, count: latin.count)
    return UnsafePointer(table)
  }()

  private static let rare: [UInt32: [UInt8]] = {
    var table: [UInt32: [UInt8]] = [:]
    for (plain, letters) in groups {
      for scalar in letters.unicodeScalars where scalar.value >= 0x250 {
        table[scalar.value] = Array(plain.utf8)
      }
    }
    return table
  }()

  static func isCombining(_ scalar: UInt32) -> Bool { scalar >= 0x300 && scalar <= 0x36F }

  /// Soft hyphen, zero-width space and joiners, byte order mark.
  static func isInvisible(_ scalar: UInt32) -> Bool {
    scalar == 0xAD || (scalar >= 0x200B && scalar <= 0x200D) || scalar == 0x2060
      || scalar == 0xFEFF
  }

  /// Appends the folded form of a non-ASCII scalar.
  static func append(_ scalar: UInt32, to bytes: inout [UInt8]) {
    if scalar < 0x250 {
      let code = latin[Int(scalar)]
      if code != 0 {
        bytes.append(UInt8(code & 0xFF))
        if code > 0xFF { bytes.append(UInt8(code >> 8)) }
        return
      }
    }
    if isCombining(scalar) || isInvisible(scalar) { return }
    if let plain = rare[scalar] {
      bytes.append(contentsOf: plain)
      return
    }
    guard let unicode = Unicode.Scalar(scalar) else { return }
    bytes.append(contentsOf: unicode.properties.lowercaseMapping.utf8)
  }

  /// The folded form of a whole string.
  package static func fold(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      let value = scalar.value
      if value < 0x80 {
        bytes.append(value >= 0x41 && value <= 0x5A ? UInt8(value) | 0x20 : UInt8(value))
      } else {
        append(value, to: &bytes)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
