import Foundation
import FuzzTargets
import TestSupport
import Testing

/// What coverage-guided runs found once, and sound inputs with a few bytes changed: every one of
/// `FuzzTarget` gets through them. A fault stops the whole test program, and names its place.
@Suite struct FuzzReplayTests {
  private static let found = Checkout.root + "/Tests/FuzzReplayTests/Seeds/"

  static func inputs(_ target: FuzzTarget) -> [[UInt8]] {
    let folder = found + target.rawValue
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().compactMap {
      FileManager.default.contents(atPath: folder + "/" + $0).map { [UInt8]($0) }
    }
  }

  @Test(arguments: FuzzTarget.allCases)
  func getsThroughWhatWasFound(_ target: FuzzTarget) {
    for input in Self.inputs(target) + [[], [0], Array("é\u{0}<".utf8)] { target.run(input) }
  }

  /// Else nothing behind the first refusal would ever be reached.
  @Test(arguments: FuzzTarget.allCases)
  func takesWhatIsSound(_ target: FuzzTarget) {
    let sound = target.sound
    #expect(!sound.isEmpty)
    for (number, input) in sound.prefix(40).enumerated() {
      #expect(
        target.run(input),
        "\(target) \(number): \(String(decoding: input.prefix(60), as: UTF8.self))")
    }
  }

  @Test(arguments: FuzzTarget.allCases)
  func getsThroughMutants(_ target: FuzzTarget) throws {
    let sound = target.sound.prefix(20)
    try #require(!sound.isEmpty)
    var random = SeededGenerator(seed: 7)
    for input in sound where !input.isEmpty {
      for round in 0..<4 {
        var mutant = input
        for _ in 0..<8 {
          let place = Int.random(in: 0..<mutant.count, using: &random)
          mutant[place] = UInt8.random(in: 0...255, using: &random)
        }
        if round % 2 == 0 { mutant.removeFirst(Int.random(in: 0..<mutant.count, using: &random)) }
        target.run(mutant)
      }
    }
  }
}
