import ArgumentParser
import CallModel
import Digest
import Documents
import Foundation
import Pipeline
import Presentation
import Store

struct DigestCommand: CallsCommand {
  static let configuration = CommandConfiguration(
    commandName: "digest",
    abstract: "Write the alert digest of a profile: new, changed and closing calls.",
    discussion: Example.text(
      "calls digest --profile Corpus/profiles/region.json --on 2024-03-15 --output alert.html")
      + "\n\nIt tells the news since the last digest of that profile, of which the store keeps"
      + " account; with --since, those of that day and after, and no account is kept.")

  @Option(help: ArgumentHelp("The authority's profile.", valueName: "file"))
  var profile: String

  @Option(
    help: ArgumentHelp("The first day whose news are told.", valueName: "YYYY-MM-DD"),
    transform: SharedOptions.day)
  var since: CalendarDay?

  @Option(help: "html, markdown, text or json (else by the output's name, else text).")
  var format: DigestFormat?

  @Option(help: ArgumentHelp("Where to write it (else standard output).", valueName: "file"))
  var output: String?

  @OptionGroup(title: "Shared options") var shared: SharedOptions

  func run(in session: Session) throws -> Int32 {
    let profile = try ProfileFile.load(self.profile, in: session)
    let store = try session.store(readOnly: since != nil)
    let maker = DigestMaker(store: store, knowledge: try session.knowledge(), day: session.today)
    let digest = try maker.digest(of: profile, since: since, language: session.wording.language)
    let bytes = try chosenFormat.renderer.bytes(of: digest, names: try session.names())
    if let output {
      do {
        try Data(bytes).write(to: URL(fileURLWithPath: output), options: .atomic)
      } catch {
        throw CommandError.cannotWrite(path: output, detail: error.localizedDescription)
      }
      session.tell(output)
    } else {
      session.print(bytes)
    }
    // Told only once it is written.
    if since == nil { try maker.record(digest, of: profile) }
    return ExitStatus.done
  }

  private var chosenFormat: DigestFormat {
    if let format { return format }
    let ending = (output as NSString?)?.pathExtension.lowercased()
    return DigestFormat.allCases.first { $0.fileExtension == ending } ?? .text
  }
}

extension DigestFormat: ExpressibleByArgument {}
