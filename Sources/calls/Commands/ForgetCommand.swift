import ArgumentParser
import Presentation
import Store

struct ForgetCommand: CallsCommand {
  static let configuration = CommandConfiguration(
    commandName: "forget",
    abstract: Help.say(
      "Rendre le nom d’une personne illisible dans la base, maintenant et dans ce "
        + "qui sera lu.",
      "Make a person's name unreadable in the store, now and in what is read later."),
    discussion: Example.text("calls forget \"Jeanne Martin\"")
      + Help.say(
        "\n\nLes contacts de ce nom s’en vont, avec leurs adresses et leurs "
          + "numéros, et « calls rebuild » ne les ramène pas. Les documents eux-mêmes "
          + "sont des fichiers : ils ne changent pas. Les originaux que la base garde "
          + "sont nommés ; --delete-originals les supprime, et ces documents manquent "
          + "alors à rebuild.",
        "\n\nContacts of that name go, with their addresses and numbers, and do "
          + "not come back by “calls rebuild”. The documents themselves are files: "
          + "they are not changed. Originals that the store keeps are named; "
          + "--delete-originals deletes them, and rebuild then lacks these documents.")
  )

  @Argument(help: .say("Prénom et nom.", "First name and name.", value: "name"))
  var name: String

  @Flag(
    help: .say(
      "Supprimer les originaux gardés où le nom se trouve.",
      "Delete the kept originals that hold the name."))
  var deleteOriginals = false

  @Flag(help: .say("Donner du JSON.", "Print JSON."))
  var json = false

  @OptionGroup(title: Help.say("Options communes", "Shared options")) var shared: SharedOptions

  func run(in session: Session) throws -> Int32 {
    let store = try session.store(readOnly: false)
    guard let counts = try store.forget(person: name, on: session.today) else {
      throw ValidationError(
        Help.say(
          "Donnez un prénom et un nom : un seul mot est trop courant pour être masqué.",
          "Give a first name and a name: one word is too common to be masked."))
    }
    let originals = Originals(store: store.path)
    let kept = originals.kept(counts.contents)
    if deleteOriginals { _ = try originals.delete(kept) }
    if json {
      try session.print(json: counts)
      return ExitStatus.done
    }
    session.print(session.wording.forgotten(counts) + "\n")
    guard !kept.isEmpty else { return ExitStatus.done }
    session.print(session.wording.originals(kept.count, areDeleted: deleteOriginals) + "\n")
    if !deleteOriginals { for sha256 in kept { session.print(originals.path(of: sha256) + "\n") } }
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

  func originals(_ number: Int, areDeleted: Bool) -> String {
    let originals = count(
      number, fr: ("original gardé", "originaux gardés"), en: ("kept original", "kept originals"))
    return areDeleted
      ? say("Effacés : \(originals).", "Deleted: \(originals).")
      : say(
        "Le nom figure encore dans \(originals) ; effacez ces fichiers s’il doit disparaître tout à fait :",
        "The name still stands in \(originals); delete these files if it must go altogether:")
  }
}
