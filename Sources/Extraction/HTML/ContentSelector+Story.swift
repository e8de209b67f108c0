import Documents

/// News and posts that speak of no call: their headline is what the page is called, not what it
/// says, and a few lines around the text are the template's.
extension ContentSelector {
  /// Mostly running text, and no word of a call, neither in the title nor in the text. In doubt, a
  /// page is no story: a call needs its title for proof.
  var tellsStory: Bool {
    guard let title, page.length[title] > 0 else { return false }
    if PhraseHints.mayNameCall(page.words(of: title)) { return false }
    if let name = page.pageTitle, PhraseHints.mayNameCall(Array(name.lowercased().utf8)) {
      return false
    }
    var running: Int32 = 0
    var all: Int32 = 0
    for line in leaves where !isHeading(line) {
      all += page.length[line]
      let isText = page.tags[line] == .paragraph || page.tags[line] == .block
      if isText, page.length[line] - page.linkLength[line] >= 80 { running += page.length[line] }
    }
    return running >= 500 && running * 10 >= all * 6
      && !PhraseHints.speaksOfCalls(page.words(of: root)) && !statesFacts
  }

  /// « Deadline », « Indicative budget » above values of their own: a sheet on a call.
  private var statesFacts: Bool { (root..<page.tree.end(root)).contains(where: isFactLabel) }

  /// The headline of a story.
  var headline: String? {
    guard isStory, let title else { return nil }
    let words = page.tree.text(of: title).split { $0.isWhitespace }
    return words.isEmpty ? nil : words.joined(separator: " ")
  }

  /// Sets the headline apart, with what repeats it, and the lines that a template puts around and
  /// into a story.
  mutating func markStory(author: String?) {
    guard let title else { return }
    if page.contains(root, title) { furniture[title] = .header }
    let name = MarkupText.letters(page.tree.text(of: title))
    let author = MarkupText.letters(author ?? "")
    let lines = leaves
    let first = lines.firstIndex { page.length[$0] - page.linkLength[$0] >= 100 } ?? 0
    for (i, line) in lines.enumerated() where page.length[line] < 300 {
      let letters = MarkupText.letters(page.tree.text(of: line))
      let isEdge = i < first || i + 3 > lines.count
      if letters.isEmpty || isEdge && !letters.isEmpty && (letters == name || letters == author) {
        furniture[line] = .other
      } else if isHeading(line) || page.tags[line] == .cell || page.tags[line] == .listItem {
        continue
      } else if i < first, isLabel(line) || namesAuthor(letters, author) {
        furniture[line] = .other
      } else if page.length[line] < 60, PhraseHints.isTool(page.words(of: line)) {
        furniture[line] = .other
      }
    }
  }

  private func namesAuthor(_ line: [UInt8], _ author: [UInt8]) -> Bool {
    author.count > 4 && line.count < author.count + 30 && MarkupText.holds(line, author)
  }

  /// One to three words without the end of a sentence: the section, the agency, the photographer.
  /// Figures may be the day of publication.
  private func isLabel(_ line: Int) -> Bool {
    guard page.length[line] < 25 else { return false }
    let words = page.words(of: line)
    guard let last = words.last, !Self.sentenceEnds.contains(last) else { return false }
    return words.count { $0 == 0x20 } < 3 && !words.contains { $0 >= 0x30 && $0 <= 0x39 }
  }

  /// The last bytes of `.`, `!`, `?`, `:`, `"`, `'`, `”`, `»`, `…`.
  private static let sentenceEnds: Set<UInt8> = [
    0x2E, 0x21, 0x3F, 0x3A, 0x22, 0x27, 0x9D, 0xBB, 0xA6,
  ]
}
