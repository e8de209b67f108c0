import CallModel
import Documents
import Foundation
import Presentation
import Testing

@testable import Digest

/// The sheet of one call, on the invented calls of the digests.
@Suite struct CallSheetTests {
  static var call: CallRecord {
    var call = SampleCalls.youth
    let proof = [SampleCalls.evidence("du 4 mars au 6 mai 2024 à 12 h", page: 3)]
    call.summary = Stated("Soutenir les échanges de jeunes entre deux territoires.", proof)
    call.windows[0].opening?.evidence = proof
    call.rates[0].evidence = [SampleCalls.evidence("50 % maximum des coûts éligibles", page: 4)]
    call.themes = [Theme(id: "youth-mobility", weight: 0.8, evidence: proof)]
    call.axes = [Axis(level: .lot, code: "2", label: "Lycées", evidence: proof)]
    call.expenditure = [Expenditure(id: "staff", eligible: false, evidence: proof)]
    call.statistics = [Statistic(id: "applications", value: 256, evidence: proof)]
    return call
  }

  @Test(
    "the sheet",
    arguments: [(UserLanguage.fr, 80, "sheet.fr.80.txt"), (.en, 120, "sheet.en.120.txt")])
  func sheet(_ language: UserLanguage, _ width: Int, _ name: String) throws {
    let wording = Wording(language, names: SampleMatches.names)
    let warning = DocumentRecord.Warning(id: "no-text-layer", text: "", evidence: [])
    let text = CallSheet(wording: wording, width: width)
      .rendered(Self.call, document: "appels/jeunesses-2024.pdf", warnings: [warning])
    #expect(text.split(separator: "\n").allSatisfy { DisplayWidth.of($0) <= width })
    try GoldenFile.check(Array(text.utf8), name)
  }

  @Test("a call that states nothing has a title all the same")
  func empty() {
    let text = CallSheet(wording: Wording(.fr)).rendered(CallRecord(), document: "a.pdf")
    #expect(text.hasPrefix("Appel sans titre\n"))
    #expect(text.split(separator: "\n").count == 2)
  }
}
