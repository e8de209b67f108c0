import Documents

/// The header fields of a mail or of one of its parts (RFC 5322, 2.2).
struct MailHeaders {
  struct Field {
    /// In lower case.
    var name: String
    /// Unfolded, still encoded.
    var value: [UInt8]
  }

  /// More fields than any mail has are left out.
  private static let most = 1_000

  private(set) var fields: [Field] = []
  /// Where the body begins.
  let bodyStart: Int

  /// Reads up to the first empty line, or to a line that is no field.
  init(_ bytes: ArraySlice<UInt8>) {
    var i = bytes.startIndex
    while i < bytes.endIndex {
      let end = bytes[i...].firstIndex(of: 0x0A) ?? bytes.endIndex
      let next = min(end + 1, bytes.endIndex)
      var line = bytes[i..<end]
      while line.last == 0x0D { line.removeLast() }
      if line.isEmpty {
        i = next
        break
      }
      if line.first == 0x20 || line.first == 0x09 {
        guard !fields.isEmpty else { break }
        fields[fields.count - 1].value += line
      } else if let colon = Self.colon(line) {
        guard fields.count < Self.most else { break }
        let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
        fields.append(
          Field(name: name.trimmingSpaces(), value: Array(line[(colon + 1)...])))
      } else {
        break
      }
      i = next
    }
    bodyStart = i
  }

  /// Where a field's name ends; nil for a line that is no field.
  private static func colon(_ line: ArraySlice<UInt8>) -> Int? {
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
      line[..<colon].allSatisfy({ $0 > 0x20 && $0 < 0x7F || $0 == 0x20 }),
      line[..<colon].dropLast().allSatisfy({ $0 != 0x20 })
    else { return nil }
    return colon
  }

  /// The first field of a name, as it stands.
  func raw(_ name: String) -> [UInt8]? { fields.first { $0.name == name }?.value }

  /// Decoded, on one line; nil where absent or empty.
  func text(_ name: String) -> String? {
    guard let raw = raw(name) else { return nil }
    let text = EncodedWords.decode(raw[...]).split { $0.isWhitespace }.joined(separator: " ")
    return text.isEmpty ? nil : text
  }

  /// A field of the form `value; name=value; …`.
  func structured(_ name: String) -> StructuredField? { raw(name).map(StructuredField.init) }
}

/// `text/plain; charset="utf-8"` (RFC 2045, 5.1).
struct StructuredField {
  /// In lower case.
  private(set) var value: String
  private var parameters: [String: String] = [:]

  init(_ bytes: [UInt8]) {
    var pieces = Self.split(bytes)
    value =
      pieces.isEmpty
      ? ""
      : EncodedWords.decode(pieces.removeFirst()[...])
        .trimmingSpaces().lowercased()
    for piece in pieces {
      guard let equals = piece.firstIndex(of: UInt8(ascii: "=")) else { continue }
      let name = String(decoding: piece[..<equals], as: UTF8.self).trimmingSpaces().lowercased()
      guard parameters[name] == nil, parameters.count < 100 else { continue }
      parameters[name] = EncodedWords.decode(piece[(equals + 1)...]).trimmingSpaces()
    }
  }

  /// At semicolons outside quotes, without the quotes.
  private static func split(_ bytes: [UInt8]) -> [[UInt8]] {
    var pieces: [[UInt8]] = [[]]
    var isQuoted = false
    var isEscaped = false
    for byte in bytes {
      if isEscaped {
        pieces[pieces.count - 1].append(byte)
        isEscaped = false
      } else if isQuoted, byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if byte == UInt8(ascii: ";"), !isQuoted {
        pieces.append([])
      } else {
        pieces[pieces.count - 1].append(byte)
      }
    }
    return pieces
  }

  /// A parameter, put together from its pieces where it comes in several (RFC 2231, 3).
  subscript(name: String) -> String? {
    if let extended = parameters[name + "*"] { return EncodedWords.decodeExtended(extended) }
    if let plain = parameters[name] { return plain }
    var whole = ""
    var isExtended = false
    for i in 0..<50 {
      if let piece = parameters["\(name)*\(i)*"] {
        isExtended = true
        whole += piece
      } else if let piece = parameters["\(name)*\(i)"] {
        whole += piece
      } else {
        break
      }
    }
    guard !whole.isEmpty else { return nil }
    return isExtended ? EncodedWords.decodeExtended(whole) : whole
  }
}
