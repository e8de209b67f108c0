import CallModel

extension Wording {
  /// `mobilité des jeunes (« jeunes », « volontariat », page 2)`, or the words alone.
  package func reason(_ reason: Reason) -> String {
    let words = reason.words.prefix(6).map { quoted(PlainText.line($0, limit: 60)) }
    let proof = (words + [pages(reason.call)]).filter { !$0.isEmpty }.joined(separator: ", ")
    guard let theme = reason.theme.map(self.theme) else {
      return say("mots communs \(proof)", "shared words \(proof)")
    }
    return proof.isEmpty ? theme : "\(theme) (\(proof))"
  }

  /// `page 2`, `pages 2, 3 et 7`: the first three pages where the passages stand.
  package func pages(_ evidence: [Evidence]) -> String {
    let pages = Set(evidence.map(\.page)).sorted().prefix(3).map { "\($0)" }
    guard !pages.isEmpty else { return "" }
    let list = list(pages)
    return pages.count == 1
      ? say("page\u{A0}\(list)", "page\u{A0}\(list)")
      : say("pages\u{A0}\(list)", "pages\u{A0}\(list)")
  }

  /// `« … » (page 3)`: the passage and where it stands.
  package func passage(_ evidence: Evidence, limit: Int = 240) -> String {
    let quote = quoted(PlainText.line(evidence.quote, limit: limit))
    let part = evidence.part.map { PlainText.line($0) + ", " } ?? ""
    return "\(quote) (\(part)page\u{A0}\(evidence.page))"
  }

  /// `Projet p1 : Mobilité des jeunes`.
  package func project(id: String, title: String) -> String {
    let id = PlainText.line(id)
    let title = PlainText.line(title)
    guard !title.isEmpty else { return say("Projet \(id)", "Project \(id)") }
    return say("Projet \(id) : \(title)", "Project \(id): \(title)")
  }

  package func criterionValue(_ value: ThreeValued) -> String {
    switch value {
    case .yes: say("oui", "yes")
    case .unknown: say("à vérifier", "to check")
    case .no: say("non", "no")
    }
  }

  /// With a capital on the first letter.
  package func capitalised(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }

  /// For narrow columns: `J-14`, `14 d`, `dernier jour`.
  package func daysLeftBrief(_ days: Int) -> String {
    days > 0 ? say("J-\(days)", "\(number(days))\u{A0}d") : daysLeft(days)
  }
}
