import CallModel
import Presentation

/// What a template of a sheet or a guide is given, in words, as dictionaries of strings, flags and
/// lists.
///
/// As with `TemplateModel`: nothing in it is escaped, a name that is absent has nothing to say, and
/// a test holds `names` and the manual together. Every `url` is a `SafeLink`, or `#` and a call's
/// id.
struct SheetModel {
  var wording: Wording
  var isPaper: Bool

  static let names: Set<String> = [
    "language", "title", "isPaper", "isAlone", "introduction", "contents", "projects", "practices",
    "calls", "origin", "id", "programme", "eligibility", "isEligible", "isToCheck", "isIneligible",
    "relevance", "deadline", "money", "closed", "summary", "blocks", "heading", "facts", "label",
    "values", "fits", "hasFits", "hasPractices", "hasProjects", "fitHeading", "target", "reasons",
    "missing", "points", "hasPoints", "asks", "has", "state", "isMet", "isWeak", "isMissing",
    "isUnknown", "passages", "hasPassages", "passage", "document", "links", "hasLinks", "url",
    "host", "contacts", "footer", "words", "whatHeading", "missingHeading", "nothingMissing",
    "watchHeading", "passagesHeading", "callColumn", "pointColumn", "asksColumn", "hasColumn",
    "stateColumn", "valueColumn", "passageColumn", "deadlineColumn", "moneyColumn",
    "contentsHeading", "projectsHeading", "practicesHeading", "nearbyLabel", "noFittingCall",
    "documentLabel", "linksLabel", "contactLabel",
  ]

  /// A page of its own.
  func sheet(_ view: SheetView) -> [String: Any] {
    frame(view.title).merging(call(view)) { $1 }.merging(["isAlone": true]) { $1 }
  }

  func guide(_ view: GuideView, sheets: [SheetView]) -> [String: Any] {
    frame(view.title).merging([
      "introduction": view.introduction, "contents": view.entries.map(entry),
      "projects": view.projects.map(project), "hasProjects": !view.projects.isEmpty,
      "practices": view.examples.map(example), "hasPractices": !view.examples.isEmpty,
      "calls": sheets.map(call), "isAlone": false,
    ]) { $1 }
  }

  private func frame(_ title: String) -> [String: Any] {
    [
      "language": wording.language.rawValue, "title": title, "isPaper": isPaper, "words": words,
    ]
  }

  private var words: [String: Any] {
    [
      "whatHeading": wording.whatHeading, "missingHeading": wording.missingHeading,
      "nothingMissing": wording.nothingMissing, "watchHeading": wording.watchHeading,
      "passagesHeading": wording.passagesHeading, "callColumn": wording.callColumn,
      "pointColumn": wording.pointColumn, "asksColumn": wording.asksColumn,
      "hasColumn": wording.hasColumn, "stateColumn": wording.stateColumn,
      "valueColumn": wording.valueColumn, "passageColumn": wording.passageColumn,
      "deadlineColumn": wording.fieldName(.deadlines), "moneyColumn": wording.howMuchHeading,
      "contentsHeading": wording.guideContents, "projectsHeading": wording.projectsHeading,
      "practicesHeading": wording.practicesHeading,
      "nearbyLabel": wording.labelled(wording.nearbyCalls),
      "noFittingCall": wording.noFittingCall,
      "documentLabel": wording.labelled(wording.documentLabel),
      "linksLabel": wording.labelled(wording.linksLabel),
      "contactLabel": wording.labelled(wording.contactLabel),
    ]
  }

  private func call(_ view: SheetView) -> [String: Any] {
    var values: [String: Any] = [
      "id": view.id, "title": view.title, "isEligible": view.eligibility == .yes,
      "isToCheck": view.eligibility == .unknown, "isIneligible": view.eligibility == .no,
      "blocks": view.blocks.map { block in
        [
          "heading": block.heading,
          "facts": block.facts.map { ["label": $0.label, "values": $0.values] as [String: Any] },
        ] as [String: Any]
      },
      "fits": view.fits.map(fit), "hasFits": !view.fits.isEmpty, "fitHeading": view.fitHeading,
      "missing": view.missing, "points": view.points.map(point),
      "hasPoints": !view.points.isEmpty,
      "passages": view.passages.map { ["label": $0.label, "passage": $0.text] as [String: Any] },
      "hasPassages": !view.passages.isEmpty, "document": view.document,
      "links": view.links.map {
        ["label": $0.label, "url": $0.link.url, "host": $0.link.host] as [String: Any]
      },
      "hasLinks": !view.links.isEmpty, "footer": view.footer,
    ]
    values["programme"] = view.programme
    values["eligibility"] = view.eligibilityWord
    values["relevance"] = view.relevance
    values["deadline"] = view.daysLeft
    values["closed"] = view.closed
    values["summary"] = view.summary
    if !view.contacts.isEmpty { values["contacts"] = wording.clauses(view.contacts) }
    return values
  }

  private func fit(_ fit: ItemView.Fit) -> [String: Any] {
    var values: [String: Any] = ["target": fit.target, "relevance": fit.relevance]
    if !fit.reasons.isEmpty { values["reasons"] = wording.clauses(fit.reasons) }
    return values
  }

  private func point(_ point: SheetView.Point) -> [String: Any] {
    [
      "label": point.name, "asks": point.asks, "has": point.has, "state": point.state,
      "isMet": point.value == .met, "isWeak": point.value == .weak,
      "isMissing": point.value == .missing, "isUnknown": point.value == .unknown,
    ]
  }

  private func entry(_ entry: GuideView.Entry) -> [String: Any] {
    [
      "title": entry.title, "url": "#" + entry.id, "deadline": entry.deadline,
      "money": entry.money,
    ]
  }

  private func project(_ project: GuideView.Project) -> [String: Any] {
    var values: [String: Any] = ["title": project.title, "calls": project.calls.map(entry)]
    values["summary"] = project.summary
    return values
  }

  private func example(_ example: GuideView.Example) -> [String: Any] {
    var values: [String: Any] = ["title": example.title, "calls": example.calls.map(entry)]
    values["url"] = example.link?.url
    if !example.origin.isEmpty { values["origin"] = example.origin }
    values["summary"] = example.summary
    return values
  }
}
