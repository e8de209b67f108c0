import ArgumentParser
import Documents
import RuleEngine

struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "Check, test and list the rules.",
    subcommands: [RulesTest.self])
}

struct RulesTest: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "test")
  @Option var rules = "Rules"
  @Argument var prefix = ""

  func run() throws {
    do {
      let pack = try RulePack.load(folder: rules)
      let faults = pack.failedExamples(prefix: prefix)
      for fault in faults { print("\(fault.file):\(fault.line): \(fault.kind)") }
      print("\(faults.count) faults")
    } catch {
      for fault in error.faults { print("\(fault.file):\(fault.line): \(fault.kind)") }
      throw ExitCode(65)
    }
  }
}

struct TagCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "tag")
  @Option var rules = "Rules"
  @Argument var text = ""

  func run() throws {
    do {
      let pack = try RulePack.load(folder: rules)
      let input = text
      for a in Tagger(pack: pack).annotations(in: input) {
        let slice = String(decoding: Array(input.utf8)[a.range.start..<a.range.end], as: UTF8.self)
        print(a.type, a.value.description, "«\(slice)»", a.rule, a.attributes.map { "\($0.key)=\($0.value)" })
      }
    } catch {
      for fault in error.faults { print("\(fault.file):\(fault.line): \(fault.kind)") }
      throw ExitCode(65)
    }
  }
}
