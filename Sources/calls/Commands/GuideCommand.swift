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
    abstract: "Write the calls that fit a profile as one document, a sheet each.",
    discussion: Example.text(
      "calls guide --profile Corpus/profiles/region.json --on 2024-03-15 --output guide.html")
      + "\n\nA file of projects that show what can be done (calls-practices/1, see"
      + " Packaging/practices.example.json) adds those that are near the calls."
      + "\n\nWith --format pdf-ready each sheet is a page of A4 in a browser's “print to PDF”.")

  @Option(
    help: ArgumentHelp(
      "The profile (else $CALLS_PROFILE, else the configuration).", valueName: "file")
  )
  var profile: String?

  @Option(help: ArgumentHelp("Good-practice projects, as JSON.", valueName: "file"))
  var practices: String?

  @Option(help: "html or pdf-ready.")
  var format = SheetFormat.html

  @Option(help: ArgumentHelp("Calls at most.", valueName: "number"))
  var limit = 20

  @Option(help: ArgumentHelp("Where to write it (else standard output).", valueName: "file"))
  var output: String?

  @Flag(help: "Keep named persons, their mail addresses and telephone numbers.")
  var withContacts = false

  @OptionGroup(title: "Shared options") var shared: SharedOptions

  func validate() throws {
    guard format.use != nil else { throw ValidationError("A guide is html or pdf-ready.") }
    guard limit > 0 else { throw ValidationError("--limit must be 1 or more.") }
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
