import Documents
import Glibc
import RuleEngine

/// What the system says of the rule files of a folder: it changes whenever one of them does, and is
/// told without reading any.
struct RuleStamp: Equatable {
  /// A line a file: path, size, times of change, inode.
  let text: String
  private let newest: timespec

  static func == (a: RuleStamp, b: RuleStamp) -> Bool { a.text == b.text }

  /// nil where the folder holds no rule file.
  init?(folder: String) {
    var lines: [String] = []
    var newest = timespec()
    for file in RuleFolder.files(in: folder) {
      let found = RawPath.withCString(folder + "/" + file) { name -> stat? in
        var status = stat()
        return stat(name, &status) == 0 ? status : nil
      }
      guard let status = found else {
        lines.append(file)
        continue
      }
      for time in [status.st_mtim, status.st_ctim]
      where (time.tv_sec, time.tv_nsec) > (newest.tv_sec, newest.tv_nsec) {
        newest = time
      }
      lines.append(
        "\(file) \(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
          + " \(status.st_ctim.tv_sec).\(status.st_ctim.tv_nsec) \(status.st_dev) \(status.st_ino)")
    }
    guard !lines.isEmpty else { return nil }
    text = folder + "\n" + lines.joined(separator: "\n")
    self.newest = newest
  }

  /// Waits until a later change of a file would bear another time: clocks of file systems tick a
  /// few times in a hundredth of a second.
  func waitUntilPast() {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    let age = (now.tv_sec - newest.tv_sec) * 1_000_000_000 + now.tv_nsec - newest.tv_nsec
    if age >= 0, age < 20_000_000 { usleep(20_000) }
  }
}
