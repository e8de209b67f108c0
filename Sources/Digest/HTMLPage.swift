import CallModel
import Presentation

/// The frame of the page: heading, sections, and what stands below them.
struct HTMLPage {
  var view: DigestView
  var wording: Wording
  /// The first items of the sections, in their order; the others are counted.
  var items: [Markup] = []

  var html: String {
    let page: Markup = """
      <!DOCTYPE html>
      <html lang="\(view.language.rawValue)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>\(view.title)</title>
      <style>\(HTMLStyle.sheet)</style>
      </head>
      <body class="b" style="margin:0;background:#f3f4f6;color:#1c2430;font:16px/1.5 Arial,sans-serif">
      \(Self.outlookStart)
      <div class="p" style="max-width:680px;margin:0 auto;background:#ffffff">
      <div class="c" style="padding:28px 32px">
      \(header)\(sections)\(footer)
      </div>
      </div>
      \(Self.outlookEnd)
      </body>
      </html>

      """
    return page.html
  }

  // Outlook for Windows lays pages out with Word, which knows no greatest width: it alone reads
  // these comments, and gets a table of that width.
  private static let outlookStart: Markup = """
    <!--[if mso]><table role="presentation" width="680" align="center"><tr><td><![endif]-->
    """
  private static let outlookEnd: Markup = "<!--[if mso]></td></tr></table><![endif]-->"

  private var header: Markup {
    let nearest: Markup = view.nearest.map { "<p class=\"m\">\($0)</p>\n" } ?? ""
    return """
      <header>
      <h1 style="margin:0;font-size:24px;line-height:1.25">\(view.title)</h1>
      <p class="m" style="margin:4px 0 16px;color:#57606a">\(view.period)</p>
      <p class="s" style="margin:0"><strong>\(view.counts)</strong></p>
      \(nearest)</header>

      """
  }

  private var sections: Markup {
    var position = 0
    let parts = view.sections.map { section -> Markup in
      let shown = items[
        min(position, items.count)..<min(position + section.items.count, items.count)]
      position += section.items.count
      guard !shown.isEmpty || items.isEmpty else { return "" }
      return "<section>\n\(heading(of: section))\(Markup.joined(shown))</section>\n"
    }
    return "<main>\n\(Markup.joined(parts))\(rest)</main>\n"
  }

  private func heading(of section: DigestView.Section) -> Markup {
    """
    <h2 style="margin:32px 0 0;font-size:19px;color:#0b4a8f">\(section.heading) \
    <span class="m" style="color:#57606a;font-weight:normal">\
    (\(wording.number(section.items.count)))</span></h2>

    """
  }

  private var rest: Markup {
    let left = view.sections.reduce(0) { $0 + $1.items.count } - items.count
    return left > 0 ? "<p>\(wording.moreCalls(left))</p>\n" : ""
  }

  private var footer: Markup {
    let failures = view.failures.map { "<li>\($0)</li>\n" as Markup }
    let list: Markup = failures.isEmpty ? "" : "<ul>\n\(Markup.joined(failures))</ul>\n"
    let notes = Markup.joined(view.notes.map { "<p>\($0)</p>\n" })
    let receiving = Markup.joined(view.receiving.map { "<p>\($0)</p>\n" })
    return """
      <footer class="f" style="margin-top:36px;padding-top:16px;border-top:1px solid #d5dae1;\
      font-size:14px;color:#57606a">
      <p>\(view.health)</p>
      \(list)\(notes)<h2 style="margin:16px 0 0;font-size:14px">\(view.receivingHeading)</h2>
      \(receiving)<p>\(view.evidenceNote)</p>
      </footer>
      """
  }
}
