import Presentation

/// What stops a digest before it is on its way.
enum AlertError: Error, Hashable {
  case noProfile
  /// An option or a setting that is no mail address.
  case notAnAddress(String)
  case noReceiver
  /// The mailer did not take it; its news stand for the next time.
  case refused(detail: String)
  /// It may have arrived or not; the same message goes out again.
  case uncertain(detail: String)
  /// A file with a password or token.
  case secret(path: String, fault: SecretFault)

  enum SecretFault: Hashable {
    case unreadable(String)
    /// Others may read it.
    case open
    case empty
  }

  var exitStatus: Int32 {
    switch self {
    case .noProfile, .notAnAddress, .noReceiver: 64
    case .secret: 65
    case .refused, .uncertain: 75
    }
  }
}

extension Wording {
  func alertError(_ error: AlertError) -> Advice {
    switch error {
    case .noProfile:
      Advice(
        message: say("Il faut un profil.", "A profile is needed."),
        remedy: say(
          "Donnez --profile, ou « profiles » dans le fichier de configuration.",
          "Give --profile, or “profiles” in the configuration file."))
    case .notAnAddress(let text):
      Advice(
        message: say(
          "« \(PlainText.line(text, limit: 80)) » n’est pas une adresse de courriel.",
          "“\(PlainText.line(text, limit: 80))” is no mail address."),
        remedy: say(
          "Écrivez par exemple : Veille <veille@exemple.fr>.",
          "Write for example: Watch <watch@example.org>."))
    case .noReceiver:
      Advice(
        message: say("Il manque un destinataire.", "There is no receiver."),
        remedy: say(
          "Donnez --to, ou « mail: to: » dans le fichier de configuration.",
          "Give --to, or “mail: to:” in the configuration file."))
    case .secret(let path, let fault): secretFault(path, fault)
    case .refused(let detail):
      Advice(
        message: say(
          "Le courriel n’est pas parti (\(PlainText.line(detail, limit: 200))).",
          "The mail did not go out (\(PlainText.line(detail, limit: 200)))."),
        remedy: say(
          "Rien n’est perdu : la prochaine alerte reprendra ces nouvelles. « mail: server: » ou « mail: program: » dit par où il part.",
          "Nothing is lost: the next alert takes these news up again. “mail: server:” or “mail: program:” says how it goes out."
        ))
    case .uncertain(let detail):
      Advice(
        message: say(
          "L’envoi s’est interrompu (\(PlainText.line(detail, limit: 200))).",
          "Sending was interrupted (\(PlainText.line(detail, limit: 200)))."),
        remedy: say(
          "Le même message repartira au prochain envoi ; un logiciel de courriel ne le montre qu’une fois.",
          "The same message goes out again next time; mail programs show it once."))
    }
  }

  private func secretFault(_ path: String, _ fault: AlertError.SecretFault) -> Advice {
    let path = PlainText.line(path)
    switch fault {
    case .unreadable(let detail):
      return Advice(
        message: say(
          "\(path) : illisible (\(PlainText.line(detail, limit: 100))).",
          "\(path): cannot be read (\(PlainText.line(detail, limit: 100)))."),
        remedy: say(
          "Mettez-y le mot de passe, seul, sur une ligne.",
          "Put the password in it, alone on a line."))
    case .open:
      return Advice(
        message: say(
          "\(path) : d’autres peuvent lire ce secret.", "\(path): others can read this secret."),
        remedy: say("Faites : chmod 600 \(path)", "Run: chmod 600 \(path)"))
    case .empty:
      return Advice(
        message: say("\(path) : vide.", "\(path): empty."),
        remedy: say(
          "Mettez-y le mot de passe, seul, sur une ligne.",
          "Put the password in it, alone on a line."))
    }
  }

  func configurationFault(_ fault: ConfigurationFault) -> Advice {
    let path = PlainText.line(fault.path)
    let remedy = say(
      "« calls config show » dit quels fichiers sont lus.",
      "“calls config show” tells which files are read.")
    switch fault.cause {
    case .unreadable(let detail), .notYAML(let detail):
      let detail = PlainText.line(detail, limit: 200)
      return Advice(
        message: say(
          "\(path) : configuration illisible (\(detail)).",
          "\(path): configuration cannot be read (\(detail))."), remedy: remedy)
    case .tooLarge:
      return Advice(
        message: say("\(path) : plus d’un mébioctet.", "\(path): more than one mebibyte."),
        remedy: remedy)
    case .unknownKey(let key, let nearest):
      let keys = nearest ?? list(Configuration.Key.allCases.map(\.rawValue), or: true)
      return Advice(
        message: say(
          "\(path) : réglage inconnu « \(PlainText.line(key, limit: 60)) ».",
          "\(path): unknown setting “\(PlainText.line(key, limit: 60))”."),
        remedy: say("Vouliez-vous dire \(keys) ?", "Did you mean \(keys)?"))
    case .wrongValue(let key, let expected):
      return Advice(
        message: say(
          "\(path) : valeur inattendue pour « \(key) ».", "\(path): unexpected value of “\(key)”."),
        remedy: say("Attendu : \(expected).", "Expected: \(expected)."))
    case .hostNotListed(let host):
      return Advice(
        message: say(
          "\(path) : l’hôte \(PlainText.line(host)) n’est pas dans « hosts ».",
          "\(path): the host \(PlainText.line(host)) is not in “hosts”."),
        remedy: say(
          "Les appels ne partent que vers les hôtes de « hosts: ».",
          "Hooks post to the hosts of “hosts:” alone."))
    case .notFromHere(let key):
      return Advice(
        message: say(
          "\(path) : « \(key) » lance des programmes ou envoie au dehors, et ne se règle pas dans un dossier de travail.",
          "\(path): “\(key)” runs programs or sends things out, and is not taken from a working folder."
        ),
        remedy: say(
          "Mettez-le dans ~/.config/calls/config.yaml.", "Put it in ~/.config/calls/config.yaml."))
    }
  }
}
