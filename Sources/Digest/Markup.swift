import Presentation

/// HTML that is safe by the way it is made: what is written in our source stands as it is, a string
/// put into it is escaped, and an address comes only from a `SafeLink`.
struct Markup: ExpressibleByStringInterpolation, Sendable {
  var html: String

  init(stringLiteral value: String) { html = value }
  init(stringInterpolation: StringInterpolation) { html = stringInterpolation.html }

  struct StringInterpolation: StringInterpolationProtocol {
    var html = ""

    init(literalCapacity: Int, interpolationCount: Int) {
      html.reserveCapacity(literalCapacity * 2)
    }
    mutating func appendLiteral(_ literal: String) { html += literal }
    mutating func appendInterpolation(_ text: String) { html += Markup.escaped(text) }
    mutating func appendInterpolation(_ markup: Markup) { html += markup.html }
    mutating func appendInterpolation(_ link: SafeLink) { html += Markup.escaped(link.url) }
  }

  static func + (a: Markup, b: Markup) -> Markup { joined([a, b]) }

  static func joined(_ parts: some Sequence<Markup>, separator: Markup = "") -> Markup {
    var result: Markup = ""
    result.html = parts.map(\.html).joined(separator: separator.html)
    return result
  }

  /// One line of text for an element or a quoted attribute.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in PlainText.line(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
