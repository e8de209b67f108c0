import Foundation
import Testing

/// What was decided on a call is shown, exported and heeded.
@Suite(.enabled(if: CallsProgram.isBuilt, "calls is not built"))
struct DecideTests {
  private let program: CallsProgram
  private let call: String
  private static let match = [
    "match", "--profile", "Corpus/profiles/region.json", "--on", "2024-03-15", "--json",
    "--include-closed", "--include-ineligible", "--limit", "0",
  ]

  init() throws {
    program = try CallsProgram()
    _ = try program.run("add", "--on", "2024-03-15", "Corpus/documents/life-circular-2024.html")
    let list = try program.run("list", "--json").output
    let calls = try JSONSerialization.jsonObject(with: Data(list.utf8)) as? [[String: Any]]
    call = try #require(calls?.first?["id"] as? String)
  }

  private func matches(_ more: String...) throws -> [[String: Any]] {
    let ending = try program.run(Self.match + more)
    #expect(ending.status == 0, "\(ending.errors)")
    let object = try JSONSerialization.jsonObject(with: Data(ending.output.utf8))
    return try #require((object as? [String: Any])?["matches"] as? [[String: Any]])
  }

  private func decide(_ more: String...) throws -> CallsProgram.Ending {
    try program.run(["decide", call, "--on", "2024-03-15"] + more)
  }

  @Test func refusedCallsLeaveTheListUntilTheDecisionIsTakenBack() throws {
    let before = try matches().filter { $0["call"] as? String == call }.count
    #expect(before > 1)
    #expect(try decide("refuse", "--reason", "Hors compétence").status == 0)
    #expect(try matches().allSatisfy { $0["call"] as? String != call })
    let shown = try matches("--include-refused").filter { $0["call"] as? String == call }
    #expect(shown.count == before)
    #expect((shown.first?["decision"] as? [String: Any])?["choice"] as? String == "refuse")
    #expect(try program.run("show", call, "--on", "2024-03-16").output.contains("Hors compétence"))
    #expect(try decide("--undo").status == 0)
    #expect(try matches().filter { $0["call"] as? String == call }.count == before)
  }

  @Test func aProjectDecidesForItselfAlone() throws {
    let ending = try decide(
      "refuse", "--profile", "Corpus/profiles/region.json", "--project", "nutrition-kayes")
    #expect(ending.status == 0, "\(ending.errors)")
    // Nothing was decided for all.
    #expect(try decide("--undo").status == 64)
    let left = try matches().filter { $0["call"] as? String == call }
    #expect(!left.isEmpty && !left.contains { $0["project"] as? String == "nutrition-kayes" })
  }

  @Test func outcomesFollowADecision() throws {
    #expect(try decide("--outcome", "obtained").status == 64)
    #expect(try decide("apply", "--owner", "Europe").status == 0)
    #expect(try decide("--outcome", "obtained", "--amount", "45000").status == 0)
    let all = try program.run("decide", "--all", "--json", "--on", "2024-04-01").output
    #expect(all.contains("\"obtained\"") && all.contains("45000") && all.contains("Europe"))
    #expect(try program.run("decide", "--all", "--on", "2024-03-14").output.contains("Nothing"))
  }

  @Test(arguments: [
    ["decide"], ["decide", "x", "--all"], ["decide", "x", "perhaps"],
    ["decide", "x", "apply", "--project", "p"], ["decide", "x", "--amount", "5"],
    ["decide", "x", "--reason", "y"],
    ["match", "--profile", "Corpus/profiles/region.json", "--set", "x"],
  ])
  func wrongUse(_ arguments: [String]) throws {
    #expect(try program.run(arguments).status == 64)
  }
}
