import Pipeline
import Presentation
import Store

extension Wording {
  /// What is wrong with the store, and what to do now.
  func storeError(_ error: StoreError) -> Advice {
    switch error {
    case .missing(let path): missing(path)
    case .locked(let path): locked(path)
    case .damaged(let path, let detail): damaged(path, detail)
    case .newer(let path, _): newer(path)
    case .readOnly(let path): readOnly(path)
    case .cannotCreate(let path, let detail): cannotCreate(path, detail)
    case .diskFull(let path): diskFull(path)
    case .inputOutput(let path, let detail): inputOutput(path, detail)
    case .fault(let detail): fault(detail)
    }
  }

  /// Why a folder cannot be gone through.
  func folderError(_ error: FolderWalkError) -> Advice {
    switch error {
    case .missing(let path): commandError(.inputMissing(path: path))
    case .notFolder(let path): commandError(.notFolder(path: path))
    case .unreadable(let path, let detail):
      commandError(.inputUnreadable(path: path, detail: detail))
    }
  }

  func noDocument(in folder: String) -> String {
    say(
      "\(PlainText.line(folder)) : aucun document dans ce dossier. Donnez-en un qui contient des PDF, des pages ou des présentations.",
      "\(PlainText.line(folder)): no document in this folder. Give one that holds PDFs, pages or decks."
    )
  }

  /// What a walk passed by, in words: `3 fichiers passés (2 cachés, 1 d’un autre type)`.
  func skipped(_ counts: [SkipReason: Int]) -> String? {
    let total = counts.values.reduce(0, +)
    guard total > 0 else { return nil }
    let parts = SkipReason.allCases.compactMap { reason in
      counts[reason].map { "\(number($0)) \(skipReason(reason))" }
    }
    let files = count(
      total, fr: ("entrée passée", "entrées passées"), en: ("entry passed by", "entries passed by"))
    return "\(files) (\(parts.joined(separator: ", ")))"
  }

  private func skipReason(_ reason: SkipReason) -> String {
    switch reason {
    case .hidden: say("cachées", "hidden")
    case .temporary: say("temporaires", "temporary")
    case .notDocument: say("qui ne sont pas des documents", "no documents")
    case .ignored: say("selon .callsignore", "by .callsignore")
    case .special: say("spéciales", "special")
    case .link: say("liens", "links")
    case .unreadable: say("illisibles", "unreadable")
    }
  }
}

extension Wording {
  /// Beside a progress bar, while calls are made ready to be matched.
  var preparingMatches: String {
    say("appels préparés pour les rapprochements", "calls made ready for matching")
  }
}

// Of each error of the store.
extension Wording {
  private func missing(_ path: String) -> Advice {
    Advice(
      message: say(
        "Aucun document n’a encore été ajouté (\(path)).",
        "No document has been added yet (\(path))."),
      remedy: say("Commencez par « calls add DOSSIER ».", "Begin with “calls add FOLDER”."))
  }

  private func locked(_ path: String) -> Advice {
    Advice(
      message: say(
        "\(path) : un autre « calls » est en train d’écrire.",
        "\(path): another “calls” is writing."),
      remedy: say("Réessayez dans un moment.", "Try again in a moment."))
  }

  private func damaged(_ path: String, _ detail: String) -> Advice {
    Advice(
      message: say(
        "\(path) : ce n’est pas une base de calls, ou elle est abîmée (\(detail)).",
        "\(path): this is no store of calls, or it is damaged (\(detail))."),
      remedy: say(
        "Reprenez une sauvegarde (« calls backup »), ou donnez un autre --store.",
        "Take a backup (“calls backup”) in its place, or give another --store."))
  }

  private func newer(_ path: String) -> Advice {
    Advice(
      message: say(
        "\(path) vient d’une version plus récente de calls.",
        "\(path) was made by a newer version of calls."),
      remedy: say("Installez cette version.", "Install that version."))
  }

  private func readOnly(_ path: String) -> Advice {
    Advice(
      message: say("\(path) ne peut pas être modifié.", "\(path) cannot be changed."),
      remedy: say(
        "Vérifiez vos droits sur ce fichier et son dossier.",
        "Check your rights on this file and its folder."))
  }

  private func cannotCreate(_ path: String, _ detail: String) -> Advice {
    Advice(
      message: say(
        "\(path) ne peut pas être créé ou ouvert (\(detail)).",
        "\(path) cannot be made or opened (\(detail))."),
      remedy: say("Donnez un autre --store.", "Give another --store."))
  }

  private func diskFull(_ path: String) -> Advice {
    Advice(
      message: say("\(path) : le disque est plein.", "\(path): the disk is full."),
      remedy: say("Faites de la place, puis recommencez.", "Make room, then try again."))
  }

  private func inputOutput(_ path: String, _ detail: String) -> Advice {
    Advice(
      message: say(
        "\(path) : le disque ne répond pas bien (\(detail)).",
        "\(path): the disk fails (\(detail))."),
      remedy: say(
        "Copiez la base ailleurs et faites vérifier le disque.",
        "Copy the store elsewhere and have the disk checked."))
  }

  private func fault(_ detail: String) -> Advice {
    Advice(
      message: say("Défaut du programme : \(detail).", "Fault of the program: \(detail)."),
      remedy: say("Signalez-le, s’il vous plaît.", "Please report it."))
  }
}
