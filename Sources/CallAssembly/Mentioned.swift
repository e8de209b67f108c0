import CallModel
import Documents
import RuleEngine

/// A named thing and its mentions in a document.
struct Mentioned {
  /// One of its names at a place.
  struct Mention {
    let range: TextRange
    /// How much it says of what the document is about.
    let salience: Double
    /// The gazetteer or rule that found it.
    let rule: String
  }

  var entry: GazetteerName
  var mentions: [Mention]
  var weight: Double
}

extension AnnotatedDocument {
  /// Entries of a gazetteer by what they weigh in the document, the heaviest first.
  func mentioned(_ type: String, in scope: TextRange? = nil) -> [Mentioned] {
    if let scope, scope != whole { return weighed(all(type, in: scope), type) }
    if let known = knownMentions[type] { return known }
    let mentioned = weighed(all(type), type)
    knownMentions[type] = mentioned
    return mentioned
  }

  private func weighed(_ annotations: Annotations, _ type: String) -> [Mentioned] {
    var found: [Mentioned] = []
    var ids = NameNumbers()
    /// Of each id the place in `found`; nil where the gazetteer has none.
    var places: [Int?] = []
    for i in annotations.indices {
      guard case .entry(let id) = annotations[i].value else { continue }
      let number = ids.number(for: id)
      if number == places.count {
        let entry = pack.entry(type: type, id: id)
        places.append(entry == nil ? nil : found.count)
        if let entry { found.append(Mentioned(entry: entry, mentions: [], weight: 0)) }
      }
      guard let place = places[number] else { continue }
      let salience = salience(of: annotations[i].range)
      found[place].mentions.append(
        Mentioned.Mention(
          range: annotations[i].range, salience: salience, rule: annotations[i].rule))
      found[place].weight += salience / Double(found[place].mentions.count).squareRoot()
    }
    return found.sorted {
      $0.weight != $1.weight ? $0.weight > $1.weight : $0.entry.id < $1.entry.id
    }
  }

  /// Evidence of the most telling mentions, at most three, in the order of the text.
  func evidence(_ mentioned: Mentioned, for target: String? = nil) -> [Evidence] {
    let mentions = mentioned.mentions
    // The most telling first.
    var best: [Int] = []
    for i in mentions.indices {
      let place = best.firstIndex { mentions[i].isMoreTelling(than: mentions[$0]) } ?? best.count
      guard place < Self.mostProofs else { continue }
      best.insert(i, at: place)
      if best.count > Self.mostProofs { best.removeLast() }
    }
    return best.sorted { mentions[$0].range < mentions[$1].range }.map {
      evidence(mentions[$0].range, rule: mentions[$0].rule, for: target)
    }
  }

  private static let mostProofs = 3
}

extension Mentioned.Mention {
  fileprivate func isMoreTelling(than other: Self) -> Bool {
    salience != other.salience ? salience > other.salience : range < other.range
  }
}
