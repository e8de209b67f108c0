import CallModel
import Foundation
import Testing

@testable import Presentation

private func decimal(_ text: String) -> Decimal { Decimal(string: text) ?? .nan }

@Suite struct WordingMoneyTests {
  static let sumsCases: [(String, String, fr: String, en: String)] = [
    ("1836000", "EUR", "1~836~000~€", "€1,836,000"), ("0", "EUR", "0~€", "€0"),
    ("999", "EUR", "999~€", "€999"), ("1000", "EUR", "1~000~€", "€1,000"),
    ("1500.5", "EUR", "1~500,50~€", "€1,500.50"), ("0.125", "EUR", "0,125~€", "€0.125"),
    ("25000", "GBP", "25~000~£", "£25,000"), ("25000", "CHF", "25~000~CHF", "CHF~25,000"),
    ("-1200", "EUR", "−1~200~€", "−€1,200"),
    ("12345678901234.99", "EUR", "12~345~678~901~234,99~€", "€12,345,678,901,234.99"),
  ]

  @Test("a sum", arguments: sumsCases)
  func sums(_ amount: String, _ currency: String, _ french: String, _ english: String) {
    let money = Money(decimal(amount), currency)
    #expect(visible(Wording(.fr).money(money)) == french)
    #expect(visible(Wording(.en).money(money)) == english)
  }

  @Test("a page sets narrow spaces between the groups")
  func page() {
    let money = Money(1_836_000, "EUR")
    #expect(visible(Wording(.fr, medium: .page).money(money)) == "1^836^000~€")
  }

  static let ratesCases: [(Rate, fr: String, en: String)] = [
    (
      Rate(min: nil, max: 75, kind: .max, payer: .funder, of: .eligibleCosts, evidence: []),
      "jusqu’à 75~% des coûts éligibles", "up to 75% of eligible costs"
    ),
    (
      Rate(min: nil, max: 50, kind: .fixed, payer: .funder, evidence: []), "50~%", "50%"
    ),
    (
      Rate(min: 30, max: 50, kind: .range, payer: .funder, of: .totalCosts, evidence: []),
      "de 30~% à 50~% du coût total", "30% to 50% of total costs"
    ),
    (
      Rate(min: 20, max: nil, kind: .min, payer: .applicant, of: .totalCosts, evidence: []),
      "apport du candidat~: au moins 20~% du coût total",
      "applicant pays at least 20% of total costs"
    ),
    (
      Rate(
        min: nil, max: decimal("37.5"), kind: .max, payer: .funder, of: .publicCosts,
        evidence: []),
      "jusqu’à 37,5~% des dépenses publiques", "up to 37.5% of public costs"
    ),
    (
      Rate(
        min: nil, max: 85, kind: .max, payer: .funder, appliesTo: "lot 2", fund: "erdf",
        evidence: []),
      "jusqu’à 85~% (erdf), pour «~lot 2~»", "up to 85% (erdf), for “lot 2”"
    ),
  ]

  @Test("a rate", arguments: ratesCases)
  func rates(_ rate: Rate, _ french: String, _ english: String) {
    #expect(Wording(.fr).rate(rate).map(visible) == french)
    #expect(Wording(.en).rate(rate).map(visible) == english)
  }

  @Test("a rate without a bound is not worded")
  func noRate() {
    #expect(
      Wording(.fr).rate(Rate(min: nil, max: nil, kind: .max, payer: .funder, evidence: [])) == nil)
  }

  static let amountsCases: [(Amount, fr: String, en: String)] = [
    (
      Amount(role: .grant, min: nil, max: Money(50_000, "EUR"), per: .project, evidence: []),
      "subvention~: jusqu’à 50~000~€ par projet", "grant: up to €50,000 per project"
    ),
    (
      Amount(role: .grant, min: Money(5_000, "EUR"), max: Money(5_000, "EUR"), evidence: []),
      "subvention~: 5~000~€", "grant: €5,000"
    ),
    (
      Amount(role: .envelope, min: nil, max: Money(2_000_000, "EUR"), per: .call, evidence: []),
      "enveloppe totale~: 2~000~000~€", "total envelope: €2,000,000"
    ),
    (
      Amount(role: .projectBudget, min: Money(100_000, "EUR"), max: nil, evidence: []),
      "budget du projet~: au moins 100~000~€", "project budget: at least €100,000"
    ),
  ]

  @Test("an amount", arguments: amountsCases)
  func amounts(_ amount: Amount, _ french: String, _ english: String) {
    #expect(Wording(.fr).amount(amount).map(visible) == french)
    #expect(Wording(.en).amount(amount).map(visible) == english)
  }

  static let durationsCases: [(CallModel.Duration, fr: String, en: String)] = [
    (.init(min: 12, max: 36, unit: .month, evidence: []), "de 12 à 36~mois", "12 to 36~months"),
    (.init(min: nil, max: 3, unit: .year, evidence: []), "jusqu’à 3~ans", "up to 3~years"),
    (.init(min: 1, max: 1, unit: .year, evidence: []), "1~an", "1~year"),
    (.init(min: 6, max: nil, unit: .week, evidence: []), "au moins 6~semaines", "at least 6~weeks"),
    (
      .init(min: nil, max: decimal("1.5"), unit: .year, evidence: []), "jusqu’à 1,5~an",
      "up to 1.5~years"
    ),
  ]

  @Test("a duration", arguments: durationsCases)
  func durations(_ duration: CallModel.Duration, _ french: String, _ english: String) {
    #expect(Wording(.fr).duration(duration).map(visible) == french)
    #expect(Wording(.en).duration(duration).map(visible) == english)
  }

  static let sizesCases: [(Int, fr: String, en: String)] = [
    (1, "1~octet", "1~byte"), (850, "850~octets", "850~bytes"), (12_000, "12~Ko", "12~kB"),
    (3_440_000, "3,4~Mo", "3.4~MB"), (104_857_600, "105~Mo", "105~MB"),
    (2_000_000_000, "2~Go", "2~GB"),
  ]

  @Test("a size", arguments: sizesCases)
  func sizes(_ bytes: Int, _ french: String, _ english: String) {
    #expect(visible(Wording(.fr).size(bytes)) == french)
    #expect(visible(Wording(.en).size(bytes)) == english)
  }

  @Test("a list and a count")
  func lists() {
    #expect(Wording(.fr).list(["a", "b", "c"]) == "a, b et c")
    #expect(Wording(.en).list(["a", "b"], or: true) == "a or b")
    #expect(Wording(.en).list([]).isEmpty)
    let words = { (wording: Wording, number: Int) in
      visible(wording.count(number, fr: ("appel", "appels"), en: ("call", "calls")))
    }
    #expect([0, 1, 2].map { words(Wording(.fr), $0) } == ["0~appel", "1~appel", "2~appels"])
    #expect([0, 1, 2].map { words(Wording(.en), $0) } == ["0~calls", "1~call", "2~calls"])
  }
}
