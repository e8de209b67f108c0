import CallModel
import Presentation

/// Markdown that every common reader shows alike: headings, lists, links; no HTML, no tables.
struct MarkdownRenderer: DigestRenderer {
  private func escaped(_ text: String) -> String { Self.escaped(text) }

  func bytes(of digest: AlertDigest, names: Names) throws -> [UInt8] {
    let wording = Wording(digest.language, names: names)
    let view = DigestView(digest, wording: wording)
    var blocks = ["# \(escaped(view.title))", escaped(view.period), "**\(escaped(view.counts))**"]
    if let nearest = view.nearest { blocks.append(escaped(nearest)) }
    for section in view.sections {
      blocks.append("## \(escaped(section.heading)) (\(section.items.count))")
      for item in section.items { blocks += self.item(item, wording) }
    }
    blocks += ["---", escaped(view.health)]
    if !view.failures.isEmpty { blocks.append(list(view.failures)) }
    blocks += view.notes.map(escaped)
    blocks += ["## \(escaped(view.receivingHeading))"] + view.receiving.map(escaped)
    blocks.append(escaped(view.evidenceNote))
    return Array((blocks.joined(separator: "\n\n") + "\n").utf8)
  }

  private func item(_ item: ItemView, _ wording: Wording) -> [String] {
    let title = escaped(item.title)
    var blocks = ["### " + (item.link.map { "[\(title)](\($0.url))" } ?? title)]
    let status = [item.daysLeftWords, item.programme].compactMap { $0 }.map(escaped)
    blocks.append((["**\(escaped(item.eligibilityWord))**"] + status).joined(separator: " · "))
    blocks += group(wording.changesHeading, item.changes.map { change(item: $0, wording) })
    if item.isOver {
      return
        (blocks + [facts(item.facts.filter { $0.field == .deadlines }, wording)]
        + [source(item, wording)]).filter { !$0.isEmpty }
    }
    if let summary = item.summary { blocks.append("> " + escaped(summary)) }
    blocks.append(facts(item.facts, wording))
    blocks += group(
      wording.whyHeading,
      item.fits.map { fit in
        let head = escaped("\(fit.target), \(fit.relevance)")
        guard !fit.reasons.isEmpty else { return head }
        return escaped(wording.labelled("\(fit.target), \(fit.relevance)")) + " "
          + wording.clauses(fit.reasons.map(escaped))
      })
    blocks += item.passages.map { "> " + escaped($0) }
    blocks += group(wording.obstacleHeading, item.obstacles.map(escaped))
    blocks += group(wording.checkHeading, item.questions.map(escaped))
    blocks += group(wording.readinessHeading, item.readiness.map(escaped))
    blocks.append(source(item, wording))
    return blocks.filter { !$0.isEmpty }
  }

  private func facts(_ facts: [ItemView.Fact], _ wording: Wording) -> String {
    facts.map {
      "- \(escaped(wording.labelled($0.label))) " + wording.clauses($0.values.map(escaped))
    }.joined(separator: "\n")
  }

  private func group(_ heading: String, _ lines: [String]) -> [String] {
    guard !lines.isEmpty else { return [] }
    return ["**\(escaped(heading))**", lines.map { "- \($0)" }.joined(separator: "\n")]
  }

  private func list(_ lines: [String]) -> String {
    lines.map { "- \(escaped($0))" }.joined(separator: "\n")
  }

  private func change(item change: ItemView.Change, _ wording: Wording) -> String {
    if change.old.isEmpty && change.new.isEmpty { return escaped(change.label) }
    let sides = [change.old, change.new].map { values in
      escaped(values.isEmpty ? wording.notStated : wording.clauses(values))
    }
    let passages = [
      change.oldPassage.map { "\(wording.labelled(wording.beforeLabel)) \($0)" },
      change.newPassage.map { "\(wording.labelled(wording.nowLabel)) \($0)" },
    ].compactMap { $0.map { "\n  - " + escaped($0) } }
    return escaped(wording.labelled(change.label)) + " " + sides.joined(separator: " → ")
      + passages.joined()
  }

  private func source(_ item: ItemView, _ wording: Wording) -> String {
    var lines = [escaped(wording.labelled(wording.documentLabel)) + " " + escaped(item.document)]
    lines += item.links.map { "[\(escaped($0.label))](\($0.link.url)) (\(escaped($0.link.host)))" }
    lines += item.contacts.map {
      escaped(wording.labelled(wording.contactLabel)) + " " + escaped($0)
    }
    // No list: it would go on with the list before it.
    return lines.joined(separator: " · ")
  }

  /// One line in which nothing is markup: every ASCII character that may be is escaped, and an
  /// address in plain words makes no link of itself.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in PlainText.line(text).unicodeScalars {
      if "\\`*_{}[]<>#|~&!$".unicodeScalars.contains(scalar) { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
    // At the beginning of a line: `1.`, `-`, `+` and `=` make lists and headings.
    if let first = result.unicodeScalars.first, "-+=".unicodeScalars.contains(first) {
      return "\\" + result
    }
    let digits = result.prefix { $0.isASCII && $0.isNumber }
    let rest = result.dropFirst(digits.count)
    if !digits.isEmpty, let mark = rest.first, mark == "." || mark == ")" {
      return digits + "\\" + rest
    }
    return result
  }
}
