import CallModel
import Documents
import Presentation

/// One item of a digest for feed readers.
struct FeedEntry {
  /// `tag:` URI of the call (RFC 4151): never of its file.
  var id: String
  var title: String
  /// The day on which what a reader sees last changed.
  var updated: CalendarDay
  var link: SafeLink?
  /// Plain text, several lines.
  var text: String
  /// Names of themes.
  var tags: [String]
  var kind: DigestSection.Kind
  var item: DigestItem

  static func entries(of digest: AlertDigest, _ wording: Wording) -> [FeedEntry] {
    digest.sections.flatMap { section in
      section.items.map { item in
        let view = ItemView(item, digest: digest, wording: wording)
        return FeedEntry(
          id: tag("call/" + item.call.id), title: view.title, updated: item.changedOn,
          link: view.link, text: text(view, section.kind, wording),
          tags: item.call.themes.map { wording.theme($0.id) }, kind: section.kind, item: item)
      }
    }
  }

  /// A name that stays, made of what stays: `tag:calls.invalid,2024:…`.
  static func tag(_ name: String) -> String {
    let plain = name.utf8.map { byte -> String in
      let isPlain =
        (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte)
        || (0x30...0x39).contains(byte) || "-._/".utf8.contains(byte)
      let hex = String(byte, radix: 16, uppercase: true)
      return isPlain ? String(UnicodeScalar(byte)) : "%" + (hex.count < 2 ? "0" : "") + hex
    }
    return "tag:\(AlertDigest.neutralDomain),2024:" + plain.joined()
  }

  private static func text(
    _ view: ItemView, _ kind: DigestSection.Kind, _ wording: Wording
  ) -> String {
    var lines = [
      [DigestView.heading(kind, wording), view.eligibilityWord].joined(separator: " – ")
    ]
    lines += view.changes.map { change in
      guard !change.old.isEmpty || !change.new.isEmpty else { return change.label }
      let sides = [change.old, change.new].map {
        $0.isEmpty ? wording.notStated : wording.clauses($0)
      }
      return wording.labelled(change.label) + " " + sides.joined(separator: " → ")
    }
    lines += [view.summary].compactMap(\.self)
    lines += view.facts.map { wording.labelled($0.label) + " " + wording.clauses($0.values) }
    lines += view.fits.map { fit in
      let head = "\(fit.target), \(fit.relevance)"
      return fit.reasons.isEmpty
        ? head : wording.labelled(head) + " " + wording.clauses(fit.reasons)
    }
    lines += view.passages
    lines += view.questions.map { wording.labelled(wording.checkHeading) + " " + $0 }
    lines.append(wording.labelled(wording.documentLabel) + " " + view.document)
    return lines.map { PlainText.line($0) }.joined(separator: "\n")
  }
}
