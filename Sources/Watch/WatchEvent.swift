import Pipeline

/// A file that has stopped changing.
package struct ReadyFile: Hashable, Sendable {
  package var path: String
  /// As it was when it was found settled. Look again after hashing (`FileKind(at:)`): another stamp
  /// then means that it changes still.
  package var stamp: FileStamp

  package init(path: String, stamp: FileStamp) {
    self.path = path
    self.stamp = stamp
  }
}

/// What came of a ready file.
package enum Disposition: Hashable, Sendable {
  /// Read, or given up for good: not handed over again until it changes.
  case finished
  /// It changed while it was read: to be settled anew.
  case changing
  /// To be handed over again after some seconds, unless it changes before.
  case again(afterSeconds: Double)
}

/// What a watch tells of itself.
package enum WatchEvent: Hashable, Sendable {
  /// The kernel's events are not to be had for a folder; it is looked through at intervals.
  case polling(folder: String, reason: PollingReason)
  /// A watched folder cannot be read any more; it is looked for at intervals.
  case lost(folder: String)
  case back(folder: String)
  /// A file handed over before, or known from the start, stands there no longer.
  case gone(path: String)
  /// Still being written when a single pass ended; the next pass finds it.
  case unsettled(path: String)
  /// A file that was handed over is back.
  case handled(path: String)
  /// All folders were looked through; how each is watched.
  case looked([WatchedPlace])
  /// What a look through a folder passed by.
  case skipped(folder: String, counts: [SkipReason: Int])
}

/// A watched folder and what is known of its changes.
package struct WatchedPlace: Hashable, Sendable {
  package enum State: Hashable, Sendable {
    case events
    /// It, or a folder below.
    case polling(PollingReason)
    case lost
  }
  package var folder: String
  package var state: State
}

package enum PollingReason: Hashable, Sendable {
  /// A network or user-space file system, whose changes the kernel does not tell.
  case networkFileSystem
  /// `fs.inotify.max_user_watches` is reached.
  case tooManyWatches
  case unavailable(detail: String)
  case asked

  /// `network-file-system`, `too-many-watches`, `unavailable` or `asked`.
  package var id: String {
    switch self {
    case .networkFileSystem: "network-file-system"
    case .tooManyWatches: "too-many-watches"
    case .unavailable: "unavailable"
    case .asked: "asked"
    }
  }
}

/// How a watch goes about it.
package struct WatchOptions: Hashable, Sendable {
  /// How long a file must stay as it is.
  package var settleSeconds: Double = 2
  /// How often everything is looked through, whatever the events say.
  package var rescanSeconds: Double = 300
  /// The same where there are no events.
  package var pollSeconds: Double = 30
  /// Hand over what is there, then end.
  package var isSinglePass = false
  /// Do without the kernel's events.
  package var isPollingOnly = false

  package init() {}
}
