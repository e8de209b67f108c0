import Foundation

/// What a document is known to say: a line of `gold.jsonl`.
package struct GoldLine: Sendable {
  /// Path of the document, relative to the file's folder.
  package var path: String
  package var line: FactTree

  package struct Fault: Error, Hashable, Sendable {
    /// From 1.
    package var line: Int
  }

  /// Reads a whole file.
  package static func all(in data: Data) throws(Fault) -> [GoldLine] {
    var lines: [GoldLine] = []
    for (index, bytes) in data.split(separator: 0x0A).enumerated() {
      guard let tree = try? JSONDecoder().decode(FactTree.self, from: Data(bytes)),
        let path = tree["document"]?.atom("path")
      else { throw Fault(line: index + 1) }
      lines.append(GoldLine(path: path, line: tree))
    }
    return lines
  }

  /// What else is right for a field.
  func accepted(_ field: FactField) -> Acceptance {
    var acceptance = Acceptance()
    for key in field.acceptKeys {
      for value in line["accept"]?.allKeeping(key) ?? [] { acceptance.add(value) }
    }
    return acceptance
  }
}

/// Values that are right as well, by the atoms of their facts.
struct Acceptance {
  private(set) var atoms: Set<String> = []
  private(set) var mayBeEmpty = false
  private(set) var isUnjudged = false

  mutating func add(_ value: FactTree) {
    switch value {
    case .null: mayBeEmpty = true
    case .text("*"): isUnjudged = true
    default:
      guard let atom = value.atom else { return }
      atoms.formUnion([atom, TextKey.words(atom), TextKey.letters(atom)])
    }
  }
}

extension FactTree {
  /// As `all`, with the nulls, which mean something in `accept`.
  fileprivate func allKeeping(_ key: String) -> [FactTree] {
    guard case .object(let fields) = self, case .list(let items)? = fields[key] else { return [] }
    return items
  }
}
