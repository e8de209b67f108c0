import CallModel

extension Wording {
  /// The reasons in words, heaviest first, themes each for itself and plain words together:
  /// `mobilité des jeunes (« jeunes », « volontariat », page 2)`, `mots communs « eau », « puits
  /// »`.
  ///
  /// At most `limit` of them; without pages where a line must be short.
  package func reasons(_ reasons: [Reason], limit: Int, showsPages: Bool = true) -> [String] {
    var merged: [Reason] = []
    for reason in reasons {
      // A theme of the profile and one of a project, or two levels of one theme, read the same.
      if let index = merged.firstIndex(where: {
        $0.theme.map(theme) == reason.theme.map(theme)
      }) {
        merged[index].words += reason.words.filter { !merged[index].words.contains($0) }
        merged[index].call += reason.call
      } else {
        merged.append(reason)
      }
    }
    return merged.prefix(limit).map { self.reason($0, showsPages: showsPages) }
  }

  /// The questions of some criteria, each once.
  package func questions(_ criteria: [Criterion]) -> [String] {
    var asked = Set<String>()
    return criteria.compactMap(\.question).map(question).filter { asked.insert($0).inserted }
  }

  private func reason(_ reason: Reason, showsPages: Bool) -> String {
    var shown: [String] = []
    for word in reason.words.prefix(6).map({ Self.whole($0, of: reason.call) })
    where !shown.contains(word) {
      shown.append(word)
    }
    let words = shown.map { quoted(PlainText.line($0, limit: 60)) }
    let pages = showsPages ? [self.pages(reason.call)] : []
    let proof = (words + pages).filter { !$0.isEmpty }.joined(separator: ", ")
    guard let theme = reason.theme.map(self.theme) else {
      return say("mots communs \(proof)", "shared words \(proof)")
    }
    guard reason.words.isEmpty else { return "\(theme) (\(proof))" }
    // The texts share the matter in other words: those of the call.
    let theirs = reason.call.map(\.quote).reduce(into: [String]()) { found, quote in
      let text = PlainText.line(quote, limit: 60).lowercased()
      if !found.contains(text) { found.append(text) }
    }
    let quotes = theirs.prefix(2).map(quoted).joined(separator: ", ")
    let call = say("dans l’appel : \(quotes)", "in the call: \(quotes)")
    return "\(theme) (\(([call] + pages).filter { !$0.isEmpty }.joined(separator: ", ")))"
  }

  /// The word as the call has it, where what it shares with the profile is a beginning alone
  /// (`économique` for `économi`).
  private static func whole(_ word: String, of evidence: [Evidence]) -> String {
    let beginning = word.lowercased()
    let words = evidence.flatMap { $0.quote.split { !$0.isLetter && !$0.isNumber } }
    let isThere = words.contains { $0.lowercased() == beginning }
    guard !isThere, !beginning.contains(where: \.isWhitespace) else { return word }
    return words.first { $0.lowercased().hasPrefix(beginning) }.map { $0.lowercased() } ?? word
  }

  /// A passage that says more than the words named already: of more than three words, without a
  /// mail address (which may name a person).
  package func isTelling(_ evidence: Evidence) -> Bool {
    evidence.quote.split(separator: " ").count > 3 && !evidence.quote.contains("@")
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

  /// `Projet « Mobilité des jeunes »`: for those who know the project by its title, and not by the
  /// id that it has in the profile.
  package func projectNamed(id: String, title: String) -> String {
    let title = PlainText.line(title)
    guard !title.isEmpty else { return project(id: id, title: "") }
    return say("Projet \(quoted(title))", "Project \(quoted(title))")
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
