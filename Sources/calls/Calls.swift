import ArgumentParser

@main
struct Calls: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calls",
    abstract: "Reads calls for proposals, and says which ones fit an authority, and why.",
    discussion: Example.text("calls parse Corpus/documents/life-circular-2024.html"),
    version: Calls.version,
    groupedSubcommands: [
      CommandGroup(
        name: "Every day",
        subcommands: [
          AddCommand.self, WatchCommand.self, ListCommand.self, ShowCommand.self,
          SearchCommand.self, MatchCommand.self, DigestCommand.self, GuideCommand.self,
          ProfileCommand.self, CorrectCommand.self, LinkCommand.self, DecideCommand.self,
          MuteCommand.self, ExportCommand.self,
        ]),
      CommandGroup(
        name: "One document at a time",
        subcommands: [ParseCommand.self, ExtractCommand.self, TagCommand.self]),
      CommandGroup(
        name: "Care",
        subcommands: [
          StatusCommand.self, FailuresCommand.self, RetryCommand.self, BackupCommand.self,
          CheckCommand.self, RebuildCommand.self, ForgetCommand.self, DoctorCommand.self,
          ConfigCommand.self,
        ]),
      CommandGroup(
        name: "Rules and quality",
        subcommands: [RulesCommand.self, RetagCommand.self, EvaluateCommand.self]),
    ])

  static let version = "0.1.0"
}
