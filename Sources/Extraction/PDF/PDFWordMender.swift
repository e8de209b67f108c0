import Documents

/// Mends broken and glued words in the lines of a PDF's blocks.
struct PDFWordMender {
  private(set) var count = 0
  /// Share of well-spelt words, where the words tell; see `WordRepair.share`.
  private(set) var share: Double?

  /// A space inside a word is no wider, in ems.
  private static let widestBreak = 0.5
  /// A book's own words are not looked through.
  private static let mostLines = 40_000
  /// Fewer different texts are judged as they come.
  private static let leastJudged = 1_000

  /// - Parameter texts: the store of the pages' words.
  init(_ pages: inout [[PDFBlock]], _ texts: WordTexts) {
    guard pages.lazy.joined().reduce(0, { $0 + $1.lines.count }) <= Self.mostLines else { return }
    var repair = Self.repair(pages, texts)
    guard repair.isOfUse else { return }
    let known = Self.judged(repair, texts)
    for part in Self.parts(of: pages, repair, known) {
      for line in part.lines {
        count += line.edits.count
        let words = pages[line.page][line.block].lines[line.line].words
        pages[line.page][line.block].lines[line.line] =
          PDFLine(Self.applied(line.edits, to: words, texts))
      }
      repair.count(part.repair)
    }
    share = repair.share
  }

  /// What is to be mended in some pages.
  private struct Part {
    /// Lines with edits.
    var lines: [(page: Int, block: Int, line: Int, edits: [WordRepair.Edit])] = []
    /// Has counted the words of these pages.
    var repair: WordRepair
  }

  /// The pages' edits: by two threads where there is a helper.
  private static func parts(
    of pages: [[PDFBlock]], _ repair: WordRepair, _ known: [WordRepair.Soundness?]
  ) -> [Part] {
    HelperWork.inHalves(pages.count) { range in
      var part = Part(repair: repair)
      var known = known
      var line: [WordRepair.Soundness] = []
      for p in range {
        for b in pages[p].indices {
          for l in pages[p][b].lines.indices {
            let words = pages[p][b].lines[l].words
            line.removeAll(keepingCapacity: true)
            for text in words.lazy.map(\.text) {
              let soundness = known[text.number] ?? repair.soundness(text)
              if known[text.number] == nil { known[text.number] = soundness }
              line.append(soundness)
            }
            let edits = part.repair.edits(
              line, words: { words[$0].text.string },
              isClose: { i in
                words[i + 1].box.x0 - words[i].box.x1 < widestBreak * words[i].fontSize
              })
            if !edits.isEmpty { part.lines.append((p, b, l, edits)) }
          }
        }
      }
      return part
    }
  }

  /// What is known beforehand of each text, by its number: in a long document all, by two threads
  /// where there is a helper; else nothing.
  private static func judged(_ repair: WordRepair, _ texts: WordTexts) -> [WordRepair.Soundness?] {
    let count = texts.count
    let known = UnsafeMutableBufferPointer<WordRepair.Soundness?>.allocate(capacity: count)
    defer { known.deallocate() }
    known.initialize(repeating: nil)
    func judge(_ numbers: Range<Int>) {
      for i in numbers { known[i] = repair.soundness(texts.text(numbered: i)) }
    }
    if count >= leastJudged, let work = HelperWork({ judge(count / 2..<count) }) {
      judge(0..<count / 2)
      work.wait()
    }
    return Array(known)
  }

  private static func repair(_ pages: [[PDFBlock]], _ texts: WordTexts) -> WordRepair {
    var isTaken = [Bool](repeating: false, count: texts.count)
    var known = [(isFrench: Bool, isEnglish: Bool)?](repeating: nil, count: texts.count)
    var sample = Spelling.Sample()
    var long: [String] = []
    for page in pages {
      for block in page {
        for line in block.lines {
          for text in line.words.lazy.map(\.text) {
            if !isTaken[text.number] {
              isTaken[text.number] = true
              if WordRepair.mayBeGlued(text.utf8) { long.append(text.string) }
              if !sample.isFull { known[text.number] = Spelling.Sample.languages(of: text) }
            }
            if !sample.isFull { sample.add(known[text.number]) }
          }
        }
      }
    }
    return WordRepair(Spelling(language: sample.language), long: long)
  }

  private static func applied(
    _ edits: [WordRepair.Edit], to words: [PDFWord], _ texts: WordTexts
  ) -> [PDFWord] {
    var words = words
    for edit in edits.reversed() {
      switch edit {
      case .join(let place, let following):
        let parts = words[place...place + following]
        words.replaceSubrange(place...place + following, with: [joined(parts, texts)])
      case .split(let place, let offsets):
        words.replaceSubrange(place...place, with: split(words[place], offsets, texts))
      }
    }
    return words
  }

  private static func joined(_ parts: ArraySlice<PDFWord>, _ texts: WordTexts) -> PDFWord {
    var word = parts[parts.startIndex]
    word.text = texts.text(parts.map(\.text.string).joined())
    for part in parts.dropFirst() {
      word.box = word.box.union(part.box)
      word.pageBox = word.pageBox.union(part.pageBox)
    }
    return word
  }

  /// Letters are thought to be equally wide.
  private static func split(
    _ word: PDFWord, _ offsets: [Int], _ texts: WordTexts
  ) -> [PDFWord] {
    let scalars = Array(word.text.unicodeScalars)
    return zip([0] + offsets, offsets + [scalars.count]).map { start, end in
      var part = word
      part.text = texts.text(scalars[start..<end])
      let (from, to) = (
        Double(start) / Double(scalars.count), Double(end) / Double(scalars.count)
      )
      part.box = word.box.stretch(from, to)
      part.pageBox = word.isVertical ? word.pageBox : word.pageBox.stretch(from, to)
      return part
    }
  }
}

extension Box {
  /// The part between two shares of the width.
  fileprivate func stretch(_ from: Double, _ to: Double) -> Box {
    Box(x0 + from * (x1 - x0), y0, x0 + to * (x1 - x0), y1)
  }
}
