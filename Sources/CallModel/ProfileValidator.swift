import Documents
import Foundation

/// Checks a profile's JSON against its shape and reports every fault.
struct ProfileValidator {
  private(set) var faults: [ProfileFault] = []

  mutating func check(_ value: ProfileJSON, _ shape: ProfileShape, at pointer: String = "") {
    switch (shape, value) {
    case (.object(let fields), .object(let members)): object(members, fields, at: pointer)
    case (.array(let item, let identity, let unique), .array(let items)):
      for (index, value) in items.enumerated() {
        check(value, item, at: ProfilePointer.append(pointer, "\(index)"))
      }
      if let identity { repeats(items.map { $0[identity] }, at: pointer, key: identity) }
      if unique { repeats(items, at: pointer, key: nil) }
    case (.string(let format), .string(let text)): string(text, format, at: pointer)
    case (.number(let min, let max), .number(let text)):
      number(text, min: min, max: max, whole: false, at: pointer)
    case (.integer(let min, let max), .number(let text)):
      number(text, min: min, max: max, whole: true, at: pointer)
    case (.boolean, .boolean): break
    default: report(pointer, .wrongKind(found: value.kind, expected: shape.kind))
    }
  }

  private mutating func report(_ pointer: String, _ situation: ProfileFault.Situation) {
    faults.append(ProfileFault(pointer, situation))
  }

  private mutating func object(
    _ members: [ProfileJSON.Member], _ fields: [ProfileShape.Field], at pointer: String
  ) {
    let written = Set(members.map(\.key))
    let unknown = members.map(\.key).filter { key in !fields.contains { $0.key == key } }
    for field in fields where field.isRequired && !written.contains(field.key) {
      let meant = ProfileSuggestion.nearest(to: field.key, among: unknown)
      report(pointer, .missingKey(field.key, written: meant))
    }
    let free = fields.map(\.key).filter { !written.contains($0) }
    for member in members {
      let place = ProfilePointer.append(pointer, member.key)
      if let field = fields.first(where: { $0.key == member.key }) {
        check(member.value, field.shape, at: place)
      } else {
        let nearest = ProfileSuggestion.nearest(to: member.key, among: free)
        report(place, .unknownKey(member.key, nearest: nearest))
      }
    }
  }

  private mutating func repeats(_ values: [ProfileJSON?], at pointer: String, key: String?) {
    var first: [String: String] = [:]
    for (index, value) in values.enumerated() {
      let text: String
      switch value {
      case .string(let string): text = string
      case .number(let number): text = number
      default: continue
      }
      var place = ProfilePointer.append(pointer, "\(index)")
      if let key { place = ProfilePointer.append(place, key) }
      if let before = first[text] {
        report(place, .repeated(text, first: before))
      } else {
        first[text] = place
      }
    }
  }

  private mutating func string(_ text: String, _ format: ProfileFormat, at pointer: String) {
    guard !format.accepts(text) else { return }
    if case .oneOf(let values) = format {
      let nearest = ProfileSuggestion.nearest(to: text, among: values)
      report(pointer, .unknownValue(text, expected: values, nearest: nearest))
    } else {
      report(pointer, .malformed(text, expected: format, nearest: format.nearest(to: text)))
    }
  }

  private mutating func number(
    _ text: String, min: Int, max: Int?, whole: Bool, at pointer: String
  ) {
    guard let value = Decimal(string: text, locale: nil), !value.isNaN,
      value >= Decimal(min), max.map({ value <= Decimal($0) }) ?? (value <= 1_000_000_000_000_000)
    else { return report(pointer, .outOfRange(found: text, min: min, max: max)) }
    var copy = value
    var rounded = Decimal()
    NSDecimalRound(&rounded, &copy, 0, .plain)
    if whole, rounded != value { report(pointer, .notWhole(found: text)) }
  }
}

extension ProfileJSON {
  /// The member of an object.
  subscript(key: String) -> ProfileJSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }
}

extension ProfileShape {
  var kind: ProfileJSON.Kind {
    switch self {
    case .object: .object
    case .array: .array
    case .string: .string
    case .number: .number
    case .integer: .integer
    case .boolean: .boolean
    }
  }
}
