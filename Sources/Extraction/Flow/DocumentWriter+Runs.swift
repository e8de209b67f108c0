extension DocumentWriter {
  /// Adds styled text to the open block, with its links and line breaks, and closes the block.
  mutating func finish(with runs: [SlideParagraph.Run]) {
    for run in runs {
      if run.text == "\n" {
        lineBreak()
        continue
      }
      isBold = run.isBold
      if let url = run.url { beginLink(url) }
      append(run.text.utf8)
      if run.url != nil { endLink() }
    }
    isBold = false
    finish()
  }
}
