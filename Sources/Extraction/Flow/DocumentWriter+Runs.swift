extension DocumentWriter {
  /// Adds styled text to the open block, with its links and line breaks, and closes the block.
  mutating func finish(with runs: [SlideParagraph.Run]) {
    for run in runs {
      if run.text == "\n" {
        lineBreak()
        continue
      }
      isBold = run.isBold
      let text = run.text.utf8
      let words = text.drop { $0 == 0x20 }
      // The space in front of a link is no part of it.
      append(text.prefix(text.count - words.count))
      if let url = run.url { beginLink(url) }
      append(words)
      if run.url != nil { endLink() }
    }
    isBold = false
    finish()
  }
}
