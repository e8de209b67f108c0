import ArgumentParser
import CallModel
import Documents
import Presentation
import Store

struct ShowCommand: CallsCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show one call, every value with the passage that proves it.",
    discussion: Example.text(
      "calls show CALL", "calls show CALL --history",
      "calls show CALL --format html --profile Corpus/profiles/region.json --output sheet.html")
      + "\n\nCALL is an id from “calls list” or “calls match”, or its beginning.")

  @Flag(help: "Show what changed since the call was first seen.")
  var history = false

  @Flag(help: "Print JSON.")
  var json = false

  @Option(help: "text, json, html (a one-page sheet), or pdf-ready (the same for A4 paper).")
  var format: SheetFormat?

  @Option(
    help: ArgumentHelp("Also say how it fits this profile, in a sheet.", valueName: "file"))
  var profile: String?

  @Option(help: ArgumentHelp("Where to write it (else standard output).", valueName: "file"))
  var output: String?

  @Flag(help: "Keep named persons, their mail addresses and telephone numbers in a sheet.")
  var withContacts = false

  @Argument(help: "Id of a call, or its beginning.")
  var call: String

  @OptionGroup(title: "Shared options") var shared: SharedOptions

  func run(in session: Session) throws -> Int32 {
    let store = try session.store(readOnly: true)
    let found = try Self.find(call, in: store)
    if let format, format.isPage {
      let page = try session.sheet(
        of: found, format, profile: profile, in: store, withContacts: withContacts)
      try session.write(page, to: output)
    } else if history {
      try show(try store.history(of: found.id), of: found, session)
    } else if json || format == .json {
      let parsed = ParsedDocument(document: found.document, calls: [found.record])
      try session.print(json: session.wording.worded(parsed))
    } else {
      let sheet = CallSheet(
        wording: try session.namedWording(), width: session.output.width,
        style: session.output.style)
      session.print(
        sheet.rendered(found.record, document: found.path, warnings: found.document.warnings))
      let wording = session.wording
      for decision in try store.decisions(on: found.id, until: session.today) {
        session.print("\n\(wording.holder(of: decision)) – \(wording.decision(decision))\n")
      }
    }
    return ExitStatus.done
  }

  static func find(_ id: String, in store: Store) throws -> StoredCall {
    switch try store.call(matching: id) {
    case .found(let call): return call
    case .none: throw CommandError.unknownCall(id)
    case .several(let ids): throw CommandError.ambiguousCall(id, ids: ids)
    }
  }

  private func show(_ versions: [CallVersion], of call: StoredCall, _ session: Session) throws {
    if json {
      try session.print(json: versions.map(VersionLine.init))
      return
    }
    let wording = try session.namedWording()
    let title = PlainText.line(call.record.title?.value ?? call.text.title)
    var lines = [session.output.style.apply(.strong, to: title)]
    for (index, version) in versions.enumerated() {
      let cause = wording.versionCause(version.cause)
      lines.append("\(wording.day(version.day)) – \(cause)")
      guard index > 0 else { continue }
      let before = versions[index - 1].record
      lines += wording.changes(from: before, to: version.record).map { "  " + $0 }
    }
    session.print(lines.map { $0 + "\n" }.joined())
  }
}

/// A version of a call as JSON.
private struct VersionLine: Encodable {
  var version: Int
  var day: CalendarDay
  var cause: VersionCause
  var sha256: String
  var changes: [FieldChange]

  init(_ version: CallVersion) {
    self.version = version.version
    day = version.day
    cause = version.cause
    sha256 = version.sha256
    changes = version.changes
  }
}

extension Wording {
  func versionCause(_ cause: VersionCause) -> String {
    switch cause {
    case .added: say("première lecture", "first reading")
    case .reread: say("relu avec d’autres règles", "read again with other rules")
    case .corrected: say("corrigé par une personne", "corrected by a person")
    case .amended: say("nouvelle version du document", "new version of the document")
    }
  }
}
