import Foundation
import TestSupport
import Testing

/// Rules and profiles of strangers, by the true program: each costs a moment of processor time at most.
@Suite(.enabled(if: CallsProgram.isBuilt, "calls is not built"), .serialized)
struct FaultKnowledgeTests {
  /// What a line may cost is asked of the released program alone, in the long form; else it must end, and
  /// as it should.
  private static func isWithin(_ limit: Double, _ cost: Double) -> Bool {
    !CallsProgram.areReleased || cost <= limit
  }

  /// Processor time in milliseconds of a line of shell, the least of two, and its last status.
  private static func cost(
    _ line: String, in program: CallsProgram
  ) throws -> (milliseconds: Double, status: Int32) {
    var least = Double.infinity
    var status: Int32 = 0
    for _ in 0..<2 {
      let ending = try program.shell("\(line) >out 2>err; status=$?; times; exit $status")
      // The second line is that of the shell's children: `0m0.010000s 0m0.000000s`.
      let seconds = ending.outputLines.dropFirst().first?.split(separator: " ").map { time in
        let parts = time.dropLast().split(separator: "m").compactMap { Double($0) }
        return parts.count == 2 ? 60 * parts[0] + parts[1] : .infinity
      }
      least = min(least, 1_000 * (seconds?.reduce(0, +) ?? .infinity))
      status = ending.status
    }
    return (least, status)
  }

  /// All of it, from the start of the program with rules that were never compiled to its end.
  @Test func patternsGiveUp() throws {
    let program = try CallsProgram(rules: .few)
    try program.write(HostileKnowledge.text, to: "text.txt")
    var costs: [Double] = []
    for (number, pattern) in HostileKnowledge.patterns.enumerated() {
      for (name, text) in HostileKnowledge.rules(pattern) {
        try program.write(text, to: "r\(number)/\(name)")
      }
      let (cost, status) = try Self.cost("CALLS_RULES=r\(number) calls tag text.txt", in: program)
      #expect(status == 0, "\(pattern)")
      #expect(Self.isWithin(100, cost), "\(pattern)")
      costs.append(cost)
    }
    print("\(costs.count) patterns: at most \(Int(costs.max() ?? 0)) ms of processor")
  }

  @Test func profilesAreRefused() throws {
    let program = try CallsProgram(rules: .few)
    var costs: [Double] = []
    for (name, json) in HostileKnowledge.profiles {
      try program.write(json, to: "profile.json")
      let (cost, status) = try Self.cost("calls profile check profile.json", in: program)
      #expect(status == 65, "\(name)")
      #expect(Self.isWithin(500, cost), "\(name)")
      costs.append(cost)
    }
    print("\(costs.count) profiles: at most \(Int(costs.max() ?? 0)) ms of processor")
  }
}
