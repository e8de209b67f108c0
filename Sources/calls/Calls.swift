import ArgumentParser

@main
struct Calls: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calls", subcommands: [RulesCommand.self, TagCommand.self, ParseCommand.self])
}
