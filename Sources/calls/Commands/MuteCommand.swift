import ArgumentParser
import CallModel
import Documents
import Pipeline
import Presentation
import Store

struct MuteCommand: CallsCommand {
  static let configuration = CommandConfiguration(
    commandName: "mute",
    abstract: Help.say(
      "Dire ce que les alertes doivent taire : appels, programmes, thèmes.",
      "Say what digests are to tell no more: calls, programmes, themes."),
    discussion: Example.text(
      "calls mute CALL", "calls mute --programme life --until 2027-01-01", "calls mute")
      + Help.say(
        "\n\nSans rien, ce qui est tu est énuméré ; --undo le retire.",
        "\n\nWithout anything it lists what is muted; --undo takes it back."))

  @Argument(
    help: .say(
      "Identifiants d’appels, ou leurs débuts.",
      "Ids of calls, or their beginnings.", value: "calls"))
  var calls: [String] = []

  @Option(
    help: .say(
      "Un programme, par identifiant ou nom ; plusieurs sont possibles.",
      "A programme, by id or name; several are allowed.", value: "id"))
  var programme: [String] = []

  @Option(
    help: .say(
      "Un thème, par identifiant ; plusieurs sont possibles.",
      "A theme, by id; several are allowed.", value: "id"))
  var theme: [String] = []

  @Option(
    help: .say(
      "Seulement pour ce profil (sinon pour tous).",
      "Only for this profile (else for all).", value: "file"))
  var profile: String?

  @Option(
    help: .say(
      "Le dernier jour où cela vaut.", "The last day on which it holds.", value: "YYYY-MM-DD"),
    transform: SharedOptions.day)
  var until: CalendarDay?

  @Flag(help: .say("Le retirer.", "Take it back."))
  var undo = false

  @Flag(help: .say("Donner du JSON.", "Print JSON."))
  var json = false

  @OptionGroup(title: Help.say("Options communes", "Shared options")) var shared: SharedOptions

  func run(in session: Session) throws -> Int32 {
    let isList = calls.isEmpty && programme.isEmpty && theme.isEmpty
    let store = try session.store(readOnly: isList)
    if !isList {
      for mute in try chosen(session, store) {
        if !undo {
          try store.mute(mute)
        } else if try !store.unmute(mute) {
          session.tell(session.wording.notMuted(mute))
        }
      }
    }
    try show(try store.mutes(), session)
    return ExitStatus.done
  }

  private func chosen(_ session: Session, _ store: Store) throws -> [Mute] {
    let name = try profile.map { try ProfileFile.read($0).name } ?? ""
    func mute(_ kind: Mute.Kind, _ value: String) -> Mute {
      Mute(profile: name, kind: kind, value: value, until: until, day: session.today)
    }
    let lines = programme.isEmpty ? nil : ProgrammeLine(pack: try session.pack())
    let programmes = programme.flatMap { name -> [String] in
      let ids = lines?.ids(named: name) ?? []
      return ids.isEmpty ? [name] : ids
    }
    return try calls.map { mute(.call, try ShowCommand.find($0, in: store).id) }
      + programmes.map { mute(.programme, $0) } + theme.map { mute(.theme, $0) }
  }

  private func show(_ mutes: [Mute], _ session: Session) throws {
    if json {
      try session.print(json: mutes)
      return
    }
    let wording = try session.namedWording()
    guard !mutes.isEmpty else {
      session.print(wording.say("Rien n’est mis en sourdine.\n", "Nothing is muted.\n"))
      return
    }
    var table = TextTable([
      .init(wording.say("Quoi", "What")), .init(wording.say("Valeur", "Value")),
      .init(wording.say("Profil", "Profile")), .init(wording.say("Jusqu’au", "Until")),
    ])
    table.rows = mutes.map { mute in
      .init([
        .init(wording.muteKind(mute.kind)), .init(PlainText.line(mute.value), .strong),
        .init(
          mute.profile.isEmpty ? wording.say("tous", "all") : PlainText.line(mute.profile)),
        .init(mute.until.map(wording.shortDay) ?? ""),
      ])
    }
    session.print(table.rendered(width: session.output.width, style: session.output.style))
  }
}

extension Wording {
  func muteKind(_ kind: Mute.Kind) -> String {
    switch kind {
    case .call: say("appel", "call")
    case .programme: say("programme", "programme")
    case .theme: say("thème", "theme")
    }
  }

  func notMuted(_ mute: Mute) -> String {
    let value = PlainText.line(mute.value)
    return say("\(value) n’était pas en sourdine.", "\(value) was not muted.")
  }
}
