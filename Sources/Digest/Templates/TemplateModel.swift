import CallModel
import Presentation

/// What a template is given: the digest in words, as dictionaries of strings, flags and lists.
///
/// Nothing in it is escaped: the form of the template does that. A name that is absent has nothing
/// to say. Every name is in `TemplateModel.names`; `Packaging/templates/README.md` tells what each
/// holds, and a test holds the two together.
struct TemplateModel {
  var view: DigestView
  var wording: Wording
  /// So many items are given in full, the others in short form, and those beyond `shown` are
  /// counted.
  var full = Int.max
  var shown = Int.max

  static let names: Set<String> = [
    "language", "title", "period", "counts", "nearest", "sections", "heading", "count", "items",
    "more", "health", "failures", "notes", "receivingHeading", "receiving", "evidenceNote",
    "number", "url", "isEligible", "isToCheck", "isIneligible", "eligibility", "deadline",
    "isUrgent", "programme", "isFull", "isShort", "isOver", "summary", "facts", "hasFacts", "label",
    "values", "changes", "hasChanges", "isPlain", "old", "new", "oldPassage", "newPassage", "fits",
    "firstFit", "target", "relevance", "reasons", "passages", "obstacles", "hasObstacles",
    "questions", "hasQuestions", "readiness", "hasReadiness", "document", "links", "hasLinks",
    "host", "contacts", "words", "changesHeading", "whyHeading", "checkHeading",
    "readinessHeading", "obstacleHeading", "documentLabel", "linksLabel", "contactLabel",
    "notStated", "beforeLabel", "nowLabel",
  ]

  var values: [String: Any] {
    var position = 0
    let sections = view.sections.map { section -> [String: Any] in
      let items = section.items.enumerated().compactMap { number, item -> [String: Any]? in
        defer { position += 1 }
        return position < shown ? self.item(item, number + 1, isFull: position < full) : nil
      }
      return [
        "heading": section.heading, "count": wording.number(section.items.count), "items": items,
      ]
    }.filter { ($0["items"] as? [[String: Any]])?.isEmpty == false }
    var values: [String: Any] = [
      "language": view.language.rawValue, "title": view.title, "period": view.period,
      "counts": view.counts, "sections": sections, "health": view.health,
      "failures": view.failures, "notes": view.notes, "receivingHeading": view.receivingHeading,
      "receiving": view.receiving, "evidenceNote": view.evidenceNote, "words": words,
    ]
    values["nearest"] = view.nearest
    if position > shown { values["more"] = wording.moreCalls(position - shown) }
    return values
  }

  private var words: [String: Any] {
    [
      "changesHeading": wording.changesHeading, "whyHeading": wording.whyHeading,
      "checkHeading": wording.checkHeading, "readinessHeading": wording.readinessHeading,
      "obstacleHeading": wording.obstacleHeading, "notStated": wording.notStated,
      "documentLabel": wording.labelled(wording.documentLabel),
      "linksLabel": wording.labelled(wording.linksLabel),
      "contactLabel": wording.labelled(wording.contactLabel),
      "beforeLabel": wording.labelled(wording.beforeLabel),
      "nowLabel": wording.labelled(wording.nowLabel),
    ]
  }

  private func item(_ item: ItemView, _ number: Int, isFull: Bool) -> [String: Any] {
    let facts = item.facts.filter { fact in
      item.isOver ? fact.field == .deadlines : isFull || fact.isMain
    }
    var values: [String: Any] = [
      "number": "\(number)", "title": item.title, "eligibility": item.eligibilityWord,
      "isEligible": item.eligibility == .yes, "isToCheck": item.eligibility == .unknown,
      "isIneligible": item.eligibility == .no,
      "isUrgent": item.daysLeft.map { (0...14).contains($0) } ?? false,
      "isOver": item.isOver, "isFull": isFull && !item.isOver,
      "isShort": !isFull && !item.isOver,
      "facts": facts.map { ["label": $0.label, "values": $0.values] as [String: Any] },
      "hasFacts": !facts.isEmpty, "changes": item.changes.map(change),
      "hasChanges": !item.changes.isEmpty, "fits": item.fits.map(fit),
      "passages": item.passages, "obstacles": item.obstacles,
      "hasObstacles": !item.obstacles.isEmpty, "questions": item.questions,
      "hasQuestions": !item.questions.isEmpty, "readiness": item.readiness,
      "hasReadiness": !item.readiness.isEmpty, "document": item.document,
      "links": item.links.map {
        ["label": $0.label, "url": $0.link.url, "host": $0.link.host] as [String: Any]
      },
      "hasLinks": !item.links.isEmpty,
    ]
    values["url"] = item.link?.url
    values["deadline"] = item.daysLeftWords
    values["programme"] = item.programme
    values["summary"] = item.summary
    values["firstFit"] = item.fits.first.map(fit)
    if !item.contacts.isEmpty { values["contacts"] = wording.clauses(item.contacts) }
    return values
  }

  private func change(_ change: ItemView.Change) -> [String: Any] {
    let isPlain = change.old.isEmpty && change.new.isEmpty
    var values: [String: Any] = [
      "isPlain": isPlain, "label": isPlain ? change.label : wording.labelled(change.label),
    ]
    if !change.old.isEmpty { values["old"] = wording.clauses(change.old) }
    if !change.new.isEmpty { values["new"] = wording.clauses(change.new) }
    values["oldPassage"] = change.oldPassage
    values["newPassage"] = change.newPassage
    return values
  }

  private func fit(_ fit: ItemView.Fit) -> [String: Any] {
    var values: [String: Any] = ["target": fit.target, "relevance": fit.relevance]
    if !fit.reasons.isEmpty { values["reasons"] = wording.clauses(fit.reasons) }
    return values
  }
}
