import CallModel
import Presentation

extension CallRecord {
  /// The call as it may be passed on: contacts reduced to functions and shared addresses, and no
  /// mail link to a person. The passages that prove a contact are left out with it.
  var shared: CallRecord {
    var call = self
    call.contacts = contacts.compactMap { contact in
      SharedContact(contact, in: self).map {
        Contact(function: $0.function, email: $0.email, phone: $0.phone, evidence: [])
      }
    }
    call.links = links.filter { link in
      guard let safe = SafeLink(link.url), safe.url.hasPrefix("mailto:") else { return true }
      return SharedContact.isShared(safe.host, in: self)
    }
    return call
  }
}
