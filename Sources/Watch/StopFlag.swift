import Glibc
import Synchronization

/// Tells a running watch to end: from another thread, or by SIGINT and SIGTERM.
package final class StopFlag: Sendable {
  private let state = Atomic<Int32>(0)
  /// Both ends of a pipe that wakes a waiting `poll`.
  private let ends: (read: Int32, write: Int32)

  package init() {
    var descriptors: [Int32] = [-1, -1]
    if pipe(&descriptors) == 0 {
      for descriptor in descriptors {
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
      }
    } else {
      descriptors = [-1, -1]
    }
    ends = (descriptors[0], descriptors[1])
  }

  deinit {
    // The handler of signals may hold the flag; `catchSignals` keeps such a flag for ever.
    close(ends.read)
    close(ends.write)
  }

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
    var byte: UInt8 = 1
    _ = write(ends.write, &byte, 1)
  }

  /// Becomes readable once the flag is set; -1 where the process has no descriptor left.
  var descriptor: Int32 { ends.read }

  /// Ends on SIGINT or SIGTERM: the first is taken as a wish, the second ends the process at once.
  package static func catchingSignals() -> StopFlag {
    let flag = StopFlag()
    // Kept for ever: the handler reads it at any time.
    signalFlag.store(
      UInt(bitPattern: Unmanaged.passRetained(flag).toOpaque()), ordering: .releasing)
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
