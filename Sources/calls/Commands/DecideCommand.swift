import ArgumentParser
import CallModel
import Documents
import Foundation
import Matching
import Presentation
import Store

struct DecideCommand: CallsCommand {
  static let configuration = CommandConfiguration(
    commandName: "decide",
    abstract: Help.say(
      "Noter ce qui a été décidé d’un appel, et ce qui en est advenu.",
      "Note what was decided on a call, and what came of it."),
    discussion: Example.text(
      "calls decide CALL consider --owner 'Service Europe' --next 'Voir le budget'",
      "calls decide CALL refuse --reason 'Hors compétence'",
      "calls decide --all",
      "calls decide --reasons")
      + Help.say(
        "\n\nAvec --profile et --project, la décision n’est que la leur. Les "
          + "appels refusés quittent les listes de « calls match » et « calls digest "
          + "». Sans décision, ce qui a été décidé est montré ; avec --outcome, ce qui "
          + "est advenu de la demande est noté.",
        "\n\nWith --profile and --project, the decision is theirs alone. Refused "
          + "calls leave the lists of “calls match” and “calls digest”. Without a "
          + "decision, what was decided is shown; with --outcome, what came of the "
          + "application is noted."))

  @Argument(
    help: .say(
      "Identifiant de l’appel, ou son début.",
      "Id of the call, or its beginning.", value: "call"))
  var call: String?

  @Argument(
    help: .say(
      "apply (candidater), consider (étudier), support (soutenir) ou refuse (refuser).",
      "apply, consider, support or refuse.", value: "choice"))
  var choice: Decision.Choice?

  @Option(
    help: .say(
      "Seulement pour le profil de cette collectivité.",
      "Only for this authority's profile.", value: "file"))
  var profile: String?

  @Option(
    help: .say(
      "Seulement pour ce projet du profil.", "Only for this project of the profile.", value: "id"))
  var project: String?

  @Option(help: .say("Pourquoi.", "Why.", value: "text"))
  var reason: String?

  @Option(help: .say("Qui s’en charge.", "Who sees to it.", value: "name"))
  var owner: String?

  @Option(help: .say("Ce qui est à faire ensuite.", "What is to be done next.", value: "text"))
  var next: String?

  @Option(
    help: .say(
      "Ce qui en est advenu : requested (demandé), obtained (obtenu), refused "
        + "(refusé) ou paid (payé).",
      "What came of it: requested, obtained, refused or paid.", value: "outcome"))
  var outcome: Decision.Outcome.Kind?

  @Option(
    help: .say("La somme en jeu, en euros.", "The sum of the outcome, in euros.", value: "number"),
    transform: DecideCommand.sum)
  var amount: Money?

  @Flag(help: .say("Retirer la dernière décision.", "Take the last decision back."))
  var undo = false

  @Flag(help: .say("Montrer tout ce qui a été décidé.", "Show all that was decided."))
  var all = false

  @Flag(
    help: .say(
      "Montrer pourquoi des appels ont été refusés, et ce que le profil pourrait en dire.",
      "Show why calls were refused, and what the profile could say of it."))
  var reasons = false

  @Flag(help: .say("Donner du JSON.", "Print JSON."))
  var json = false

  @OptionGroup(title: Help.say("Options communes", "Shared options")) var shared: SharedOptions

  func validate() throws {
    let listing = all || reasons
    guard listing != (call != nil) else {
      throw ValidationError(
        Help.say(
          "Donnez un appel, ou bien --all ou --reasons.",
          "Give a call, or one of --all and --reasons."))
    }
    guard [choice != nil, outcome != nil, undo, listing].filter(\.self).count < 2 else {
      throw ValidationError(
        Help.say(
          "Donnez une seule chose : une décision, --outcome, --undo, --all ou --reasons.",
          "Give one of a decision, --outcome, --undo, --all and --reasons."))
    }
    guard amount == nil || outcome != nil else {
      throw ValidationError(
        Help.say(
          "--amount va avec --outcome.",
          "--amount goes with --outcome."))
    }
    let isSilent = reason == nil && owner == nil && next == nil
    guard choice != nil || isSilent else {
      throw ValidationError(
        Help.say(
          "--reason, --owner et --next vont avec une décision.",
          "--reason, --owner and --next go with a decision."))
    }
    guard project == nil || profile != nil else {
      throw ValidationError(
        Help.say(
          "--project va avec --profile.",
          "--project goes with --profile."))
    }
  }

