import CallModel
import Testing

@testable import CallAssembly

/// Labels of axes hold names alone, and headings of a document are no axes.
@Suite struct AxisFieldTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var text: String
    var axes: [String]

    var testDescription: String { axes.joined(separator: " | ") }
  }

  @Test(arguments: [
    Case(
      text: "Lot 1 : Rives du Nord – 13 000 000 €\n\nLot 2 : Rives du Sud (2 500 000 €)",
      axes: ["1 Rives du Nord", "2 Rives du Sud"]),
    Case(
      text:
        "Priorité 1 (Une zone attractive) : 9 000 000 €\n\nPriorité 2 (Des villes calmes) : 20 %",
      axes: ["1 Une zone attractive", "2 Des villes calmes"]),
    Case(text: "Axe 1 : 1,9 M€\n\nAxe 2 : 3,8 M€", axes: ["1 ", "2 "]),
    Case(
      text: "Huit millions d'euros vont à la priorité 3. La contribution est de 50 % au plus.",
      axes: ["3 "]),
    Case(
      text:
        "1. Introduction\n\nLe programme a deux axes.\n\n2. Budget\n\nLe budget est de 9 M€.\n\n"
        + "3. Principes de financement\n\nLe taux est de 50 %.",
      axes: []),
    Case(
      text: "Le programme a deux axes :\n- 1. Les rives\n- 2. Les ports",
      axes: ["1 Les rives", "2 Les ports"]),
    Case(
      text: "Quatre priorités :\n\n  1. développement de la zone\n  2. identité du territoire",
      axes: ["1 développement de la zone", "2 identité du territoire"]),
    Case(
      text: "L'agence assure les rôles et actions suivantes :\n- 1. Constitution des équipes",
      axes: []),
  ])
  func axes(_ test: Case) throws {
    let text = "Appel à projets « Rivages »\n\n\(test.text)\n\nDépôt jusqu'au 16 juin 2025.\n"
    let axes = try ShortCall.read(text).axes
    #expect(axes.map { "\($0.code ?? "") \($0.label ?? "")" } == test.axes)
  }

  @Test("an objective is of the axis whose code begins its own")
  func parents() throws {
    let axes = try ShortCall.read(
      body: "Priorité 1 : Innovation\n\nPriorité 2 : Climat\n\nTout est ouvert, sauf l'objectif "
        + "spécifique 1.1 ; l'objectif spécifique 2.3 attend des idées."
    ).axes
    #expect(axes.map { $0.parent } == [nil, nil, 0, 1])
  }
}
