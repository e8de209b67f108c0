import ArgumentParser
import CallModel
import Documents
import Presentation
import RuleEngine
import Store

struct ListCommand: CallsCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the calls in the store.",
    discussion: Example.text(
      "calls list --open --on 2024-03-15", "calls list --theme health --sort title --json"))

  @Flag(help: "Only calls that are open.")
  var open = false

  @Option(help: ArgumentHelp("Only calls of this programme; may be repeated.", valueName: "id"))
  var programme: [String] = []

  @Option(help: ArgumentHelp("Only calls with this theme; may be repeated.", valueName: "id"))
  var theme: [String] = []

  @Option(help: ArgumentHelp("Only calls in or with this country.", valueName: "code"))
  var country: [String] = []

  @Option(
    help: ArgumentHelp(
      "Only calls whose next deadline is on or before that day.", valueName: "YYYY-MM-DD"),
    transform: SharedOptions.day)
  var before: CalendarDay?

  @Option(help: "deadline, opening, title, programme, added or changed.")
  var sort: CallSort = .deadline

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup(title: "Shared options") var shared: SharedOptions

  func run(in session: Session) throws -> Int32 {
    let store = try session.store(readOnly: true)
    let calls = try store.summaries(filter, sort: sort, on: session.today)
    if json {
      try session.print(json: calls)
      return ExitStatus.done
    }
    // A list is also worth showing where the rules, which name programmes, cannot be read.
    let pack = try? session.pack()
    let rows = calls.map { call in
      CallListTable.Row(
        id: call.id, title: call.title,
        programme: call.programmes.first.map { pack?.entry(type: "programme", id: $0)?.name ?? $0 },
        opening: call.opening, deadline: call.nextDeadline ?? call.lastDeadline,
        isPermanent: call.isPermanent)
    }
    let table = CallListTable(
      wording: session.wording, width: session.output.width, style: session.output.style)
    session.print(table.rendered(rows, on: session.today))
    return ExitStatus.done
  }

  private var filter: CallFilter {
    var filter = CallFilter()
    if open { filter.phases = [.open] }
    filter.programmes = programme
    filter.themes = theme
    filter.countries = country.map { $0.uppercased() }
    filter.before = before
    return filter
  }
}

extension CallSort: ExpressibleByArgument {}
