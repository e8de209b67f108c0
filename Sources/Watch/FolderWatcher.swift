import CFileSystem
import Glibc
import Pipeline
import Store

/// Hands over each file of some folders once it has settled, for as long as it runs.
///
/// A look through the folders is the truth, the kernel's events are hints that make it quick: a
/// file is found at the start, by an event, or at the next full look (`rescanSeconds`), also after
/// the event queue overflowed. Nothing in the folders is ever moved or changed.
package struct FolderWatcher {
  private let folders: [String]
  private let options: WatchOptions
  private let report: (WatchEvent) -> Void
  private let crew: any WatchCrew

  private var inotify: Inotify?
  private var files: SettlingFiles
  private var lostFolders: Set<String> = []
  /// On which file system each folder was, when it was looked through.
  private var devices: [String: UInt] = [:]
  private var polled: [String: PollingReason] = [:]
  private var nextLook = 0.0
  private var lookSeconds = 0.0
  /// Folders of the last look; what is not among them was blind until its watch was set.
  private var entered: Set<String> = []
  private var isRemote: [String: Bool] = [:]
  private var skipped: [String: [SkipReason: Int]] = [:]
  /// Of a single pass: files that did not settle in time, or are to be tried another time.
  private var left: Set<String> = []
  /// Files whose time has come, the next one last: found and sorted once for many hands.
  private var line: [FoundFile] = []
  /// Files that came back since the program last rested.
  private var handledCount = 0

  /// Prepares a watch; nothing is read yet.
  /// - Parameters:
  ///   - folders: must exist when `run` begins.
  ///   - known: what was read in earlier runs, with the stamps of then; those files are not handed
  ///     over again while they stay as they are, and told as gone where they are.
  ///   - crew: who reads the files, handed over by path.
  ///   - report: what a person may want to know; called on the thread of `run`.
  package init(
    folders: [String], options: WatchOptions = WatchOptions(), known: [String: FileStamp] = [:],
    crew: any WatchCrew, report: @escaping (WatchEvent) -> Void
  ) {
    self.folders = Self.roots(folders)
    self.options = options
    self.report = report
    self.crew = crew
    files = SettlingFiles(finished: known, settleSeconds: options.settleSeconds)
  }

  /// With a block that reads a file, called on the thread of `run`, one file at a time.
  package init(
    folders: [String], options: WatchOptions = WatchOptions(), known: [String: FileStamp] = [:],
    report: @escaping (WatchEvent) -> Void, handle: @escaping (ReadyFile) -> Disposition
  ) {
    self.init(
      folders: folders, options: options, known: known, crew: SoloCrew(work: handle),
      report: report)
  }

  /// Folders as they are watched: each once, sorted, without slashes at their ends.
  package static func roots(_ folders: [String]) -> [String] {
    Set(folders.map(trimmed)).sorted()
  }

  /// Runs until the flag is set, or, as a single pass, until what is there was read.
  ///
  /// Throws where a folder is missing or unreadable at the start.
  package mutating func run(until stop: StopFlag) throws(FolderWalkError) {
    for folder in folders { try FolderWalk.check(folder) }
    openEvents()
    while !stop.isSet {
      if Self.now() >= nextLook { look() }
      takeBack()
      handOver(stop)
      rest()
      if stop.isSet { break }
      if options.isSinglePass, isPassOver() { break }
      wait(stop)
      takeHints()
    }
    crew.stop()
    takeBack()
  }

  /// What came while the rest was read belongs to the pass.
  private mutating func isPassOver() -> Bool {
    dropLeft()
    guard files.isEmpty else { return false }
    look()
    dropLeft()
    return files.isEmpty
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
    report(.looked(folders.map { WatchedPlace(folder: $0, state: state(of: $0)) }))
    let needsPolling = inotify == nil || !polled.isEmpty || !lostFolders.isEmpty
    let interval =
      needsPolling ? min(options.pollSeconds, options.rescanSeconds) : options.rescanSeconds
    // Large folders, or slow ones, are not looked through all the time.
    nextLook = Self.now() + max(interval, 10 * lookSeconds)
    // What a long walk took lies free between what stays.
    if files.count > Self.longWalk { calls_trim_memory() }
  }

  private static let longWalk = 2000

  private func state(of folder: String) -> WatchedPlace.State {
    if lostFolders.contains(folder) { return .lost }
    let below = polled.first { $0.key == folder || $0.key.hasPrefix(folder + "/") }
    return below.map { .polling($0.value) } ?? .events
  }

  /// Notes what stands in a folder and what is gone; returns the folders entered.
  private mutating func lookThrough(_ folder: String) -> [String] {
    let walk: FolderWalk
    do {
      walk = try FolderWalk(folder)
    } catch {
      return noteLost(folder)
    }
    let device = FileTimes.device(folder)
    // What a mount was pulled from looks like a folder whose files are all gone.
    if walk.files.isEmpty, let before = devices[folder], before != device,
      !files.paths(below: folder).isEmpty
    {
      return noteLost(folder)
    }
    devices[folder] = device
    if lostFolders.remove(folder) != nil { report(.back(folder: folder)) }
    let now = Self.now()
    let clock = Self.wallClock()
    var missing = files.paths(below: folder)
    for file in walk.files {
      missing.remove(file.path)
      guard files.isNew(file), !left.contains(file.path) else { continue }
      // A file that cannot be looked at now is seen at the next look.
      guard (try? Failpoint.pass(.seen)) != nil else { continue }
      files.add(file, at: now, quietFor: quietSeconds(file.path, clock: clock))
    }
    let blind = walk.unreadable.map { $0 + "/" }
    for path in missing.sorted() where !blind.contains(where: path.hasPrefix) { forget(path) }
    if skipped.updateValue(walk.skipped, forKey: folder) != walk.skipped {
      report(.skipped(folder: folder, counts: walk.skipped))
    }
    return walk.folders
  }

  /// A mount that is lost for a while must not make all its files gone.
  private mutating func noteLost(_ folder: String) -> [String] {
    if lostFolders.insert(folder).inserted { report(.lost(folder: folder)) }
    return []
  }

  /// How long a file has been as it is, by the time of its last change in the file system; 0 where
  /// that time comes from another machine's clock.
  private mutating func quietSeconds(_ path: String, clock: Double) -> Double {
    let folder = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    let isRemote = isRemote[folder] ?? Inotify.isRemote(folder)
    self.isRemote[folder] = isRemote
    return isRemote ? 0 : max(0, clock - (FileTimes.changed(path) ?? .infinity))
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
    guard files.waitingCount > 0, files.inHandCount <= crew.capacity / 2 else { return }
    if line.isEmpty { line = files.due(at: Self.now()).reversed() }
    while let file = line.last {
      if stop.isSet || files.inHandCount >= crew.capacity { return }
      line.removeLast()
      // Since then it may have been written to, or be gone.
      guard files.isDue(file, at: Self.now()) else { continue }
      guard case .file(let stamp) = FileKind(at: file.path) else {
        forget(file.path)
        continue
      }
      let now = FoundFile(path: file.path, stamp: stamp)
      guard stamp == file.stamp, (try? Failpoint.pass(.stable)) != nil else {
        files.drop(file.path)
        resettle(now)
        continue
      }
      files.take(now)
      crew.give(ReadyFile(path: now.path, stamp: now.stamp))
      takeBack()
    }
  }

  /// Takes account of what was done with files that were handed over.
  private mutating func takeBack() {
    for (ready, disposition) in crew.done() {
      let file = FoundFile(path: ready.path, stamp: ready.stamp)
      report(.handled(path: file.path))
      handledCount += 1
      guard files.giveBack(file) else { continue }
      switch disposition {
      case .finished: files.finish(file)
      case .changing: resettle(file)
      case .again(let seconds):
        files.postpone(file, until: Self.now() + max(seconds, 0))
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

  /// After a flood of files much memory is free, and nobody needs it for a while.
  private mutating func rest() {
    guard handledCount > 100, files.inHandCount == 0, files.waitingCount == 0 else { return }
    handledCount = 0
    line = []
    calls_trim_memory()
  }

  private mutating func dropLeft() {
    for path in left { _ = files.forget(path) }
  }

  // MARK: - Waiting

  private func wait(_ stop: StopFlag) {
    var until = nextLook
    // With all hands full, only the end of something makes room.
    if files.inHandCount <= crew.capacity / 2,
      let due = options.isSinglePass ? files.lastDue : files.nextDue
    {
      until = min(until, due)
    }
    let milliseconds = max(1, min(3_600_000, (until - Self.now()) * 1000).rounded(.up))
    let event = inotify?.descriptor ?? -1
    var waits = [
      pollfd(fd: stop.descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: event, events: Int16(POLLIN), revents: 0),
      pollfd(fd: crew.descriptor, events: Int16(POLLIN), revents: 0),
    ]
    _ = poll(&waits, nfds_t(waits.count), Int32(milliseconds))
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

  private static func trimmed(_ path: String) -> String {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path
  }
}
