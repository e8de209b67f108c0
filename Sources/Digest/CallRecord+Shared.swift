import CallModel
import Presentation

extension CallRecord {
  /// The call as it may be passed on: contacts reduced to functions and shared addresses, and no
  /// mail link to a person. The passages that prove a contact are left out with it, and those of
  /// other values that name such a person.
  package var shared: CallRecord {
    let traces = personTraces
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
    if let summary, traces.contains(where: summary.value.contains) { call.summary = nil }
    guard !traces.isEmpty else { return call }
    call.conditions.removeAll { condition in traces.contains(where: condition.text.contains) }
    call.prerequisites.removeAll { entry in traces.contains(where: entry.text.contains) }
    call.attachments.removeAll { entry in traces.contains(where: entry.text.contains) }
    call.exclusions.removeAll { entry in traces.contains(where: entry.text.contains) }
    call.sections = sections.map { section in
      var section = section
      if let heading = section.heading, traces.contains(where: heading.contains) {
        section.heading = nil
      }
      return section
    }
    return call
  }

  /// What would tell of a person wherever it stands: names, own addresses, own numbers.
  private var personTraces: [String] {
    contacts.flatMap { contact -> [String] in
      let mail = contact.email.flatMap { SharedContact.isShared($0, in: self) ? nil : $0 }
      let phone = contact.name == nil ? nil : contact.phone
      return [contact.name, mail, phone].compactMap(\.self).filter { $0.count > 3 }
    }
  }
}
