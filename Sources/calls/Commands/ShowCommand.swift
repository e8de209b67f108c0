import ArgumentParser
import CallModel
import Documents
import Presentation
import Store

struct ShowCommand: CallsCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: Help.say(
      "Montrer un appel, chaque valeur avec le passage qui la prouve.",
      "Show one call, every value with the passage that proves it."),
    discussion: Example.text(
      "calls show CALL", "calls show CALL --history",
      "calls show CALL --format html --profile Corpus/profiles/region.json --output sheet.html")
      + Help.say(
        "\n\nCALL est un identifiant donné par « calls list » ou « calls match », "
          + "ou son début.",
        "\n\nCALL is an id from “calls list” or “calls match”, or its beginning."))

  @Flag(
    help: .say(
      "Montrer ce qui a changé depuis que l’appel est connu.",
      "Show what changed since the call was first seen."))
  var history = false

  @Flag(help: .say("Donner du JSON.", "Print JSON."))
  var json = false

  @Option(
    help: .say(
      "text, json, html (une fiche d’une page) ou pdf-ready (la même pour le papier A4).",
      "text, json, html (a one-page sheet), or pdf-ready (the same for A4 paper).", value: "format")
  )
  var format: SheetFormat?

  @Option(
    help: .say(
      "Dire aussi, dans une fiche, comment il convient à ce profil.",
      "Also say how it fits this profile, in a sheet.", value: "file"))
  var profile: String?

  @Option(
    help: .say(
      "Où l’écrire (sinon la sortie standard).",
      "Where to write it (else standard output).", value: "file"))
  var output: String?

  @Flag(
    help: .say(
      "Garder dans une fiche les personnes nommées, leurs adresses et leurs téléphones.",
      "Keep named persons, their mail addresses and telephone numbers in a sheet."))
  var withContacts = false

  @Argument(
    help: .say(
      "Identifiant d’un appel, ou son début.", "Id of a call, or its beginning.", value: "call"))
  var call: String

  @OptionGroup(title: Help.say("Options communes", "Shared options")) var shared: SharedOptions

  func run(in session: Session) throws -> Int32 {
    let store = try session.store(readOnly: true)
    let found = try Self.find(call, in: store)
    if let format, format.isPage {
      let page = try session.sheet(
        of: found, format, profile: profile, in: store, withContacts: withContacts)
      try session.write(page, to: output)
    } else if history {
      try showHistory(of: found, in: store, session)
    } else if json || format == .json {
      try session.print(json: try ShownCall(found, in: store, session))
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
      let lines = wording.standing(try CallStandingLines(found, in: store, session), of: found)
      session.print("\n" + lines.map { session.output.style.apply(.faint, to: $0) + "\n" }.joined())
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
}
