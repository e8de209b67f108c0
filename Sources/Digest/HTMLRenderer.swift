import CallModel
import Presentation

/// A page that mail programs show: plain elements and a small style sheet, no script, nothing
/// remote.
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

  /// All in full where there is room. Else the first ones in full, on half of the room, and the
  /// others in short form as far as it goes; what is left of it makes more of them full.
  private func fitting(_ page: HTMLPage, _ items: [ItemView], _ wording: Wording) -> [Markup] {
    let forms = { (isFull: Bool) in
      items.map { HTMLItem(view: $0, wording: wording, isFull: isFull).markup }
    }
    let full = forms(true)
    // The frame without items, and the line that counts those left out.
    let room = maximumBytes - page.html.utf8.count - 200
    if size(full) <= room { return full }
    let short = forms(false)
    var chosen: [Markup] = []
    var used = 0
    var isFull = true
    for index in items.indices {
      isFull = isFull && used + length(full[index]) <= room / 2
      let form = isFull ? full[index] : short[index]
      guard used + length(form) <= room else { return chosen }
      used += length(form)
      chosen.append(form)
    }
    for index in items.indices {
      let growth = length(full[index]) - length(chosen[index])
      if used + growth > room { break }
      used += growth
      chosen[index] = full[index]
    }
    return chosen
  }

  private func length(_ item: Markup) -> Int { item.html.utf8.count }
  private func size(_ items: [Markup]) -> Int { items.reduce(0) { $0 + length($1) } }
}
