import Glibc
import Synchronization

/// A named step between a file and its record at which a test can have a run fail.
///
/// In debug builds `CALLS_FAILPOINT=STEP:KIND[:N]` makes the Nth passage of a step fail: `kill` ends
/// the process as a power cut would, `enospc` and `eio` are what a disk says that is full or broken.
/// Release builds hold nothing of it.
package enum Failpoint: String, CaseIterable, Sendable {
  /// A look through a folder found a file that is to be read.
  case seen
  /// It has stayed as it is for long enough.
  case stable
  /// Its attempt is about to be counted.
  case attempt
  /// Its bytes are read and hashed.
  case hashed
  /// A reader is about to be started.
  case spawned
  /// The reader's answer is there.
  case replied
  /// The rules have found what they find.
  case tagged
  /// The original is written under a passing name, not yet under its own.
  case copied
  /// The original stands under its own name.
  case kept
  /// The transaction has begun.
  case begun
  /// Everything is written but the commit.
  case committing
  case committed
  /// A digest is made, and stands in no store yet.
  case rendered
  /// Its message was handed over, which the store does not know yet.
  case handed
  /// The store knows.
  case recorded
  /// A migration has run, its transaction is not committed.
  case migrating

  /// Those on the way of every document.
  package static let ofIntake = allCases.filter { $0 != .migrating && !ofDelivery.contains($0) }

  /// Those on the way of a digest.
  package static let ofDelivery: [Failpoint] = [.rendered, .handed, .recorded]

  /// Passes, or fails as the environment says.
  package static func pass(_ step: Failpoint) throws(SystemFault) {
    #if DEBUG
      guard let plan = Plan.told, plan.step == step, plan.isDue() else { return }
      guard let code = plan.code else {
        kill(getpid(), SIGKILL)
        while true { pause() }
      }
      throw SystemFault(code: code)
    #endif
  }

  #if DEBUG
    private final class Plan: Sendable {
      static let told = getenv("CALLS_FAILPOINT").flatMap { Plan(String(cString: $0)) }

      let step: Failpoint
      /// nil for the end of the process.
      let code: Int32?
      private let passages: Int
      private let passed = Atomic<Int>(0)

      init?(_ text: String) {
        let words = text.split(separator: ":").map(String.init)
        guard words.count >= 2, let step = Failpoint(rawValue: words[0]) else { return nil }
        self.step = step
        switch words[1] {
        case "kill": code = nil
        case "enospc": code = ENOSPC
        case "eio": code = EIO
        default: return nil
        }
        passages = words.count > 2 ? Int(words[2]) ?? 1 : 1
      }

      func isDue() -> Bool { passed.add(1, ordering: .relaxed).newValue == passages }
    }
  #endif
}
