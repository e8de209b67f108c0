import Foundation

/// Reads the facts out of a record or a gold line. All calls of a document are taken together.
package struct FactReader {
  private let line: FactTree

  package init(_ line: FactTree) { self.line = line }

  package func facts(_ field: FactField) -> [Fact] {
    switch field {
    case .calls: return [Fact("\(line.all("calls").count)")]
    case .kind, .language:
      let key = String(field.rawValue.split(separator: ".")[1])
      return [line["document"]?.atom(key)].compactMap { $0.map { Fact($0) } }
    default: return unique(line.all("calls").flatMap { facts(field, of: $0) })
    }
  }

  private func unique(_ facts: [Fact]) -> [Fact] {
    var seen = Set<String>()
    return facts.filter { seen.insert($0.text).inserted }
  }

  private func facts(_ field: FactField, of call: FactTree) -> [Fact] {
    switch field {
    case .calls, .kind, .language: []
    case .title: stated(call["title"]) { TextKey.words($0) }
    case .reference: stated(call["reference"]) { TextKey.letters($0) }
    case .recurrence: stated(call["recurrence"]) { $0 }.filter { $0.text != "one-off" }
    case .programmes, .funds, .themes, .aidTypes, .submissionLanguages, .prerequisites:
      ids(call.all(field.rawValue))
    case .exclusions:
      call.all("exclusions").compactMap { value in
        value.atom("text").map { Fact(TextKey.words($0), proof: proof(value)) }
      }
    case .parties: call.all("parties").compactMap(party)
    case .axes: call.all("axes").compactMap(axis)
    case .openings, .deadlines, .deadlineTimes, .deadlineStages, .models:
      call.all("windows").flatMap { window($0, field) }
    case .events: call.all("events").compactMap(event)
    case .rates, .rateKinds, .ratePayers: call.all("rates").compactMap { rate($0, field) }
    case .amounts: call.all("amounts").flatMap(amount)
    case .expenditure, .applicants: call.all(field.rawValue).compactMap(eligible)
    case .duration: duration(call["duration"])
    case .countries, .territories, .partnerCountries: area(call["area"], field)
    case .minPartners, .minCountries: partnership(call["partnership"], field)
    case .statistics: call.all("statistics").compactMap(statistic)
    case .links: call.all("links").compactMap { self.key($0, ["url"]) }
    case .contacts: call.all("contacts").compactMap { self.key($0, ["email", "phone"]) }
    }
  }

  // MARK: Kinds of values

  /// The passage and the rule that prove a value.
  private func proof(_ value: FactTree?, for target: String? = nil) -> Fact.Proof {
    let all = value?.all("evidence") ?? []
    let own = all.first { target != nil && $0.atom("for") == target }
    let first = own ?? all.first
    return Fact.Proof(quote: first?.atom("quote") ?? "", rule: first?.atom("rule") ?? "")
  }

  private func stated(_ value: FactTree?, _ key: (String) -> String) -> [Fact] {
    guard let text = value?.atom("value") else { return [] }
    return [Fact(key(text), proof: proof(value))]
  }

  private func ids(_ values: [FactTree]) -> [Fact] {
    values.compactMap { value in value.atom("id").map { Fact($0, proof: proof(value)) } }
  }

  /// The first of some keys that stands.
  private func key(_ value: FactTree, _ keys: [String]) -> Fact? {
    let atoms = keys.compactMap { value.atom($0) }
    return atoms.first.map {
      Fact(TextKey.letters($0), atoms: atoms + [TextKey.letters($0)], proof: proof(value))
    }
  }

  private func party(_ value: FactTree) -> Fact? {
    guard let id = value.atom("id") else { return nil }
    return Fact(id, atoms: [id] + [value.atom("name")].compactMap(\.self), proof: proof(value))
  }

  private func axis(_ value: FactTree) -> Fact? {
    guard let name = value.atom("code") ?? value.atom("label").map(TextKey.words) else {
      return nil
    }
    return Fact(name, proof: proof(value))
  }

  private func window(_ window: FactTree, _ field: FactField) -> [Fact] {
    switch field {
    case .models: return [window.atom("model")].compactMap { $0.map { Fact($0) } }
    case .openings: return date(window["opening"]).map { [$0] } ?? []
    default: break
    }
    return window.all("deadlines").compactMap { deadline in
      guard let day = deadline.atom("date") else { return nil }
      let proof = self.proof(deadline)
      switch field {
      case .deadlineTimes:
        return deadline.atom("time").map { Fact("\(day) \($0)", atoms: [$0], proof: proof) }
      case .deadlineStages:
        return deadline.atom("stage").map { Fact("\(day) \($0)", atoms: [$0], proof: proof) }
      default: return Fact(day, proof: proof)
      }
    }
  }

  private func date(_ value: FactTree?) -> Fact? {
    value?.atom("date").map { Fact($0, proof: proof(value)) }
  }

  private func event(_ value: FactTree) -> Fact? {
    guard let role = value.atom("role"), let day = value.atom("date") else { return nil }
    return Fact("\(role) \(day)", atoms: [day, role], proof: proof(value))
  }

  private func rate(_ value: FactTree, _ field: FactField) -> Fact? {
    let bounds = [value.atom("min"), value.atom("max")].compactMap(\.self)
    guard let last = bounds.last else { return nil }
    let number = Set(bounds).count > 1 ? bounds.joined(separator: "..") : last
    switch field {
    case .rates: return Fact(number, atoms: bounds + [number], proof: proof(value))
    default:
      let key = field == .rateKinds ? "kind" : "payer"
      return value.atom(key).map {
        Fact("\(number) \($0)", atoms: [$0] + bounds, proof: proof(value))
      }
    }
  }

  private func amount(_ value: FactTree) -> [Fact] {
    guard let role = value.atom("role") else { return [] }
    return ["min", "max"].compactMap { bound in
      guard let sum = value[bound]?.atom("amount") else { return nil }
      let currency = value[bound]?.atom("currency") ?? ""
      return Fact("\(role) \(bound) \(sum) \(currency)", atoms: [sum], proof: proof(value))
    }
  }

  private func eligible(_ value: FactTree) -> Fact? {
    guard let name = value.atom("type") ?? value.atom("id") else { return nil }
    let isEligible = value["eligible"] != .bool(false)
    return Fact(isEligible ? name : "not \(name)", atoms: [name], proof: proof(value))
  }

  private func duration(_ value: FactTree?) -> [Fact] {
    guard let unit = value?.atom("unit") else { return [] }
    return ["min", "max"].compactMap { bound in
      value?.atom(bound).map {
        Fact("\(bound) \($0) \(unit)", atoms: [$0, bound], proof: proof(value))
      }
    }
  }

  private func area(_ value: FactTree?, _ field: FactField) -> [Fact] {
    let key = String(field.rawValue.split(separator: ".")[1])
    return (value?.all(key) ?? []).enumerated().compactMap { position, code in
      code.atom.map { Fact($0, proof: proof(value, for: "\(key)/\(position)")) }
    }
  }

  private func partnership(_ value: FactTree?, _ field: FactField) -> [Fact] {
    let key = String(field.rawValue.split(separator: ".")[1])
    return [value?.atom(key)].compactMap { $0.map { Fact($0, proof: proof(value, for: key)) } }
  }

  private func statistic(_ value: FactTree) -> Fact? {
    guard let id = value.atom("id"), let number = value.atom("value") else { return nil }
    let place = value.atom("territory").map { " \($0)" } ?? ""
    return Fact("\(id) \(number)\(place)", atoms: [number], proof: proof(value))
  }
}

/// Forms in which two spellings of a text are equal.
enum TextKey {
  /// Words in small letters, signs and accents left out.
  static func words(_ text: String) -> String {
    var words: [String] = [""]
    for scalar in text.decomposedStringWithCompatibilityMapping.lowercased().unicodeScalars {
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        words[words.count - 1].unicodeScalars.append(scalar)
      } else if scalar.properties.canonicalCombiningClass == .notReordered {
        words.append("")
      }
    }
    return words.filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// Letters and digits alone.
  static func letters(_ text: String) -> String { words(text).replacing(" ", with: "") }
}
