import Documents
import Testing

@testable import Extraction

@Suite struct MailReaderTests {
  private func read(_ mail: String) throws(DocumentFailure) -> Document {
    try read(Array(mail.utf8))
  }

  private func read(_ mail: [UInt8]) throws(DocumentFailure) -> Document {
    try DocumentReader().read(mail, name: "appel.eml")
  }

  private static func multipart(_ kind: String, _ parts: [String], boundary: String = "b") -> String
  {
    let parts = parts.map { "--\(boundary)\n\($0)\n" }.joined()
    return "Content-Type: multipart/\(kind); boundary=\"\(boundary)\"\n\n\(parts)--\(boundary)--\n"
  }

  private static func attachment(_ name: String, _ type: String, _ bytes: [UInt8]) -> String {
    """
    Content-Type: \(type)
    Content-Disposition: attachment; filename="\(name)"
    Content-Transfer-Encoding: base64

    \(base64(bytes))
    """
  }

  // MARK: Headers

  @Test(arguments: [
    ("Appel", "Appel"),
    ("=?utf-8?Q?Appel_=C3=A0_projets?=", "Appel à projets"),
    ("=?UTF-8?B?QXBwZWwgw6A=?= =?utf-8?b?IHByb2pldHM=?=", "Appel à projets"),
    ("=?iso-8859-15?Q?80=A4?= par =?windows-1252?Q?jour=85?=", "80€ par jour…"),
    ("=?utf-8?Q?=C3?=\n =?utf-8?Q?=A9t=C3=A9?=", "été"),
    ("Appel =?x?Z?y?= =?utf-8?Q?z", "Appel =?x?Z?y?= =?utf-8?Q?z"),
    ("Re: TR : Fwd: [liste-eau] RE[2]: Appel : eau", "Appel : eau"),
    ("AAP 2024 : Réf: 12", "AAP 2024 : Réf: 12"),
    ("[URGENT]", "[URGENT]"),
    ("Fw:", "Fw:"),
  ])
  func subjectsAreTitles(_ subject: String, _ title: String) throws {
    let document = try read("Subject: \(subject)\nFrom: a@b.example\n\nTexte de l’appel.\n")
    #expect(document.metadata.title == title)
    #expect(document.outline == ["title: \(title)", "paragraph: Texte de l’appel."])
  }

  @Test(arguments: [
    ("Wed, 06 Mar 2024 09:12:00 +0100", "2024-03-06"), ("6 Mar 24 23:59 GMT", "2024-03-06"),
    ("Fri, 1 Nov 2013 00:00:00 -0500 (EST)", "2013-11-01"), ("hier", nil),
    ("32 Mar 2024 10:00", nil), ("Mar 2024", nil),
  ])
  func datesArePublicationDates(_ text: String, _ day: String?) throws {
    let document = try read("Date: \(text)\nSubject: x\n\ny\n")
    #expect(document.metadata.published == day)
  }

