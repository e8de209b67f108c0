import ArgumentParser
import Presentation
import Store

struct LinkCommand: CallsCommand {
  static let configuration = CommandConfiguration(
    commandName: "link",
    abstract: Help.say(
      "Dire que deux appels n’en font qu’un, ou que l’un est un appel à part.",
      "Say that two calls are one, or that one is a call of its own."),
    discussion: Example.text("calls link --apart CALL")
      + Help.say(
        "\n\nLe même appel rencontré en PDF, en page et en courriel, ou en deux "
          + "langues, est un seul appel si ses documents concordent sans doute "
          + "possible ; « calls show » les nomme. Votre parole l’emporte, pour "
          + "toujours.",
        "\n\nThe same call met as PDF, page and mail, or in two languages, is one "
          + "call by itself where its documents agree beyond doubt; “calls show” names "
          + "them. Your word wins over that, for ever.")
  )

  @Flag(
    help: .say(
      "C’est un appel à part, quoi que ses documents partagent avec un autre.",
      "It is a call of its own, whatever its documents share with another."))
  var apart = false

  @Flag(help: .say("Retirer ce qui en a été dit.", "Take back what was said of it."))
  var undo = false

  @Argument(
    help: .say(
      "Identifiant d’un appel, ou son début.", "Id of a call, or its beginning.", value: "call"))
  var call: String

  @Argument(
    help: .say(
      "Identifiant de l’appel qu’il est aussi.",
      "Id of the call that it is, too.", value: "other"))
  var other: String?

  @OptionGroup(title: Help.say("Options communes", "Shared options")) var shared: SharedOptions

  func validate() throws {
    guard [apart, undo, other != nil].filter({ $0 }).count == 1 else {
      throw ValidationError(
        Help.say(
          "Donnez un second appel, ou --apart, ou --undo.",
          "Give a second call, or --apart, or --undo."))
    }
  }

  func run(in session: Session) throws -> Int32 {
    let store = try session.store(readOnly: false)
    let id = try ShowCommand.find(call, in: store).id
    if let other {
      let otherID = try ShowCommand.find(other, in: store).id
      guard try store.declareSame(id, as: otherID, on: session.today) else {
        throw ValidationError(
          Help.say(
            "Donnez deux appels différents.",
            "Give two different calls."))
      }
    } else if apart {
      _ = try store.declareApart(id, on: session.today)
    } else {
      try store.forgetSameness(of: id)
    }
    session.packForMatching(store)
    let wording = session.wording
    let sightings = try store.sightings(of: id)
    let lines =
      sightings.isEmpty
      ? [wording.say("Un appel à part.", "A call of its own.")]
      : sightings.map { wording.sighting($0) + " [\($0.id)]" }
    session.print(lines.map { $0 + "\n" }.joined())
    return ExitStatus.done
  }
}
