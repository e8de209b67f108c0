import CallModel
import Documents
import Presentation

/// The body of a sheet: what, who, how much, when, fit, what is missing, points to watch, passages.
struct SheetMarkup {
  var subject: SheetSubject
  /// The authority and its projects; nil where the sheet is about the call alone.
  var reader: AlertDigest.Subject?
  var day: CalendarDay
  var wording: Wording
  /// Level of the title: 1 on a page of its own, 2 in a guide.
  var level = 1
  /// Shown at most; a page holds no more.
  var passageLimit = 8
  var showsPersons = false

  private var call: CallRecord { showsPersons ? subject.call : subject.call.shared }

  var markup: Markup {
    """
    <article class="sheet" id="\(call.id)">
    \(header)\
    \(summary)\
    <div class="cols">
    \(block(wording.whoHeading, [.applicants, .area, .partnership, .submissionLanguages]))\
    \(block(wording.howMuchHeading, [.rates, .amounts]))\
    \(block(wording.whenHeading, [.opening, .deadlines, .recurrence, .duration]))\
    \(block(wording.conditionsHeading, [.prerequisites, .exclusions]))\
    </div>
    \(fit)\(readiness)\(passages)\(source)\
    </article>

    """
  }

  private func heading(_ text: String, _ depth: Int = 1) -> Markup {
    switch level + depth {
    case 2: "<h2>\(text)</h2>\n"
    case 3: "<h3>\(text)</h3>\n"
    default: "<h4>\(text)</h4>\n"
    }
  }

  private var header: Markup {
    let title = subject.title(wording)
    let programme = wording.values(of: .programme, in: call).first { $0 != title }
    let line: Markup = programme.map { "<p class=\"m\">\($0)</p>\n" } ?? ""
    let head: Markup = level == 1 ? "<h1>\(title)</h1>\n" : "<h2>\(title)</h2>\n"
    return head + line + status
  }

  private var status: Markup {
    let left = CallSchedule(call).nextDeadline(on: day).map {
      wording.daysLeftInWords($0.daysSinceEpoch - day.daysSinceEpoch)
    }
    let isClosed = CallSchedule(call).phase(on: day) == .closed
    var marks: [Markup] = []
    if let match = subject.matches.first {
      let overall = match.eligibility.overall
      let mark: Markup = overall == .yes ? "y" : overall == .no ? "n" : "u"
      marks.append("<span class=\"\(mark)\">\(wording.eligibility(overall))</span>")
      marks.append("<span class=\"e\">\(wording.relevance(match.relevance))</span>")
    }
    if let left {
      marks.append("<span class=\"e\">\(left)</span>")
    } else if isClosed {
      marks.append("<span class=\"n\">\(wording.closedMark)</span>")
    }
    return marks.isEmpty ? "" : "<p>\(Markup.joined(marks, separator: " "))</p>\n"
  }

  private var summary: Markup {
    guard let summary = call.summary, !summary.value.contains("@") else { return "" }
    let text = PlainText.line(summary.value, limit: 420)
    return heading(wording.whatHeading) + "<p>\(text)</p>\n"
  }

  private func block(_ title: String, _ fields: [CallField]) -> Markup {
    let rows = fields.compactMap { field -> Markup? in
      let values = wording.values(of: field, in: call)
      guard !values.isEmpty else { return nil }
      let lines = Markup.joined(values.prefix(6).map { "\($0)" }, separator: "<br>")
      return "<dt>\(wording.fieldName(field))</dt>\n<dd>\(lines)</dd>\n"
    }
    guard !rows.isEmpty else { return "" }
    return "<section>\n\(heading(title))<dl>\n\(Markup.joined(rows))</dl>\n</section>\n"
  }

  // MARK: The authority

