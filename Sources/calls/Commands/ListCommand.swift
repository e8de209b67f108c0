import ArgumentParser
import CallModel
import Documents
import Pipeline
import Presentation
import RuleEngine
import Store

struct ListCommand: CallsCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: Help.say(
      "Énumérer les appels de la base.",
      "List the calls in the store."),
    discussion: Example.text(
      "calls list --open --on 2024-03-15", "calls list --theme health --sort title --json"))

  @Flag(help: .say("Seulement les appels ouverts.", "Only calls that are open."))
  var open = false

  @Option(
    help: .say(
      "Seulement les appels de ce programme et de ceux dont il a pris la suite, "
        + "par identifiant ou nom ; peut être répété.",
      "Only calls of this programme and of those it followed, by id or name; may "
        + "be repeated.", value: "name"))
  var programme: [String] = []

  @Option(
    help: .say(
      "Seulement les appels de ce thème ; peut être répété.",
      "Only calls with this theme; may be repeated.", value: "id"))
  var theme: [String] = []

  @Option(
    help: .say(
      "Seulement les appels dans ce pays ou avec lui.",
      "Only calls in or with this country.", value: "code"))
  var country: [String] = []

  @Option(
    help: .say(
      "Seulement les appels dont le document est dans un dossier de ce nom, si "
        + "--folder-tags l’a lu.",
      "Only calls whose document lies in a folder of this name, where "
        + "--folder-tags read it.", value: "name"))
  var tag: [String] = []

  @Option(
    help: .say(
      "Seulement les appels dont la prochaine date limite est ce jour-là ou avant.",
      "Only calls whose next deadline is on or before that day.", value: "YYYY-MM-DD"),
    transform: SharedOptions.day)
  var before: CalendarDay?

  @Option(
    help: .say(
      "deadline (échéance), opening (ouverture), title (titre), programme, added "
        + "(ajout) ou changed (modification).",
      "deadline, opening, title, programme, added or changed.", value: "sort"))
  var sort: CallSort = .deadline

  @Flag(help: .say("Donner du JSON.", "Print JSON."))
  var json = false

  @OptionGroup(title: Help.say("Options communes", "Shared options")) var shared: SharedOptions

  func run(in session: Session) throws -> Int32 {
    let store = try session.store(readOnly: true)
    // A list is also worth showing where the rules, which name programmes, cannot be read.
    let pack = try? session.pack()
    let line = pack.map { ProgrammeLine(pack: $0) }
    let calls = try store.summaries(filter(line), sort: sort, on: session.today)
    if let line { tellOld(calls, line, session) }
    if json {
      try session.print(json: calls)
      return ExitStatus.done
    }
    let rows = calls.map { call in
      CallListTable.Row(
        id: call.id, title: call.title,
        programme: call.programmes.first.map { pack?.entry(type: "programme", id: $0)?.name ?? $0 },
        isUpcoming: call.phase == .upcoming,
        deadline: call.nextDeadline ?? call.lastDeadline,
        isPermanent: call.isPermanent)
    }
    let table = CallListTable(
      wording: session.wording, width: session.output.width, style: session.output.style)
    session.print(table.rendered(rows, on: session.today))
    return ExitStatus.done
  }

  /// Says under which older names calls of the programme were found.
  private func tellOld(_ calls: [CallSummary], _ line: ProgrammeLine, _ session: Session) {
    let asked = Set(programme.flatMap(line.ids))
    guard !asked.isEmpty else { return }
    let wanted = Set(asked.flatMap(line.withPredecessors)).subtracting(asked)
    let old = Set(calls.flatMap(\.programmes)).intersection(wanted).sorted()
    let names = old.compactMap(line.name)
    if !names.isEmpty { session.tell(session.wording.olderProgrammes(names)) }
  }

  private func filter(_ line: ProgrammeLine?) -> CallFilter {
    var filter = CallFilter()
    if open { filter.phases = [.open] }
    filter.programmes = programme.flatMap { asked in
      line.map { $0.ids(named: asked).flatMap($0.withPredecessors) }.flatMap {
        $0.isEmpty ? nil : $0
      } ?? [asked]
    }
    filter.themes = theme
    filter.countries = country.map { $0.uppercased() }
    filter.before = before
    filter.tags = tag
    return filter
  }
}

extension CallSort: ExpressibleByArgument {}
