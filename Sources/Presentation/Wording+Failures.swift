import Documents
import Foundation

/// A message to a person: what is wrong, and what to do now.
package struct Advice: Hashable, Sendable {
  /// What failed and why: one sentence with its full stop.
  package var message: String
  /// What to do now: one sentence with its full stop.
  package var remedy: String

  package init(message: String, remedy: String) {
    self.message = message
    self.remedy = remedy
  }

  /// Both in one line.
  package var line: String { message + " " + remedy }
}

extension Wording {
  /// Why a document could not be read, and what its owner can do.
  package func failure(_ failure: DocumentFailure) -> Advice {
    Advice(message: failureMessage(failure), remedy: failureRemedy(failure))
  }

  private func failureMessage(_ failure: DocumentFailure) -> String {
    switch failure {
    case .encrypted:
      say("Le document est protégé par un mot de passe.", "The document is locked by a password.")
    case .damaged(let detail):
      say(
        "Le fichier est abîmé ou incomplet\(inBrackets(detail)).",
        "The file is damaged or incomplete\(inBrackets(detail)).")
    case .tooLarge(let size, let limit, let which): tooLarge(size, limit, which)
    case .timeLimit(let seconds, .cpu):
      say(
        "La lecture a dépassé le temps de calcul permis (\(self.seconds(seconds))).",
        "Reading took more computing time than allowed (\(self.seconds(seconds))).")
    case .timeLimit(let seconds, _):
      say(
        "La lecture a dépassé le temps permis (\(self.seconds(seconds))).",
        "Reading took longer than allowed (\(self.seconds(seconds))).")
    case .memoryLimit(let bytes):
      say(
        "La lecture a dépassé la mémoire permise (\(size(bytes))).",
        "Reading took more memory than allowed (\(size(bytes))).")
    case .crashed(let detail):
      say(
        "Le lecteur s’est arrêté sur ce document\(inBrackets(detail)).",
        "The reader stopped on this document\(inBrackets(detail)).")
    case .unsupported(let detail):
      say(
        "Ce format n’est pas lu\(inBrackets(detail)).",
        "This format is not read\(inBrackets(detail)).")
    case .empty: say("Le fichier est vide.", "The file is empty.")
    case .unreadable(let detail):
      say(
        "Le fichier n’a pas pu être ouvert\(inBrackets(detail)).",
        "The file could not be opened\(inBrackets(detail)).")
    }
  }

  private func tooLarge(_ size: Int, _ limit: Int, _ which: ReadingLimit) -> String {
    switch which {
    case .entries:
      say(
        "L’archive a trop d’éléments : \(number(size)), pour \(number(limit)) au plus.",
        "The archive has too many entries: \(number(size)), at most \(number(limit)).")
    case .attributes:
      say(
        "Une balise a trop d’attributs : plus de \(number(limit)).",
        "A tag has too many attributes: more than \(number(limit)).")
    case .inflated, .entry, .ratio:
      say(
        "Le fichier est trop gros une fois décompressé : \(self.size(size)), pour \(self.size(limit)) au plus.",
        "The file is too large once it is unpacked: \(self.size(size)), at most \(self.size(limit))."
      )
    case .text, .reply:
      say(
        "Le texte est trop long : \(self.size(size)), pour \(self.size(limit)) au plus.",
        "The text is too long: \(self.size(size)), at most \(self.size(limit)).")
    case .input, .wall, .cpu, .memory, .pages:
      say(
        "Le fichier est trop gros : \(self.size(size)), pour \(self.size(limit)) au plus.",
        "The file is too large: \(self.size(size)), at most \(self.size(limit)).")
    }
  }

  private func failureRemedy(_ failure: DocumentFailure) -> String {
    switch failure {
    case .encrypted:
      say(
        "Enregistrez-en une copie sans mot de passe, puis ajoutez cette copie ; ou donnez son mot de passe par --password-file si c’est un PDF.",
        "Save a copy without the password, then add that copy; or give its password by --password-file if it is a PDF."
      )
    case .damaged:
      say(
        "Téléchargez-le de nouveau, ou enregistrez-en une copie depuis un lecteur, puis ajoutez-la.",
        "Download it again, or save a copy from a viewer, then add that one.")
    case .tooLarge:
      say(
        "Gardez les seules pages de l’appel (les images pèsent le plus), puis ajoutez ce fichier.",
        "Keep only the pages of the call (images weigh most), then add that file.")
    case .timeLimit, .memoryLimit:
      say(
        "Essayez encore avec « calls retry » ; si cela se répète, découpez le document ou relevez la limite (--limit).",
        "Try again with “calls retry”; if it happens again, split the document or raise the limit (--limit)."
      )
    case .crashed:
      say(
        "Essayez encore avec « calls retry » ; si cela se répète, enregistrez-en une copie en PDF et signalez-le.",
        "Try again with “calls retry”; if it happens again, save a copy as PDF and report it.")
    case .unsupported("msg"):
      say(
        "Dans Outlook, enregistrez le message au format .eml (ou glissez-le sur le Bureau depuis la messagerie en ligne), puis ajoutez ce fichier.",
        "Save the message as .eml (or drag it to the desktop from webmail), then add that file.")
    case .unsupported:
      say(
        "Enregistrez-le en PDF, HTML, DOCX, ODT, PPTX, ODP ou texte, puis ajoutez cette copie.",
        "Save it as PDF, HTML, DOCX, ODT, PPTX, ODP or text, then add that copy.")
    case .empty:
      say(
        "Vérifiez que la copie est complète, puis ajoutez-le de nouveau.",
        "Check that the copy is complete, then add it again.")
    case .unreadable:
      say(
        "Vérifiez que le fichier existe et que vous pouvez le lire, puis lancez « calls retry ».",
        "Check that the file exists and that you may read it, then run “calls retry”.")
    }
  }

  private func inBrackets(_ detail: String) -> String {
    let detail = PlainText.line(detail, limit: 120)
    return detail.isEmpty ? "" : " (\(detail))"
  }

  private func seconds(_ seconds: Double) -> String {
    let tenths = Int((seconds * 10).rounded())
    return number(Decimal(tenths) / 10) + "\u{A0}s"
  }

  /// `850 octets`, `12 Ko`, `3,4 Mo`; `850 bytes`, `12 kB`, `3.4 MB`. Decimal units.
  package func size(_ bytes: Int) -> String {
    let steps: [(Int, String, String)] = [
      (1_000_000_000, "Go", "GB"), (1_000_000, "Mo", "MB"), (1_000, "Ko", "kB"),
    ]
    guard let (step, french, english) = steps.first(where: { bytes >= $0.0 }) else {
      return count(bytes, fr: ("octet", "octets"), en: ("byte", "bytes"))
    }
    let tenths = (bytes * 10 + step / 2) / step
    let value = tenths >= 100 ? Decimal((tenths + 5) / 10) : Decimal(tenths) / 10
    return number(value) + "\u{A0}" + (language == .fr ? french : english)
  }
}
