import Documents
import RuleEngine

/// A number made of all that annotations say.
enum Checksum {
  static func of(_ name: Tagger.NamedPlace) -> UInt {
    (UInt(UInt32(bitPattern: name.entry)) << 32 ^ UInt(name.start) << 16 ^ UInt(name.end))
      &* 0x9E37_79B9_7F4A_7C15
  }

  static func of(_ annotations: [Annotation]) -> Int {
    var sum = annotations.count
    func add(_ number: Int) { sum = (sum ^ number) &* 0x100_0000_01B3 }
    for annotation in annotations {
      add(annotation.range.start)
      add(annotation.range.end)
      add(annotation.valueRange.start)
      add(annotation.type.utf8.count)
      add(annotation.rule.utf8.count)
      switch annotation.value {
      case .entry(let id): add(id.utf8.count)
      case .money(let bounds, _), .percent(let bounds), .count(let bounds):
        add(Int(bounds.min?.tenThousandths ?? -1))
        add(Int(bounds.max?.tenThousandths ?? -1))
      case .date(let date): add((date.date.year ?? 0) * 400 + (date.date.month ?? 0) * 31)
      default: add(1)
      }
    }
    return sum
  }
}
