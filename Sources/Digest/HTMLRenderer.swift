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
    let total = view.sections.reduce(0) { $0 + $1.items.count }
    let page = { (full: Int, shown: Int) in
      Array(HTMLPage(view: view, wording: wording, full: full, shown: shown).html.utf8)
    }
    let whole = page(total, total)
    if whole.count <= maximumBytes { return whole }
    let fits = { (full: Int, shown: Int) in page(full, shown).count <= maximumBytes }
    if let full = largest(below: total, where: { fits($0, total) }) { return page(full, total) }
    return page(0, largest(below: total) { fits(0, $0) } ?? 0)
  }

  /// The largest number under `limit` for which the test holds, where it holds for all smaller ones.
  private func largest(below limit: Int, where holds: (Int) -> Bool) -> Int? {
    guard limit > 0, holds(0) else { return nil }
    var low = 0
    var high = limit
    while high - low > 1 {
      let middle = (low + high) / 2
      if holds(middle) { low = middle } else { high = middle }
    }
    return low
  }
}
