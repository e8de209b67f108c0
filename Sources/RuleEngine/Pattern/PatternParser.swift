/// Reads the pattern notation of rules.
///
///     <lexicon> {value} word , ..8 ( a | b ) x? x+ !x ^ $ _ [ passage ] 'quoted'
struct PatternParser {
  static let repetitions = 8
  private let source: [Unicode.Scalar]
  private var position = 0

  static func parse(_ text: String) throws(PatternFault) -> Pattern {
    var parser = PatternParser(source: Array(text.unicodeScalars))
    let pattern = try parser.alternatives(closing: nil)
    guard parser.position == parser.source.count else { throw parser.fault(.unopened) }
    return pattern
  }

  private init(source: [Unicode.Scalar]) { self.source = source }

  private func fault(_ reason: PatternFault.Reason) -> PatternFault {
    PatternFault(column: position + 1, reason: reason)
  }

  private var current: Unicode.Scalar? { position < source.count ? source[position] : nil }

  private mutating func skipSpaces() {
    while let scalar = current, scalar == " " || scalar == "\n" || scalar == "\t" { position += 1 }
  }

  private mutating func alternatives(closing: Unicode.Scalar?) throws(PatternFault) -> Pattern {
    var choices: [Pattern] = []
    var items: [Pattern] = []
    while true {
      skipSpaces()
      guard let scalar = current else {
        guard closing == nil else { throw fault(.unclosed) }
        break
      }
      if scalar == closing { break }
      if scalar == ")" || scalar == "]" { throw fault(.unopened) }
      if scalar == "|" {
        position += 1
        guard !items.isEmpty else { throw fault(.empty) }
        choices.append(Self.sequence(items))
        items = []
        continue
      }
      let item = try quantified()
      if case .gap = item, case .gap? = items.last { throw fault(.doubleGap) }
      items.append(item)
    }
    guard !items.isEmpty else { throw fault(.empty) }
    choices.append(Self.sequence(items))
    return choices.count == 1 ? choices[0] : .alternatives(choices)
  }

  private static func sequence(_ items: [Pattern]) -> Pattern {
    items.count == 1 ? items[0] : .sequence(items)
  }

  private mutating func quantified() throws(PatternFault) -> Pattern {
    let item = try atom()
    switch current {
    case "?":
      position += 1
      return .optional(item)
    case "+":
      position += 1
      return .repeated(item, atLeastOnce: true)
    case "*":
      position += 1
      return .repeated(item, atLeastOnce: false)
    default: return item
    }
  }

  private mutating func atom() throws(PatternFault) -> Pattern {
    guard let scalar = current else { throw fault(.empty) }
    switch scalar {
    case "<": return try named(closing: ">") { .lexicon($0, capture: $1) }
    case "{": return try named(closing: "}") { .value($0, capture: $1) }
    case "(": return try group(closing: ")")
    case "[": return .passage(try group(closing: "]"))
    case "!":
      position += 1
      return .not(try atom())
    case "_":
      position += 1
      return .glued
    case "^":
      position += 1
      if current == "^" {
        position += 1
        return .blockStart
      }
      return .sentenceStart
    case "$":
      position += 1
      return .sentenceEnd
    case "'": return try quoted()
    case "?", "+", "*": throw fault(.nothingToRepeat)
    case "." where position + 1 < source.count && source[position + 1] == ".": return try gap()
    default: return .word(word())
    }
  }

  private mutating func group(closing: Unicode.Scalar) throws(PatternFault) -> Pattern {
    position += 1
    let inner = try alternatives(closing: closing)
    position += 1
    return inner
  }

  private mutating func named(
    closing: Unicode.Scalar, _ make: (String, String) -> Pattern
  ) throws(PatternFault) -> Pattern {
    position += 1
    var text = ""
    while let scalar = current, scalar != closing {
      guard Self.isNameScalar(scalar) else { throw fault(.badName) }
      text.unicodeScalars.append(scalar)
      position += 1
    }
    guard current == closing else { throw fault(.unclosed) }
    position += 1
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty }) else { throw fault(.badName) }
    return make(parts[parts.count - 1], parts[0])
  }

  private static func isNameScalar(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "-"
      || scalar == ":" || scalar == "/"
  }

  private mutating func quoted() throws(PatternFault) -> Pattern {
    position += 1
    var text = ""
    while let scalar = current, scalar != "'" {
      text.unicodeScalars.append(scalar)
      position += 1
    }
    guard current == "'", !text.isEmpty else { throw fault(.unclosed) }
    position += 1
    return .word(text)
  }

  private mutating func gap() throws(PatternFault) -> Pattern {
    position += 2
    var count = 0
    var digits = 0
    while let scalar = current, ("0"..."9").contains(scalar) {
      count = count * 10 + Int(scalar.value - 0x30)
      digits += 1
      position += 1
    }
    guard digits > 0, digits < 4, count > 0 else { throw fault(.badCount) }
    return .gap(count)
  }

  private mutating func word() -> String {
    var text = ""
    let first = source[position]
    text.unicodeScalars.append(first)
    position += 1
    guard first.properties.isAlphabetic || ("0"..."9").contains(first) else { return text }
    while let scalar = current,
      scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "-"
        || scalar == "’" || scalar.properties.canonicalCombiningClass.rawValue > 0
    {
      text.unicodeScalars.append(scalar)
      position += 1
    }
    return text
  }
}
