import CallModel

/// The few facts of a call that stand beside its title in lists, tables and digests.
package struct CallFacts: Sendable {
  package var programme: String?
  /// Each a fragment: rates first, then amounts.
  package var money: [String]

  package init(_ call: CallRecord, wording: Wording) {
    programme =
      call.programmes.first.map(wording.programme)
      ?? call.parties.first { $0.role == .funder }.map { PlainText.line($0.name) }
    if programme == call.title.map({ PlainText.line($0.value) }) { programme = nil }
    // The best rate of the funder tells most; amounts in the order of the record.
    let rates = call.rates.filter { $0.payer == .funder }.compactMap(wording.rate)
    money = rates + call.amounts.compactMap(wording.amount)
  }

  /// Programme and the first facts on money in one line: `A · B · C`.
  package func line(limit: Int) -> String {
    ([programme].compactMap(\.self) + money.prefix(limit)).joined(separator: " · ")
  }
}
