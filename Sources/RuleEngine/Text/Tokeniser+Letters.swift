/// Which scalars are letters.
extension Tokeniser {
  /// Of the blocks of Latin letters that are not ASCII.
  @inline(__always)
  static func isLatinLetter(_ scalar: UInt32) -> Bool {
    scalar &- 0xC0 < 0x190 && scalar != 0xD7 && scalar != 0xF7
  }

  static func isLetter(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return (scalar | 0x20) >= 0x61 && (scalar | 0x20) <= 0x7A }
    if scalar < 0x250 {
      return isLatinLetter(scalar)
    }
    // Punctuation, signs of currencies, arrows, boxes: no letters among them.
    if scalar < 0x2800,
      (0x2000...0x206F).contains(scalar) || (0x20A0...0x20CF).contains(scalar)
        || (0x2190...0x245F).contains(scalar) || scalar >= 0x2500
    {
      return false
    }
    return isRareLetter(scalar)
  }

  // Apart, so that those who ask of Latin letters do not get ready to look into Unicode's tables.
  @inline(never)
  private static func isRareLetter(_ scalar: UInt32) -> Bool {
    Unicode.Scalar(scalar)?.properties.isAlphabetic ?? false
  }

  @inline(__always)
  static func isCapital(_ scalar: UInt32) -> Bool {
    if scalar < 0x100 { return scalar >= 0xC0 && scalar <= 0xDE }
    if scalar >= 0x100 && scalar < 0x180 { return scalar % 2 == 0 }
    return isRareCapital(scalar)
  }

  @inline(never)
  private static func isRareCapital(_ scalar: UInt32) -> Bool {
    Unicode.Scalar(scalar)?.properties.isUppercase ?? false
  }
}
