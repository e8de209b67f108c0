import CallModel

/// What of a contact may be passed on: a function and a shared address, never a named person.
package struct SharedContact: Hashable, Sendable {
  package var function: String?
  package var email: String?
  package var phone: String?

  /// Nil where nothing may be passed on.
  ///
  /// A mail address is shared where its name is a function (`contact@`, `interreg@`) or that of a
  /// body of the call. A telephone number is shared where no person is named with it.
  package init?(_ contact: Contact, in call: CallRecord) {
    let isPerson = contact.name != nil
    function = contact.function.map { PlainText.line($0, limit: 120) }
    email = contact.email.flatMap { Self.isShared($0, in: call) ? PlainText.line($0) : nil }
    phone = isPerson || function == nil ? nil : contact.phone.map { PlainText.line($0, limit: 40) }
    guard email != nil || phone != nil else { return nil }
  }

  package static func isShared(_ address: String, in call: CallRecord) -> Bool {
    let local = address.prefix { $0 != "@" }.lowercased()
    let names = tokens(local)
    let bodies = (call.parties.map(\.id) + call.programmes.map(\.id)).flatMap { tokens($0) }
    let shared = functions.union(bodies)
    return names.contains(where: shared.contains)
  }

  private static func tokens(_ text: String) -> [String] {
    text.lowercased().split { !$0.isLetter }.map(String.init).filter { $0.count > 1 }
  }

  // Names of functions in the addresses of public bodies, without accents as in addresses.
  private static let functions: Set<String> = [
    "aap", "accueil", "aide", "aides", "ami", "appel", "appels", "assistance", "bureau", "call",
    "calls", "candidature", "candidatures", "contact", "contacts", "cooperation", "depot",
    "direction", "dossier", "dossiers", "erasmus", "europe", "europeen", "europeens", "feader",
    "feder", "fonds", "fse", "grants", "guichet", "help", "helpdesk", "info", "infos",
    "information", "international", "interreg", "jts", "mission", "office", "programme",
    "programmes", "projet", "projets", "projects", "relations", "secretariat", "service",
    "services", "subvention", "subventions", "support", "team",
  ]
}
