import Documents
import RuleEngine

extension CallScopes {
  /// Items of a list, each a call of its own, as mails and pages list them: « 1. Interreg France-Suisse,
  /// petits projets. Date limite : 15 avril. ».
  ///
  /// Each names another programme or call, or is a link with another text, before its day; the title or what leads
  /// in to the list says that these are calls, or each item does, or begins with another programme. None where a
  /// deadline stands elsewhere.
  static func items(_ context: AnnotatedDocument) -> [TextRange] {
    let dates = [context.all("deadline"), context.all("window")].joined()
    guard dates.prefix(2).count > 1, context.blocks.contains(where: \.isItem),
      context.titleBlock.map({ !context.has("programme", in: $0.range) }) ?? true
    else { return [] }
    var calls: [TextRange] = []
    var names = Set<String>()
    for list in lists(context) {
      let dated = list.items.filter { hasDeadline(context, in: $0) }
      guard !dated.isEmpty else { continue }
      guard isOfCalls(list, context) || beginWithProgrammes(dated, context) else { return [] }
      for item in dated {
        guard let name = name(of: item, context), names.insert(name).inserted else { return [] }
        calls.append(item)
      }
    }
    guard calls.count > 1,
      dates.allSatisfy({ date in calls.contains { $0.contains(date.range) } }),
      isDistinct(calls, context)
    else { return [] }
    return calls
  }

  /// Items that stand one behind the other, those below them included, and the block before them.
  private struct List {
    var lead: TextBlock?
    var items: [TextRange] = []
    var level = 0
  }

  private static func lists(_ context: AnnotatedDocument) -> [List] {
    var lists: [List] = []
    var last: TextBlock?
    for block in context.blocks {
      defer { last = block }
      guard block.isItem else { continue }
      if last?.isItem != true || lists.isEmpty {
        lists.append(List(lead: last, items: [block.range], level: block.level))
      } else if block.level > lists[lists.count - 1].level {
        let list = lists.count - 1
        lists[list].items[lists[list].items.count - 1].end = block.range.end
      } else {
        lists[lists.count - 1].items.append(block.range)
      }
    }
    return lists
  }

  private static func isOfCalls(_ list: List, _ context: AnnotatedDocument) -> Bool {
    [list.lead?.range, context.titleBlock?.range].contains {
      $0.map { saysCall($0, context) } == true
    }
      || list.items.allSatisfy { saysCall($0, context) }
  }

  private static func beginWithProgrammes(
    _ items: [TextRange], _ context: AnnotatedDocument
  ) -> Bool {
    let programmes = items.compactMap { item -> Value? in
      guard let first = context.first("programme", in: item),
        first.range.start - item.start <= farthestStart
      else { return nil }
      return first.value
    }
    return items.count > 1 && programmes.count == items.count
      && Set(programmes).count == items.count
  }

  /// In bytes: behind a marker, and behind the name of a body or « Appel à projets ».
  private static let farthestStart = 28

  /// « appels à projets », « lance un appel », « veille ».
  private static func saysCall(_ place: TextRange, _ context: AnnotatedDocument) -> Bool {
    context.has("call-name", in: place)
      || context.all("kind-cue", in: place).contains {
        $0["kind"] == "call" || $0["kind"] == "list"
      }
  }

  /// What an item names before its first day: a programme, what it links to, or a call that is no stage of
  /// another.
  private static func name(of item: TextRange, _ context: AnnotatedDocument) -> String? {
    let day = ["deadline", "window"].compactMap { context.first($0, in: item)?.range.start }.min()
    let head = TextRange(item.start, day ?? item.end)
    let linked = context.document.links.first {
      head.contains($0.range) && $0.range.start - item.start < nearStart
    }
    if let place = context.first("programme", in: head)?.range ?? linked?.range {
      return context.scalars.slice(place).lowercased()
    }
    let isCall = context.has("call-name", in: head) && !context.has("deadline-stage", in: head)
    return isCall ? context.scalars.slice(head).lowercased() : nil
  }

  /// In bytes: behind a marker.
  private static let nearStart = 8
}
