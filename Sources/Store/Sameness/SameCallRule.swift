/// Why two calls of different documents are taken for one and the same.
package enum SameCallReason: String, Sendable, Codable {
  /// The same reference, and titles that agree.
  case reference
  /// The same title and deadlines, and something else; or the same days and programme, and a title
  /// that stands in the other.
  case title
  /// The same page on the network, and deadlines.
  case address
  /// In two languages: the same programme, deadlines, and two figures.
  case translation
  /// A person said so.
  case person
}

/// Whether two calls are one, by what their documents say.
///
/// Two calls taken for one would hide one of them, while one call shown twice is a nuisance: so one
/// contradiction outweighs all that agrees, and what is common to several calls proves nothing.
enum SameCallRule {
  /// Whether the two cannot be one call.
  static func contradict(_ a: CallIdentity, _ b: CallIdentity) -> Bool {
    if a.document == b.document { return true }
    if let one = a.reference, let other = b.reference, one != other { return true }
    if differ(a.programmes, b.programmes) || differ(a.parts, b.parts) { return true }
    if a.reference == nil || b.reference == nil, differ(a.funders, b.funders) { return true }
    if let one = a.opening, let other = b.opening, one != other { return true }
    if a.isPermanent != b.isPermanent, !a.deadlines.isEmpty || !b.deadlines.isEmpty { return true }
    if !isEitherWithin(a.deadlines, b.deadlines) { return true }
    if areSiblings(a.title, b.title) { return true }
    // « Volet 1 » and « volet 2 », 2024 and 2025; one may leave the year out.
    return !isEitherWithin(a.numbers, b.numbers)
  }

  /// Why the two are one call; nil where that is not sure enough, or they contradict each other.
  static func reason(_ a: CallIdentity, _ b: CallIdentity) -> SameCallReason? {
    guard !contradict(a, b) else { return nil }
    let isTranslated = a.language != b.language
    let sameDays = !a.deadlines.isEmpty && a.deadlines == b.deadlines
    let areAlike = share(a.title, b.title)
    if let reference = a.reference, reference == b.reference, isDistinctive(reference),
      isTranslated ? sameDays : areAlike
    {
      return .reference
    }
    if a.title == b.title, a.title.count >= 3, sameDays,
      agreements(a, b) >= (a.title.count >= 6 ? 1 : 2)
    {
      return .title
    }
    let sameProgramme = !a.programmes.isEmpty && a.programmes == b.programmes
    if sameDays, sameProgramme, a.opening != nil, a.opening == b.opening,
      names(a, b) || names(b, a)
    {
      return .title
    }
    if sameDays, !a.pages.isDisjoint(with: b.pages), isTranslated ? sameProgramme : areAlike {
      return .address
    }
    if isTranslated, sameDays, sameProgramme, figures(a, b) >= 2 { return .translation }
    return nil
  }

  // MARK: What agrees

  /// How many kinds of facts, besides title and deadlines, both state and state alike.
  private static func agreements(_ a: CallIdentity, _ b: CallIdentity) -> Int {
    let facts = [
      !a.programmes.isDisjoint(with: b.programmes), !a.funders.isDisjoint(with: b.funders),
      a.reference != nil && a.reference == b.reference, !a.pages.isDisjoint(with: b.pages),
    ]
    return facts.filter { $0 }.count + figures(a, b)
  }

  private static func figures(_ a: CallIdentity, _ b: CallIdentity) -> Int {
    a.figures.intersection(b.figures).count + (a.opening != nil && a.opening == b.opening ? 1 : 0)
  }

  /// Whether the title of one stands whole in the other's, and says more than the programme's name: the
  /// row of a calendar, « Jeunesse VII », and its notice, « Appel à projets Jeunesse VII ».
  private static func names(_ row: CallIdentity, _ notice: CallIdentity) -> Bool {
    guard row.title.count >= 2, notice.title.count > row.title.count,
      !row.programmeWords.isSuperset(of: row.title)
    else { return false }
    return notice.title.indices.contains { notice.title[$0...].starts(with: row.title) }
  }

  /// Titles that begin alike and then each go on in words of their own: topics of one call.
  private static func areSiblings(_ a: [String], _ b: [String]) -> Bool {
    let begin = zip(a, b).prefix { $0 == $1 }.count
    let (one, other) = (Set(a), Set(b))
    return begin >= 3 && one.subtracting(other).count >= 2 && other.subtracting(one).count >= 2
  }

  /// Both state something, and nothing of it is common.
  private static func differ(_ a: Set<String>, _ b: Set<String>) -> Bool {
    !a.isEmpty && !b.isEmpty && a.isDisjoint(with: b)
  }

  private static func isEitherWithin<Value>(_ a: Set<Value>, _ b: Set<Value>) -> Bool {
    a.isSubset(of: b) || b.isSubset(of: a)
  }

  /// A reference holds figures: « appel à projets » is none.
  private static func isDistinctive(_ reference: String) -> Bool {
    reference.count >= 5 && reference.contains(where: \.isNumber)
  }

  /// Titles that share more than half of all their words, or of which one holds all of the other's.
  private static func share(_ a: [String], _ b: [String]) -> Bool {
    let (one, other) = (Set(a), Set(b))
    guard !one.isEmpty, !other.isEmpty else { return false }
    let common = one.intersection(other).count
    return common * 2 > one.union(other).count
      || (common >= 3 && common == min(one.count, other.count))
  }
}