  @Test func personsStandApart() throws {
    let document = try read(
      "From: =?utf-8?Q?Ren=C3=A9e?= <r@b.example>\nTo: c@d.example\nSubject: TR: x\n\ny\n")
    #expect(document.text == "x\n\ny")
    #expect(document.metadata.author == "Renée <r@b.example>")
    #expect(
      document.furniture.map(\.text) == [
        "From: Renée <r@b.example>\nTo: c@d.example\nSubject: TR: x"
      ])
  }

  // MARK: Bodies

  @Test(arguments: [
    ("quoted-printable", "utf-8", "caf=C3=A9 =\ncr=C3=A8me", "café crème"),
    ("quoted-printable", "iso-8859-15", "80 =A4", "80 €"),
    ("quoted-printable", "windows-1252", "l=92=E9t=E9=85", "l’été…"),
    ("quoted-printable", "utf-8", "a=3Db 100 =\r\n% =ZZ", "a=b 100 % =ZZ"),
    ("base64", "utf-8", "Y2Fmw6kg\nY3LDqG1l", "café crème"),
    ("base64", "utf-8", "Y2Fm!w6k", "café"),
    ("7bit", "us-ascii", "plain", "plain"),
    ("8bit", "x-unknown", "été", "été"),
  ])
  func bodiesAreDecoded(
    _ encoding: String, _ charset: String, _ body: String, _ expected: String
  ) throws {
    let document = try read(
      """
      Content-Type: text/plain; charset=\(charset)
      Content-Transfer-Encoding: \(encoding)

      \(body)
      """)
    #expect(document.text == expected)
  }

  @Test func flowedLinesAreJoined() throws {
    let document = try read(
      """
      Content-Type: text/plain; format=flowed

      Les communes et leurs \ngroupements peuvent \nrépondre avant le 6 mai 2024.

      > Une phrase \n> citée ici.
      """)
    #expect(
      document.text == """
        Les communes et leurs groupements peuvent répondre avant le 6 mai 2024.

        Une phrase citée ici.
        """)
  }

  /// A space that was left at the end of a paragraph.
  @Test func anEmptyLineEndsAFlowedParagraph() throws {
    let document = try read(
      "Content-Type: text/plain; format=flowed\n\nMadame, Monsieur, \n\nLe dépôt est ouvert.\n")
    #expect(
      document.outline == ["paragraph: Madame, Monsieur,", "paragraph: Le dépôt est ouvert."])
  }

  @Test func quotedAndForwardedPartsAreRead() throws {
    let document = try read(
      """
      Subject: TR: Appel

      Bonjour,

      Pour information.

      -----Message d'origine-----
      De : Agence de l’eau <a@b.example>
      Envoyé : lundi 4 mars 2024 17:45
      À : liste
      Objet : RE: Solidarité eau

      > Les collectivités peuvent demander une aide :
      >   - de 50 % au plus du coût du projet, ou de 70 % avec une coopération
      >     suivie ;
      >   - plafonnée.

      --\u{20}
      Claire
      Tél. 04 50 00 00 00
      """)
    #expect(
      document.outline == [
        "title: Appel", "paragraph: Bonjour,", "paragraph: Pour information.",
        "paragraph: De : Agence de l’eau <a@b.example>",
        "paragraph: Envoyé : lundi 4 mars 2024 17:45", "paragraph: À : liste",
        "paragraph: Objet : RE:",
        "heading 1: Solidarité eau", "paragraph: Les collectivités peuvent demander une aide :",
        "listItem 1: de 50 % au plus du coût du projet, ou de 70 % avec une coopération suivie ;",
        "listItem 1: plafonnée.",
      ])
    #expect(
      document.furniture.map { "\($0.role): \($0.text)" } == [
        "other: -----Message d'origine-----", "footer: Claire\nTél. 04 50 00 00 00",
        "header: Subject: TR: Appel",
      ])
  }

  @Test func theRicherAlternativeIsRead() throws {
    let html = """
      Content-Type: text/html; charset=iso-8859-1
      Content-Transfer-Encoding: quoted-printable

      <p>Avant le 6 mai =E0 midi</p><table><tr><th>Volet</th><th>Taux</th></tr><tr><td>A</td>\
      <td>70 %</td></tr></table><p><a href=3D"https://example.org/r">ici</a></p>
      """
    let related = Self.multipart(
      "related", [html, "Content-Type: image/png; name=logo.png\n\nx"], boundary: "inner")
    let document = try read(
      Self.multipart("alternative", ["Content-Type: text/plain\n\nEn bref.", related]))
    #expect(document.text == "Avant le 6 mai à midi\n\nVolet\tTaux\nA\t70 %\n\nici")
    #expect(document.links.map(\.url) == ["https://example.org/r"])
    #expect(document.warnings.isEmpty)
    let bare = try read(
      Self.multipart(
        "alternative",
        ["Content-Type: text/plain\n\nEn bref.", "Content-Type: text/html\n\n<p></p>"]))
    #expect(bare.text == "En bref.")
  }

  // MARK: Attachments

  @Test func attachmentsAreParts() throws {
    let deck = PresentationWriter(slides: [
      .init(shapes: PresentationWriter.shape(["un"])),
      .init(shapes: PresentationWriter.shape(["deux"])),
    ]).bytes
    let word = WordWriter(
      body: WordWriter.table([[WordWriter.cell("a"), WordWriter.cell("b")]])
    ).bytes
    let document = try read(
      "Subject: Deux fichiers\n"
        + Self.multipart(
          "mixed",
          [
            "Content-Type: text/html\n\n<table><tr><th>x</th><th>y</th></tr></table>",
            Self.attachment("budget.pptx", "application/octet-stream", deck),
            Self.attachment("=?utf-8?Q?R=C3=A8gles?=.docx", "application/msword", word),
            Self.attachment("tout.zip", "application/zip", [0x50, 0x4B, 3, 4]),
            "Content-Type: text/plain\n\nPied de liste.",
          ]))
    #expect(
      document.text == "Deux fichiers\n\nx\ty\n\nPied de liste.\n\nun\n\ndeux\n\na\tb")
    #expect(document.parts.map(\.name) == ["budget.pptx", "Règles.docx"])
    #expect(document.parts.map(\.format) == [.pptx, .docx])
    #expect(document.pages.map(\.number) == [1, 1, 2, 1])
    #expect(document.blocks.compactMap(\.cell?.table) == [0, 0, 1, 1])
    #expect(
      [0, 20, 36, 41, 47].map { place in
        "\(document.part(at: place)?.name ?? "-") \(document.page(at: place))"
      } == ["- 1", "- 1", "budget.pptx 1", "budget.pptx 2", "Règles.docx 1"])
    #expect(
      document.warnings.map { "\($0.id) \($0.detail)" } == [
        "unreadable-attachment tout.zip (damaged)"
      ])
    #expect(
      try WireReader.result(of: WireWriter.frame(.success(document))) == .success(document))
  }

  @Test(arguments: [
    ("filename=\"C:\\\\dossier\\\\appel.txt\"", "appel.txt"),
    ("filename=../../etc/appel.txt", "appel.txt"),
    ("filename*=utf-8'fr'appel%20%C3%A9t%C3%A9.txt", "appel été.txt"),
    ("filename*0*=utf-8''appel; filename*1*=%20long; filename*2=.txt", "appel long.txt"),
    ("", "attachment-1"),
  ])
  func fileNames(_ parameter: String, _ expected: String) throws {
    let part = "Content-Type: text/plain\nContent-Disposition: attachment; \(parameter)\n\nx"
    let document = try read("Subject: s\n" + Self.multipart("mixed", [part]))
    #expect(document.parts.map(\.name) == [expected])
  }

  @Test func mailsInMailsAreParts() throws {
    let inner =
      "Subject: Appel\n"
      + Self.multipart(
        "mixed",
        [
          "Content-Type: text/plain\n\ntexte",
          Self.attachment("note.txt", "text/plain", Array("note".utf8)),
        ], boundary: "i")
    let document = try read(
      "Subject: Fwd\n"
        + Self.multipart("mixed", ["Content-Type: message/rfc822\n\n\(inner)"]))
    #expect(document.parts.map(\.name) == ["Appel.eml", "Appel.eml/note.txt"])
    #expect(document.text == "Fwd\n\nAppel\n\ntexte\n\nnote")
  }

  @Test func mailboxesAreOneDocument() throws {
    let mail = "Message-ID: <a>\nSubject: Un\n\nFrom here on\n\n"
    let document = try DocumentReader().read(
      Array(
        "From a@b Mon Mar  4 10:00:00 2024\n\(mail)From c@d Mon Mar  4 10:00:00 2024\nSubject: Deux\n\nb\n"
          .utf8), name: "boite")
    #expect(document.parts.map(\.name) == ["Un", "Deux"])
    #expect(document.text == "Un\n\nFrom here on\n\nDeux\n\nb")
  }

  // MARK: Broken and hostile mails

  @Test(arguments: [
    "multipart/encrypted; boundary=b", "application/pkcs7-mime; smime-type=enveloped-data",
  ])
  func lockedMailsAreEncrypted(_ type: String) {
    #expect(throws: DocumentFailure.encrypted) {
      try read("Subject: x\nContent-Type: \(type)\n\n--b\n\nx\n--b--\n")
    }
    #expect(throws: DocumentFailure.encrypted) {
      try read("Subject: x\n\n-----BEGIN PGP MESSAGE-----\n\nhQEM\n-----END PGP MESSAGE-----\n")
    }
  }

  @Test func outlookFilesAreNamed() {
    let name = Array("__properties_version1.0".utf16).flatMap {
      [UInt8($0 & 0xFF), UInt8($0 >> 8)]
    }
    let bytes: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + name
    #expect(throws: DocumentFailure.unsupported(detail: "msg")) {
      try DocumentReader().read(bytes, name: "appel.msg")
    }
  }

  @Test func cutMailsGiveWhatTheyHave() throws {
    let whole =
      "Subject: x\n"
      + Self.multipart(
        "mixed",
        [
          "Content-Type: text/plain\n\nun deux trois",
          Self.attachment("a.pptx", "application/x", PresentationWriter(slides: []).bytes),
        ])
    for length in stride(from: 1, to: whole.utf8.count, by: 37) {
      let result = Result { try read(Array(whole.utf8.prefix(length))) }
      if case .failure(let error) = result { #expect(error is DocumentFailure) }
    }
  }

  @Test func depthAndNumbersAreLimited() throws {
    var deep = "Content-Type: text/plain\n\nfond"
    for i in 0..<500 { deep = Self.multipart("mixed", [deep], boundary: "b\(i)") }
    #expect(throws: Never.self) { try read("Subject: x\n" + deep) }
    let nested = String(repeating: "Content-Type: message/rfc822\n\n", count: 100_000)
    #expect(throws: Never.self) { try read("Subject: x\n" + nested) }
    let many = Self.multipart(
      "mixed",
      Array(repeating: "Content-Disposition: attachment; filename=a.txt\n\nx", count: 5_000))
    let document = try read("Subject: x\n" + many)
    #expect(document.parts.count == 50)
    #expect(document.warnings.count == 950)
    let fields = String(repeating: "X-A: b\n", count: 100_000)
    #expect(throws: Never.self) { try read(fields + "Subject: x\n\ny") }
  }

  @Test func pastedMailsHaveTheirSubjectAsTitle() throws {
    let text = """
      De : Claire <c@d.example>
      À : Service Europe
      Date : mercredi 6 mars 2024 09:12
      Objet : TR: [liste] Solidarité eau : ouverture de l'appel

      Bonjour,

      Voir l’appel.
      """
    let plain = try DocumentReader().read(Array(text.utf8), name: "a.txt")
    #expect(plain.text == text)
    #expect(plain.metadata.title == "Solidarité eau : ouverture de l'appel")
    #expect(plain.outline.first == "paragraph: De : Claire <c@d.example>")
    let quoted = try DocumentReader().read(
      Array((text + "\n\n> - aide de 50 %\n>   du coût\n").utf8), name: "a.txt")
    #expect(quoted.format == .text)
    #expect(quoted.outline.last == "listItem 1: aide de 50 % du coût")
    let other = try DocumentReader().read(
      Array("Date : 6 mai\nLieu : Lille\n\nTexte".utf8), name: "a.txt")
    #expect(other.metadata.title != "6 mai")
  }
}
