import CallModel
import Documents
import Testing

@testable import Presentation

@Suite struct CallHistoryTests {
  static func call(_ deadline: String) -> CallRecord {
    var call = CallRecord()
    call.title = Stated("Appel", [])
    call.windows = [
      Window(deadlines: [
        Deadline(stage: .single, date: CallDate(date: PartialDate(iso: deadline), evidence: []))
      ])
    ]
    return call
  }

  @Test("each reading tells what it changed")
  func history() {
    let day = CalendarDay(year: 2024, month: 3, day: 1)
    let text = CallHistory(wording: Wording(.fr), width: 60).rendered([
      .init(day: day, call: Self.call("2024-03-29")),
      .init(day: day.adding(days: 9), call: Self.call("2024-04-15")),
      .init(day: day.adding(days: 10), call: Self.call("2024-04-15")),
      .init(day: day.adding(days: 20), call: Self.call("2024-04-15"), isWithdrawn: true),
    ])
    #expect(
      visible(text) == """
        Vendredi 1er mars 2024
          - Première lecture.
        Dimanche 10 mars 2024
          - Date limite~: vendredi 29 mars 2024 → lundi 15 avril
            2024
        Lundi 11 mars 2024
          - Rien de visible~: passages ou détails seulement.
        Jeudi 21 mars 2024
          - L’appel ne figure plus dans son document.

        """)
  }
}
