import Documents
import Glibc

/// Finds running headers, footers and page numbers, and takes them out of the pages.
struct RunningText {
  private(set) var pages: [PDFPage]
  private(set) var furniture: [Furniture] = []
  private let bodySize: Double
  private let isDeck: Bool
  /// The text clearly larger than the body, a line feed after each page's.
  private var titles: [UInt8] = []
  /// Where its lines begin.
  private var titleStarts: Set<Int> = []
  /// Where each page's part of it ends.
  private var titleEnds: [Int] = []

  /// Share of the page's height, above and below, where they stand.
  private static let zone = 0.13
  private static let deckZone = 0.2

  init(pages: [PDFPage], bodySize: Double, isDeck: Bool) {
    self.pages = pages
    self.bodySize = bodySize
    self.isDeck = isDeck
    for page in pages {
      let large = page.words.filter { $0.fontSize > 1.25 * bodySize }
      if !large.isEmpty {
        for line in PDFLine.lines(of: large) {
          titleStarts.insert(titles.count)
          titles += line.text.utf8
          titles.append(0x20)
        }
        titles[titles.count - 1] = 0x0A
      }
      titleEnds.append(titles.count)
    }
    let begun = self
    let found = HelperWork.inHalves(pages.count) { $0.map { begun.outerLines(of: $0) } }
      .flatMap(\.self)
    let counts = Self.counts(found)
    for index in pages.indices { remove(found[index], from: index, counts) }
  }

  /// How page numbers are written, without spaces, each number as `#`.
  private static let numberForms: Set<String> = [
    "#/#", "page#", "page#/#", "page#sur#", "page#of#", "p.#", "p#", "-#-", "–#–", "|#", "#|",
    "#sur#", "#of#", "page|#", "page#|#", "seite#", "seite#von#", "página#", "#de#",
  ]

  // MARK: Candidates

  private struct Candidate {
    var words: [PDFWord]
    var box: Box
    var isTop: Bool
    /// The text with every number written `#`.
    var pattern: String
    var isLarge: Bool
    var text: String
  }

  /// The lines of both zones that stand apart from the body, from the edge inwards.
  private func outerLines(of index: Int) -> [Candidate] {
    let page = pages[index]
    guard page.height > 0 else { return [] }
    // Nothing further inside touches a line of the zones.
    let reach = (Self.deckZone + 0.12) * page.height
    let words = page.words.filter { !$0.isVertical }
    let top = PDFLine.rows(of: words.filter { $0.middle < reach })
    let bottom = PDFLine.rows(of: words.filter { $0.middle > page.height - reach })
    return outerLines(top, isTop: true, index)
      + outerLines(bottom.reversed(), isTop: false, index)
  }

  private func outerLines(_ rows: [[PDFWord]], isTop: Bool, _ index: Int) -> [Candidate] {
    let page = pages[index]
    var found: [Candidate] = []
    var pending: [Candidate] = []
    var following = rows.first.map { PDFLine.layers(of: $0) }
    for i in rows.indices {
      guard let lines = following, let line = lines.first else { break }
      following = i + 1 < rows.count ? PDFLine.layers(of: rows[i + 1]) : nil
      let depth = isTop ? line.middle : page.height - line.middle
      // What a slide master repeats may be large, and stand lower.
      guard depth < (isDeck ? Self.deckZone : Self.zone) * page.height,
        isDeck || line.fontSize <= 1.15 * bodySize
      else { break }
      for part in lines.flatMap({ parts(of: $0, isTop: isTop) }) {
        if isRunningTitle(part, on: index) || isPageNumber(part, page: page, count: 1) {
          found.append(part)
        } else {
          pending.append(part)
        }
      }
      let gap: Double
      if let following = following?.first {
        gap = isTop ? following.box.y0 - line.box.y1 : line.box.y0 - following.box.y1
      } else {
        gap = .greatestFiniteMagnitude
      }
      // What follows closely belongs together: a heading over its text is no running header.
      if gap > 0.6 * line.fontSize {
        found += pending
        pending = []
      }
    }
    return found
  }

