import CallModel
import Presentation

/// The body of a sheet: what, who, how much, when, fit, what is missing, points to watch, passages.
struct SheetMarkup {
  var view: SheetView
  var wording: Wording
  /// Level of the title: 1 on a page of its own, 2 in a guide.
  var level = 1

  var markup: Markup {
    """
    <article class="sheet" id="\(view.id)">
    \(header)\
    \(summary)\
    <div class="cols">
    \(Markup.joined(view.blocks.map(block)))\
    </div>
    \(fit)\(points)\(passages)\(source)\
    </article>

    """
  }

  private func heading(_ text: String) -> Markup {
    level == 1 ? "<h2>\(text)</h2>\n" : "<h3>\(text)</h3>\n"
  }

  private var header: Markup {
    let line: Markup = view.programme.map { "<p class=\"m\">\($0)</p>\n" } ?? ""
    let head: Markup = level == 1 ? "<h1>\(view.title)</h1>\n" : "<h2>\(view.title)</h2>\n"
    return head + line + status
  }

  /// Words first; the colour only repeats them.
  private var status: Markup {
    let mark: Markup =
      view.eligibility == .yes ? "y" : view.eligibility == .no ? "n" : "u"
    let marks: [Markup?] = [
      view.eligibilityWord.map { "<span class=\"\(mark)\">\($0)</span>" },
      view.relevance.map { "<span class=\"e\">\($0)</span>" },
      view.daysLeft.map { "<span class=\"e\">\($0)</span>" },
      view.closed.map { "<span class=\"n\">\($0)</span>" },
    ]
    let shown = marks.compactMap(\.self)
    return shown.isEmpty ? "" : "<p>\(Markup.joined(shown, separator: " "))</p>\n"
  }

  private var summary: Markup {
    view.summary.map { heading(wording.whatHeading) + "<p>\($0)</p>\n" } ?? ""
  }

  private func block(_ block: SheetView.Block) -> Markup {
    let rows = block.facts.map { fact -> Markup in
      let lines = Markup.joined(fact.values.map { "\($0)" }, separator: "<br>")
      return "<dt>\(fact.label)</dt>\n<dd>\(lines)</dd>\n"
    }
    return "<section>\n\(heading(block.heading))<dl>\n\(Markup.joined(rows))</dl>\n</section>\n"
  }

  // MARK: The authority

  private var fit: Markup {
    guard !view.fits.isEmpty else { return "" }
    let fits = view.fits.map { fit -> Markup in
      let why: Markup = fit.reasons.isEmpty ? "" : "<br>\(wording.clauses(fit.reasons))"
      return "<li><strong>\(fit.target)</strong>, \(fit.relevance)\(why)</li>\n"
    }
    let list =
      view.missing.isEmpty
      ? "<p>\(wording.nothingMissing)</p>\n" as Markup
      : "<ul>\n\(Markup.joined(view.missing.map { "<li>\($0)</li>\n" }))</ul>\n"
    return """
      <section>
      \(heading(view.fitHeading))<ul>
      \(Markup.joined(fits))</ul>
      </section>
      <section>
      \(heading(wording.missingHeading))\(list)</section>

      """
  }

  private var points: Markup {
    guard !view.points.isEmpty else { return "" }
    let marks: [ReadinessItem.Value: Markup] = [
      .met: "y", .weak: "u", .missing: "n", .unknown: "e",
    ]
    let rows = view.points.map { point -> Markup in
      """
      <tr><th scope="row">\(point.name)</th>\
      <td data-label="\(wording.asksColumn)">\(point.asks)</td>\
      <td data-label="\(wording.hasColumn)">\(point.has)</td>\
      <td><span class="\(marks[point.value] ?? "e")">\(point.state)</span></td></tr>

      """
    }
    return """
      <section>
      \(heading(wording.watchHeading))<table class="w four">
      <thead><tr><th scope="col">\(wording.pointColumn)</th><th scope="col">\(wording.asksColumn)\
      </th><th scope="col">\(wording.hasColumn)</th><th scope="col">\(wording.stateColumn)</th></tr>
      </thead>
      <tbody>
      \(Markup.joined(rows))</tbody>
      </table>
      </section>

      """
  }

  // MARK: Proof

  private var passages: Markup {
    guard !view.passages.isEmpty else { return "" }
    let rows = view.passages.map { passage -> Markup in
      "<tr><th scope=\"row\">\(passage.label)</th><td>\(passage.text)</td></tr>\n"
    }
    return """
      <section>
      \(heading(wording.passagesHeading))<table class="w">
      <thead><tr><th scope="col">\(wording.valueColumn)</th>\
      <th scope="col">\(wording.passageColumn)</th></tr></thead>
      <tbody>
      \(Markup.joined(rows))</tbody>
      </table>
      </section>

      """
  }

  private var source: Markup {
    var lines: [Markup] = ["\(wording.labelled(wording.documentLabel)) \(view.document)"]
    if !view.links.isEmpty {
      let links = view.links.map { named -> Markup in
        "<a href=\"\(named.link)\">\(named.label)</a> (\(named.link.host))"
      }
      lines.append(
        "\(wording.labelled(wording.linksLabel)) \(Markup.joined(links, separator: ", "))")
    }
    if !view.contacts.isEmpty {
      lines.append(
        "\(wording.labelled(wording.contactLabel)) \(wording.clauses(view.contacts))")
    }
    lines.append("\(view.footer)")
    return "<p class=\"d\">\(Markup.joined(lines, separator: "<br>\n"))</p>\n"
  }
}
