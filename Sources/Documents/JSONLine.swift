/// Reads a line that holds one flat JSON object of texts and whole numbers.
///
/// For lines of which a program reads thousands a second. Any other JSON, a key that comes twice and
/// any fault give nil: a full decoder then says what it is.
package struct JSONLine {
  package enum Scalar: Equatable, Sendable {
    case text(String)
    case number(Int)
  }

  private var scanner: JSONScanner

  /// The members of the object, by key; null members left out.
  package static func members(of line: UnsafeBufferPointer<UInt8>) -> [String: Scalar]? {
    var reader = JSONLine(scanner: JSONScanner(line))
    return reader.object()
  }

  private mutating func object() -> [String: Scalar]? {
    var members: [String: Scalar] = [:]
    var nulls: Set<String> = []
    guard scanner.take(0x7B) else { return nil }
    while true {
      guard scanner.take(0x22), let key = scanner.text(), scanner.take(0x3A) else { return nil }
      guard members[key] == nil, !nulls.contains(key) else { return nil }
      guard let first = scanner.next else { return nil }
      switch first {
      case 0x22:
        guard scanner.take(0x22), let text = scanner.text() else { return nil }
        members[key] = .text(text)
      case 0x30...0x39, 0x2D:
        guard let number = number() else { return nil }
        members[key] = .number(number)
      case 0x6E:
        guard scanner.takeWord("null") else { return nil }
        nulls.insert(key)
      default: return nil
      }
      if scanner.take(0x7D) { break }
      guard scanner.take(0x2C) else { return nil }
    }
    return scanner.isAtEnd ? members : nil
  }

  private mutating func number() -> Int? {
    let digits = scanner.takeNumber()
    let isNegative = digits.first == 0x2D
    let figures = isNegative ? digits.dropFirst() : digits[...]
    guard let first = figures.first, figures.count == 1 || first != 0x30, figures.count <= 18,
      figures.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
    else { return nil }
    let number = figures.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    return isNegative ? -number : number
  }
}
