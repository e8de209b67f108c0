import Documents
import Glibc

/// Text that stands in a value, perhaps with markup of its own.
enum MarkupText {
  /// Without tags and character references; blocks and line breaks part paragraphs.
  static func plain(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }),
      let tree = try? MarkupParser.html(Array(text.utf8))
    else { return text.trimmingSpaces() }
    var result: [UInt8] = []
    for node in tree.nodes.indices {
      if tree.isText(node) {
        result += tree.textBytes(node)
      } else if let tag = HTMLTag.byName[tree.name(node)], tag.isBlock || tag == .lineBreak {
        result.append(0x0A)
      }
    }
    return String(decoding: result, as: UTF8.self).trimmingSpaces()
  }

  /// True where `part` stands in `bytes`; an empty part stands anywhere.
  static func holds(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { whole in
      part.withUnsafeBytes { part in
        guard let first = part.first, let start = part.baseAddress else { return true }
        guard let base = whole.baseAddress, whole.count >= part.count else { return false }
        var offset = 0
        while offset <= whole.count - part.count,
          let found = memchr(base + offset, Int32(first), whole.count - part.count - offset + 1)
        {
          if memcmp(found, start, part.count) == 0 { return true }
          offset = UnsafeRawPointer(found) - base + 1
        }
        return false
      }
    }
  }

  /// Letters and digits in lower case, as UTF-8: what two ways to write one text have in common.
  static func letters(_ text: String) -> [UInt8] {
    var result: [UInt8] = []
    for scalar in text.unicodeScalars {
      if scalar.isASCII {
        let byte = UInt8(scalar.value)
        switch byte {
        case 0x41...0x5A: result.append(byte | 0x20)
        case 0x61...0x7A, 0x30...0x39: result.append(byte)
        default: break
        }
      } else if scalar.properties.isAlphabetic {
        result += Array(String(scalar).lowercased().utf8)
      }
    }
    return result
  }
}
