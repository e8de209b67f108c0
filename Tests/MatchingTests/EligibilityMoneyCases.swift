import CallModel
import Documents
import Foundation

@testable import Matching

extension EligibilityTests {
  private static func grant(_ min: Int?, _ max: Int?) -> Amount {
    Amount(
      role: .grant, min: min.map(euros), max: max.map(euros), per: .project, evidence: proof())
  }

  private static func budget(_ min: Int?, _ max: Int?) -> Amount {
    Amount(role: .projectBudget, min: min.map(euros), max: max.map(euros), evidence: proof())
  }

  private static func rate(_ percent: Int, payer: Rate.Payer = .funder) -> Rate {
    Rate(min: nil, max: Decimal(percent), kind: .max, payer: payer, evidence: proof())
  }

  private static func project(of amount: Int, can available: Int? = nil) throws -> Profile {
    try projectProfile(
      "\"budget\":{\"amount\":\(amount),\"currency\":\"EUR\"}",
      available.map {
        "\"budget\":{\"cofinancingPerProject\":{\"amount\":\($0),\"currency\":\"EUR\"}}"
      } ?? "")
  }

  static func moneyCases() throws -> [Case] {
    try ticketCases() + ownShareCases() + yearlyCases()
  }

  /// An authority that tells what it can pay in a year.
  private static func yearlyCases() throws -> [Case] {
    func project(lasting months: Int?) throws -> Profile {
      try projectProfile(
        "\"budget\":{\"amount\":100000,\"currency\":\"EUR\"}"
          + (months.map { ",\"durationMonths\":\($0)" } ?? ""),
        "\"budget\":{\"cofinancingPerYear\":{\"amount\":20000,\"currency\":\"EUR\"}}")
    }
    return [
      Case("within one year's budget", .cofinancing, .yes, try project(lasting: nil)) {
        $0.rates = [rate(80)]
      },
      Case(
        "within the budgets of two years", .cofinancing, .unknown, try project(lasting: 18),
        asks: .canPay(share: euros(40_000))
      ) { $0.rates = [rate(60)] },
      Case("beyond those of all its years", .cofinancing, .no, try project(lasting: 12)) {
        $0.rates = [rate(60)]
      },
      Case(
        "of how many years nobody knows", .cofinancing, .unknown, try project(lasting: nil),
        asks: .canPay(share: euros(40_000))
      ) { $0.rates = [rate(60)] },
    ]
  }

  private static func ticketCases() throws -> [Case] {
    let small = try project(of: 80_000)
    return [
      Case("no bounds", .ticket, .yes, try projectProfile("")),
      Case("bounds, no budget", .ticket, .unknown, try projectProfile(""), asks: .projectBudget) {
        $0.amounts = [grant(5_000, 80_000)]
      },
      Case("a highest grant alone bounds nothing", .ticket, .yes, try projectProfile("")) {
        $0.amounts = [grant(nil, 80_000)]
      },
      Case("above the highest grant", .ticket, .yes, small) { $0.amounts = [grant(500, 3_000)] },
      Case("below the smallest grant", .ticket, .no, small) { $0.amounts = [grant(90_000, nil)] },
      Case("60 % of it is below the smallest grant", .ticket, .no, small) {
        $0.amounts = [grant(50_000, nil)]
        $0.rates = [rate(60)]
      },
      Case("80 % of it reaches the smallest grant", .ticket, .yes, small) {
        $0.amounts = [grant(50_000, nil)]
        $0.rates = [rate(60), rate(80)]
      },
      Case("below the ticket", .ticket, .no, small) { $0.amounts = [budget(300_000, 500_000)] },
      Case("above the ticket", .ticket, .no, small) { $0.amounts = [budget(nil, 50_000)] },
      Case("fits one of two lots", .ticket, .yes, small) {
        $0.amounts = [budget(300_000, 500_000), budget(50_000, 100_000)]
      },
      Case("yearly sums bound no project", .ticket, .yes, small) {
        $0.amounts = [
          Amount(role: .grant, min: euros(900_000), max: nil, per: .year, evidence: proof())
        ]
      },
      Case(
        "other currency", .ticket, .unknown, small,
        asks: .convertCurrency(from: "EUR", to: "CHF")
      ) {
        $0.amounts = [
          Amount(role: .projectBudget, min: Money(1, "CHF"), max: nil, evidence: proof())
        ]
      },
    ]
  }

