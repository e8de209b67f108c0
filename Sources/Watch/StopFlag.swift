import Glibc
import Synchronization

/// Tells a running watch to end: from another thread, or by SIGINT and SIGTERM.
package final class StopFlag: Sendable {
  private let state = Atomic<Int32>(0)
  private let pipe = WakePipe()

  package init() {}

  package var isSet: Bool { state.load(ordering: .acquiring) != 0 }

  /// The signal that stopped the watch (exit status 128 + signal); nil for `set()`.
  package var signal: Int32? {
    let value = state.load(ordering: .acquiring)
    return value > 0 ? value : nil
  }

  package func set() { set(-1) }

  /// Safe in a signal handler: one store and one write.
  fileprivate func set(_ value: Int32) {
    state.store(value, ordering: .releasing)
    pipe.wake()
  }

  /// Becomes readable once the flag is set; -1 where the process has no descriptor left.
  var descriptor: Int32 { pipe.descriptor }

  /// Ends on SIGINT or SIGTERM: the first is taken as a wish, the second ends the process at once.
  package static func catchingSignals() -> StopFlag {
    let flag = StopFlag()
    // Kept for ever: the handler reads it at any time.
    signalFlag.store(
      UInt(bitPattern: Unmanaged.passRetained(flag).toOpaque()), ordering: .releasing)
    // Whoever started this program may have blocked them, and so they would stay.
    var wanted = sigset_t()
    sigemptyset(&wanted)
    for number in [SIGINT, SIGTERM] { sigaddset(&wanted, number) }
    pthread_sigmask(SIG_UNBLOCK, &wanted, nil)
    for number in [SIGINT, SIGTERM] {
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { number in
        if let flag = UnsafeRawPointer(bitPattern: signalFlag.load(ordering: .acquiring)) {
          Unmanaged<StopFlag>.fromOpaque(flag).takeUnretainedValue().set(number)
        }
        _ = Glibc.signal(number, SIG_DFL)
      }
      sigaction(number, &action, nil)
    }
    return flag
  }
}

/// Address of the flag that signals set. Initialised before the handler is installed.
private let signalFlag = Atomic<UInt>(0)
