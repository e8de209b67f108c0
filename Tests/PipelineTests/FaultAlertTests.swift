import CallModel
import Digest
import Documents
import Foundation
import Presentation
import Store
import Testing

@testable import Pipeline

/// Many days of arrivals, changes, withdrawals, skipped runs, refused mails and kills, held against
/// a simple account of what ought to be told.
@Suite struct FaultAlertTests {
  /// Numbers that are the same for the same seed.
  struct Dice {
    var state: UInt64
    mutating func roll(_ sides: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(sides))
    }
  }

  /// What a call says today in the simulated world.
  struct World {
    var deadline: CalendarDay
    var stands = true
    var path: String
    var id: String
  }

  /// The simplest account of what a reader knows.
  struct Known: Equatable {
    var deadline: CalendarDay
    var standing = "standing"
    var least: [CalendarDay: Int] = [:]
  }

  struct Killed: Error {}

  final class Mailbox: AlertTransport {
    enum Mode: CaseIterable { case works, refuses, diesBefore, diesAfter, unsure, refusesOld }
    var mode = Mode.works
    /// Bodies by Message-ID: what arrives twice is shown once.
    var bodies: [String: [UInt8]] = [:]
    var order: [String] = []
    var arrivals = 0
    private var tried: Set<[UInt8]> = []

    func hand(_ alert: StoredAlert) throws -> AlertFate {
      let isNew = tried.insert(alert.message).inserted
      switch mode {
      case .refusesOld where !isNew: return .refused(detail: "seen")
      case .refuses: return .refused(detail: "no")
      case .diesBefore: throw Killed()
      case .works, .diesAfter, .unsure, .refusesOld:
        let text = String(decoding: alert.message, as: UTF8.self)
        let id = String(text.prefix { $0 != "\n" })
        arrivals += 1
        if bodies[id] == nil { order.append(id) }
        #expect(bodies[id] == nil || bodies[id] == alert.message)
        bodies[id] = alert.message
        if mode == .diesAfter { throw Killed() }
        return mode == .unsure ? .unknown(detail: "lost") : .delivered
      }
    }
  }

  /// One world in the usual form, twenty in the long one.
  private static let seeds: ClosedRange<UInt64> =
    ProcessInfo.processInfo.environment["CALLS_LONG"] == nil ? 1...1 : 1...20

  static let ladder = [30, 14, 3]
  static let profile: Profile = {
    let json = """
      {"schema": "calls-profile/1", "name": "Essai", "type": "region", "country": "FR",
       "themes": [{"id": "x", "label": "jeunesse"}],
       "alerts": {"minimumScore": 0, "remindDaysBefore": [30, 14, 3]}}
      """
    guard let profile = try? JSONDecoder().decode(Profile.self, from: Data(json.utf8)) else {
      preconditionFailure("a profile")
    }
    return profile
  }()

  @Test("1,000 days: each piece of news once and only once", arguments: seeds)
  func thousandDays(_ seed: UInt64) throws {
    let folder = NSTemporaryDirectory() + "calls-alerts-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var dice = Dice(state: seed)
    var world: [World] = []
    var known: [String: Known] = [:]
    let mailbox = Mailbox()
    var expected: [[String]] = []
    let start = CalendarDay(year: 2024, month: 1, day: 1)
    for number in 0..<1_000 {
      let today = start.adding(days: number)
      let store = try Store(path: folder + "/store.sqlite")
      try Self.happen(&world, today, &dice, store)
      // One run in five is left out; the last one is not.
      guard dice.roll(5) > 0 || number == 999 else { continue }
      mailbox.mode = Self.mode(&dice, isLast: number == 999)
      let maker = DigestMaker(store: store, knowledge: FieldKnowledge(), day: today)
      let delivery = AlertDelivery(
        store: store, transport: mailbox, moment: today.daysSinceEpoch * 86_400)
      do {
        // What is still on its way keeps nothing newer waiting.
        _ = try delivery.resume(on: today)
        let made = try maker.digest(
          of: [Self.profile], since: nil, language: .fr, view: .mailedUpTo(today))
        let (news, after) = Self.expectedNews(world, known, today)
        let found = made.digest.news.map { "\($0.call) \($0.kind.rawValue)" }.sorted()
        #expect(found == news, "day \(today.iso)")
        guard !made.digest.items.isEmpty else { continue }
        let id = made.digest.messageID
        let body = ([id] + found).joined(separator: "\n")
        let alert = StoredAlert(
          day: today, channel: .mail, destination: "x", message: Array(body.utf8))
        let before = known
        (known, expected) = (after, expected + [[id] + news])
        if case .refused = try delivery.deliver(made, as: [alert])[0] {
          known = before
          expected.removeLast()
          continue
        }
        try maker.noteLooks(made)
      } catch is Killed {
        continue
      }
    }
    // What is still on its way arrives when the mailbox works for a while.
    mailbox.mode = .works
    let end = start.adding(days: 1_002)
    let store = try Store(path: folder + "/store.sqlite")
    _ = try AlertDelivery(
      store: store, transport: mailbox, moment: end.daysSinceEpoch * 86_400
    ).resume(on: end)
    #expect(try store.pendingAlerts().isEmpty)
    let missing = Set(expected.map { $0[0] }).symmetricDifference(mailbox.order)
    #expect(missing.isEmpty)
    let hasOvertaken = mailbox.order != expected.map { $0[0] }
    // Not in every world does a message wait while a newer one goes out.
    if seed == 1 { #expect(hasOvertaken, "some overtook others") }
    let received = Set(mailbox.bodies.values.map { String(decoding: $0, as: UTF8.self) })
    let differing = received.symmetricDifference(expected.map { $0.joined(separator: "\n") })
    #expect(differing.isEmpty)
    #expect(mailbox.arrivals > mailbox.order.count, "some messages went out twice")
    let all = expected.flatMap { $0.dropFirst() }
    #expect(Set(all.map { $0.split(separator: " ")[1] }).count == 6, "all kinds of news came")
  }

  private static func mode(_ dice: inout Dice, isLast: Bool) -> Mailbox.Mode {
    guard !isLast else { return .works }
    let number = dice.roll(20)
    return number < 5 ? Mailbox.Mode.allCases[number + 1] : .works
  }

  /// Some calls come, some change, some go, some stand again.
  private static func happen(
    _ world: inout [World], _ today: CalendarDay, _ dice: inout Dice, _ store: Store
  ) throws {
    if dice.roll(4) == 0, world.count < 160 {
      let number = world.count
      let new = World(
        deadline: today.adding(days: 1 + dice.roll(60)), path: "/call-\(number).txt",
        id: "\(hex(number))-1")
      world.append(new)
      try write(new, number, today, store)
    }
    for _ in 0..<2 where !world.isEmpty && dice.roll(6) == 0 {
      // The latest ones are those still open.
      let number = max(0, world.count - 1 - dice.roll(12))
      switch dice.roll(4) {
      case 0: world[number].stands.toggle()
      default: world[number].deadline = today.adding(days: dice.roll(50))
      }
      try write(world[number], number, today, store)
    }
  }

  private static func hex(_ number: Int) -> String {
    let digits = String(number * 7_919 + 1, radix: 16)
    return String((String(repeating: "0", count: 9 - digits.count) + digits + "a").prefix(10))
  }

  private static func write(
    _ call: World, _ number: Int, _ today: CalendarDay, _ store: Store
  ) throws {
    var record = CallRecord()
    let title = "Appel jeunesse numéro \(number)"
    record.title = Stated(title, [])
    record.windows = [
      Window(deadlines: [
        Deadline(
          stage: .single,
          date: CallDate(date: PartialDate(iso: call.deadline.iso), evidence: []))
      ])
    ]
    let sha = hex(number) + String(repeating: "0", count: 54)
    let document = DocumentRecord(
      path: call.path, sha256: sha, format: .text, pages: 1, language: "fr", kind: .call, title: nil
    )
    let parsed = ParsedDocument(document: document, calls: call.stands ? [record] : [])
    let text = CallText(
      title: title,
      passages: [.init(role: .objectives, heading: nil, text: "La jeunesse.", start: 0, page: 1)])
    _ = try store.add(
      parsed, texts: call.stands ? [text] : [], text: DocumentText(text: "La jeunesse."),
      path: call.path, on: today)
  }

  /// The account: for each call one rule after the other.
  private static func expectedNews(
    _ world: [World], _ known: [String: Known], _ today: CalendarDay
  ) -> ([String], [String: Known]) {
    var news: [String] = []
    var after = known
    for call in world {
      let left = call.deadline.daysSinceEpoch - today.daysSinceEpoch
      let isOpen = left >= 0
      guard var last = known[call.id] else {
        guard call.stands, isOpen else { continue }
        news.append("\(call.id) new")
        after[call.id] = Known(deadline: call.deadline, least: [call.deadline: left])
        continue
      }
      var kind: String?
      if !call.stands {
        if last.standing != "withdrawn" { (kind, last.standing) = ("withdrawn", "withdrawn") }
      } else if !isOpen {
        if last.standing == "standing" { (kind, last.standing) = ("closed", "closed") }
      } else if last.standing != "standing" {
        (kind, last.standing) = ("reopened", "standing")
      } else if last.deadline != call.deadline {
        kind = "changed"
      } else if ladder.contains(where: { left <= $0 && $0 < last.least[call.deadline] ?? 999 }) {
        kind = "closing"
      }
      guard let kind else { continue }
      news.append("\(call.id) \(kind)")
      if call.stands { last.deadline = call.deadline }
      last.least[call.deadline] = min(last.least[call.deadline] ?? 999, left)
      after[call.id] = last
    }
    return (news.sorted(), after)
  }
}
