import ArgumentParser
import Glibc

@main
struct Calls: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calls",
    abstract: Help.say(
      "Lit les appels à projets, et dit lesquels conviennent à une collectivité, "
        + "et pourquoi.",
      "Reads calls for proposals, and says which ones fit an authority, and why."),
    discussion: Example.text("calls parse Corpus/documents/life-circular-2024.html"),
    version: Calls.version,
    groupedSubcommands: [
      CommandGroup(
        name: Help.say("Au quotidien", "Every day"),
        subcommands: [
          AddCommand.self, WatchCommand.self, ListCommand.self, ShowCommand.self,
          SearchCommand.self, MatchCommand.self, DigestCommand.self, GuideCommand.self,
          ProfileCommand.self, CorrectCommand.self, LinkCommand.self, DecideCommand.self,
          MuteCommand.self, ExportCommand.self,
        ]),
      CommandGroup(
        name: Help.say("Un document à la fois", "One document at a time"),
        subcommands: [ParseCommand.self, ExtractCommand.self, TagCommand.self]),
      CommandGroup(
        name: Help.say("Entretien", "Care"),
        subcommands: [
          StatusCommand.self, FailuresCommand.self, RetryCommand.self, BackupCommand.self,
          CheckCommand.self, RebuildCommand.self, ForgetCommand.self, DoctorCommand.self,
          ConfigCommand.self,
        ]),
      CommandGroup(
        name: Help.say("Règles et qualité", "Rules and quality"),
        subcommands: [RulesCommand.self, RetagCommand.self, EvaluateCommand.self]),
    ])

  static let version = "0.1.0"

  /// As the parser's own, but what it says is said in the user's language.
  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      end(with: error)
    }
  }

  /// Says what stopped the run, help on standard output and faults on standard error, and ends it.
  private static func end(with error: any Error) -> Never {
    let status = exitCode(for: error)
    let text = UsageText(Speech.wording).message(for: error, of: Self.self)
    if !text.isEmpty {
      StandardStream.write(
        Array((text + "\n").utf8), to: status.isSuccess ? STDOUT_FILENO : STDERR_FILENO)
    }
    Glibc.exit(status.rawValue)
  }
}
