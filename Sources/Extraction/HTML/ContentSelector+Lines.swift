import Documents

/// Finds the short lines of a template around a message: bylines, tags, ways to share it, headings
/// that nothing follows, and what stands there twice.
extension ContentSelector {
  /// Marks them; to be asked after the larger parts are marked.
  mutating func markLines() {
    let lines = leaves
    let isRunning = lines.map { page.length[$0] - page.linkLength[$0] >= 100 }
    let first = isRunning.firstIndex(of: true) ?? 0
    let last = isRunning.lastIndex(of: true) ?? lines.count
    for (i, line) in lines.enumerated() where !isHeading(line) && page.tags[line] != .cell {
      guard page.length[line] < 500 else { continue }
      let words = page.words(of: line)
      if page.length[line] < 300, isTemplate(line, words, isBefore: i < first, isAfter: i > last) {
        furniture[line] = .other
      } else if i > first, PhraseHints.asksForSupport(words) {
        furniture[line] = .banner
      }
    }
    markAuthor(lines)
    markRepeats(lines)
    markEmptyHeadings(lines)
  }

  /// Blocks below the root that hold text and no other block with text, furniture left out.
  var leaves: [Int] {
    var found: [Int] = []
    var node = root
    while node < page.tree.end(root) {
      if page.isHidden[node] || furniture[node] != nil || page.length[node] == 0 {
        node = page.tree.end(node)
      } else if page.tags[node].isBlock, isLeaf(node) {
        found.append(node)
        node = page.tree.end(node)
      } else {
        node += 1
      }
    }
    return found
  }

  /// A block without another block with text inside.
  func isLeaf(_ node: Int) -> Bool {
    !(node + 1..<page.tree.end(node)).contains {
      page.tags[$0].isBlock && page.length[$0] > 0 && !page.isHidden[$0]
    }
  }

  func isHeading(_ node: Int) -> Bool {
    var node = node
    while node > root {
      if page.tags[node] == .heading { return true }
      node = page.tree.parent(node)
    }
    return false
  }

  /// Before the message a byline or the section it stands in, after it its source, on both sides
  /// ways to share it, anywhere tags.
  private func isTemplate(_ line: Int, _ words: [UInt8], isBefore: Bool, isAfter: Bool) -> Bool {
    let length = page.length[line]
    if isBefore {
      if length < 60, PhraseHints.isByline(words) { return true }
      if length < 30, page.linkDensity(line) > 0.9, page.tags[line] != .listItem,
        !words.contains(where: { $0 >= 0x30 && $0 <= 0x39 }), !leadsToFile(line)
      {
        return true
      }
    }
    if isAfter, length < 90, PhraseHints.isSource(words) { return true }
    if isBefore || isAfter, length < 60, PhraseHints.isTool(words) { return true }
    return page.linkDensity(line) > 0.2 && PhraseHints.listsTags(words)
  }

  /// « L’auteur », in the last part of the message, and the lines about the author up to a heading.
  private mutating func markAuthor(_ lines: [Int]) {
    let start = lines.indices.last { i in
      i * 10 > lines.count * 6 && page.length[lines[i]] < 40
        && PhraseHints.namesAuthor(page.words(of: lines[i]))
    }
    guard let start, lines.count - start <= 6 else { return }
    furniture[lines[start]] = .other
    for line in lines[(start + 1)...] {
      if isHeading(line) { return }
      furniture[line] = .other
    }
  }

  /// A download is no name of a section.
  private func leadsToFile(_ line: Int) -> Bool {
    page.visible(.link, in: line).contains { link in
      let url = page.tree.attribute("href", of: link)?.lowercased() ?? ""
      return url.hasPrefix("mailto:")
        || [".pdf", ".doc", ".docx", ".odt", ".ods", ".xls", ".xlsx", ".zip", ".ppt", ".pptx"]
          .contains { url.hasSuffix($0) }
    }
  }

  /// The second of two paragraphs or headings with the same words under one heading.
  private mutating func markRepeats(_ lines: [Int]) {
    var seen: Set<[UInt8]> = []
    for line in lines where furniture[line] == nil {
      let isTop = page.tags[line] == .heading
      switch page.tags[line] {
      case .cell, .headerCell, .listItem: continue
      default: guard isTop || page.length[line] >= 40 else { continue }
      }
      let words = page.words(of: line)
      // A lead-in to a list may well stand before several.
      if words.last == UInt8(ascii: ":") { continue }
      if seen.contains(words) {
        furniture[line] = .other
      } else {
        if isTop { seen.removeAll() }
        seen.insert(words)
      }
    }
  }

  /// Headings whose text was marked away, and headings at the very end.
  private mutating func markEmptyHeadings(_ lines: [Int]) {
    /// Rank of the next heading where no text comes before it; 0 at the end, nil before text.
    var next: Int? = 0
    for line in lines.reversed() where furniture[line] == nil {
      guard page.tags[line] == .heading else {
        next = nil
        continue
      }
      let rank = Int(page.tree.name(line).utf8.last ?? 0x31) - 0x30
      let isLast = next.map { $0 <= rank && leavesGap(line) } ?? false
      if rank > 1, line != title, isLast || standsBeforeFurniture(line) {
        furniture[line] = .related
      } else {
        next = rank
      }
    }
  }

  /// All that follows the heading in its box was marked away.
  private func standsBeforeFurniture(_ heading: Int) -> Bool {
    let last = page.tree.end(page.tree.parent(heading))
    var node = page.tree.end(heading)
    var isMarked = false
    while node < last {
      if page.length[node] > 0, !page.isHidden[node] {
        guard furniture[node] != nil else { return false }
        isMarked = true
      }
      node = page.tree.end(node)
    }
    return isMarked
  }

  /// Right after the heading stands something that was marked away, or nothing.
  private func leavesGap(_ heading: Int) -> Bool {
    var node = page.tree.end(heading)
    while node < page.tree.end(root) {
      if furniture[node] != nil { return true }
      if page.tags[node] == .text, page.length[node] > 0, !page.isHidden[node] { return false }
      node = page.isHidden[node] ? page.tree.end(node) : node + 1
    }
    return true
  }
}
