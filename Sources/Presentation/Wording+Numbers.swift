import CallModel
import Foundation

extension Wording {
  /// `1 836 000`, `1,836,000`.
  package func number(_ value: Int) -> String { number(Decimal(value)) }

  /// Groups of three; a decimal comma in French, a point in English; exact, no rounding.
  package func number(_ value: Decimal, minimumFraction: Int = 0) -> String {
    let plain = "\(value)"
    let isNegative = plain.hasPrefix("-")
    let parts = (isNegative ? plain.dropFirst() : plain[...]).split(separator: ".")
    let whole = grouped(String(parts.first ?? "0"))
    var fraction = parts.count > 1 ? String(parts[1]) : ""
    while !fraction.isEmpty, fraction.count < minimumFraction { fraction += "0" }
    let mark = language == .fr ? "," : "."
    return (isNegative ? "−" : "") + whole + (fraction.isEmpty ? "" : mark + fraction)
  }

  private func grouped(_ digits: String) -> String {
    let separator = language == .fr ? thinSpace : ","
    var groups: [Substring] = []
    var rest = digits[...]
    while rest.count > 3 {
      groups.insert(rest.suffix(3), at: 0)
      rest = rest.dropLast(3)
    }
    groups.insert(rest, at: 0)
    return groups.joined(separator: separator)
  }

  /// `1 836 000 €`, `€1,836,000`; a currency without a sign of its own keeps its ISO code.
  package func money(_ money: Money) -> String {
    let amount = number(money.amount, minimumFraction: 2)
    let sign = ["EUR": "€", "GBP": "£"][money.currency]
    switch (language, sign) {
    case (.fr, let sign): return amount + "\u{A0}" + (sign ?? PlainText.line(money.currency))
    case (.en, let sign?):
      return amount.hasPrefix("−") ? "−\(sign)\(amount.dropFirst())" : sign + amount
    case (.en, nil): return PlainText.line(money.currency) + "\u{A0}" + amount
    }
  }

  /// `jusqu’à 50 000 €`, `de 10 000 € à 50 000 €`, `au moins 10 000 €`; nil without a bound.
  package func moneyRange(_ min: Money?, _ max: Money?) -> String? {
    range(min.map(money), max.map(money))
  }

  /// `75 %`, `75%`.
  package func percent(_ value: Decimal) -> String {
    number(value) + (language == .fr ? "\u{A0}%" : "%")
  }

  /// A range of two written bounds; nil without a bound.
  func range(_ min: String?, _ max: String?) -> String? {
    switch (min, max) {
    case (let min?, let max?) where min == max: min
    case (let min?, let max?): say("de \(min) à \(max)", "\(min) to \(max)")
    case (nil, let max?): say("jusqu’à \(max)", "up to \(max)")
    case (let min?, nil): say("au moins \(min)", "at least \(min)")
    case (nil, nil): nil
    }
  }
}
