import CallModel
import Documents
import Foundation

@testable import Digest
@testable import Presentation

/// Invented calls, such as an authority meets them.
enum SampleCalls {
  static let day = CalendarDay(year: 2024, month: 3, day: 18)
  static let since = CalendarDay(year: 2024, month: 3, day: 11)

  static func evidence(_ quote: String, page: Int = 1) -> Evidence {
    Evidence(quote: quote, start: 0, end: quote.unicodeScalars.count, page: page, rule: "test/rule")
  }

  static func euros(_ amount: Int) -> Money { Money(Decimal(amount), "EUR") }

  static func deadline(
    _ day: String, time: String? = nil, stage: Deadline.Stage = .single, extended: Bool = false
  ) -> Deadline {
    Deadline(
      stage: stage,
      date: CallDate(
        date: PartialDate(iso: day), time: time, timeZone: time == nil ? nil : "Europe/Paris",
        extended: extended, evidence: [evidence(day)]))
  }

  static var youth: CallRecord {
    var call = CallRecord()
    call.id = "call-youth"
    call.title = Stated("Appel à projets « Jeunesses en partage » 2024-2025", [evidence("t")])
    call.programmes = [
      Programme(id: "rives", name: "Rives communes", period: "2021-2027", evidence: [])
    ]
    call.windows = [
      Window(
        model: .singleStage,
        opening: CallDate(date: PartialDate(iso: "2024-03-04"), evidence: []),
        deadlines: [deadline("2024-05-06", time: "12:00")])
    ]
    call.rates = [
      Rate(min: nil, max: 50, kind: .max, payer: .funder, of: .eligibleCosts, evidence: [])
    ]
    call.amounts = [
      Amount(role: .grant, min: euros(10_000), max: euros(50_000), per: .project, evidence: []),
      Amount(role: .envelope, min: nil, max: euros(1_836_000), evidence: []),
    ]
    call.applicants = [
      Applicant(type: .localAuthority, role: .lead, eligible: true, evidence: []),
      Applicant(type: .association, role: .partner, eligible: true, evidence: []),
      Applicant(type: .company, role: .any, eligible: false, evidence: []),
    ]
    var area = Area()
    area.countries = ["FR"]
    area.partnerCountries = ["ML", "SN"]
    call.area = area
    var partnership = Partnership()
    partnership.minPartners = 2
    partnership.mustInclude = [
      .init(country: "ML", type: .localAuthority, count: 1)
    ]
    partnership.agreementRequired = true
    call.partnership = partnership
    call.duration = CallModel.Duration(min: 12, max: 24, unit: .month, evidence: [])
    call.links = [
      CallLink(
        role: .apply, url: "https://aides.example.org/depot?appel=jeunesses&an=2024", evidence: []),
      CallLink(role: .source, url: "https://rives.example.org/appels/jeunesses", evidence: []),
    ]
    call.links.append(
      CallLink(role: .faq, url: "mailto:jeanne.martin@rives.example.org", evidence: []))
    call.contacts = [
      Contact(
        function: "Secrétariat du programme", email: "contact@rives.example.org", evidence: []),
      Contact(
        name: "Jeanne Martin", email: "jeanne.martin@rives.example.org", phone: "06 00 00 00 00",
        evidence: []),
    ]
    return call
  }

  static var water: CallRecord {
    var call = CallRecord()
    call.id = "call-water"
    call.title = Stated("Eau et assainissement : coopération entre collectivités", [])
    call.parties = [
      Party(id: "agence", name: "Agence du bassin (exemple)", role: .funder, evidence: [])
    ]
    call.windows = [
      Window(
        model: .twoStage,
        deadlines: [
          deadline("2024-04-01", stage: .expressionOfInterest),
          deadline("2024-09-30", stage: .second),
        ])
    ]
    call.rates = [
      Rate(min: nil, max: 80, kind: .max, payer: .funder, evidence: []),
      Rate(min: 5, max: nil, kind: .min, payer: .applicant, of: .totalCosts, evidence: []),
    ]
    call.applicants = [
      Applicant(type: .intercommunality, role: .any, eligible: true, evidence: []),
      Applicant(type: .region, role: .any, eligible: true, evidence: []),
    ]
    call.links = [CallLink(role: .source, url: "http://bassin.example.org/eau", evidence: [])]
    return call
  }

  static var mobility: CallRecord {
    var call = CallRecord()
    call.id = "call-mobility"
    call.title = Stated("Mobilités décarbonées dans les territoires transfrontaliers", [])
    call.programmes = [
      Programme(
        id: "monts", name: "Interreg Monts et vallées", period: "2021-2027", strand: "A",
        evidence: [])
    ]
    call.windows = [
      Window(deadlines: [deadline("2024-04-15", time: "17:00", extended: true)])
    ]
    call.windows[0].deadlines[0].date.evidence = [
      evidence("La date de dépôt est repoussée au 15 avril 2024, 17 h", page: 2)
    ]
    call.rates = [
      Rate(
        min: 60, max: 75, kind: .range, payer: .funder, of: .eligibleCosts, fund: "erdf",
        evidence: [])
    ]
    return call
  }

  static var mobilityBefore: CallRecord {
    var call = mobility
    var before = deadline("2024-03-29", time: "17:00")
    before.date.evidence = [evidence("Dépôt des dossiers avant le 29 mars 2024, 17 h", page: 2)]
    call.windows = [Window(deadlines: [before])]
    return call
  }

  static var training: CallRecord {
    var call = CallRecord()
    call.id = "call-training"
    call.title = Stated("Bourses de formation des élus et des agents", [])
    call.windows = [Window(deadlines: [deadline("2024-03-21")])]
    call.amounts = [Amount(role: .unitCost, min: nil, max: euros(1_500), evidence: [])]
    return call
  }

  /// Closed since the last digest.
  static var forum: CallRecord {
    var call = CallRecord()
    call.id = "call-forum"
    call.title = Stated("Forum des territoires : appel à contributions", [])
    call.windows = [Window(deadlines: [deadline("2024-03-15")])]
    return call
  }

  /// No longer in its document.
  static var market: CallRecord {
    var call = CallRecord()
    call.id = "call-market"
    call.title = Stated("Marchés de proximité", [])
    call.windows = [Window(deadlines: [deadline("2024-06-28", time: "24:00")])]
    return call
  }
}
