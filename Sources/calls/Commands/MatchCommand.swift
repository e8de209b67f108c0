import ArgumentParser
import CallModel
import Matching
import Pipeline
import Presentation
import Store

struct MatchCommand: CallsCommand {
  static let configuration = CommandConfiguration(
    commandName: "match",
    abstract: Help.say(
      "Classer les appels qui conviennent au profil d’une collectivité, raisons à "
        + "l’appui.",
      "Rank the calls that fit an authority's profile, with reasons."),
    discussion: Example.text(
      "calls match --profile Corpus/profiles/region.json --on 2024-03-15",
      "calls match --profile Corpus/profiles/region.json --on 2024-03-15 --json",
      "calls match --profile Corpus/profiles/region.json --call CALL",
      "calls match --profile Corpus/profiles/region.json --set budget.cofinancingPerProject=300000")
      + Help.say(
        "\n\nAvec --call, dans l’autre sens : ce qu’un appel est pour ces profils "
          + "et leurs projets.",
        "\n\nWith --call, the other way round: what one call is for these profiles "
          + "and their projects.")
  )

  @Option(
    name: .customLong("profile"),
    help: .say(
      "Le profil de la collectivité ; peut être répété.",
      "The authority's profile; may be repeated.", value: "file"))
  var profiles: [String]

  @Option(
    help: .say("Seulement ce projet du profil.", "Only this project of the profile.", value: "id"))
  var project: String?

  @Option(
    help: .say(
      "Ne juger que cet appel, quoi qui parle contre lui.",
      "Judge this call alone, whatever speaks against it.", value: "id"))
  var call: String?

  @Option(
    name: .customLong("set"),
    help: .say(
      "Voir ce qui conviendrait si le profil le disait ; peut être répété.",
      "See what would fit if the profile said so; may be repeated.", value: "path=value"))
  var settings: [String] = []

  @Option(
    help: .say(
      "Nombre d’appels pour chaque projet et pour l’ensemble des thèmes ; 0 pour tous.",
      "Calls for each project and for the themes as a whole; 0 for all.", value: "limit"))
  var limit = 20

  @Flag(help: .say("Montrer aussi les appels clos.", "Show closed calls too."))
  var includeClosed = false

  @Flag(
    help: .say(
      "Montrer aussi les appels dont un critère écarte la collectivité.",
      "Show calls too for which a criterion speaks against the authority."))
  var includeIneligible = false

  @Flag(
    help: .say(
      "Montrer aussi les appels qu’il a été décidé de laisser.",
      "Show calls too that it was decided to leave."))
  var includeRefused = false

  @Flag(
    help: .say(
      "Montrer chaque critère, chaque point et chaque passage.",
      "Show every criterion, point and passage."))
  var explain = false

  @Flag(help: .say("Donner du JSON.", "Print JSON."))
  var json = false

  @Flag(help: .say("Donner du JSON, une proposition par ligne.", "Print JSON, one match a line."))
  var ndjson = false

  @OptionGroup(title: Help.say("Options communes", "Shared options")) var shared: SharedOptions

  func validate() throws {
    guard limit >= 0 else {
      throw ValidationError(
        Help.say(
          "--limit doit être 0 ou plus.",
          "--limit must be 0 or more."))
    }
    guard !profiles.isEmpty else {
      throw ValidationError(
        Help.say(
          "Donnez un --profile.",
          "Give a --profile."))
    }
  }

  func run(in session: Session) throws -> Int32 {
    let (profiles, status) = try loadedProfiles(session)
    guard !profiles.isEmpty else { return status }
    try checkProject(of: profiles)
    let store = try session.store(readOnly: true)
    let call = try self.call.map { try ShowCommand.find($0, in: store).id }
    session.packBeforeMatching(store)
    let matching = try StoredMatching(
      store: store, knowledge: try session.knowledge(), day: session.today)
    let options = MatchOptions(
      project: project, limit: limit, includesClosed: includeClosed || call != nil,
      includesIneligible: includeIneligible || call != nil,
      includesRefused: includeRefused || call != nil, calls: call.map { [$0] }, explainsAll: explain
    )
    let reports = matching.reports(profiles, options: options)
    let wording = try session.namedWording()
    if ndjson {
      for match in reports.flatMap(\.matches) {
        try session.print(
          json: MatchJSON.Line(match, wording: wording, explains: explain), pretty: false)
      }
    } else if json {
      let all = reports.map { MatchJSON($0, wording: wording, explains: explain) }
      if self.profiles.count == 1 {
        try session.print(json: all[0])
      } else {
        try session.print(json: MatchJSON.Several(all))
      }
    } else {
      let table = MatchTable(
        wording: wording, detail: explain ? .full : .brief, width: session.output.width,
        style: session.output.style)
      let calls = matching.records(of: reports)
      let texts = zip(reports, profiles).map { table.rendered($0, profile: $1, calls: calls) }
      session.print(texts.joined(separator: "\n"))
    }
    return status
  }

  /// The profiles that can be read; the others are named, and the rest goes on.
  private func loadedProfiles(_ session: Session) throws -> ([Profile], Int32) {
    let settings = try self.settings.map(ProfileSetting.init)
    var loaded: [Profile] = []
    var status = ExitStatus.done
    for path in profiles {
      do {
        loaded.append(try ProfileFile.load(path, with: settings, in: session))
      } catch let error where error is NamedRefusal || error is CommandError {
        let account = ErrorAccount(error, wording: session.wording)
        for line in account.lines { session.complain(line) }
        status = profiles.count == 1 ? account.status : ExitStatus.badData
      }
    }
    return (loaded, status)
  }

  private func checkProject(of profiles: [Profile]) throws {
    guard let project else { return }
    let known = profiles.flatMap { ($0.projects ?? []).map(\.id) }
    guard known.contains(project) else {
      throw CommandError.unknownProject(project, known: known)
    }
  }
}
