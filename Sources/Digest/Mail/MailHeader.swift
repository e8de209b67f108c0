import Presentation

/// One header of a mail (RFC 5322), its words encoded where they are not plain ASCII (RFC 2047).
struct MailHeader {
  var name: String
  private var value: String

  /// Structured text of ours: addresses, dates, parameters.
  init(_ name: String, raw value: String) {
    self.name = name
    self.value = value
  }

  /// Text for people: whatever it holds, it stays one header.
  init(_ name: String, text: String) {
    self.name = name
    value = Self.encoded(text, from: name.utf8.count + 2)
  }

  init(_ name: String, addresses: [MailAddress]) {
    self.name = name
    value = addresses.map(Self.address).joined(separator: ",\r\n ")
  }

  /// With its line end.
  var line: String { "\(name): \(value)\r\n" }

  private static func address(_ address: MailAddress) -> String {
    guard !address.name.isEmpty else { return address.address }
    let isPlain = address.name.unicodeScalars.allSatisfy { scalar in
      scalar.isASCII
        && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == " ")
    }
    // On a line of its own where the name may fill one.
    guard isPlain, address.name.utf8.count <= 40 else {
      return "\(encodedWords(address.name, from: 6))\r\n <\(address.address)>"
    }
    return "\(address.name) <\(address.address)>"
  }

  /// The text as it is where that is short, printable ASCII which no reader takes for an encoded
  /// word; else in encoded words.
  static func encoded(_ text: String, from column: Int) -> String {
    let line = PlainText.line(text)
    let isPlain =
      column + line.utf8.count <= 76 && !line.contains("=?")
      && line.utf8.allSatisfy { (0x20...0x7E).contains($0) }
    return isPlain ? line : encodedWords(line, from: column)
  }

  /// `=?utf-8?B?…?=`, each at most 75 characters and whole characters, folded.
  private static func encodedWords(_ text: String, from column: Int) -> String {
    // 75 less the frame of 12; base64 makes 4 of 3.
    let room = 45
    var words: [[UInt8]] = [[]]
    // The first line has less room, for the header's name.
    var left = max(9, min(room, (75 - column - 12) / 4 * 3))
    for character in PlainText.line(text) {
      let bytes = Array(String(character).utf8)
      if bytes.count > left, !(words.last?.isEmpty ?? true) {
        words.append([])
        left = room
      }
      // A character longer than a word (a family of emoji) is cut between its scalars.
      if bytes.count > room {
        for scalar in character.unicodeScalars {
          let part = Array(String(scalar).utf8)
          if part.count > left {
            words.append([])
            left = room
          }
          words[words.count - 1] += part
          left -= part.count
        }
      } else {
        words[words.count - 1] += bytes
        left -= bytes.count
      }
    }
    return words.map { "=?utf-8?B?\(Base64.text($0))?=" }.joined(separator: "\r\n ")
  }
}

/// Base64 (RFC 4648) and quoted-printable (RFC 2045).
enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func text(_ bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let padded = Array(group) + Array(repeating: 0, count: 3 - group.count)
      let bits = Int(padded[0]) << 16 | Int(padded[1]) << 8 | Int(padded[2])
      let digits = [18, 12, 6, 0].map { alphabet[(bits >> $0) & 63] }
      result += digits.prefix(group.count + 1)
      result += Array(repeating: UInt8(ascii: "="), count: 3 - group.count)
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// In lines of 76 characters.
  static func lines(_ bytes: [UInt8]) -> String {
    let digits = Array(text(bytes).utf8)
    return stride(from: 0, to: digits.count, by: 76).map {
      String(decoding: digits[$0..<min($0 + 76, digits.count)], as: UTF8.self) + "\r\n"
    }.joined()
  }
}

enum QuotedPrintable {
  /// Text with line feeds as lines of at most 76 ASCII characters that end in CRLF.
  static func text(_ text: String) -> String {
    var result: [UInt8] = []
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    if lines.last == "" { lines = lines.dropLast() }
    for line in lines {
      append(Array(line.utf8), to: &result)
      result += [13, 10]
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static let hex = Array("0123456789ABCDEF".utf8)

  private static func append(_ line: [UInt8], to result: inout [UInt8]) {
    var column = 0
    for (index, byte) in line.enumerated() {
      let isLast = index == line.count - 1
      let isSpace = byte == 0x20 || byte == 0x09
      // A point or `From` alone at the beginning of a line is taken for a sign by mail programs.
      let isSign = column == 0 && (byte == 0x2E || byte == 0x46)
      let isPlain =
        !isSign && ((0x21...0x7E).contains(byte) && byte != 0x3D || isSpace && !isLast)
      let piece = isPlain ? [byte] : [0x3D, hex[Int(byte >> 4)], hex[Int(byte & 15)]]
      if column + piece.count > (isLast ? 76 : 75) {
        result += [0x3D, 13, 10]
        column = 0
      }
      result += piece
      column += piece.count
    }
  }
}
