/// A sentence as it is written in our source, in which the words of ours are told from values.
///
/// In the words of ours, and there alone, French spaces become no-break spaces: before `:` `;` `?`
/// `!` `%` `€` `»` and after `«`. A value (a title, a quoted passage) is left as it is.
package struct Phrase: Sendable {
  fileprivate enum Part {
    case words(String)
    case value(String)
  }
  private var parts: [Part] = []

  /// The sentence, with the space that the medium wants before `;`, `?` and `!`.
  func text(thinSpace: String) -> String {
    var text = ""
    for part in parts {
      switch part {
      case .words(let words): text += Self.typeset(words, thinSpace: thinSpace)
      case .value(let value): text += value
      }
    }
    return text
  }

  private static let noBreak: Unicode.Scalar = "\u{A0}"

  private static func typeset(_ words: String, thinSpace: String) -> String {
    var result = String.UnicodeScalarView()
    let scalars = Array(words.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      guard scalar == " " else {
        result.append(scalar)
        continue
      }
      let next = index + 1 < scalars.count ? scalars[index + 1] : nil
      let previous = index > 0 ? scalars[index - 1] : nil
      switch (previous, next) {
      case (_, ";"), (_, "?"), (_, "!"): result.append(contentsOf: thinSpace.unicodeScalars)
      case ("«", _), (_, ":"), (_, "%"), (_, "€"), (_, "»"): result.append(noBreak)
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}

extension Phrase: ExpressibleByStringInterpolation {
  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var parts: [Part] = []

    package init(literalCapacity: Int, interpolationCount: Int) {}

    package mutating func appendLiteral(_ literal: String) {
      parts.append(.words(literal))
    }

    package mutating func appendInterpolation(_ value: String) {
      parts.append(.value(value))
    }

    package mutating func appendInterpolation(_ value: Int) {
      parts.append(.value("\(value)"))
    }
  }

  package init(stringInterpolation: StringInterpolation) {
    parts = stringInterpolation.parts
  }

  package init(stringLiteral value: String) {
    parts = [.words(value)]
  }
}
