import CallModel
import Presentation

/// A page that mail programs show: tables and a small style sheet, no script, nothing remote.
///
/// Readable without the style sheet, by screen readers, at 320 pixels and in the dark. Some mail
/// services cut what is longer than 102 kB, so the last items are given in short form, or counted,
/// where the page would grow beyond `maximumBytes`.
struct HTMLRenderer: DigestRenderer {
  var maximumBytes = 98_000

  func bytes(of digest: AlertDigest, names: Names) throws -> [UInt8] {
    let wording = Wording(digest.language, medium: .page, names: names)
    let view = DigestView(digest, wording: wording)
    var page = HTMLPage(view: view, wording: wording)
    page.items = fitting(page, view.sections.flatMap(\.items), wording)
    return Array(page.html.utf8)
  }

  /// The items in full as far as there is room for the short form of the others; then short ones as
  /// far as there is room at all.
  private func fitting(_ page: HTMLPage, _ items: [ItemView], _ wording: Wording) -> [Markup] {
    let forms = { (isFull: Bool) in
      items.map { HTMLItem(view: $0, wording: wording, isFull: isFull).markup }
    }
    let full = forms(true)
    // The frame without items, and the line that counts those left out.
    let room = maximumBytes - page.html.utf8.count - 200
    if size(full) <= room { return full }
    var chosen = forms(false)
    var used = size(chosen)
    while used > room, let last = chosen.popLast() { used -= last.html.utf8.count }
    guard chosen.count == items.count else { return chosen }
    for index in items.indices {
      let growth = full[index].html.utf8.count - chosen[index].html.utf8.count
      if used + growth > room { break }
      used += growth
      chosen[index] = full[index]
    }
    return chosen
  }

  private func size(_ items: [Markup]) -> Int { items.reduce(0) { $0 + $1.html.utf8.count } }
}
