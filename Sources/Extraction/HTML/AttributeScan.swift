/// Looks for tags with very many attributes before a parser that is quadratic in them sees them.
enum AttributeScan {
  /// True where a tag seems to hold more than `limit` attributes. Linear; the contents of scripts
  /// and styles do not count.
  static func exceeds(_ limit: Int, in bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { buffer in
      var i = 0
      while i < buffer.count {
        guard buffer[i] == UInt8(ascii: "<") else {
          i += 1
          continue
        }
        i += 1
        guard i < buffer.count, isLetter(buffer[i]) else { continue }
        let name = i
        let (end, attributes) = scanTag(buffer, from: i)
        if attributes > limit { return true }
        i = end
        if opensRawText(buffer, at: name) { i = skipRawText(buffer, from: i) }
      }
      return false
    }
  }

  /// From the tag's name to its `>`: attributes are runs of bytes parted by white space, outside
  /// quotes that follow an equals sign.
  private static func scanTag(_ buffer: UnsafeBufferPointer<UInt8>, from start: Int)
    -> (end: Int, attributes: Int)
  {
    var i = start
    var attributes = 0
    var wasSpace = false
    var afterEquals = false
    while i < buffer.count {
      let byte = buffer[i]
      switch byte {
      case UInt8(ascii: ">"): return (i + 1, attributes)
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        if afterEquals {
          i += 1
          while i < buffer.count, buffer[i] != byte { i += 1 }
          wasSpace = true
        } else {
          if wasSpace { attributes += 1 }
          wasSpace = false
        }
        afterEquals = false
      case UInt8(ascii: "="):
        afterEquals = true
        wasSpace = false
      case 0x20, 0x09, 0x0A, 0x0C, 0x0D, UInt8(ascii: "/"):
        if !afterEquals { wasSpace = true }
      default:
        if wasSpace { attributes += 1 }
        wasSpace = false
        afterEquals = false
      }
      i += 1
    }
    return (i, attributes)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
  }

  private static func opensRawText(_ buffer: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
    matches(buffer, at: start, "script") || matches(buffer, at: start, "style")
  }

  private static func skipRawText(_ buffer: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var i = start
    while i + 1 < buffer.count {
      if buffer[i] == UInt8(ascii: "<"), buffer[i + 1] == UInt8(ascii: "/"),
        opensRawText(buffer, at: i + 2)
      {
        return i
      }
      i += 1
    }
    return buffer.count
  }

  private static func matches(
    _ buffer: UnsafeBufferPointer<UInt8>, at start: Int, _ word: StaticString
  ) -> Bool {
    guard start + word.utf8CodeUnitCount <= buffer.count else { return false }
    for k in 0..<word.utf8CodeUnitCount where buffer[start + k] | 0x20 != word.utf8Start[k] {
      return false
    }
    return true
  }
}
