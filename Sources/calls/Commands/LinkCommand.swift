import ArgumentParser
import Presentation
import Store

struct LinkCommand: CallsCommand {
  static let configuration = CommandConfiguration(
    commandName: "link", abstract: "Say that two calls are one, or that one is a call of its own.",
    discussion: Example.text("calls link --apart CALL")
      + "\n\nThe same call met as PDF, page and mail, or in two languages, is one call by itself where"
      + " its documents agree beyond doubt; “calls show” names them. Your word wins over that, for ever."
  )

  @Flag(help: "It is a call of its own, whatever its documents share with another.")
  var apart = false

  @Flag(help: "Take back what was said of it.")
  var undo = false

  @Argument(help: "Id of a call, or its beginning.")
  var call: String

  @Argument(help: "Id of the call that it is, too.")
  var other: String?

  @OptionGroup(title: "Shared options") var shared: SharedOptions

  func validate() throws {
    guard [apart, undo, other != nil].filter({ $0 }).count == 1 else {
      throw ValidationError("Give a second call, or --apart, or --undo.")
    }
  }

  func run(in session: Session) throws -> Int32 {
    let store = try session.store(readOnly: false)
    let id = try ShowCommand.find(call, in: store).id
    if let other {
      let otherID = try ShowCommand.find(other, in: store).id
      guard try store.declareSame(id, as: otherID, on: session.today) else {
        throw ValidationError("Give two different calls.")
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