  private static func ownShareCases() throws -> [Case] {
    let poor = try project(of: 100_000, can: 20_000)
    return [
      Case("no rate", .cofinancing, .yes, poor),
      Case("everything is paid", .cofinancing, .yes, try projectProfile("")) {
        $0.rates = [rate(100)]
      },
      Case("affordable to the cent", .cofinancing, .yes, poor) { $0.rates = [rate(80)] },
      Case("too high", .cofinancing, .no, poor) { $0.rates = [rate(75)] },
      Case("the highest grant leaves too much", .cofinancing, .no, poor) {
        $0.rates = [rate(80)]
        $0.amounts = [grant(nil, 30_000)]
      },
      Case(
        "a highest grant without a rate", .cofinancing, .unknown, poor,
        asks: .canPay(share: euros(70_000))
      ) { $0.amounts = [grant(nil, 30_000)] },
      Case("own share in words", .cofinancing, .no, poor) {
        $0.rates = [rate(30, payer: .applicant)]
      },
      Case(
        "one of two rates is enough", .cofinancing, .unknown, poor,
        asks: .whichRate(low: euros(10_000), high: euros(50_000))
      ) { $0.rates = [rate(50), rate(90)] },
      Case(
        "means unknown", .cofinancing, .unknown, try project(of: 100_000),
        asks: .canPay(share: euros(25_000))
      ) { $0.rates = [rate(75)] },
      Case("budget unknown", .cofinancing, .unknown, try projectProfile(""), asks: .projectBudget) {
        $0.rates = [rate(75)]
      },
      Case("a rate for others", .cofinancing, .yes, poor) {
        var other = rate(10)
        other.condition = Condition(
          text: "régions", expr: .atom(.init(fact: "type", is: "=", value: .text("region"))))
        $0.rates = [other, rate(90)]
      },
    ]
  }

  static func otherCases() throws -> [Case] {
    func lasting(_ min: Decimal?, _ max: Decimal?, _ unit: Duration.Unit) -> Duration {
      Duration(min: min, max: max, unit: unit, evidence: proof())
    }
    let long = try projectProfile("\"durationMonths\":30")
    let english = [Tag(id: "en", evidence: proof())]
    return [
      Case("none stated", .duration, .yes, try projectProfile("")),
      Case("inside", .duration, .yes, long) { $0.duration = lasting(12, 36, .month) },
      Case("in years", .duration, .yes, long) { $0.duration = lasting(nil, 3, .year) },
      Case("too long", .duration, .no, long) { $0.duration = lasting(12, 24, .month) },
      Case("too short", .duration, .no, long) { $0.duration = lasting(3, nil, .year) },
      Case("not told", .duration, .unknown, try projectProfile(""), asks: .projectDuration) {
        $0.duration = lasting(12, 24, .month)
      },
      Case("none asked", .language, .yes, try profile()),
      Case("shared", .language, .yes, try profile(.commune, "\"languages\":[\"fr\",\"en\"]")) {
        $0.submissionLanguages = english
      },
      Case(
        "shared through readiness", .language, .yes,
        try profile(.commune, "\"languages\":[\"fr\"],\"readiness\":{\"languages\":[\"en\"]}")
      ) { $0.submissionLanguages = english },
      Case("not shared", .language, .no, try profile(.commune, "\"languages\":[\"fr\"]")) {
        $0.submissionLanguages = english
      },
      Case("not told", .language, .unknown, try profile(), asks: .writeIn(languages: ["en"])) {
        $0.submissionLanguages = english
      },
    ]
  }
}