  func run(in session: Session) throws -> Int32 {
    let profile = try self.profile.map { try ProfileFile.load($0, in: session) }
    if let project, let profile {
      let known = (profile.projects ?? []).map(\.id)
      guard known.contains(project) else {
        throw CommandError.unknownProject(project, known: known)
      }
    }
    guard let call else { return try list(of: profile, session) }
    let changes = choice != nil || outcome != nil || undo
    let store = try session.store(readOnly: !changes)
    let id = try ShowCommand.find(call, in: store).id
    let key = DecisionKey(call: id, profile: profile?.name, project: project)
    if let choice {
      try store.decide(
        Decision(
          call: id, profile: profile?.name, project: project, choice: choice, reason: reason,
          owner: owner, next: next, day: session.today))
    } else if let outcome {
      let step = Decision.Outcome(
        outcome, amount: amount, day: session.today)
      guard try store.note(step, of: key) else { throw CommandError.notDecided(id) }
    } else if undo {
      guard try store.forgetDecision(key) else { throw CommandError.notDecided(id) }
    }
    try show(try store.decisions(on: id), session)
    return ExitStatus.done
  }

  private static func sum(_ text: String) throws -> Money {
    guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) || $0 == 46 }),
      let amount = Decimal(string: text)
    else {
      throw ValidationError(
        Help.say(
          "« \(text) » n’est pas une somme : écrivez 45000 ou 45000.50.",
          "“\(text)” is no sum: write 45000 or 45000.50."))
    }
    return Money(amount, "EUR")
  }

  private func show(_ decisions: [Decision], _ session: Session) throws {
    if json { return try session.print(json: decisions) }
    let wording = session.wording
    let lines = decisions.map { "\(wording.holder(of: $0)) – \(wording.decision($0))\n" }
    session.print(lines.isEmpty ? wording.nothingDecided + "\n" : lines.joined())
  }

  // MARK: Lists

  private func list(of profile: Profile?, _ session: Session) throws -> Int32 {
    let store = try session.store(readOnly: true)
    let decisions = try store.decisions(until: session.today).filter { decision in
      (profile == nil || decision.profile == nil || decision.profile == profile?.name)
        && (project == nil || decision.project == nil || decision.project == project)
    }
    if reasons {
      try showReasons(decisions, profile, store, session)
    } else if json {
      try session.print(json: decisions)
    } else {
      let table = DecisionTable(wording: session.wording, style: session.output.style)
      session.print(
        table.rendered(
          decisions, titles: try titles(store, session), width: session.output.width))
    }
    return ExitStatus.done
  }

  private func titles(_ store: Store, _ session: Session) throws -> [String: String] {
    let summaries = try store.summaries(everything, on: session.today)
    return Dictionary(summaries.map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first })
  }

  private var everything: CallFilter {
    var filter = CallFilter()
    filter.includesWithdrawn = true
    return filter
  }

  private func showReasons(
    _ decisions: [Decision], _ profile: Profile?, _ store: Store, _ session: Session
  ) throws {
    let themes = Dictionary(
      try store.summaries(everything, on: session.today).map { ($0.id, $0.themes) },
      uniquingKeysWith: { first, _ in first })
    let summary = RefusalSummary(
      decisions, themes: themes, excluded: profile?.excludedThemes ?? [])
    if json {
      return try session.print(json: summary.reasons.map(ReasonLine.init))
    }
    let wording = try session.namedWording()
    let lines = summary.reasons.flatMap(wording.refusalReason)
    session.print((lines.isEmpty ? [wording.nothingRefused] : lines).map { $0 + "\n" }.joined())
  }
}

/// A reason of refusals as JSON.
private struct ReasonLine: Encodable {
  var reason: String
  var calls: [String]
  /// What a profile could say: `{"excludedThemes": […]}`.
  var proposal: [String: [String]]?

  init(_ reason: RefusalSummary.Reason) {
    self.reason = reason.text
    calls = reason.calls
    proposal = reason.themes.isEmpty ? nil : ["excludedThemes": reason.themes]
  }
}

extension Wording {
  var nothingRefused: String {
    say("Aucun appel n’a été écarté avec un motif.", "No call was refused with a reason.")
  }

  /// The reason with its calls, then what the profile could say.
  func refusalReason(_ reason: RefusalSummary.Reason) -> [String] {
    let calls = count(
      reason.calls.count, fr: ("appel écarté", "appels écartés"),
      en: ("call refused", "calls refused"))
    let head =
      "\(quoted(PlainText.line(reason.text, limit: 200))) – \(calls) (\(list(reason.calls)))"
    return [head]
      + reason.themes.map { id in
        say(
          "  Tous traitent de : \(theme(id)). Pour ne plus les voir, ajoutez \"\(id)\" à \"excludedThemes\" dans le profil.",
          "  All of them are about \(theme(id)). To see no more of these, add \"\(id)\" to \"excludedThemes\" in the profile."
        )
      }
  }
}

extension Decision.Choice: ExpressibleByArgument {}
extension Decision.Outcome.Kind: ExpressibleByArgument {}
