import Foundation
import Store
import Testing

#if DEBUG
  /// Each named step between a file and its record fails once: by the end of the process, by a full
  /// disk, by a broken one. The next run makes everything good.
  @Suite(.enabled(if: CallsProgram.isBuilt, "calls is not built"))
  struct FaultPointTests {
    static let cases = Failpoint.ofIntake.flatMap { step in
      ["kill", "enospc", "eio"].map { "\(step.rawValue):\($0)" }
    }

    @Test(arguments: cases)
    func nothingIsLostAt(_ failpoint: String) throws {
      let drop = try DropFolder()
      for number in 0..<4 { try drop.drop(DropFolder.page(number), as: "p\(number).html") }
      try drop.drop(DropFolder.page(0), as: "copy.html")
      let broken = try drop.pass(
        "--keep-originals", environment: ["CALLS_FAILPOINT": failpoint + ":2"])
      if failpoint.hasSuffix("kill") {
        #expect(broken.status == 128 + SIGKILL)
      } else {
        // What failed is said, or was made good in the same run.
        #expect([0, 65, 74].contains(broken.status), "\(broken.errors)")
        #expect((broken.status == 0) == broken.errors.isEmpty)
      }
      #expect(try drop.store().faults() == [])
      let next = try drop.pass("--keep-originals")
      #expect(next.status == 0, "\(next.errors)")
      try drop.audit()
      #expect(Originals(store: drop.program.storePath).altered() == [])
    }

    @Test func thereAreEnough() { #expect(Self.cases.count >= 36) }

    /// A document at which the program itself ends is tried apart, put in quarantine when that one
    /// ends too, and holds up nothing else; a person may try it again.
    @Test func whatEndsTheProgramIsPutInQuarantine() throws {
      let drop = try DropFolder()
      try drop.drop(DropFolder.page(1), as: "a.html")
      let failpoint = ["CALLS_FAILPOINT": "tagged:kill"]
      #expect(try drop.pass(environment: failpoint).status == 128 + SIGKILL)
      #expect(try drop.store().watchedFiles().map(\.state) == [.reading])
      // The trial ends, the program goes on.
      let second = try drop.pass(environment: failpoint)
      #expect(second.status == 65)
      let file = try #require(try drop.store().watchedFiles().first)
      #expect(file.state == .quarantined)
      #expect(file.deaths == 2)
      #expect(try drop.store().failures().map(\.error) == ["crashed"])
      #expect(try drop.program.run("status").output.contains("in quarantine"))
      #expect(try drop.pass().status == 0)
      #expect(try drop.store().counts().documents == 0)
      #expect(try drop.program.run("retry").status == 0)
      try drop.audit()
      #expect(try drop.store().watchedFiles().map(\.state) == [.done])
    }

    /// A program that somebody else kills puts nothing in quarantine, however often.
    @Test func killsFromOutsideBlameNoFile() throws {
      let drop = try DropFolder()
      try drop.drop(DropFolder.page(1), as: "a.html")
      for _ in 0..<4 {
        // Only the first passage of the step: the trial lives.
        _ = try drop.pass(environment: ["CALLS_FAILPOINT": "committing:kill"])
      }
      #expect(try drop.pass().status == 0)
      try drop.audit()
    }
  }
#endif
