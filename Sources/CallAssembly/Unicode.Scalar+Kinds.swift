/// What the database of characters says, with what is common told from the number alone.
extension Unicode.Scalar {
  /// Alphabetic.
  var isWordLetter: Bool {
    switch value {
    case 0..<0x80: (value | 0x20) &- 0x61 < 26
    case 0xC0..<0x250: value != 0xD7 && value != 0xF7
    default: properties.isAlphabetic
    }
  }

  /// A digit or any other number.
  var isFigure: Bool {
    switch value {
    case 0..<0x80: value &- 0x30 < 10
    case 0xC0..<0x250: false
    default: properties.numericType != nil
    }
  }
}
