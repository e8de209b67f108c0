import Glibc
import Pipeline

/// Hands over each file of some folders once it has settled, for as long as it runs.
///
/// A look through the folders is the truth, the kernel's events are hints that make it quick: a
/// file is found at the start, by an event, or at the next full look (`rescanSeconds`), also after
/// the event queue overflowed. Nothing in the folders is ever moved or changed.
package struct FolderWatcher {
  private let folders: [String]
  private let options: WatchOptions
  private let report: (WatchEvent) -> Void
  private let handle: (ReadyFile) -> Disposition

  private var inotify: Inotify?
  private var files: SettlingFiles
  private var lostFolders: Set<String> = []
  private var polled: [String: PollingReason] = [:]
  private var nextLook = 0.0
  private var lookSeconds = 0.0
  /// Folders of the last look; what is not among them was blind until its watch was set.
  private var entered: Set<String> = []
  private var isRemote: [String: Bool] = [:]
  private var skipped: [String: [SkipReason: Int]] = [:]
  /// Of a single pass: files that did not settle in time, or are to be tried another time.
  private var left: Set<String> = []

  /// Prepares a watch; nothing is read yet.
  /// - Parameters:
  ///   - folders: must exist when `run` begins.
  ///   - known: what was handed over in earlier runs, with the stamps of then; those files are not
  ///     handed over again while they stay as they are, and told as gone where they are.
  ///   - report: what a person may want to know; called on the thread of `run`.
  ///   - handle: reads a file; called on the thread of `run`, one file at a time, by path.
  package init(
    folders: [String], options: WatchOptions = WatchOptions(), known: [String: FileStamp] = [:],
    report: @escaping (WatchEvent) -> Void, handle: @escaping (ReadyFile) -> Disposition
  ) {
    self.folders = Set(folders.map(Self.trimmed)).sorted()
    self.options = options
    self.report = report
    self.handle = handle
    files = SettlingFiles(finished: known, settleSeconds: options.settleSeconds)
  }

  /// Runs until the flag is set, or, as a single pass, until what is there was handed over.
  ///
  /// Throws where a folder is missing or unreadable at the start.
  package mutating func run(until stop: StopFlag) throws(FolderWalkError) {
    for folder in folders { try FolderWalk.check(folder) }
    openEvents()
    while !stop.isSet {
      if Self.now() >= nextLook { look() }
      handOver(stop)
      if stop.isSet { return }
      if options.isSinglePass {
        dropLeft()
        if files.isEmpty {
          // What came while the rest was read belongs to the pass.
          look()
          dropLeft()
          if files.isEmpty { return }
          continue
        }
      }
      wait(stop)
      takeHints()
    }
  }

  // MARK: - Looking

  private mutating func openEvents() {
    guard !options.isSinglePass else { return }
    if options.isPollingOnly {
      for folder in folders { notePolling(folder, .asked) }
      return
    }
    inotify = Inotify()
    if inotify == nil {
      let detail = String(cString: strerror(errno))
      for folder in folders { notePolling(folder, .unavailable(detail: detail)) }
    }
  }

  /// Looks through all folders, and watches every folder found.
  private mutating func look() {
    let begin = Self.now()
    let found = folders.flatMap { lookThrough($0) }
    if let inotify {
      let failed = inotify.watch(found)
      polled = polled.filter { folders.contains($0.key) }
      for (folder, reason) in failed { notePolling(folder, reason) }
      // What came into a folder between the look and its watch was not told: look again.
      let new = Set(found)
      if !new.isSubset(of: entered) { _ = folders.flatMap { lookThrough($0) } }
      entered = new
    }
    lookSeconds = Self.now() - begin
    let needsPolling = inotify == nil || !polled.isEmpty || !lostFolders.isEmpty
    let interval =
      needsPolling ? min(options.pollSeconds, options.rescanSeconds) : options.rescanSeconds
    nextLook = Self.now() + interval
  }

  /// Notes what stands in a folder and what is gone; returns the folders entered.
  private mutating func lookThrough(_ folder: String) -> [String] {
    let walk: FolderWalk
    do {
      walk = try FolderWalk(folder)
    } catch {
      // A mount that is lost for a while must not make all its files gone.
      if lostFolders.insert(folder).inserted { report(.lost(folder: folder)) }
      return []
    }
    if lostFolders.remove(folder) != nil { report(.back(folder: folder)) }
    let now = Self.now()
    let clock = Self.wallClock()
    var missing = files.paths(below: folder)
    for file in walk.files {
      missing.remove(file.path)
      guard files.isNew(file), !left.contains(file.path) else { continue }
      files.add(file, at: now, quietFor: quietSeconds(file.path, clock: clock))
    }
    let blind = walk.unreadable.map { $0 + "/" }
    for path in missing.sorted() where !blind.contains(where: path.hasPrefix) { forget(path) }
    if skipped.updateValue(walk.skipped, forKey: folder) != walk.skipped {
      report(.skipped(folder: folder, counts: walk.skipped))
    }
    return walk.folders
  }

  /// How long a file has been as it is, by the time of its last change in the file system; 0 where
  /// that time comes from another machine's clock.
  private mutating func quietSeconds(_ path: String, clock: Double) -> Double {
    let folder = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    let isRemote = isRemote[folder] ?? Inotify.isRemote(folder)
    self.isRemote[folder] = isRemote
    return isRemote ? 0 : max(0, clock - Self.changeTime(path))
  }

  private mutating func forget(_ path: String) {
    if files.forget(path) { report(.gone(path: path)) }
  }

  private mutating func notePolling(_ folder: String, _ reason: PollingReason) {
    // One folder stands for all that meet the limit.
    let isTold = reason == .tooManyWatches && polled.values.contains(reason)
    if polled.updateValue(reason, forKey: folder) != reason, !isTold {
      report(.polling(folder: folder, reason: reason))
    }
  }

  // MARK: - Handing over

  private mutating func handOver(_ stop: StopFlag) {
    // A single pass waits for the last file, so that all come by path, whatever their age.
    if options.isSinglePass, let last = files.lastDue, last > Self.now() { return }
    for file in files.due(at: Self.now()) {
      if stop.isSet { return }
      guard case .file(let stamp) = FileKind(at: file.path) else {
        forget(file.path)
        continue
      }
      let now = FoundFile(path: file.path, stamp: stamp)
      guard stamp == file.stamp else {
        resettle(now)
        continue
      }
      switch handle(ReadyFile(path: file.path, stamp: stamp)) {
      case .finished: files.finish(now)
      case .changing: resettle(now)
      case .again(let seconds):
        files.postpone(now, until: Self.now() + max(seconds, 0))
        if options.isSinglePass { left.insert(file.path) }
      }
    }
  }

  /// A file that changed within its time begins anew; in a single pass it has had its time.
  private mutating func resettle(_ file: FoundFile) {
    if options.isSinglePass {
      left.insert(file.path)
      report(.unsettled(path: file.path))
    } else {
      files.postpone(file, until: Self.now() + options.settleSeconds)
    }
  }

  private mutating func dropLeft() {
    for path in left { _ = files.forget(path) }
  }

  // MARK: - Waiting

  private func wait(_ stop: StopFlag) {
    var until = nextLook
    if let due = options.isSinglePass ? files.lastDue : files.nextDue { until = min(until, due) }
    let milliseconds = max(1, min(3_600_000, (until - Self.now()) * 1000).rounded(.up))
    let event = inotify?.descriptor ?? -1
    var waits = [
      pollfd(fd: stop.descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: event, events: Int16(POLLIN), revents: 0),
    ]
    _ = poll(&waits, 2, Int32(milliseconds))
  }

  /// Any event is worth a look, but not more looks than a tenth of the time.
  private mutating func takeHints() {
    guard let hints = inotify?.hints(), !hints.isEmpty else { return }
    let now = Self.now()
    for path in hints.touched { files.touch(path, at: now) }
    nextLook = min(nextLook, now + max(0.1, 10 * lookSeconds))
  }

  /// Seconds of a clock that never goes back.
  private static func now() -> Double { seconds(CLOCK_MONOTONIC) }

  private static func wallClock() -> Double { seconds(CLOCK_REALTIME) }

  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// When the file last changed in any way, a new name included; far in the future if unknown.
  private static func changeTime(_ path: String) -> Double {
    RawPath.withCString(path) { name in
      var status = stat()
      guard lstat(name, &status) == 0 else { return .infinity }
      return Double(status.st_ctim.tv_sec) + Double(status.st_ctim.tv_nsec) / 1e9
    }
  }

  private static func trimmed(_ path: String) -> String {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path
  }
}
