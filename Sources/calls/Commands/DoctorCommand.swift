import ArgumentParser
import Documents
import Pipeline
import Presentation
import RuleEngine
import Store

struct DoctorCommand: CallsCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: Help.say(
      "Vérifier ce que la machine offre : lecteur, bac à sable, OCR, règles, base.",
      "Check what the machine has: reader, sandbox, OCR, rules, store."),
    discussion: Example.text("calls doctor"))

  @Flag(help: .say("Donner du JSON.", "Print JSON."))
  var json = false

  @OptionGroup(title: Help.say("Options communes", "Shared options")) var shared: SharedOptions

  private struct Finding: Encodable {
    var check: String
    var isFine: Bool
    var text: String
    var status: Int32 = 0
  }

  func run(in session: Session) throws -> Int32 {
    let findings = [
      reader(session), sandbox(session), recognition(session), rules(session), store(session),
    ]
    if json {
      try session.print(json: findings)
    } else {
      for finding in findings {
        let style = session.output.style
        let mark =
          finding.isFine
          ? style.apply(.good, to: session.wording.say("bon", "good"))
          : style.apply(.bad, to: session.wording.say("à voir", "to mend"))
        session.print("\(finding.check.padded(to: 8))\(mark.padded(to: 9))\(finding.text)\n")
      }
    }
    return findings.map(\.status).first { $0 != 0 } ?? ExitStatus.done
  }

  /// Reads a small page in the worker, as any document: its libraries and limits must hold.
  private func reader(_ session: Session) -> Finding {
    do {
      let worker = try session.worker()
      let page = "<!DOCTYPE html><title>calls</title><p>Essai de lecture</p>"
      let document = try worker.read(Array(page.utf8), name: "essai.html")
      guard document.text.contains("Essai") else { throw DocumentFailure.crashed(detail: "text") }
      return Finding(check: "reader", isFine: true, text: worker.executable)
    } catch let failure as DocumentFailure {
      return Finding(
        check: "reader", isFine: false, text: session.wording.failure(failure).message,
        status: ExitStatus.unavailable)
    } catch {
      return broken("reader", error, session)
    }
  }

  /// What the kernel enforces on a reader. Where it lacks a wall, documents are read all the same.
  private func sandbox(_ session: Session) -> Finding {
    do {
      let state = try session.worker().sandbox()
      return Finding(
        check: "sandbox", isFine: state.isFull, text: session.wording.sandbox(state))
    } catch let failure as DocumentFailure {
      return Finding(
        check: "sandbox", isFine: false, text: session.wording.failure(failure).message,
        status: ExitStatus.unavailable)
    } catch {
      return broken("sandbox", error, session)
    }
  }

  /// Tesseract is wished for, not needed: scans are named as such without it.
  private func recognition(_ session: Session) -> Finding {
    do {
      let languages = try session.worker().recognitionLanguages()
      return Finding(
        check: "ocr", isFine: true, text: session.wording.recognition(languages: languages))
    } catch let failure as DocumentFailure {
      return Finding(check: "ocr", isFine: false, text: session.wording.failure(failure).message)
    } catch {
      return broken("ocr", error, session)
    }
  }

  private func rules(_ session: Session) -> Finding {
    do {
      let counts = try session.pack().counts
      let library = session.ruleLibrary
      return Finding(
        check: "rules", isFine: true,
        text: "\(library.folder ?? library.bundledPack ?? ""): "
          + session.wording.say(
            "\(counts.rules) règles, \(counts.names) noms",
            "\(counts.rules) rules, \(counts.names) names"))
    } catch {
      return broken("rules", error, session)
    }
  }

  private func store(_ session: Session) -> Finding {
    do {
      let store = try session.store(readOnly: true)
      let faults = try store.faults()
      if let first = faults.first { throw StoreError.damaged(path: store.path, detail: first) }
      return Finding(check: "store", isFine: true, text: store.path)
    } catch let error as StoreError {
      // Nothing added yet is no fault of the machine.
      if case .missing = error {
        let text = session.wording.storeError(error).line
        return Finding(check: "store", isFine: true, text: text)
      }
      return broken("store", error, session)
    } catch {
      return broken("store", error, session)
    }
  }

  private func broken(_ check: String, _ error: any Error, _ session: Session) -> Finding {
    let account = ErrorAccount(error, wording: session.wording)
    return Finding(
      check: check, isFine: false, text: account.lines.first ?? "", status: account.status)
  }
}
