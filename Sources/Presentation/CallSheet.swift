import CallModel
import Documents

/// One call for a person at a terminal: every value with the passages that prove it.
package struct CallSheet: Sendable {
  package var wording: Wording
  /// Cells of the terminal; nil where nothing is to be wrapped.
  package var width: Int?
  package var style: TerminalStyle

  package init(wording: Wording, width: Int? = nil, style: TerminalStyle = .plain) {
    self.wording = wording
    self.width = width
    self.style = style
  }

  /// The sheet. `warnings` are those of the document.
  package func rendered(
    _ call: CallRecord, document: String, warnings: [DocumentRecord.Warning] = []
  ) -> String {
    let untitled = wording.say("Appel sans titre", "Untitled call")
    let title = call.title.map { PlainText.line($0.value) } ?? untitled
    var lines = wrapped(title, indent: 0).map { style.apply(.strong, to: $0) }
    let place = PlainText.line(document) + (call.part.map { ", " + PlainText.line($0) } ?? "")
    lines += wrapped("\(PlainText.line(call.id)) · \(place)", indent: 0)
      .map { style.apply(.faint, to: $0) }
    let entries = wording.entries(of: call)
    let column = entries.map { DisplayWidth.of($0.label) }.max() ?? 0
    var last = ""
    for entry in entries {
      lines += self.lines(entry, label: entry.label == last ? "" : entry.label, column: column + 2)
      last = entry.label
    }
    if !warnings.isEmpty {
      lines += ["", style.apply(.caution, to: wording.say("À regarder", "To look at"))]
      lines += warnings.flatMap { wrapped(wording.warning($0), indent: 2) }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func lines(_ entry: CallEntry, label: String, column: Int) -> [String] {
    let gap = String(repeating: " ", count: column)
    let head = label + String(repeating: " ", count: column - DisplayWidth.of(label))
    let values = room(column).map { DisplayWidth.wrapped(entry.value, to: $0) } ?? [entry.value]
    let value = values.enumerated().map { ($0 == 0 ? head : gap) + $1 }
    var seen: Set<String> = []
    let proofs = entry.evidence.map { proof($0, of: entry) }.filter { seen.insert($0).inserted }
      .flatMap { wrapped($0, indent: column + 2) }.map { style.apply(.faint, to: $0) }
    return (label.isEmpty ? [] : [""]) + value + proofs
  }

  /// The passage, its page and its rule; the passage is not said again where it is the value.
  private func proof(_ evidence: Evidence, of entry: CallEntry) -> String {
    let isValue = PlainText.line(evidence.quote).unicodeScalars
      .elementsEqual(entry.value.unicodeScalars)
    let passage = isValue ? wording.pages([evidence]) : wording.passage(evidence)
    return passage + " [" + PlainText.line(evidence.rule) + "]"
  }

  private func room(_ indent: Int) -> Int? { width.map { max(20, $0 - indent) } }

  private func wrapped(_ text: String, indent: Int) -> [String] {
    let margin = String(repeating: " ", count: indent)
    let lines = room(indent).map { DisplayWidth.wrapped(text, to: $0) } ?? [text]
    return lines.map { margin + $0 }
  }
}
