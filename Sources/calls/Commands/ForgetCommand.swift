import ArgumentParser
import Presentation
import Store

struct ForgetCommand: CallsCommand {
  static let configuration = CommandConfiguration(
    commandName: "forget",
    abstract: "Make a person's name unreadable in the store, now and in what is read later.",
    discussion: Example.text("calls forget \"Jeanne Martin\"")
      + "\n\nContacts of that name go, with their addresses and numbers. The documents themselves, and"
      + " the originals that the store keeps of them, are files: they are not changed.")

  @Argument(help: "First name and name.")
  var name: String

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup(title: "Shared options") var shared: SharedOptions

  func run(in session: Session) throws -> Int32 {
    let store = try session.store(readOnly: false)
    guard let counts = try store.forget(person: name, on: session.today) else {
      throw ValidationError("Give a first name and a name: one word is too common to be masked.")
    }
    if json {
      try session.print(json: counts)
    } else {
      session.print(session.wording.forgotten(counts) + "\n")
    }
    return ExitStatus.done
  }
}

extension Wording {
  func forgotten(_ counts: ForgottenCounts) -> String {
    let documents = count(
      counts.documents, fr: ("document", "documents"), en: ("document", "documents"))
    let calls = count(counts.calls, fr: ("appel", "appels"), en: ("call", "calls"))
    return say(
      "Nom rendu illisible dans \(documents) et \(calls). Les fichiers d’origine ne changent pas.",
      "Name made unreadable in \(documents) and \(calls). The original files are not changed.")
  }
}
