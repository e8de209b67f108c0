import ArgumentParser
import CallModel
import Digest
import Documents
import Foundation
import Pipeline
import Presentation
import Store

struct DigestCommand: CallsCommand {
  static let configuration = CommandConfiguration(
    commandName: "digest",
    abstract: "Write or mail the alert digest: new, changed, closing and closed calls.",
    discussion: Example.text(
      "calls digest --profile Corpus/profiles/region.json --on 2024-03-15 --output alert.html",
      "calls digest --profile Corpus/profiles/region.json --send --to watch@example.org --dry-run")
      + "\n\nIt tells what that profile was not told yet, of which the store keeps account; with"
      + " --since, the news of that day and after, and no account is kept."
      + "\nForms: "
      + DigestFormat.allCases.map(\.rawValue).joined(separator: ", ") + ".")

  @Option(
    help: ArgumentHelp(
      "The authority's profile; several make one digest (else $CALLS_PROFILE, else the configuration).",
      valueName: "file"))
  var profile: [String] = []

  @Option(
    help: ArgumentHelp("The first day whose news are told.", valueName: "YYYY-MM-DD"),
    transform: SharedOptions.day)
  var since: CalendarDay?

  @Option(help: ArgumentHelp("The form (else by the output's name, else text).", valueName: "form"))
  var format: DigestFormat?

  @Flag(help: "CSV as the French Excel opens it: semicolons, decimal commas, DD/MM/YYYY.")
  var excelFr = false

  @Option(help: ArgumentHelp("Where to write it (else standard output).", valueName: "file"))
  var output: String?

  @Flag(help: "Mail it through a program such as sendmail, where there is something to tell.")
  var send = false

  @OptionGroup(title: "Mail") var mail: MailOptions

  @Flag(help: "Print what would be written or sent; nothing counts as told.")
  var dryRun = false

  @Flag(help: "Keep named persons, their mail addresses and telephone numbers.")
  var withContacts = false

  @OptionGroup(title: "Shared options") var shared: SharedOptions

  func validate() throws {
    guard !send || (output == nil && format == nil) else {
      throw ValidationError("--send mails the digest: --output and --format go without it.")
    }
    guard !excelFr || format == nil || format == .csv else {
      throw ValidationError("--excel-fr is a kind of CSV.")
    }
  }

  func run(in session: Session) throws -> Int32 {
    let profiles = try session.profiles(told: profile)
    let keepsAccount = since == nil && !dryRun
    let store = try session.store(readOnly: !keepsAccount)
    let outlets = AlertOutlets(mailProgram: session.mailProgram(told: mail.mailer))
    let delivery = AlertDelivery(store: store, transport: outlets)
    if keepsAccount { try resume(delivery, session) }
    let maker = DigestMaker(
      store: store, knowledge: try session.knowledge(), day: session.today,
      rules: session.ruleLibrary.mark)
    var made = try maker.digest(
      of: profiles, since: since, language: session.wording.language,
      view: send ? .mailedUpTo(session.today) : .before(session.today))
    made.digest.showsPersons = try session.showsPersons(told: withContacts)
    made.digest.envelope = try session.envelope(mail)
    let isDelivered =
      send
      ? try post(made, outlets, delivery, session)
      : try write(made, delivery, session)
    guard isDelivered, keepsAccount else { return ExitStatus.done }
    try maker.notePassedOver(made)
    session.callHooks(HookEvent.events(of: made.digest, wording: try session.namedWording()))
    return ExitStatus.done
  }

  /// What an earlier run left on its way goes out first.
  private func resume(_ delivery: AlertDelivery, _ session: Session) throws {
    for (alert, fate) in try delivery.resume(on: session.today) {
      switch fate {
      case .delivered: session.tell(session.wording.resumed(alert.day))
      case .refused(let detail) where alert.channel == .mail:
        throw AlertError.uncertain(detail: detail)
      case .refused: break
      case .unknown(let detail): throw AlertError.uncertain(detail: detail)
      }
    }
  }

