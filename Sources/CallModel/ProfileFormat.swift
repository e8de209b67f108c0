import Documents

extension ProfileFormat {
  /// Whether a string has this form.
  func accepts(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    switch self {
    case .text: return text.unicodeScalars.contains { !$0.properties.isWhitespace }
    case .anyText: return true
    case .oneOf(let values): return values.contains(text)
    case .country: return bytes.count == 2 && bytes.allSatisfy(\.isCapital)
    case .currency: return bytes.count == 3 && bytes.allSatisfy(\.isCapital)
    case .language: return bytes.count == 2 && bytes.allSatisfy(\.isSmall)
    case .territory: return Self.isTerritory(text)
    case .date: return Self.isDate(bytes) && PartialDate(iso: text) != nil
    }
  }

  /// The text in its right spelling, if it then has this form.
  func nearest(to text: String) -> String? {
    let candidates: [String]
    switch self {
    case .text, .anyText, .oneOf: return nil
    case .country, .currency: candidates = [text.uppercased()]
    case .language: candidates = [text.lowercased(), String(text.prefix(2)).lowercased()]
    case .territory:
      let upper = text.uppercased()
      candidates = [upper, upper.replacing(" ", with: ""), "INSEE:" + upper]
    case .date:
      let parts = text.split { "/.-".contains($0) }.map(String.init)
      guard parts.allSatisfy({ $0.allSatisfy(\.isNumber) }) else { return nil }
      let padded = parts.map { $0.count == 1 ? "0" + $0 : $0 }
      candidates = [padded.joined(separator: "-"), padded.reversed().joined(separator: "-")]
    }
    return candidates.first { $0 != text && accepts($0) }
  }

  private static func isDate(_ bytes: [UInt8]) -> Bool {
    guard [4, 7, 10].contains(bytes.count) else { return false }
    return bytes.enumerated().allSatisfy { index, byte in
      index == 4 || index == 7 ? byte == UInt8(ascii: "-") : byte.isDigit
    }
  }

  private static func isTerritory(_ text: String) -> Bool {
    if text.hasPrefix("INSEE:") { return isINSEE(Array(text.utf8.dropFirst(6))) }
    if text.hasPrefix("SIREN:") {
      let number = text.utf8.dropFirst(6)
      return number.count == 9 && number.allSatisfy(\.isDigit)
    }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts[0].utf8.prefix(2).allSatisfy(\.isCapital) else { return false }
    if parts.count == 1 { return PlaceScheme.isNUTS(text) }
    return parts.count == 2 && parts[0].utf8.count == 2 && (1...3).contains(parts[1].utf8.count)
      && parts[1].utf8.allSatisfy { $0.isCapital || $0.isDigit }
  }

  /// A département (`62`, `2A`, `974`) or a commune (`62041`, `2A004`).
  private static func isINSEE(_ bytes: [UInt8]) -> Bool {
    guard [2, 3, 5].contains(bytes.count), bytes[0].isDigit else { return false }
    let corsican = bytes[0] == UInt8(ascii: "2") && [UInt8(ascii: "A"), 66].contains(bytes[1])
    guard corsican || bytes[1].isDigit else { return false }
    if bytes.count == 3, bytes[0] != UInt8(ascii: "9") { return false }
    return bytes.dropFirst(2).allSatisfy(\.isDigit)
  }
}

extension UInt8 {
  var isCapital: Bool { (65...90).contains(self) }
  var isSmall: Bool { (97...122).contains(self) }
  var isDigit: Bool { (48...57).contains(self) }
}
