import Foundation
import RuleEngine

/// Which programmes came before which, over the periods of the Union's budget.
package struct ProgrammeLine {
  private let entries: [GazetteerName]
  private let index: [String: Int]
  /// Entries of the periods of a programme, by the programme's id.
  private let periods: [String: [String]]

  package init(pack: RulePack) {
    entries = pack.gazetteer("programme")
    var index: [String: Int] = [:]
    var periods: [String: [String]] = [:]
    for (number, entry) in entries.enumerated() {
      index[entry.id] = number
      if let family = Self.family(of: entry) { periods[family, default: []].append(entry.id) }
    }
    self.index = index
    self.periods = periods
  }

  /// Ids of the programmes that bear a name, sorted; the id itself where it is one.
  package func ids(named name: String) -> [String] {
    if index[name] != nil { return [name] }
    let wanted = Self.folded(name)
    return entries.filter { entry in
      entry.names.contains { Self.folded($0) == wanted }
    }.map(\.id).sorted()
  }

  /// The programme, its periods, and all that it follows, sorted by id; the id alone where the
  /// lists do not know it.
  package func withPredecessors(of id: String) -> [String] {
    var found: Set<String> = [id]
    var open = [id]
    while let next = open.popLast() {
      for other in neighbours(of: next) where found.insert(other).inserted { open.append(other) }
    }
    return found.sorted()
  }

  package func name(of id: String) -> String? { index[id].map { entries[$0].name } }

  private func neighbours(of id: String) -> [String] {
    guard let number = index[id] else { return [] }
    let entry = entries[number]
    return (entry.attributes["follows"] ?? []) + (periods[id] ?? [])
      + [Self.family(of: entry)].compactMap(\.self)
  }

  /// The programme whose period an entry is.
  private static func family(of entry: GazetteerName) -> String? {
    entry.attribute("period") == nil ? nil : entry.attribute("family")
  }

  private static func folded(_ text: String) -> String {
    text.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
      .replacingOccurrences(of: "-", with: " ")
  }
}
