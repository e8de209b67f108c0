import Glibc
import Presentation

/// What stands behind a standard stream.
struct Terminal {
  var isTerminal: Bool
  /// Cells; nil where nothing is to be cut.
  var width: Int?
  var style: TerminalStyle

  init(descriptor: Int32, environment: [String: String]) {
    isTerminal = isatty(descriptor) == 1
    guard isTerminal else {
      width = nil
      style = .plain
      return
    }
    var size = winsize()
    let told = environment["COLUMNS"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    let known = ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    width = told ?? (known ? Int(size.ws_col) : 80)
    let isColourless = !(environment["NO_COLOR"] ?? "").isEmpty || environment["TERM"] == "dumb"
    style = isColourless ? .plain : .ansi
  }
}

/// Whole writes to a standard stream.
enum StandardStream {
  /// Ends the process where nobody reads any more (no error), or the disk is full (74).
  static func write(_ bytes: [UInt8], to descriptor: Int32) {
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EPIPE { exit(0) }
      guard count > 0 else {
        if descriptor != STDERR_FILENO {
          let cause = String(cString: strerror(errno))
          write(Array("calls: standard output: \(cause)\n".utf8), to: STDERR_FILENO)
        }
        exit(74)
      }
      written += count
    }
  }

  /// All of standard input.
  static func readInput(limit: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    while let chunk = readChunk(), bytes.count <= limit { bytes += chunk }
    return bytes
  }

  /// The next bytes of standard input; nil at its end.
  static func readChunk() -> [UInt8]? {
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = read(STDIN_FILENO, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      return count > 0 ? Array(chunk[..<count]) : nil
    }
  }
}