  // MARK: Mail

  private func post(
    _ made: MadeDigest, _ outlets: AlertOutlets, _ delivery: AlertDelivery, _ session: Session
  ) throws -> Bool {
    let digest = made.digest
    guard !digest.envelope.to.isEmpty else { throw AlertError.noReceiver }
    guard !digest.items.isEmpty || mail.evenEmpty else {
      session.tell(session.wording.nothingToSend)
      return true
    }
    let bytes = try DigestFormat.eml.renderer.bytes(of: digest, names: try session.names())
    guard !dryRun else {
      session.print(bytes)
      return false
    }
    let receivers = digest.envelope.to.map(\.address).joined(separator: ", ")
    let alert = StoredAlert(
      day: session.today, channel: .mail, destination: receivers, message: bytes)
    // News since a day are sent as they are, and no account is kept.
    let fate = since == nil ? try delivery.deliver(made, as: alert) : try outlets.hand(alert)
    switch fate {
    case .delivered:
      session.tell(session.wording.sent(to: receivers))
      return true
    case .refused(let detail): throw AlertError.refused(detail: detail)
    case .unknown(let detail): throw AlertError.uncertain(detail: detail)
    }
  }

  // MARK: File

  private func write(
    _ made: MadeDigest, _ delivery: AlertDelivery, _ session: Session
  ) throws -> Bool {
    let bytes = try chosenFormat.renderer.bytes(of: made.digest, names: try session.names())
    guard let output, !dryRun else {
      session.print(bytes)
      // Told only once it is written.
      return try since != nil || dryRun
        || delivery.deliver(
          made,
          as: StoredAlert(day: session.today, channel: .file, destination: "", message: []))
          == .delivered
    }
    let path = URL(fileURLWithPath: output).path
    let alert = StoredAlert(
      day: session.today, channel: .file, destination: path, message: bytes)
    let fate =
      since == nil
      ? try delivery.deliver(made, as: alert) : try AlertOutlets(mailProgram: []).hand(alert)
    if case .refused(let detail) = fate {
      throw CommandError.cannotWrite(path: output, detail: detail)
    }
    session.tell(output)
    return true
  }

  private var chosenFormat: DigestFormat {
    if excelFr { return .frenchCSV }
    if let format { return format }
    // The longest ending that fits: `alert.feed.json` is a feed.
    let name = output?.lowercased() ?? ""
    return DigestFormat.allCases.filter { name.hasSuffix("." + $0.fileExtension) }
      .max { $0.fileExtension.count < $1.fileExtension.count } ?? .text
  }
}

/// Whom a mail comes from and goes to.
struct MailOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Who it is from (else $CALLS_MAIL_FROM, else the configuration).", valueName: "address"))
  var from: String?

  @Option(
    help: ArgumentHelp(
      "Whom it goes to; several are allowed (else $CALLS_MAIL_TO, else the configuration).",
      valueName: "address"))
  var to: [String] = []

  @Option(
    help: ArgumentHelp(
      "The program that takes the message, instead of /usr/sbin/sendmail -t -i.",
      valueName: "program"))
  var mailer: String?

  @Flag(help: "Send it even where there is nothing to tell.")
  var evenEmpty = false
}

extension DigestFormat: ExpressibleByArgument {}

extension Wording {
  var nothingToSend: String {
    say("Rien de nouveau : aucun courriel envoyé.", "Nothing new: no mail sent.")
  }
  func sent(to receivers: String) -> String {
    say("Alerte envoyée à \(receivers).", "Alert sent to \(receivers).")
  }
  func resumed(_ day: CalendarDay) -> String {
    say(
      "L’alerte du \(self.day(day)), restée en chemin, est repartie.",
      "The alert of \(self.day(day)), left on its way, went out again.")
  }
}
