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
    abstract: Help.say(
      "Écrire ou envoyer l’alerte : appels nouveaux, modifiés, bientôt clos et clos.",
      "Write or mail the alert digest: new, changed, closing and closed calls."),
    discussion: Example.text(
      "calls digest --profile Corpus/profiles/region.json --on 2024-03-15 --output alert.html",
      "calls digest --profile Corpus/profiles/region.json --send --to watch@example.org --dry-run")
      + Help.say(
        "\n\nElle dit ce que ce profil n’a pas encore appris, dont la base tient le compte ; avec"
          + " --since, les nouvelles de ce jour et d’après, sans compte."
          + "\nDans un agenda, --reminder-days ajoute une journée entière pour chaque rappel, pour les"
          + " programmes qui ignorent les alarmes des agendas auxquels ils s’abonnent. --feed-url dit où"
          + " un fil Atom ou JSON est publié : chacun est alors gardé à côté, sous son jour, et nomme le"
          + " précédent.\nFormes : ",
        "\n\nIt tells what that profile was not told yet, of which the store keeps account; with"
          + " --since, the news of that day and after, and no account is kept."
          + "\nIn a calendar, --reminder-days adds a whole day for each reminder, for programs that"
          + " ignore the alarms of calendars they subscribe to. --feed-url tells where an Atom or JSON"
          + " feed is published: each is then kept beside it under its day, and names the one before."
          + "\nForms: ")
      + DigestFormat.allCases.map(\.rawValue).joined(separator: ", ") + ".")

  @Option(
    help: .say(
      "Le profil de la collectivité ; plusieurs font une seule alerte (sinon "
        + "$CALLS_PROFILE, sinon la configuration).",
      "The authority's profile; several make one digest (else $CALLS_PROFILE, else "
        + "the configuration).", value: "file"))
  var profile: [String] = []

  @Option(
    help: .say(
      "Le premier jour dont les nouvelles sont dites.",
      "The first day whose news are told.", value: "YYYY-MM-DD"),
    transform: SharedOptions.day)
  var since: CalendarDay?

  @Option(
    help: .say(
      "La forme (sinon d’après le nom de la sortie, sinon texte).",
      "The form (else by the output's name, else text).", value: "form"))
  var format: DigestFormat?

  @Flag(
    help: .say(
      "CSV tel qu’Excel en français l’ouvre : points-virgules, virgules décimales, "
        + "JJ/MM/AAAA.",
      "CSV as the French Excel opens it: semicolons, decimal commas, DD/MM/YYYY."))
  var excelFr = false

  @Option(
    help: .say(
      "Où l’écrire (sinon la sortie standard).",
      "Where to write it (else standard output).", value: "file"))
  var output: String?

  @Flag(
    help: .say(
      "Agenda : aussi une journée entière pour chaque rappel.",
      "Calendar: also a whole day for each reminder."))
  var reminderDays = false

  @Option(
    help: .say(
      "L’adresse où le fil est publié.",
      "The address at which the feed is published.", value: "url"))
  var feedUrl: String?

  @Flag(
    help: .say(
      "L’envoyer par un serveur ou un programme comme sendmail, s’il y a quelque "
        + "chose à dire.",
      "Mail it by a server or a program such as sendmail, where there is something "
        + "to tell."))
  var send = false

  @OptionGroup(title: Help.say("Courriel", "Mail")) var mail: MailOptions

  @Flag(
    help: .say(
      "Montrer ce qui serait écrit ou envoyé ; rien ne compte comme dit.",
      "Print what would be written or sent; nothing counts as told."))
  var dryRun = false

  @Flag(
    help: .say(
      "Garder les personnes nommées, leurs adresses et leurs téléphones.",
      "Keep named persons, their mail addresses and telephone numbers."))
  var withContacts = false

  @OptionGroup(title: Help.say("Options communes", "Shared options")) var shared: SharedOptions

  func validate() throws {
    guard !send || (output == nil && format == nil) else {
      throw ValidationError(
        Help.say(
          "--send envoie l’alerte par courriel : --output et --format vont sans lui.",
          "--send mails the digest: --output and --format go without it."))
    }
    guard !excelFr || format == nil || format == .csv else {
      throw ValidationError(
        Help.say(
          "--excel-fr est une sorte de CSV.",
          "--excel-fr is a kind of CSV."))
    }
    guard !reminderDays || chosenFormat == .ics else {
      throw ValidationError(
        Help.say(
          "--reminder-days est pour les agendas (--format ics).",
          "--reminder-days is for calendars (--format ics)."))
    }
    guard let feedUrl else { return }
    guard [.atom, .jsonFeed].contains(chosenFormat), SafeLink(feedUrl) != nil else {
      throw ValidationError(
        Help.say(
          "--feed-url est l’adresse web d’un fil (--format atom ou jsonfeed).",
          "--feed-url is the web address of a feed (--format atom or jsonfeed)."))
    }
  }

  func run(in session: Session) throws -> Int32 {
    let profiles = try session.profiles(told: profile)
    let keepsAccount = since == nil && !dryRun
    let store = try session.store(readOnly: !keepsAccount)
    let route = try session.mailRoute(told: mail.mailer)
    // Before anything is on its way.
    if send, !dryRun, case .server(let server) = route {
      _ = try server.passwordFile.map(SecretFile.read)
    }
    let delivery = session.delivery(from: store, mail: route)
    let isClear = try !keepsAccount || resume(delivery, session)
    let maker = DigestMaker(
      store: store, knowledge: try session.knowledge(), day: session.today,
      rules: session.ruleLibrary.mark)
    var made = try maker.digest(
      of: profiles, since: since, language: session.wording.language,
      view: send ? .mailedUpTo(session.today) : .before(session.today))
    made.digest.showsPersons = try session.showsPersons(told: withContacts)
    made.digest.envelope = try session.envelope(mail)
    made.digest.remindsByDays = reminderDays
    made.digest.feed = feed(of: made.digest)
    let isDelivered =
      send
      ? try post(made, route, delivery, session)
      : try write(made, delivery, session)
    if isDelivered, keepsAccount {
      try maker.noteLooks(made)
      session.tellHookFailures(try delivery.callHooks())
    }
    return isClear ? ExitStatus.done : ExitStatus.tryLater
  }

  /// What an earlier run left on its way goes out first. What is not taken yet rests, and keeps
  /// nothing newer waiting.
  ///
  /// - Returns: false where a mail is still on its way.
  private func resume(_ delivery: AlertDelivery, _ session: Session) throws -> Bool {
    let fates = try delivery.resume(on: session.today)
    session.tellHookFailures(fates)
    var isClear = true
    for (alert, fate) in fates where alert.channel == .mail {
      switch fate {
      case .delivered: session.tell(session.wording.resumed(alert.day))
      case .refused(let detail), .unknown(let detail):
        isClear = false
        session.complain(session.wording.stillOnItsWay(alert.day, detail))
      }
    }
    return isClear
  }

  private func alertsForHooks(_ made: MadeDigest, _ session: Session) throws -> [StoredAlert] {
    session.hookAlerts(HookEvent.events(of: made.digest, wording: try session.namedWording()))
  }

  // MARK: Mail

  private func post(
    _ made: MadeDigest, _ route: MailRoute, _ delivery: AlertDelivery, _ session: Session
  ) throws -> Bool {
    let digest = made.digest
    guard !digest.envelope.to.isEmpty else { throw AlertError.noReceiver }
    guard !digest.items.isEmpty || mail.evenEmpty else {
      session.tell(session.wording.nothingToSend)
      return true
    }
    let bytes = try DigestFormat.eml.renderer(session.templates())
      .bytes(of: digest, names: try session.names())
    guard !dryRun else {
      session.print(bytes)
      return false
    }
    let alerts = alerts(digest.envelope.to.map(\.address), route, bytes, session)
    // News since a day are sent as they are, and no account is kept.
    let fates =
      since == nil
      ? try delivery.deliver(made, as: alerts, followers: alertsForHooks(made, session))
      : try alerts.map(AlertOutlets(mail: route).hand)
    return try account(of: zip(alerts.map(\.destination), fates).map { ($0, $1) }, session)
  }

  /// A program hands a message on to all; a server is given it for each receiver, so that an
  /// address that is refused keeps it from no other.
  private func alerts(
    _ receivers: [String], _ route: MailRoute, _ bytes: [UInt8], _ session: Session
  ) -> [StoredAlert] {
    let destinations =
      if case .server = route { receivers } else { [receivers.joined(separator: ", ")] }
    return destinations.map {
      StoredAlert(day: session.today, channel: .mail, destination: $0, message: bytes)
    }
  }

  private func account(of fates: [(String, AlertFate)], _ session: Session) throws -> Bool {
    let sent = fates.filter { $0.1 == .delivered }.map(\.0)
    if !sent.isEmpty { session.tell(session.wording.sent(to: sent.joined(separator: ", "))) }
    for (receiver, fate) in fates {
      switch fate {
      case .delivered: break
      case .refused(let detail):
        if sent.isEmpty { throw AlertError.refused(detail: detail) }
        session.complain(session.wording.notSent(to: receiver, detail))
      case .unknown(let detail):
        if sent.isEmpty { throw AlertError.uncertain(detail: detail) }
        session.complain(session.wording.notSent(to: receiver, detail))
      }
    }
    return true
  }

  // MARK: File

  private func write(
    _ made: MadeDigest, _ delivery: AlertDelivery, _ session: Session
  ) throws -> Bool {
    let bytes = try chosenFormat.renderer(session.templates())
      .bytes(of: made.digest, names: try session.names())
    let followers = try alertsForHooks(made, session)
    guard let output, !dryRun else {
      session.print(bytes)
      // Told only once it is written.
      let alert = StoredAlert(
        day: session.today, channel: .file, destination: "", message: [])
      return try since != nil || dryRun
        || delivery.deliver(made, as: [alert], followers: followers) == [.delivered]
    }
    let path = URL(fileURLWithPath: output).path
    let alert = StoredAlert(
      day: session.today, channel: .file, destination: path, message: bytes)
    let fate =
      since == nil
      ? try delivery.deliver(made, as: [alert], followers: followers)[0]
      : try AlertOutlets().hand(alert)
    if case .refused(let detail) = fate {
      throw CommandError.cannotWrite(path: output, detail: detail)
    }
    try keepFeed(made.digest, beside: path, session)
    session.tell(output)
    return true
  }

  /// Where the feed stands, and the one before it where that was kept.
  private func feed(of digest: AlertDigest) -> FeedPlace? {
    guard let url = feedUrl.flatMap({ SafeLink($0) }) else { return nil }
    var place = FeedPlace(url: url)
    if let output, let since = digest.since,
      FileManager.default.fileExists(atPath: FeedPlace.name(output, on: since))
    {
      place.previous = SafeLink(FeedPlace.name(url.url, on: since))
    }
    return place
  }

  /// Feeds hold the news of one day: each is kept under its day, and the next one names it.
  private func keepFeed(
    _ digest: AlertDigest, beside path: String, _ session: Session
  ) throws {
    guard var feed = digest.feed, feedUrl != nil else { return }
    var digest = digest
    feed.archived = SafeLink(FeedPlace.name(feed.url.url, on: digest.day))
    digest.feed = feed
    let bytes = try chosenFormat.renderer.bytes(of: digest, names: try session.names())
    let place = FeedPlace.name(path, on: digest.day)
    let copy = StoredAlert(day: digest.day, channel: .file, destination: place, message: bytes)
    if case .refused(let detail) = try AlertOutlets().hand(copy) {
      throw CommandError.cannotWrite(path: place, detail: detail)
    }
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
    help: .say(
      "De qui elle vient (sinon $CALLS_MAIL_FROM, sinon la configuration).",
      "Who it is from (else $CALLS_MAIL_FROM, else the configuration).", value: "address"))
  var from: String?

  @Option(
    help: .say(
      "À qui elle va ; plusieurs sont possibles (sinon $CALLS_MAIL_TO, sinon la "
        + "configuration).",
      "Whom it goes to; several are allowed (else $CALLS_MAIL_TO, else the "
        + "configuration).", value: "address"))
  var to: [String] = []

  @Option(
    help: .say(
      "Le programme qui prend le message, à la place du serveur configuré ou de "
        + "sendmail -t -i.",
      "The program that takes the message, instead of the configured server or "
        + "sendmail -t -i.", value: "program"))
  var mailer: String?

  @Flag(
    help: .say(
      "L’envoyer même s’il n’y a rien à dire.",
      "Send it even where there is nothing to tell."))
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
  func notSent(to receiver: String, _ detail: String) -> String {
    let detail = PlainText.line(detail, limit: 200)
    return say(
      "Pas encore parti pour \(receiver) (\(detail)) ; le même message repartira.",
      "Not yet gone out to \(receiver) (\(detail)); the same message goes out again.")
  }
  func stillOnItsWay(_ day: CalendarDay, _ detail: String) -> String {
    let detail = PlainText.line(detail, limit: 200)
    return say(
      "L’alerte du \(self.day(day)) n’est toujours pas partie (\(detail)) ; elle sera retentée.",
      "The alert of \(self.day(day)) has still not gone out (\(detail)); it will be tried again.")
  }
  func resumed(_ day: CalendarDay) -> String {
    say(
      "L’alerte du \(self.day(day)), restée en chemin, est repartie.",
      "The alert of \(self.day(day)), left on its way, went out again.")
  }
}
