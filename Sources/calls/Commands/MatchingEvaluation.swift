import CallModel
import Documents
import Evaluation
import Foundation
import Matching
import Pipeline
import Presentation

/// Scores matches of the store's calls against `judgments.jsonl` and `profiles/` of a folder.
struct MatchingEvaluation {
  let folder: String
  let json: Bool
  let session: Session

  func run() throws -> Int32 {
    let path = folder + "/judgments.jsonl"
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CommandError.inputMissing(path: path)
    }
    let judgments: [MatchJudgment]
    do {
      judgments = try MatchJudgment.all(in: data)
    } catch {
      session.complain(
        session.wording.say(
          "\(path):\(error.line) : ce n’est pas un jugement. Il faut « profile », « call », « on » et « relevance » (0 à 2) ou « criteria ».",
          "\(path):\(error.line): no judgment. It takes “profile”, “call”, “on”, and “relevance” (0 to 2) or “criteria”."
        ))
      return ExitStatus.badData
    }
    var queries: [RankingFigures] = []
    var eligibility = EligibilityFigures()
    let store = try session.store(readOnly: true)
    let knowledge = try session.knowledge()
    for (day, onDay) in Dictionary(grouping: judgments, by: \.on).sorted(by: { $0.key < $1.key }) {
      let matching = try StoredMatching(store: store, knowledge: knowledge, day: day)
      for (name, ofProfile) in Dictionary(grouping: onDay, by: \.profile)
        .sorted(by: { $0.key < $1.key })
      {
        let profile = try ProfileFile.load("\(folder)/profiles/\(name).json", in: session)
        let matches = matching.reports([profile], options: Self.options)[0].matches
        add(ofProfile, matches, &queries, &eligibility)
      }
    }
    try show(queries, eligibility)
    return ExitStatus.done
  }

  private static let options = MatchOptions(
    limit: 0, includesClosed: true, includesIneligible: true, includesRefused: true)

  private func add(
    _ judgments: [MatchJudgment], _ matches: [Match], _ queries: inout [RankingFigures],
    _ eligibility: inout EligibilityFigures
  ) {
    for (project, judged) in Dictionary(grouping: judgments, by: \.project)
      .sorted(by: { ($0.key ?? "") < ($1.key ?? "") })
    {
      let list = matches.filter { $0.project == project }
      let byName = Dictionary(
        list.flatMap { match in Self.names(of: match).map { ($0, match) } },
        uniquingKeysWith: { first, _ in first })
      var grades: [String: Int] = [:]
      for judgment in judged {
        if let grade = judgment.relevance {
          grades[byName[judgment.call]?.call ?? judgment.call] = grade
        }
        let truth = (judgment.criteria ?? [:]).compactMap { key, value in
          Criterion.ID(rawValue: key).map { ($0, value) }
        }
        eligibility.add(
          Dictionary(uniqueKeysWithValues: truth), byName[judgment.call]?.eligibility)
      }
      if grades.values.contains(where: { $0 > 0 }) {
        queries.append(RankingFigures(ranked: list.map(\.call), grades: grades))
      }
    }
  }

  /// The call's id; its document's name, with and without its ending.
  private static func names(of match: Match) -> [String] {
    let file = (match.document as NSString).lastPathComponent
    return [match.call, file, (file as NSString).deletingPathExtension]
  }

  // MARK: Showing

  private struct Report: Encodable {
    var queries: Int
    var ranking: [String: Double]
    var eligibility: [String: [String: Double]]
  }

  private func show(_ queries: [RankingFigures], _ eligibility: EligibilityFigures) throws {
    let mean = RankingFigures.mean(queries)
    let ranking: [(String, Double)] = [
      ("nDCG@10", mean.ndcg), ("nDCG'@10", mean.condensed), ("MAP", mean.averagePrecision),
      ("recall@10", mean.recall), ("MRR", mean.reciprocalRank), ("judged@10", mean.judged),
    ]
    let rows =
      Criterion.ID.allCases.compactMap { id in eligibility.rows[id].map { (id.rawValue, $0) } }
      + (eligibility.whole.judged > 0 ? [("overall", eligibility.whole)] : [])
    if json {
      let report = Report(
        queries: queries.count,
        ranking: Dictionary(uniqueKeysWithValues: ranking.map { ($0, Self.rounded($1)) }),
        eligibility: Dictionary(uniqueKeysWithValues: rows.map { ($0, Self.figures($1)) }))
      return try session.print(json: report)
    }
    let wording = session.wording
    let head = wording.count(
      queries.count, fr: ("liste jugée", "listes jugées"), en: ("judged list", "judged lists"))
    var lines = [head] + ranking.map { "  \($0): \(EvaluateCommand.share($1))" }
    if !rows.isEmpty { lines.append(wording.say("Éligibilité", "Eligibility")) }
    for (name, row) in rows {
      lines.append(
        "  \(name): \(EvaluateCommand.share(row.accuracy)) (\(row.right)/\(row.judged)), "
          + wording.say(
            "écartés à tort \(row.wrongNo), montrés à tort \(row.missedNo), devinés \(row.guessed)",
            "wrongly ruled out \(row.wrongNo), wrongly shown \(row.missedNo), guessed \(row.guessed)"
          ))
    }
    session.print(lines.map { $0 + "\n" }.joined())
  }

  private static func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }

  private static func figures(_ row: EligibilityFigures.Row) -> [String: Double] {
    [
      "judged": Double(row.judged), "accuracy": rounded(row.accuracy),
      "wrongNo": Double(row.wrongNo), "missedNo": Double(row.missedNo),
      "guessed": Double(row.guessed),
    ]
  }
}
