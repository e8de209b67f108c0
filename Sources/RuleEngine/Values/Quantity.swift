import Foundation

/// An exact decimal number with four places, as numbers in calls need (up to 900 thousand billion).
package struct Quantity: Hashable, Sendable, Comparable {
  /// In ten-thousandths.
  package var tenThousandths: Int64

  package init(tenThousandths: Int64) { self.tenThousandths = tenThousandths }

  package init(_ whole: Int) { tenThousandths = Int64(whole) * 10_000 }

  /// From `12`, `12.5`; nil for anything else.
  package init?(_ text: String) {
    if let plain = Self.plain(text.utf8) {
      self.init(tenThousandths: plain)
      return
    }
    guard let decimal = Decimal(string: text) else { return nil }
    let scaled = NSDecimalNumber(decimal: decimal * 10_000)
    self.init(tenThousandths: scaled.int64Value)
  }

  /// Of a few figures with four more at most after a point, in ten-thousandths; nil for other forms.
  private static func plain(_ text: String.UTF8View) -> Int64? {
    guard !text.isEmpty, text.count <= 14 else { return nil }
    var number: Int64 = 0
    var places = -1
    for byte in text {
      if byte == 0x2E, places < 0, number > 0 || text.first == 0x30 {
        places = 0
      } else if byte >= 0x30, byte <= 0x39, places < 4 {
        number = number * 10 + Int64(byte - 0x30)
        if places >= 0 { places += 1 }
      } else {
        return nil
      }
    }
    guard places != 0 else { return nil }
    for _ in max(places, 0)..<4 { number *= 10 }
    return number
  }

  package var decimal: Decimal {
    // Most are whole, and a division takes some ten thousand instructions.
    whole.map { Decimal($0) } ?? Decimal(tenThousandths) / 10_000
  }

  /// The number where it is whole.
  package var whole: Int? {
    tenThousandths % 10_000 == 0 ? Int(tenThousandths / 10_000) : nil
  }

  /// Plain decimal notation: `75`, `2.5`.
  package var description: String {
    let magnitude = tenThousandths.magnitude
    let sign = tenThousandths < 0 ? "-" : ""
    let fraction = magnitude % 10_000
    guard fraction != 0 else { return "\(sign)\(magnitude / 10_000)" }
    var digits = String(fraction + 10_000).dropFirst()
    while digits.last == "0" { digits.removeLast() }
    return "\(sign)\(magnitude / 10_000).\(digits)"
  }

  package static func < (a: Quantity, b: Quantity) -> Bool {
    a.tenThousandths < b.tenThousandths
  }

  /// Stays at the largest number where the sum does not fit.
  package static func + (a: Quantity, b: Quantity) -> Quantity {
    let (sum, overflows) = a.tenThousandths.addingReportingOverflow(b.tenThousandths)
    return overflows ? max(a, b) : Quantity(tenThousandths: sum)
  }

  /// nil where the product does not fit.
  package func multiplied(by factor: Quantity) -> Quantity? {
    let (high, low) = tenThousandths.multipliedFullWidth(by: factor.tenThousandths)
    let (overflowed, wide) = (high != 0 && high != -1, Int64(bitPattern: low))
    if !overflowed, (high == 0) == (wide >= 0) { return Quantity(tenThousandths: wide / 10_000) }
    // Millions of millions: what is whole in ten-thousandths needs no decimals.
    if high >= 0, high < 900, case let exact = Int64(10_000).dividingFullWidth((high, low)),
      exact.remainder == 0
    {
      return Quantity(tenThousandths: exact.quotient)
    }
    let product = decimal * factor.decimal
    guard product.magnitude < Decimal(900_000_000_000_000) else { return nil }
    return Quantity(tenThousandths: NSDecimalNumber(decimal: product * 10_000).int64Value)
  }
}

/// A number, or a range of numbers; an open bound is nil.
package struct Bounds: Hashable, Sendable {
  package var min: Quantity?
  package var max: Quantity?

  package init(min: Quantity?, max: Quantity?) {
    self.min = min
    self.max = max
  }

  package init(_ exact: Quantity) {
    min = exact
    max = exact
  }

  /// `12`, `12..36`, `..36`, `12..`.
  package var description: String {
    if let min, let max, min == max { return min.description }
    return "\(min?.description ?? "")..\(max?.description ?? "")"
  }
}