  private var fit: Markup {
    guard let reader, let lead = subject.matches.first else { return "" }
    let fits = subject.matches.prefix(3).map { match -> Markup in
      let target =
        match.project.map { wording.project(id: $0, title: reader.projectTitles[$0] ?? "") }
        ?? wording.allThemes
      let reasons = wording.clauses(wording.reasons(match.reasons, limit: 3))
      let why: Markup = reasons.isEmpty ? "" : "<br>\(reasons)"
      return "<li><strong>\(target)</strong>, \(wording.relevance(match.relevance))\(why)</li>\n"
    }
    let criteria = lead.eligibility.criteria
    let missing =
      criteria.filter { $0.value == .no }.map { wording.reason($0.reason) }
      + wording.questions(criteria)
    let list =
      missing.isEmpty
      ? "<p>\(wording.nothingMissing)</p>\n" as Markup
      : "<ul>\n\(Markup.joined(missing.map { "<li>\($0)</li>\n" }))</ul>\n"
    return """
      <section>
      \(heading(wording.fitHeading(profile: reader.name)))<ul>
      \(Markup.joined(fits))</ul>
      </section>
      <section>
      \(heading(wording.missingHeading))\(list)</section>

      """
  }

  private var readiness: Markup {
    guard let lead = subject.matches.first, !lead.readiness.isEmpty else { return "" }
    let rows = lead.readiness.map { item -> Markup in
      let mark: Markup = item.value == .met ? "y" : item.value == .unknown ? "e" : "u"
      return """
        <tr><th scope="row">\(wording.capitalised(wording.readinessName(item.id)))</th>\
        <td>\(PlainText.line(wording.asks(item.asks), limit: 180))</td>\
        <td>\(PlainText.line(wording.has(item.has), limit: 180))</td>\
        <td><span class="\(mark)">\(wording.readinessValue(item.value))</span></td></tr>

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

  /// The first passage of each fact, the facts of money and dates first.
  private var passages: Markup {
    let order: [CallField] = [
      .deadlines, .rates, .amounts, .applicants, .partnership, .opening, .area, .duration,
      .prerequisites, .exclusions,
    ]
    let rows = order.compactMap { field -> Markup? in
      let evidence = field.evidence(in: call).first { !$0.quote.contains("@") }
      guard let evidence else { return nil }
      return """
        <tr><th scope="row">\(wording.fieldName(field))</th>\
        <td>\(wording.passage(evidence, limit: 160))</td></tr>

        """
    }
    guard !rows.isEmpty else { return "" }
    return """
      <section>
      \(heading(wording.passagesHeading))<table class="w">
      <thead><tr><th scope="col">\(wording.valueColumn)</th>\
      <th scope="col">\(wording.passageColumn)</th></tr></thead>
      <tbody>
      \(Markup.joined(rows.prefix(passageLimit)))</tbody>
      </table>
      </section>

      """
  }

  private var source: Markup {
    var lines: [Markup] = [
      "\(wording.labelled(wording.documentLabel)) \(PlainText.line(subject.document))"
    ]
    let links = call.links.compactMap { link -> Markup? in
      SafeLink(link.url).map {
        "<a href=\"\($0)\">\(wording.capitalised(wording.linkRole(link.role)))</a> (\($0.host))"
      }
    }
    if !links.isEmpty {
      lines.append(
        "\(wording.labelled(wording.linksLabel)) \(Markup.joined(links.prefix(4), separator: ", "))"
      )
    }
    let contacts = call.contacts.prefix(2).map { contact in
      [showsPersons ? contact.name : nil, contact.function, contact.email, contact.phone]
        .compactMap { $0.map { PlainText.line($0) } }.joined(separator: ", ")
    }
    if !contacts.isEmpty {
      lines.append(
        "\(wording.labelled(wording.contactLabel)) \(wording.clauses(Array(contacts)))")
    }
    lines.append("\(wording.sheetFooter(day: day, id: call.id))")
    return "<p class=\"d\">\(Markup.joined(lines, separator: "<br>\n"))</p>\n"
  }
}
