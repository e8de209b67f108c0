/// Numbers in figures (`1 530 000`, `30.000`, `1,5`) and in words (`vingt-cinq`).
enum Numerals {
  /// The number in figures that begins at a token, and the token after it.
  static func figures(
    at index: Int, in tokens: UnsafeBufferPointer<Token>, text: UnsafeBufferPointer<UInt8>
  ) -> (Quantity, Int)? {
    let first = tokens[index]
    guard first.kind == .digits, first.number != .max else { return nil }
    // « 000 » is what a line end cut off a number.
    if first.number == 0, first.length == 3 { return nil }
    var whole = Int64(first.number)
    var next = index + 1
    var groups = 0
    var separator: UInt8 = 0
    if first.length <= 3, !(first.number == 0) {
      while let group = group(at: next, in: tokens, text: text), whole < 1_000_000_000_000 {
        guard groups == 0 || group.separator == separator else { break }
        whole = whole * 1000 + Int64(group.value)
        separator = group.separator
        next = group.next
        groups += 1
      }
    }
    guard whole < 900_000_000_000_000 else { return nil }
    var units = whole * 10_000
    if let (fraction, after) = fraction(at: next, in: tokens, text: text, groupedBy: separator) {
      units += fraction
      next = after
    }
    return (Quantity(tenThousandths: units), next)
  }

  /// A group of three digits after a space, a point or a comma.
  private static func group(
    at index: Int, in tokens: UnsafeBufferPointer<Token>, text: UnsafeBufferPointer<UInt8>
  ) -> (value: UInt32, separator: UInt8, next: Int)? {
    guard index < tokens.count else { return nil }
    let token = tokens[index]
    if token.kind == .digits {
      guard token.length == 3, token.flags.contains(.spaceBefore),
        token.flags.isDisjoint(with: [.blankLineBefore, .hyphenBefore, .blockStart]),
        // No number begins with 000: those at the beginning of a line go on the one before.
        token.number == 0 || !token.flags.contains(.lineBefore),
        isSingleSpace(between: tokens[index - 1], and: token, text: text)
      else { return nil }
      return (token.number, 0x20, index + 1)
    }
    guard let mark = separatorMark(index, tokens, text), index + 1 < tokens.count else {
      return nil
    }
    let digits = tokens[index + 1]
    guard digits.kind == .digits, digits.length == 3 else { return nil }
    // « 16, 000, 000 »: a slip of the pen, since nothing else is called 000.
    let isApart =
      digits.number == 0 && mark != 0x27
      && isSingleSpace(between: token, and: digits, text: text)
    guard digits.isGlued || isApart else { return nil }
    return (digits.number, mark, index + 2)
  }

  private static func isSingleSpace(
    between a: Token, and b: Token, text: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let gap = Int(b.start) - Int(a.end)
    // One ASCII space, or one of the no-break spaces (two or three bytes).
    return gap == 1 || (gap <= 3 && text[Int(a.end)] >= 0x80)
  }

  private static func separatorMark(
    _ index: Int, _ tokens: UnsafeBufferPointer<Token>, _ text: UnsafeBufferPointer<UInt8>
  ) -> UInt8? {
    let token = tokens[index]
    guard token.kind == .mark, token.isGlued else { return nil }
    let start = Int(token.start)
    // The typographic apostrophe of Swiss sums: 50’000.
    if token.length == 3 {
      return text[start] == 0xE2 && text[start + 1] == 0x80 && text[start + 2] == 0x99 ? 0x27 : nil
    }
    guard token.length == 1 else { return nil }
    let byte = text[start]
    return byte == 0x2C || byte == 0x2E || byte == 0x27 ? byte : nil
  }

  private static func fraction(
    at index: Int, in tokens: UnsafeBufferPointer<Token>, text: UnsafeBufferPointer<UInt8>,
    groupedBy separator: UInt8
  ) -> (Int64, Int)? {
    guard index + 1 < tokens.count, let mark = separatorMark(index, tokens, text), mark != 0x27,
      mark != separator
    else { return nil }
    let digits = tokens[index + 1]
    guard digits.kind == .digits, digits.isGlued else { return nil }
    var units: Int64 = 0
    for place in 0..<4 {
      let byte = place < digits.length ? text[Int(digits.start) + place] : 0x30
      units = units * 10 + Int64(byte - 0x30)
    }
    return (units, index + 2)
  }

  /// A number of one to three figures, a comma or a point, and three more, read as a fraction;
  /// nil for any other form.
  static func decimal(_ text: UnsafeBufferPointer<UInt8>) -> Quantity? {
    let comma = text.count - 4
    guard (1...3).contains(comma), text[comma] == 0x2C || text[comma] == 0x2E else { return nil }
    var thousandths: Int64 = 0
    for (i, byte) in text.enumerated() where i != comma {
      guard byte &- 0x30 < 10 else { return nil }
      thousandths = thousandths * 10 + Int64(byte - 0x30)
    }
    return Quantity(tenThousandths: thousandths * 10)
  }

  /// Whether a word may go on a number of which the words before are known: `vingt-cinq`, `deux cent`, but
  /// not `vingt trente`.
  static func mayFollow(_ value: Int, _ before: [Int]) -> Bool {
    guard let last = before.last else { return true }
    // English years: `nineteen ninety-six`, `twenty twenty-four`, `twenty oh five`.
    if before.count == 1, [19, 20].contains(last), value >= 10 || value == 0 { return true }
    if before.count == 2, before[1] == 0 { return value < 10 }
    switch value {
    case 1000...: return true
    case 100: return last < 20 || last >= 1000
    case 20 where last == 4: return true
    default:
      guard last < 100 else { return true }
      if last == 10 { return (7...9).contains(value) }
      return last >= 20 && last % 10 == 0 && value < 20
    }
  }

  /// Whether two words are one number in French with « et » between them: `vingt et un`, `soixante et onze`.
  static func joinByAnd(_ tens: Int, _ units: Int) -> Bool {
    units == 1 ? (20...60).contains(tens) && tens % 10 == 0 : units == 11 && tens == 60
  }

  /// Adds up the values of number words: `deux cent cinquante`, `quatre-vingt-dix`. An English year by
  /// its century is read as such: `nineteen ninety-six`, `twenty twenty-four`.
  static func words(_ values: [Int]) -> Int {
    if values.count > 1, values.count < 4, [19, 20].contains(values[0]),
      (10...90).contains(values[1]) || values[1] == 0 && values.count == 3,
      values.dropFirst(2).allSatisfy({ (1...9).contains($0) })
    {
      return values.reduce(-values[0]) { $0 + $1 } + values[0] * 100
    }
    var total = 0
    var current = 0
    for value in values {
      switch value {
      case 1000...:
        total += max(1, current) * value
        current = 0
      case 100: current = max(1, current) * 100
      case 20 where current % 100 == 4: current += 76
      default: current += value
      }
    }
    return total + current
  }
}
