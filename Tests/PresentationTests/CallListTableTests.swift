import Documents
import Testing

@testable import Presentation

@Suite struct CallListTableTests {
  static let day = CalendarDay(year: 2024, month: 3, day: 18)
  static let rows = [
    CallListTable.Row(
      id: "0a1b2c3d4e-1", title: "Appel « Jeunesses en partage » pour les collectivités",
      programme: "Rives communes 2021-2027", deadline: CalendarDay(year: 2024, month: 5, day: 6)),
    CallListTable.Row(
      id: "0a1b2c3d4e-2", title: "Eau", isUpcoming: true,
      deadline: CalendarDay(year: 2024, month: 12, day: 1)),
    CallListTable.Row(
      id: "ffffffffff-1", title: "Aide \u{1B}[2Jpermanente\u{202E}", isPermanent: true),
    CallListTable.Row(
      id: "ffffffffff-2", title: "Clos", deadline: CalendarDay(year: 2024, month: 3, day: 17)),
    CallListTable.Row(id: "ffffffffff-3", title: "Sans date"),
  ]

  @Test("the list on 80 columns, in French")
  func french() {
    let text = CallListTable(wording: Wording(.fr), width: 80).rendered(Self.rows, on: Self.day)
    #expect(
      visible(text) == """
        Identifiant   Date limite    Reste    Programme         Appel
        0a1b2c3d4e-1  6 mai 2024     J-49     Rives communes…   Appel « Jeunesses en
                                                                partage » pour les coll…
        0a1b2c3d4e-2  1er déc. 2024  à venir                    Eau
        ffffffffff-1  permanent                                 Aide [2Jpermanente
        ffffffffff-2  17 mars 2024   clos                       Clos
        ffffffffff-3  non indiquée                              Sans date

        5~appels

        """)
  }

  @Test("the list in English, without a width, says what to do when it is empty")
  func english() {
    let table = CallListTable(wording: Wording(.en))
    #expect(table.rendered(Self.rows, on: Self.day).contains("always open"))
    #expect(table.rendered([], on: Self.day).contains("calls add"))
  }
}
