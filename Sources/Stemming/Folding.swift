/// What a scalar becomes in a folded word.
enum Folding {
  enum Kind {
    case letters(String)
    case apostrophe
    /// Neither letter nor boundary: a combining accent, a soft hyphen, a joiner.
    case silent
    case boundary
  }

  /// Lower case without accents for anything but ASCII, which the scanner folds itself.
  static func kind(of scalar: Unicode.Scalar) -> Kind {
    let value = Int(scalar.value)
    if value < latin.count { return latin[value] }
    switch value {
    case 0x2019, 0x2018, 0x02BC, 0xFF07: return .apostrophe
    case 0x0300...0x036F, 0x200B...0x200D, 0x2060, 0xFEFF: return .silent
    case 0x1E00...0x1EFF: return .letters(baseLetters(of: scalar))
    case 0x2080...0x2089: return .letters(String(value - 0x2080))
    case 0xFB00...0xFB06: return .letters(ligatures[value - 0xFB00])
    default: return general(scalar)
    }
  }

  private static let ligatures = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"]

  /// U+0000…U+024F, worked out once.
  private static let latin: [Kind] = (0..<0x250).map { value in
    guard let scalar = Unicode.Scalar(UInt32(value)) else { return .boundary }
    switch value {
    case 0x27: return .apostrophe
    case 0xAD: return .silent
    // Superscript figures are footnote marks more often than powers.
    case 0xB2, 0xB3, 0xB9: return .boundary
    case 0xAA: return .letters("a")
    case 0xBA: return .letters("o")
    case 0xDF: return .letters("ss")
    case 0xC6, 0xE6: return .letters("ae")
    case 0xD0, 0xF0: return .letters("d")
    case 0xDE, 0xFE: return .letters("th")
    case 0x131: return .letters("i")
    case 0x152, 0x153: return .letters("oe")
    case 0x17F: return .letters("s")
    default:
      return scalar.properties.isAlphabetic ? .letters(baseLetters(of: scalar)) : general(scalar)
    }
  }

  /// The letter of a scalar named `LATIN SMALL LETTER E WITH ACUTE`, else the scalar in lower case.
  private static func baseLetters(of scalar: Unicode.Scalar) -> String {
    let words = (scalar.properties.name ?? "").split(separator: " ")
    if words.count > 4, words[0] == "LATIN", words[2] == "LETTER", words[4] == "WITH",
      words[3].utf8.count <= 2
    {
      return words[3].lowercased()
    }
    return scalar.properties.lowercaseMapping
  }

  private static func general(_ scalar: Unicode.Scalar) -> Kind {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber:
      return .letters(scalar.properties.lowercaseMapping)
    case .nonspacingMark, .enclosingMark, .spacingMark: return .silent
    default: return .boundary
    }
  }
}
