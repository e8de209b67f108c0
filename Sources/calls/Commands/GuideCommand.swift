import ArgumentParser
import CallModel
import Digest
import Documents
import Foundation
import Matching
import Pipeline
import Presentation
import Store

struct GuideCommand: CallsCommand {
  static let configuration = CommandConfiguration(
    commandName: "guide",
    abstract: Help.say(
      "Écrire les appels qui conviennent à un profil en un document, une fiche chacun.",
      "Write the calls that fit a profile as one document, a sheet each."),
    discussion: Example.text(
      "calls guide --profile Corpus/profiles/region.json --on 2024-03-15 --output guide.html")
      + Help.say(
        "\n\nUn fichier de projets qui montrent ce qui peut se faire "
          + "(calls-practices/1, voir Packaging/practices.example.json) ajoute ceux "
          + "qui sont proches des appels.\n\nAvec --format pdf-ready, chaque fiche est "
          + "une page A4 quand un navigateur « imprime en PDF ».",
        "\n\nA file of projects that show what can be done (calls-practices/1, see "
          + "Packaging/practices.example.json) adds those that are near the "
          + "calls.\n\nWith --format pdf-ready each sheet is a page of A4 in a "
          + "browser's “print to PDF”."))

  @Option(
    help: .say(
      "Le profil (sinon $CALLS_PROFILE, sinon la configuration).",
      "The profile (else $CALLS_PROFILE, else the configuration).", value: "file")
  )
  var profile: String?

  @Option(
    help: .say(
      "Des projets de bonnes pratiques, en JSON.",
      "Good-practice projects, as JSON.", value: "file"))
  var practices: String?

  @Option(help: .say("html ou pdf-ready.", "html or pdf-ready.", value: "format"))
  var format = SheetFormat.html

  @Option(help: .say("Nombre d’appels au plus.", "Calls at most.", value: "number"))
  var limit = 20

  @Option(
    help: .say(
      "Où l’écrire (sinon la sortie standard).",
      "Where to write it (else standard output).", value: "file"))
  var output: String?

  @Flag(
    help: .say(
      "Garder les personnes nommées, leurs adresses et leurs téléphones.",
      "Keep named persons, their mail addresses and telephone numbers."))
  var withContacts = false

  @OptionGroup(title: Help.say("Options communes", "Shared options")) var shared: SharedOptions

  func validate() throws {
    guard format.use != nil else {
      throw ValidationError(
        Help.say(
          "Un guide est html ou pdf-ready.",
          "A guide is html or pdf-ready."))
    }
    guard limit > 0 else {
      throw ValidationError(
        Help.say(
          "--limit doit être 1 ou plus.",
          "--limit must be 1 or more."))
    }
  }

  func run(in session: Session) throws -> Int32 {
    let profile = try session.profiles(told: profile.map { [$0] } ?? [])[0]
    let store = try session.store(readOnly: true)
    let matching = try StoredMatching(
      store: store, knowledge: session.knowledge(), day: session.today)
    let settings = DigestSettings(profile.alerts)
    let matches = matching.reports(
      [profile], options: MatchOptions(limit: 0, explainsAll: true)
    ).flatMap(\.matches).filter { $0.relevance.value >= settings.minimumScore }
    let byCall = Dictionary(grouping: matches, by: \.call)
    let chosen = GuideChoice.calls(of: matches, limit: limit)
    let stored = Dictionary(
      uniqueKeysWithValues: try store.calls(ids: chosen).map { ($0.id, $0) })
    let subjects = chosen.compactMap { id in
      stored[id].map { SheetSubject($0, matches: byCall[id] ?? []) }
    }
    let page = SheetPage(
      reader: AlertDigest.Subject(profile), day: session.today,
      language: session.wording.language, names: try session.names(),
      use: format.use ?? .screen, showsPersons: try session.showsPersons(told: withContacts),
      templates: try session.templates())
    try session.write(
      page.guide(
        subjects, projects: profile.projects ?? [], practices: try practices.map(read) ?? []),
      to: output)
    return ExitStatus.done
  }

  private func read(_ path: String) throws -> [Practice] {
    do {
      let data = try Data(contentsOf: URL(fileURLWithPath: path))
      let collection = try JSONDecoder().decode(Practice.Collection.self, from: data)
      guard collection.schema == Practice.Collection.schema else {
        throw CommandError.inputUnreadable(path: path, detail: "schema: \(collection.schema)")
      }
      return collection.practices
    } catch let error as DecodingError {
      throw CommandError.inputUnreadable(path: path, detail: PracticeFault.words(error))
    } catch let error as CocoaError {
      throw CommandError.inputUnreadable(path: path, detail: error.localizedDescription)
    }
  }
}

/// Where a file of practices is at fault, in a line.
private enum PracticeFault {
  static func words(_ error: DecodingError) -> String {
    let context: DecodingError.Context? =
      switch error {
      case .typeMismatch(_, let context), .valueNotFound(_, let context),
        .keyNotFound(_, let context), .dataCorrupted(let context):
        context
      @unknown default: nil
      }
    let place = context?.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue } ?? []
    return "/" + place.joined(separator: "/") + ": " + (context?.debugDescription ?? "\(error)")
  }
}