  private func parts(of line: PDFLine, isTop: Bool) -> [Candidate] {
    var parts: [[PDFWord]] = [[line.words[0]]]
    for (a, b) in zip(line.words, line.words.dropFirst()) {
      if b.box.x0 - a.box.x1 > 2 * line.fontSize { parts.append([]) }
      parts[parts.count - 1].append(b)
    }
    return parts.map { words in
      let part = PDFLine(words)
      // Large text counts as repeated only where its numbers are the same, too.
      let isLarge = part.fontSize > 1.15 * bodySize
      return Candidate(
        words: words, box: part.box, isTop: isTop,
        pattern: isLarge ? part.text : Self.pattern(part.text), isLarge: isLarge, text: part.text)
    }
  }

  private static func pattern(_ text: String) -> String {
    var pattern = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if !PDFText.isDigit(scalar) {
        pattern.append(scalar)
      } else if pattern.last != "#" {
        pattern.append("#")
      }
    }
    return String(pattern)
  }

  // MARK: Repetition

  /// The same pattern at the same height: within two points.
  private struct Place: Hashable {
    var pattern: String
    var row: Int
  }

  private static func places(_ candidate: Candidate) -> [Place] {
    let row = Int((candidate.box.y1 / 4).rounded(.down))
    return [row - 1, row, row + 1].map { Place(pattern: candidate.pattern, row: $0) }
  }

  private static func counts(_ pages: [[Candidate]]) -> [Place: Int] {
    var counts: [Place: Int] = [:]
    for page in pages {
      for place in Set(page.map { places($0)[1] }) { counts[place, default: 0] += 1 }
    }
    return counts
  }

  private mutating func remove(
    _ candidates: [Candidate], from index: Int, _ counts: [Place: Int]
  ) {
    let least = pages.count > 5 ? 3 : 2
    var removed: [PDFWord] = []
    for candidate in candidates {
      let count = Self.places(candidate).reduce(0) { $0 + (counts[$1] ?? 0) }
      let isNumber = isPageNumber(candidate, page: pages[index], count: count)
      guard
        isNumber || isRunningTitle(candidate, on: index)
          || count >= (candidate.isLarge ? max(3, least) : least)
      else { continue }
      removed += candidate.words
      furniture.append(
        Furniture(
          role: isNumber ? .pageNumber : candidate.isTop ? .header : .footer,
          page: pages[index].number, text: candidate.text))
    }
    guard !removed.isEmpty else { return }
    pages[index].words.removeAll { word in
      removed.contains { $0.pageBox == word.pageBox && $0.text == word.text }
    }
  }

  /// Small print that says a large line of this page or one before again.
  private func isRunningTitle(_ candidate: Candidate, on index: Int) -> Bool {
    guard candidate.words[0].fontSize < 0.95 * bodySize else { return false }
    let text = Array(candidate.text.utf8)
    let title = text[..<(Self.place(of: Array(" – page ".utf8), in: text[...]) ?? text.count)]
    guard title.count >= 12 else { return false }
    // A few words out of the middle of a title are other text.
    var place = 0
    while let next = Self.place(of: Array(title), in: titles[place..<titleEnds[index]]) {
      if titleStarts.contains(place + next) { return true }
      place += next + 1
    }
    return false
  }

  private static func place(of part: [UInt8], in whole: ArraySlice<UInt8>) -> Int? {
    guard let first = part.first else { return nil }
    return whole.withUnsafeBytes { whole -> Int? in
      guard let base = whole.baseAddress else { return nil }
      var place = 0
      while whole.count - place >= part.count,
        let found = memchr(base + place, Int32(first), whole.count - place - part.count + 1)
      {
        place = UnsafeRawPointer(found) - base
        if memcmp(base + place, part, part.count) == 0 { return place }
        place += 1
      }
      return nil
    }
  }

  /// `3`, `- 3 -`, `3/12`, `Page 3 sur 12`, `p. 3`.
  private func isPageNumber(_ candidate: Candidate, page: PDFPage, count: Int) -> Bool {
    // The longest form has ten signs, each perhaps a word.
    guard candidate.pattern.utf8.count <= 32, candidate.pattern.utf8.contains(0x23) else {
      return false
    }
    let letters = candidate.pattern.lowercased().filter { $0 != " " }
    if Self.numberForms.contains(letters) { return true }
    guard letters == "#", let number = Int(candidate.text) else { return false }
    let depth = candidate.isTop ? candidate.box.y0 : page.height - candidate.box.y1
    return count >= 2 && pages.count > 1 || number == page.number && depth < 0.08 * page.height
  }
}
