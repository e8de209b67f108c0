import CallModel
import Documents
import Presentation
import Store

/// What the store knows of a call besides its record.
struct CallStandingLines: Encodable {
  var firstSeen: CalendarDay
  var changedOn: CalendarDay
  /// See `CallVerification`.
  var verifiedOn: CalendarDay?
  var readBy: String?
  /// Why it should be looked at again: `gone`, `not-seen`, `other-rules`.
  var stale: [CallVerification.Staleness] = []
  /// Other documents that tell of it.
  var alsoIn: [CallSighting]
  /// Names of the folders that lead to its document, where they were read as tags.
  var tags: [String]

  init(_ call: StoredCall, in store: Store, _ session: Session) throws {
    firstSeen = call.firstSeen
    changedOn = call.changedOn
    if let verification = try store.verifications(of: call.id).first?.verification {
      verifiedOn = verification.verifiedOn
      readBy = verification.readBy
      // A call is also worth showing where the rules cannot be read.
      stale = verification.staleness(on: session.today, reader: try? session.reader())
    }
    alsoIn = try store.sightings(of: call.id)
    tags = try store.tags(ofDocument: call.document.sha256)
  }
}

/// A call as “calls show --json” prints it: its record, and under `store` what the store knows.
struct ShownCall: Encodable {
  private let parsed: ParsedDocument
  private let standing: CallStandingLines

  init(_ call: StoredCall, in store: Store, _ session: Session) throws {
    let parsed = ParsedDocument(document: call.document, calls: [call.record])
    self.parsed = session.wording.worded(parsed)
    standing = try CallStandingLines(call, in: store, session)
  }

  private enum Key: CodingKey { case store }

  func encode(to encoder: any Encoder) throws {
    try parsed.encode(to: encoder)
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(standing, forKey: .store)
  }
}

extension Wording {
  func standing(_ standing: CallStandingLines, of call: StoredCall) -> [String] {
    var lines: [String] = []
    if let verified = standing.verifiedOn {
      lines.append(
        say("Vérifié le \(shortDay(verified))", "Verified on \(shortDay(verified))")
          + (standing.readBy.map { " – \($0)" } ?? ""))
    }
    lines += standing.stale.map(staleness)
    lines += standing.alsoIn.map { sighting($0) + " [\($0.id)]" }
    if !standing.tags.isEmpty {
      lines.append(say("Dossiers : ", "Folders: ") + list(standing.tags.map { PlainText.line($0) }))
    }
    return lines
  }

  /// `Le même appel dans avis.eml (même référence)`.
  func sighting(_ sighting: CallSighting) -> String {
    let path = PlainText.line(sighting.path)
    return say("Le même appel dans \(path)", "The same call in \(path)")
      + " (\(sameCallReason(sighting.reason)))"
  }

  func sameCallReason(_ reason: SameCallReason) -> String {
    switch reason {
    case .reference: say("même référence", "same reference")
    case .title: say("mêmes titre et date limite", "same title and deadline")
    case .address: say("même page et même date limite", "same page and deadline")
    case .translation:
      say("mêmes programme, date limite et chiffres", "same programme, deadline and figures")
    case .person: say("indiqué par une personne", "said by a person")
    }
  }

  func staleness(_ reason: CallVerification.Staleness) -> String {
    switch reason {
    case .gone:
      say(
        "À vérifier : son document n’est plus là où il était.",
        "To be checked: its document is no longer where it was.")
    case .notSeen:
      say(
        "À vérifier : son document n’a pas été revu depuis plus de \(CallVerification.longestUnseen) jours.",
        "To be checked: its document was not seen for more than \(CallVerification.longestUnseen) days."
      )
    case .otherRules:
      say(
        "Lu avec d’autres règles que celles d’aujourd’hui : « calls retag » le relit.",
        "Read with other rules than today’s: “calls retag” reads it again.")
    }
  }
}
