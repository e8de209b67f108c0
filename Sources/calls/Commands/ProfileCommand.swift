import ArgumentParser
import CallModel
import Documents
import Foundation
import Presentation

struct ProfileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profile",
    abstract: Help.say(
      "Commencer ou vérifier le profil d’une collectivité.",
      "Start or check an authority's profile."),
    discussion: Example.text("calls profile check Corpus/profiles/region.json"),
    subcommands: [ProfileCheck.self, ProfileInit.self])
}

struct ProfileCheck: CallsCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: Help.say(
      "Vérifier des profils, et dire où est la faute.",
      "Check profiles, and say what is wrong where."),
    discussion: Example.text("calls profile check Corpus/profiles/region.json"))

  @Argument(help: .say("Profils.", "Profiles.", value: "paths"))
  var paths: [String]

  @OptionGroup(title: Help.say("Options communes", "Shared options")) var shared: SharedOptions

  func run(in session: Session) throws -> Int32 {
    var status = ExitStatus.done
    for path in paths {
      do {
        let profile = try ProfileFile.load(path, in: session)
        let projects = profile.projects?.count ?? 0
        session.print(
          session.wording.say(
            "\(path) : profil en ordre, \(PlainText.line(profile.name)), \(projects) projets.\n",
            "\(path): profile in order, \(PlainText.line(profile.name)), \(projects) projects.\n"))
      } catch {
        let account = ErrorAccount(error, wording: session.wording)
        for line in account.lines { session.complain(line) }
        // The other profiles are checked all the same.
        status = paths.count == 1 ? account.status : ExitStatus.badData
      }
    }
    return status
  }
}

struct ProfileInit: CallsCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: Help.say(
      "Commencer un profil à partir du code d’un territoire.",
      "Start a profile from the code of a territory."),
    discussion: Example.text(
      "calls profile init FRE", "calls profile init INSEE:62041 --name 'Ville d’Arras'")
      + Help.say(
        "\n\nCodes : NUTS (FRE, FRE12), ISO 3166-2 (ML-1), INSEE: ou SIREN: devant "
          + "le numéro.",
        "\n\nCodes: NUTS (FRE, FRE12), ISO 3166-2 (ML-1), INSEE: or SIREN: before "
          + "the number."))

  @Option(
    help: .say(
      "Nom de la collectivité (sinon celui de son territoire).",
      "Name of the authority (else that of its territory).", value: "name"))
  var name: String?

  @Option(
    help: .say(
      "Sorte de collectivité : commune, intercommunality, departement, region…",
      "Kind of authority: commune, intercommunality, departement, region…", value: "type"))
  var type: ApplicantType?

  @Option(
    help: .say(
      "Où l’écrire (sinon la sortie standard).",
      "Where to write it (else standard output).", value: "file"))
  var output: String?

  @Argument(help: .say("Code du territoire.", "Code of the territory.", value: "code"))
  var code: String

  @OptionGroup(title: Help.say("Options communes", "Shared options")) var shared: SharedOptions

  /// A profile with what is known of the authority, and room for what is not.
  private struct Draft: Encodable {
    var schema = Profile.schema
    var name: String
    var type: ApplicantType
    var country: String
    var territories: [String]
    var languages: [String] = ["fr"]
    var themes: [String] = []
    var partners: [String] = []
    var projects: [String] = []
  }

  func run(in session: Session) throws -> Int32 {
    let knowledge = try session.knowledge()
    let territory = knowledge.territory(code)
    guard let name = name ?? territory?.name, let type = type ?? Self.type(code, territory) else {
      session.complain(
        session.wording.say(
          "\(code) n’est pas dans les répertoires. Donnez --name et --type.",
          "\(code) is not in the gazetteers. Give --name and --type."))
      return 64
    }
    let profile = Draft(
      name: name, type: type, country: Self.country(code), territories: [territory?.code ?? code])
    let bytes = [UInt8](try OutputJSON.data(profile, pretty: true)) + [0x0A]
    do {
      _ = try ProfileLoader.load(Data(bytes))
    } catch {
      throw NamedRefusal(path: code, refusal: error)
    }
    try write(bytes, session)
    return ExitStatus.done
  }

  private func write(_ bytes: [UInt8], _ session: Session) throws {
    guard let output else { return session.print(bytes) }
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: output), options: .withoutOverwriting)
    } catch CocoaError.fileWriteFileExists {
      throw CommandError.fileExists(path: output)
    } catch {
      throw CommandError.cannotWrite(path: output, detail: error.localizedDescription)
    }
    session.tell(output)
  }

  /// The kind of authority that a territory's level tells.
  private static func type(
    _ code: String, _ territory: FieldKnowledge.Territory?
  ) -> ApplicantType? {
    if code.hasPrefix("INSEE:"), code.utf8.count == 11 { return .commune }
    switch territory?.kind {
    case "region": return .region
    case "departement": return .departement
    default: return nil
    }
  }

  private static func country(_ code: String) -> String {
    code.hasPrefix("INSEE:") || code.hasPrefix("SIREN:") ? "FR" : String(code.prefix(2))
  }
}

extension ApplicantType: ExpressibleByArgument {}
