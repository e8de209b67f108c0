import CallModel
import Digest
import Foundation
import Pipeline
import Presentation
import Store

// Settings of alerts: option, then environment, then configuration files, then the usual.
extension Session {
  func variable(_ name: String) -> String? {
    environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Paths of profiles, and the setting that names them.
  func profilePaths(told: [String]) -> (paths: [String], origin: String)? {
    if !told.isEmpty { return (told, "--profile") }
    if let named = variable("CALLS_PROFILE") {
      return (named.split(separator: ":").map(String.init), "CALLS_PROFILE")
    }
    return configuration.list(.profiles).map { ($0.value, $0.path) }
  }

  func profiles(told: [String]) throws -> [Profile] {
    guard let (paths, _) = profilePaths(told: told), !paths.isEmpty else {
      throw AlertError.noProfile
    }
    return try paths.map { try ProfileFile.load($0, in: self) }
  }

  /// How mails go out. The option and the variable name a program, and win over a server.
  func mailRoute(told: String?) throws -> MailRoute {
    if let told = told ?? variable("CALLS_MAIL_PROGRAM") {
      return .program(told.split(separator: " ").map(String.init))
    }
    if let (text, path) = configuration.text(.mailServer) {
      guard let address = ServerAddress(text), address.isMail else {
        throw ConfigurationFault(
          path: path,
          cause: .wrongValue(
            key: Configuration.Key.mailServer.rawValue,
            expected: "smtps://host, smtp://host:587"))
      }
      return .server(
        MailServer(
          address: address, user: configuration.text(.mailUser)?.value,
          passwordFile: configuration.text(.mailPasswordFile)?.value,
          authorities: configuration.text(.mailAuthorities)?.value))
    }
    return configuration.list(.mailProgram).map { .program($0.value) } ?? .usual
  }

  /// The user's templates; nil where none are set.
  func templates() throws -> DigestTemplates? {
    try configuration.text(.templates).map { try DigestTemplates(folder: $0.value) }
  }

  func delivery(from store: Store, mail: MailRoute = .usual) -> AlertDelivery {
    AlertDelivery(
      store: store, transport: AlertOutlets(mail: mail, hooks: configuration.hooks), moment: moment)
  }

  func envelope(_ options: MailOptions) throws -> MailEnvelope {
    func address(_ text: String) throws -> MailAddress {
      guard let address = MailAddress(text) else { throw AlertError.notAnAddress(text) }
      return address
    }
    let from =
      options.from ?? variable("CALLS_MAIL_FROM") ?? configuration.text(.mailFrom)?.value
    var to = options.to
    if to.isEmpty, let named = variable("CALLS_MAIL_TO") {
      to = named.split(separator: ",").map(String.init)
    }
    if to.isEmpty { to = configuration.list(.mailTo)?.value ?? [] }
    return MailEnvelope(
      from: try from.map(address), to: try to.map(address),
      unsubscribe: configuration.text(.mailUnsubscribe).flatMap { SafeLink($0.value) })
  }

  /// Whether named persons are passed on.
  func showsPersons(told: Bool) throws -> Bool {
    told || configuration.text(.contacts)?.value == "true"
  }
}
