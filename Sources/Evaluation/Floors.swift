import Foundation

/// The least that readings must reach, field by field: what the corpus was read with once is not
/// lost again unseen.
package struct Floors: Hashable, Sendable, Codable {
  /// SHA-256 of the gold file for which they hold.
  package var gold: String
  package var mean: Double
  /// F1 by field.
  package var fields: [String: Double]

  package init(gold: String, mean: Double, fields: [String: Double]) {
    self.gold = gold
    self.mean = mean
    self.fields = fields
  }

  /// The floors at an evaluation's own height, rounded down to hundredths.
  package init(_ evaluation: Evaluation, gold: String) {
    func down(_ value: Double) -> Double { (value * 100 + 1e-9).rounded(.down) / 100 }
    let scores = evaluation.scores.filter { $0.value.stated > 0 }
    self.init(
      gold: gold, mean: down(evaluation.mean),
      fields: Dictionary(
        uniqueKeysWithValues: scores.map { ($0.key.rawValue, down($0.value.f1)) }))
  }

  /// A field that fell below its floor; `field` is nil for the mean.
  package struct Fall: Hashable, Sendable {
    package var field: FactField?
    package var floor: Double
    package var found: Double
  }

  /// In the order of the fields, the mean last.
  package func falls(of evaluation: Evaluation) -> [Fall] {
    // Floors are written with two decimals.
    let slack = 1e-9
    var falls: [Fall] = []
    for field in FactField.allCases {
      guard let floor = fields[field.rawValue] else { continue }
      let found = evaluation.scores[field]?.f1 ?? 0
      if found + slack < floor { falls.append(Fall(field: field, floor: floor, found: found)) }
    }
    if evaluation.mean + slack < mean {
      falls.append(Fall(field: nil, floor: mean, found: evaluation.mean))
    }
    return falls
  }

  /// These floors where they are higher than the others.
  package func raised(over other: Floors) -> Floors {
    Floors(
      gold: gold, mean: max(mean, other.mean),
      fields: fields.merging(other.fields) { Swift.max($0, $1) })
  }
}
