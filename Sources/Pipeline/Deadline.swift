import Glibc

/// A moment on the system's monotonic clock.
struct Deadline {
  private let moment: Double

  init(secondsFromNow seconds: Double) {
    moment = Self.now + seconds
  }

  private init(moment: Double) {
    self.moment = moment
  }

  /// Negative once it is over.
  var secondsLeft: Double { moment - Self.now }

  /// For `poll`: 0 once it is over, a minute at most.
  var millisecondsLeft: Int32 { Int32(min(max(secondsLeft * 1_000, 0).rounded(.up), 60_000)) }

  /// This one, or an earlier one.
  func atMost(_ seconds: Double) -> Deadline {
    Deadline(moment: min(moment, Self.now + seconds))
  }

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
