import ArgumentParser
import Presentation
import Store

struct SearchCommand: CallsCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: Help.say(
      "Chercher des appels et des documents par mots.",
      "Search calls and documents by words."),
    discussion: Example.text("calls search eau Sahel")
      + Help.say(
        "\n\nAccents, majuscules et accords ne comptent pas.",
        "\n\nAccents, capitals and inflection are ignored."))

  @Option(
    help: .say(
      "Nombre de résultats de chaque sorte ; 0 pour tous.",
      "Hits of each kind; 0 for all.", value: "limit"))
  var limit = 20

  @Flag(help: .say("Donner du JSON.", "Print JSON."))
  var json = false

  @Argument(help: .say("Mots.", "Words.", value: "words"))
  var words: [String]

  @OptionGroup(title: Help.say("Options communes", "Shared options")) var shared: SharedOptions

  func validate() throws {
    guard limit >= 0 else {
      throw ValidationError(
        Help.say(
          "--limit doit être 0 ou plus.",
          "--limit must be 0 or more."))
    }
  }

  func run(in session: Session) throws -> Int32 {
    let store = try session.store(readOnly: true)
    let hits = try store.search(words.joined(separator: " "), limit: limit)
    if json {
      try session.print(json: hits)
    } else if hits.isEmpty {
      session.print(session.wording.say("Rien de trouvé.\n", "Nothing found.\n"))
    } else {
      session.print(table(hits, session))
    }
    return ExitStatus.done
  }

  private func table(_ hits: [SearchHit], _ session: Session) -> String {
    let wording = session.wording
    var table = TextTable([
      .init(wording.say("Identifiant", "Id")),
      .init(wording.say("Titre", "Title"), shrinksTo: 24, maximumLines: 2),
      .init(wording.say("Document", "Document"), shrinksTo: 16),
      .init(wording.say("Page", "Page"), .trailing),
    ])
    table.rows = hits.map { hit in
      var id = ""
      if case .call(let call) = hit.target { id = call }
      return .init(
        [.init(id, .faint), .init(hit.title, .strong), .init(hit.path), "\(hit.page)"],
        notes: hit.snippet.isEmpty ? [] : [.init(hit.snippet, .faint)])
    }
    return table.rendered(width: session.output.width, style: session.output.style)
  }
}
