/// Weight and colour in a terminal. Colour only repeats what words say.
package struct TerminalStyle: Hashable, Sendable {
  package enum Emphasis: Hashable, Sendable { case plain, strong, faint, good, caution, bad }

  private let isOn: Bool

  /// No escape sequence at all: pipes, files, `NO_COLOR`.
  package static let plain = TerminalStyle(isOn: false)
  package static let ansi = TerminalStyle(isOn: true)

  package func apply(_ emphasis: Emphasis, to text: String) -> String {
    guard isOn, !text.isEmpty, let code = Self.codes[emphasis] else { return text }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }

  // The 8 standard colours, which follow the theme of the terminal.
  private static let codes: [Emphasis: String] = [
    .strong: "1", .faint: "2", .good: "32", .caution: "33", .bad: "31",
  ]
}
