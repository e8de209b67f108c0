import CallModel
import Documents
import Foundation
import GRDB
import Matching
import Pipeline
import RuleEngine
import Store

/// Matching of one profile with the calls of a store, beside the same texts in SQLite's FTS5.
enum MatchBench {
  /// - Parameters: folder of rules, path of a store, path of a profile, a day.
  static func run(_ rest: [String]) throws {
    guard rest.count == 4, let day = CalendarDay(iso: rest[3]) else { throw Bench.Fault.usage }
    let pack = try RulePack.load(folder: rest[0])
    let store = try Store(path: rest[1], readOnly: true)
    let data = try Data(contentsOf: URL(fileURLWithPath: rest[2]))
    let profile = try ProfileLoader.load(data)
    let (knowledge, knowing) = try processorTime { KnowledgeLoader.knowledge(in: pack) }
    let (matching, loading) = try processorTime {
      try StoredMatching(store: store, knowledge: knowledge, day: day)
    }
    print("knowledge \(milliseconds(knowing)), packed calls \(milliseconds(loading))")
    let lists = (profile.projects ?? []).count + ((profile.themes ?? []).isEmpty ? 0 : 1)
    let calls = try store.summaries(on: day).count
    try report("calls match, eligibility and reasons of 20", pairs: calls * lists) {
      _ = matching.reports([profile])
    }
    let all = MatchOptions(limit: 1, includesClosed: true, includesIneligible: true)
    try report("calls match, ranking alone", pairs: calls * lists) {
      _ = matching.reports([profile], options: all)
    }
    let index = try FullTextIndex(calls: store.calls(on: day))
    try report("FTS5, ranking alone", pairs: calls * lists) {
      for project in profile.projects ?? [] {
        try index.search(project.title + " " + (project.summary ?? ""))
      }
      try index.search((profile.themes ?? []).map { $0.label ?? $0.id }.joined(separator: " "))
    }
  }

  private static func report(_ name: String, pairs: Int, _ work: () throws -> Void) throws {
    var best = Double.infinity
    for _ in 0..<5 { best = min(best, try processorTime(work).1) }
    let rate = Double(pairs) / best / 1_000_000
    print("\(name): \(milliseconds(best)), \((rate * 100).rounded() / 100) M pairs a second")
  }

  private static func milliseconds(_ seconds: Double) -> String {
    "\((seconds * 10_000).rounded() / 10) ms"
  }

  private static func processorTime<Result>(
    _ work: () throws -> Result
  ) throws -> (Result, Double) {
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    let start = now()
    let result = try work()
    return (result, now() - start)
  }
}

/// Calls in FTS5: titles count three times.
private struct FullTextIndex {
  private let queue: DatabaseQueue

  init(calls: [StoredCall]) throws {
    queue = try DatabaseQueue()
    try queue.write { db in
      try db.execute(
        sql: "CREATE VIRTUAL TABLE t USING fts5(title, body, tokenize = 'unicode61')")
      for call in calls {
        try db.execute(
          sql: "INSERT INTO t VALUES (?, ?)",
          arguments: [
            call.text.title, call.text.passages.map(\.text).joined(separator: "\n"),
          ])
      }
    }
  }

  func search(_ text: String) throws {
    let words = Set(text.split { !$0.isLetter && !$0.isNumber }.map { "\"\($0)\"" })
    guard !words.isEmpty else { return }
    try queue.read { db in
      _ = try Row.fetchAll(
        db, sql: "SELECT rowid FROM t WHERE t MATCH ? ORDER BY bm25(t, 3, 1) LIMIT 20",
        arguments: [words.sorted().joined(separator: " OR ")])
    }
  }
}
