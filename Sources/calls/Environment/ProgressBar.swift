import Glibc
import Presentation

/// A line on a terminal's standard error that shows how far long work is; nothing elsewhere.
final class ProgressBar {
  private let terminal: Terminal
  private let total: Int
  private let isShown: Bool
  private static let cells = 24

  init(total: Int, terminal: Terminal, isQuiet: Bool) {
    self.total = total
    self.terminal = terminal
    isShown = terminal.isTerminal && !isQuiet && total > 1
  }

  func show(_ done: Int, _ name: String) {
    guard isShown else { return }
    let filled = Self.cells * done / max(1, total)
    let bar =
      String(repeating: "█", count: filled) + String(repeating: "░", count: Self.cells - filled)
    let line = "\(bar) \(done)/\(total) \(PlainText.line(name))"
    let cut = DisplayWidth.truncated(line, to: max(10, (terminal.width ?? 80) - 1))
    StandardStream.write(Array("\r\u{1B}[K\(cut)".utf8), to: STDERR_FILENO)
  }

  /// Takes the line away, so that a message may stand in its place.
  func clear() {
    guard isShown else { return }
    StandardStream.write(Array("\r\u{1B}[K".utf8), to: STDERR_FILENO)
  }
}
