import Pipeline
import Presentation

extension Wording {
  /// A list of one programme holds calls of those that it followed.
  func olderProgrammes(_ names: [String]) -> String {
    let list = names.map(PlainText.line).joined(separator: ", ")
    return say(
      "Avec les programmes dont il a pris la suite : \(list).",
      "With the programmes that it followed: \(list).")
  }

  /// What stopped a command, and what to do now.
  func commandError(_ error: CommandError) -> Advice {
    switch error {
    case .workerMissing: workerMissing
    case .sandboxPartial(let state): sandboxPartial(state)
    case .noOriginals(let path): noOriginals(path)
    case .sandboxUnknown: sandboxUnknown
    case .inputMissing(let path): inputMissing(path)
    case .inputUnreadable(let path, let detail): inputUnreadable(path, detail)
    case .tooManyPasswords(let path): tooManyPasswords(path)
    case .cannotWrite(let path, let detail): cannotWrite(path, detail)
    case .fileExists(let path): fileExists(path)
    case .nothingToCorrect: nothingToCorrect
    case .notDecided(let id): notDecided(id)
    case .notFolder(let path): notFolder(path)
    case .unknownCall(let id): unknownCall(id)
    case .ambiguousCall(let id, let ids): ambiguousCall(id, ids)
    case .unknownRule(let id, let nearest): unknownRule(id, nearest)
    case .unknownProject(let id, let known): unknownProject(id, known)
    }
  }

  fileprivate func shown(_ text: String) -> String { PlainText.line(text, limit: 300) }
}

// Of each error of a command.
extension Wording {
  private var workerMissing: Advice {
    Advice(
      message: say(
        "Le programme calls-worker, qui ouvre les documents, est introuvable.",
        "The program calls-worker, which opens documents, is missing."),
      remedy: say(
        "Remettez-le à côté de calls, ou donnez son chemin par CALLS_WORKER.",
        "Put it back beside calls, or give its path by CALLS_WORKER."))
  }

  private func sandboxPartial(_ state: SandboxState) -> Advice {
    Advice(
      message: say(
        "Le bac à sable des lecteurs est incomplet : \(sandbox(state)).",
        "The sandbox of the readers is not complete: \(sandbox(state))."),
      remedy: say(
        "Retirez --require-sandbox, ou prenez un noyau Linux 5.13 ou plus récent.",
        "Leave --require-sandbox out, or take a Linux kernel of 5.13 or newer."))
  }

  private func noOriginals(_ path: String) -> Advice {
    Advice(
      message: say(
        "\(shown(path)) : aucun original n’a été gardé.",
        "\(shown(path)): no original was kept."),
      remedy: say(
        "Reprenez une sauvegarde, ou ajoutez de nouveau les documents ; --keep-originals les garde.",
        "Take a backup, or add the documents again; --keep-originals keeps them."))
  }

  private func tooManyPasswords(_ path: String) -> Advice {
    Advice(
      message: say(
        "\(shown(path)) : trop gros pour une liste de mots de passe.",
        "\(shown(path)): too large for a list of passwords."),
      remedy: say("Mettez-en un par ligne.", "Put one on each line."))
  }

  private var sandboxUnknown: Advice {
    Advice(
      message: say(
        "Le lecteur ne dit pas ce qui l’enferme.",
        "The reader does not say what holds around it."),
      remedy: say("« calls doctor » en dit plus.", "“calls doctor” tells more."))
  }

  private func inputMissing(_ path: String) -> Advice {
    Advice(
      message: say(
        "\(shown(path)) : ce fichier ou dossier n’existe pas.",
        "\(shown(path)): there is no such file or folder."),
      remedy: say("Vérifiez le chemin.", "Check the path."))
  }

  private func inputUnreadable(_ path: String, _ detail: String) -> Advice {
    Advice(
      message: say(
        "\(shown(path)) : lecture impossible (\(PlainText.line(detail))).",
        "\(shown(path)): cannot be read (\(PlainText.line(detail)))."),
      remedy: say(
        "Vérifiez que vous pouvez lire ce fichier.", "Check that you may read this file."))
  }

  private func cannotWrite(_ path: String, _ detail: String) -> Advice {
    Advice(
      message: say(
        "\(shown(path)) : écriture impossible (\(PlainText.line(detail))).",
        "\(shown(path)): cannot be written (\(PlainText.line(detail)))."),
      remedy: say(
        "Choisissez un autre endroit, ou vérifiez vos droits et l’espace libre.",
        "Choose another place, or check your rights and the free space."))
  }

  private func fileExists(_ path: String) -> Advice {
    Advice(
      message: say("\(shown(path)) existe déjà.", "\(shown(path)) exists already."),
      remedy: say("Choisissez un autre nom.", "Choose another name."))
  }

  private var nothingToCorrect: Advice {
    Advice(
      message: say(
        "Il faut dire ce qui est juste, ou --undo.", "Say what is right, or --undo."),
      remedy: say(
        "Par exemple : calls correct \(Self.sampleCall) deadline=2024-05-06T12:00.",
        "For example: calls correct \(Self.sampleCall) deadline=2024-05-06T12:00."))
  }

  private func notDecided(_ id: String) -> Advice {
    Advice(
      message: say(
        "\(shown(id)) : rien n’est décidé sur cet appel par qui est nommé (tous, sans --profile).",
        "\(shown(id)): nothing is decided on this call by those named (all, without --profile)."),
      remedy: say(
        "Nommez le profil et le projet de la décision (« calls decide --all » les montre), ou décidez d’abord : calls decide \(shown(id)) apply.",
        "Name the decision’s profile and project (“calls decide --all” shows them), or decide first: calls decide \(shown(id)) apply."
      ))
  }

  private func notFolder(_ path: String) -> Advice {
    Advice(
      message: say("\(shown(path)) n’est pas un dossier.", "\(shown(path)) is not a folder."),
      remedy: say(
        "Donnez un dossier ; pour un fichier, « calls add ».",
        "Give a folder; for a file, use “calls add”."))
  }

  private func unknownCall(_ id: String) -> Advice {
    Advice(
      message: say("Aucun appel « \(shown(id)) ».", "No call “\(shown(id))”."),
      remedy: say(
        "« calls list » et « calls search » donnent les identifiants.",
        "“calls list” and “calls search” give the ids."))
  }

  private func ambiguousCall(_ id: String, _ ids: [String]) -> Advice {
    Advice(
      message: say(
        "Plusieurs appels commencent par « \(shown(id)) ».",
        "Several calls begin with “\(shown(id))”."),
      remedy: say(
        "Choisissez parmi : \(list(ids.prefix(8).map(shown), or: true)).",
        "Choose one of \(list(ids.prefix(8).map(shown), or: true))."))
  }

  private func unknownRule(_ id: String, _ nearest: String?) -> Advice {
    Advice(
      message: say("Aucune règle « \(shown(id)) ».", "No rule “\(shown(id))”."),
      remedy: nearest.map {
        say("Vouliez-vous dire « \($0) » ?", "Did you mean “\($0)”?")
      } ?? say("« calls rules list » donne les règles.", "“calls rules list” lists the rules."))
  }

  private func unknownProject(_ id: String, _ known: [String]) -> Advice {
    Advice(
      message: say(
        "Le profil n’a pas de projet « \(shown(id)) ».",
        "The profile has no project “\(shown(id))”."),
      remedy: known.isEmpty
        ? say("Retirez --project.", "Leave --project out.")
        : say(
          "Ses projets : \(list(known.map(shown))).", "Its projects: \(list(known.map(shown)))."))
  }
}
