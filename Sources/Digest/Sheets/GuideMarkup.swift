import Presentation

/// What stands before the sheets of a guide.
struct GuideMarkup {
  var view: GuideView
  var wording: Wording

  var header: Markup {
    """
    <header>
    <h1>\(view.title)</h1>
    <p class="m">\(view.introduction)</p>
    </header>

    """
  }

  var contents: Markup {
    let rows = view.entries.map { entry -> Markup in
      """
      <tr><th scope="row"><a href="#\(entry.id)">\(entry.title)</a></th>\
      <td data-label="\(wording.fieldName(.deadlines))">\(entry.deadline)</td>\
      <td data-label="\(wording.howMuchHeading)">\(entry.money)</td></tr>

      """
    }
    return """
      <nav aria-labelledby="contents">
      <h2 id="contents">\(wording.guideContents)</h2>
      <table class="w">
      <thead><tr><th scope="col">\(wording.callColumn)</th>\
      <th scope="col">\(wording.fieldName(.deadlines))</th>\
      <th scope="col">\(wording.howMuchHeading)</th></tr></thead>
      <tbody>
      \(Markup.joined(rows))</tbody>
      </table>
      </nav>

      """
  }

  var projects: Markup {
    guard !view.projects.isEmpty else { return "" }
    let entries = view.projects.map { project -> Markup in
      let summary: Markup = project.summary.map { "<p>\($0)</p>\n" } ?? ""
      let list = project.calls.isEmpty ? "<p>\(wording.noFittingCall)</p>\n" : list(project.calls)
      return "<h3>\(project.title)</h3>\n\(summary)\(list)"
    }
    return """
      <section>
      <h2>\(wording.projectsHeading)</h2>
      \(Markup.joined(entries))</section>

      """
  }

  var examples: Markup {
    guard !view.examples.isEmpty else { return "" }
    let entries = view.examples.map { example -> Markup in
      let head: Markup =
        example.link.map { "<a href=\"\($0)\">\(example.title)</a>" } ?? "\(example.title)"
      let origin: Markup = example.origin.isEmpty ? "" : "<p class=\"m\">\(example.origin)</p>\n"
      let summary: Markup = example.summary.map { "<p>\($0)</p>\n" } ?? ""
      return """
        <h3>\(head)</h3>
        \(origin)\(summary)<p>\(wording.labelled(wording.nearbyCalls))</p>
        \(list(example.calls))
        """
    }
    return """
      <section>
      <h2>\(wording.practicesHeading)</h2>
      \(Markup.joined(entries))</section>

      """
  }

  private func list(_ calls: [GuideView.Entry]) -> Markup {
    let links = calls.map { "<li><a href=\"#\($0.id)\">\($0.title)</a></li>\n" as Markup }
    return "<ul>\n\(Markup.joined(links))</ul>\n"
  }
}
