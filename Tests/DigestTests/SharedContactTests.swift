import CallModel
import Foundation
import Testing

@testable import Digest
@testable import Presentation

@Suite struct SharedContactTests {
  static let cases: [(Contact, String?, String?)] = [
    (
      Contact(function: "Secrétariat", email: "contact@a.example", evidence: []),
      "contact@a.example", nil
    ),
    (Contact(email: "appels-projets@a.example", evidence: []), "appels-projets@a.example", nil),
    (Contact(email: "rives@a.example", evidence: []), "rives@a.example", nil),
    (Contact(email: "jeanne.martin@a.example", evidence: []), nil, nil),
    (
      Contact(name: "Jeanne Martin", email: "jmartin@a.example", phone: "01", evidence: []), nil,
      nil
    ),
    (
      Contact(name: "Jeanne Martin", email: "info@a.example", phone: "01", evidence: []),
      "info@a.example", nil
    ),
    (Contact(function: "Standard", phone: "01 23 45 67 89", evidence: []), nil, "01 23 45 67 89"),
    (Contact(phone: "06 00 00 00 00", evidence: []), nil, nil),
  ]

  @Test("functions and shared addresses only", arguments: cases)
  func shared(_ contact: Contact, _ email: String?, _ phone: String?) {
    let shared = SharedContact(contact, in: SampleCalls.youth)
    #expect(shared?.email == email && shared?.phone == phone)
    #expect((shared == nil) == (email == nil && phone == nil))
  }

  @Test("no form of a digest names a person", arguments: DigestFormat.allCases)
  func digest(_ format: DigestFormat) throws {
    let bytes = try format.renderer.bytes(of: SampleMatches.digest(.fr), names: .none)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(!text.contains("Martin") && !text.contains("martin") && !text.contains("06 00"))
    // Tables, feeds and calendars tell no contact at all; a workbook and a mail pack their text.
    if [.html, .markdown, .text, .json, .eml].contains(format) {
      #expect(text.contains("contact@rives.example.org"))
    }
  }

  @Test("persons are named where that is asked for", arguments: [DigestFormat.html, .text, .json])
  func withContacts(_ format: DigestFormat) throws {
    var digest = SampleMatches.digest(.fr)
    digest.showsPersons = true
    let text = String(
      decoding: try format.renderer.bytes(of: digest, names: .none), as: UTF8.self)
    #expect(text.contains("Jeanne Martin"))
  }
}
