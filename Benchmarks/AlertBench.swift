import CallModel
import Digest
import Documents
import Foundation
import Pipeline
import Presentation
import RuleEngine
import Store

/// How long a digest of 50 new calls takes over stores of several sizes, each of which was told or
/// passed over before. The time of a digest ought to go with the news, not with the store. Processor
/// time, since other programs take none of it; the least of some runs.
enum AlertBench {
  static func run(rules: String, profile path: String, sizes: [Int]) throws {
    let knowledge = KnowledgeLoader.knowledge(in: try RulePack.load(folder: rules))
    let profile = try ProfileLoader.load(Data(contentsOf: URL(fileURLWithPath: path)))
    var first: Double?
    for size in sizes {
      let (whole, times) = try measure(size, knowledge, profile)
      let best = times.min() ?? 0
      let ratio = best / (first ?? best)
      first = first ?? best
      print(
        "\(size) calls, 50 new: \(Int(best * 1_000)) ms"
          + " (times the first: \((ratio * 100).rounded() / 100));"
          + " the first digest of all of them: \(Int(whole * 1_000)) ms")
    }
  }

  private static func measure(
    _ size: Int, _ knowledge: FieldKnowledge, _ profile: Profile
  ) throws -> (whole: Double, news: [Double]) {
    let folder = NSTemporaryDirectory() + "calls-bench-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let store = try Store(path: folder + "/store.sqlite")
    let start = CalendarDay(year: 2024, month: 3, day: 1)
    for number in 0..<size { try add(number, to: store, on: start) }
    // The first digest tells of all that fits, and passes over the others.
    let maker = DigestMaker(store: store, knowledge: knowledge, day: start)
    let begin = clock()
    let made = try maker.digest(
      of: [profile], since: nil, language: .fr, view: .mailedUpTo(start))
    _ = try DigestFormat.eml.renderer.bytes(of: made.digest, names: .none)
    let whole = seconds(since: begin)
    let alert = StoredAlert(day: start, channel: .mail, destination: "", message: [])
    try store.settle(
      store.prepare([alert], profiles: made.digest.profiles, news: made.news)[0])
    try maker.noteLooks(made)
    let next = start.adding(days: 1)
    for number in size..<(size + 50) { try add(number, to: store, on: next) }
    let news = try (0..<5).map { _ in
      let begin = clock()
      let made = try DigestMaker(store: store, knowledge: knowledge, day: next).digest(
        of: [profile], since: nil, language: .fr, view: .mailedUpTo(next))
      _ = try DigestFormat.eml.renderer.bytes(of: made.digest, names: .none)
      return seconds(since: begin)
    }
    return (whole, news)
  }

  private static func seconds(since begin: clock_t) -> Double {
    Double(clock() - begin) / Double(CLOCKS_PER_SEC)
  }

  // Words of the trade, mixed so that some calls fit a profile and most do not.
  private static let words = [
    "jeunesse", "mobilité", "eau", "assainissement", "lycée", "forêt", "pêche", "numérique",
    "santé", "culture", "patrimoine", "énergie", "transport", "coopération", "Mali", "Sénégal",
    "agriculture", "alimentation", "tourisme", "recherche", "logement", "sport", "handicap",
    "déchets", "biodiversité", "formation", "insertion", "Europe", "montagne", "littoral",
  ]

  private static func add(_ number: Int, to store: Store, on day: CalendarDay) throws {
    func word(_ step: Int) -> String { words[(number * 7 + step * step * 11 + step) % words.count] }
    let title = "Appel \(number) : \(word(0)) et \(word(1))"
    let body = (0..<12).map { line in
      "Le programme soutient \(word(line)), \(word(line + 3)) et \(word(line + 5)) des communes."
    }.joined(separator: " ")
    var record = CallRecord()
    record.title = Stated(title, [])
    let deadline = day.adding(days: 40 + number % 80)
    record.windows = [
      Window(deadlines: [
        Deadline(
          stage: .single, date: CallDate(date: PartialDate(iso: deadline.iso), evidence: []))
      ])
    ]
    let digits = Digest256.hex(of: Array("\(number)".utf8))
    let document = DocumentRecord(
      path: "", sha256: digits, format: .text, pages: 1, language: "fr", kind: .call, title: title)
    let passage = CallText.Passage(role: .objectives, heading: nil, text: body, start: 0, page: 1)
    _ = try store.add(
      ParsedDocument(document: document, calls: [record]),
      texts: [CallText(title: title, passages: [passage])], text: DocumentText(text: body),
      path: "/calls/\(number).txt", on: day)
  }
}
