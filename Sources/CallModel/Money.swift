import Foundation

/// A sum in units of its currency (not thousands); exact.
package struct Money: Hashable, Sendable, Codable {
  package var amount: Decimal
  /// ISO 4217.
  package var currency: String

  package init(_ amount: Decimal, _ currency: String) {
    self.amount = amount
    self.currency = currency
  }
}
