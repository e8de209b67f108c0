import CallModel
import Presentation

/// One call of the page.
struct HTMLItem {
  var view: ItemView
  var wording: Wording
  var isFull: Bool

  var markup: Markup {
    let details = view.isOver ? over : isFull ? full : short
    return """
      <article class="i">
      <h3>\(title)</h3>
      \(status)\(details)</article>

      """
  }

  private var title: Markup {
    view.link.map { "<a href=\"\($0)\">\(view.title)</a>" } ?? "\(view.title)"
  }

  /// Words first; the colour only repeats them.
  private var status: Markup {
    let marks: [ThreeValued: Markup] = [.yes: "y", .unknown: "u", .no: "n"]
    let mark = marks[view.eligibility] ?? "e"
    let left: Markup =
      view.daysLeftWords.map { words in
        let isUrgent = view.daysLeft.map { (0...14).contains($0) } ?? false
        return " <span class=\"\(isUrgent ? "n" : "e" as Markup)\">\(words)</span>"
      } ?? ""
    let programme: Markup = view.programme.map { "<p class=\"m g\">\($0)</p>\n" } ?? ""
    return "<p><span class=\"\(mark)\">\(view.eligibilityWord)</span>\(left)</p>\n\(programme)"
  }

  private var full: Markup {
    changes + summary + facts(view.facts) + reasons
      + list(wording.obstacleHeading, view.obstacles)
      + list(wording.checkHeading, view.questions)
      + list(wording.readinessHeading, view.readiness)
      + source
  }

  private var short: Markup {
    changes + facts(view.facts.filter { $0.isMain }) + fit + source
  }

  /// Of what is over, only what changed and where it stands.
  private var over: Markup {
    changes + facts(view.facts.filter { $0.field == .deadlines }) + source
  }

  private var summary: Markup {
    view.summary.map { "<p class=\"q\">\($0)</p>\n" } ?? ""
  }

  private func facts(_ facts: [ItemView.Fact]) -> Markup {
    guard !facts.isEmpty else { return "" }
    let rows = facts.map { fact -> Markup in
      let values = Markup.joined(fact.values.map { "\($0)" }, separator: "<br>")
      return "<tr><th scope=\"row\">\(fact.label)</th><td>\(values)</td></tr>\n"
    }
    return "<table class=\"t\">\n\(Markup.joined(rows))</table>\n"
  }

  private var changes: Markup {
    guard !view.changes.isEmpty else { return "" }
    let lines = view.changes.map { change -> Markup in
      let old: Markup = "\(wording.clauses(change.old))"
      let new: Markup = "\(wording.clauses(change.new))"
      if change.old.isEmpty && change.new.isEmpty { return "<li>\(change.label)</li>\n" }
      let before: Markup = change.old.isEmpty ? "\(wording.notStated)" : "<del>\(old)</del>"
      let after: Markup = change.new.isEmpty ? "\(wording.notStated)" : "<strong>\(new)</strong>"
      return "<li>\(wording.labelled(change.label)) \(before) → \(after)\(passages(change))</li>\n"
    }
    return "<h4>\(wording.changesHeading)</h4>\n<ul>\n\(Markup.joined(lines))</ul>\n"
  }

  /// What the document said and says.
  private func passages(_ change: ItemView.Change) -> Markup {
    let sides = [(wording.beforeLabel, change.oldPassage), (wording.nowLabel, change.newPassage)]
    return Markup.joined(
      sides.compactMap { label, passage in
        passage.map { "<br><span class=\"m\">\(wording.labelled(label)) \($0)</span>" }
      })
  }

  private var reasons: Markup {
    let fits = view.fits.map { fit -> Markup in
      let reasons = wording.clauses(fit.reasons)
      let words: Markup = reasons.isEmpty ? "" : "<br>\(reasons)"
      return "<li>\(fit.target), \(fit.relevance)\(words)</li>\n"
    }
    let passages = view.passages.map { "<p class=\"q\">\($0)</p>\n" as Markup }
    return
      "<h4>\(wording.whyHeading)</h4>\n<ul>\n\(Markup.joined(fits))</ul>\n\(Markup.joined(passages))"
  }

  private var fit: Markup {
    view.fits.first.map { "<p class=\"m\">\($0.target), \($0.relevance)</p>\n" } ?? ""
  }

  private func list(_ heading: String, _ lines: [String]) -> Markup {
    guard !lines.isEmpty else { return "" }
    let items = Markup.joined(lines.map { "<li>\($0)</li>\n" })
    return "<h4>\(heading)</h4>\n<ul>\n\(items)</ul>\n"
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
      let contacts = wording.clauses(view.contacts)
      lines.append("\(wording.labelled(wording.contactLabel)) \(contacts)")
    }
    return "<p class=\"d\">\(Markup.joined(lines, separator: "<br>\n"))</p>\n"
  }
}
