import CallModel
import Presentation

/// Plain text of at most 72 columns, complete: nothing that the page says is left out.
struct TextRenderer: DigestRenderer {
  private static let width = 72

  func bytes(of digest: AlertDigest, names: Names) throws -> [UInt8] {
    let wording = Wording(digest.language, names: names)
    let view = DigestView(digest, wording: wording)
    var lines = wrapped(view.title) + [String(repeating: "=", count: Self.width)]
    lines += wrapped(view.period) + wrapped(view.counts)
    if let nearest = view.nearest { lines += wrapped(nearest) }
    for section in view.sections {
      let heading = "\(section.heading) (\(section.items.count))"
      lines += ["", "", heading.uppercased(), String(repeating: "-", count: Self.width)]
      for (index, item) in section.items.enumerated() {
        lines += [""] + self.item(item, number: index + 1, wording)
      }
    }
    lines += ["", "", String(repeating: "=", count: Self.width)] + wrapped(view.health)
    lines += view.failures.flatMap { bullet($0, indent: 2) }
    lines += view.notes.flatMap { wrapped($0) }
    lines += [""] + wrapped(view.receivingHeading) + view.receiving.flatMap { wrapped($0) }
    lines += wrapped(view.evidenceNote)
    return Array(lines.map { $0 + "\n" }.joined().utf8)
  }

  private func item(_ item: ItemView, number: Int, _ wording: Wording) -> [String] {
    let margin = 4
    let marker = "\(number).".padding(to: margin)
    var lines = hanging(item.title, first: marker, indent: margin)
    let status = [item.eligibilityWord, item.daysLeftWords, item.programme].compactMap { $0 }
    lines += wrapped(status.joined(separator: " · "), indent: margin)
    lines += group(wording.changesHeading, item.changes.flatMap { change($0, wording) })
    if item.isOver {
      lines += item.facts.filter { $0.field == .deadlines }.flatMap { fact($0) }
      return lines + source(item, wording, margin)
    }
    if let summary = item.summary { lines += wrapped(summary, indent: margin) }
    lines += item.facts.flatMap { fact($0) }
    lines += group(wording.whyHeading, item.fits.map { fit($0, wording) } + item.passages)
    lines += group(wording.obstacleHeading, item.obstacles)
    lines += group(wording.checkHeading, item.questions)
    lines += group(wording.readinessHeading, item.readiness)
    return lines + source(item, wording, margin)
  }

  private func source(_ item: ItemView, _ wording: Wording, _ margin: Int) -> [String] {
    labelled(wording.documentLabel, [item.document])
      + labelled(wording.contactLabel, item.contacts)
      + item.links.flatMap { link($0, wording, margin: margin) }
  }

  private func fact(_ fact: ItemView.Fact) -> [String] { labelled(fact.label, fact.values) }

  /// A label and its values in two columns, the values one below the other.
  private func labelled(_ label: String, _ values: [String]) -> [String] {
    let column = 18
    return values.enumerated().flatMap { index, value -> [String] in
      let head = "    " + (index == 0 ? label : "")
      let fits = DisplayWidth.of(head) < column
      let lines = hanging(value, first: (fits ? head : "").padding(to: column), indent: column)
      return fits ? lines : [head] + lines
    }
  }

  /// An address is never broken: a line that holds one may be longer than the width.
  private func link(_ named: ItemView.NamedLink, _ wording: Wording, margin: Int) -> [String] {
    let indent = String(repeating: " ", count: margin)
    let label = wording.labelled(named.label)
    let line = "\(indent)\(label) \(named.link.url)"
    if DisplayWidth.of(line) <= Self.width { return [line] }
    return [indent + label, indent + "  " + named.link.url]
  }

  private func group(_ heading: String, _ lines: [String]) -> [String] {
    guard !lines.isEmpty else { return [] }
    return ["    \(heading)"] + lines.flatMap { bullet($0, indent: 6) }
  }

  private func fit(_ fit: ItemView.Fit, _ wording: Wording) -> String {
    let head = "\(fit.target), \(fit.relevance)"
    guard !fit.reasons.isEmpty else { return head }
    return wording.labelled(head) + " " + wording.clauses(fit.reasons)
  }

  /// What changed, then the passages that said and say so.
  private func change(_ change: ItemView.Change, _ wording: Wording) -> [String] {
    if change.old.isEmpty && change.new.isEmpty { return [change.label] }
    let sides = [change.old, change.new].map {
      $0.isEmpty ? wording.notStated : wording.clauses($0)
    }
    let passages = [
      change.oldPassage.map { "\(wording.labelled(wording.beforeLabel)) \($0)" },
      change.newPassage.map { "\(wording.labelled(wording.nowLabel)) \($0)" },
    ].compactMap(\.self)
    return [wording.labelled(change.label) + " " + sides.joined(separator: " -> ")] + passages
  }

  private func bullet(_ text: String, indent: Int) -> [String] {
    hanging(text, first: String(repeating: " ", count: indent) + "- ", indent: indent + 2)
  }

  private func wrapped(_ text: String, indent: Int = 0, hanging: Int = 0) -> [String] {
    self.hanging(text, first: String(repeating: " ", count: indent), indent: indent + hanging)
  }

  private func hanging(_ text: String, first: String, indent: Int) -> [String] {
    let margin = String(repeating: " ", count: indent)
    let lines = DisplayWidth.wrapped(PlainText.line(text), to: Self.width - indent)
    return lines.enumerated().map { ($0 == 0 ? first : margin) + $1 }
  }
}

extension String {
  fileprivate func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
