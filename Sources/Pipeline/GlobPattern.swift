/// A pattern for paths: `*`, `?`, `[a-z]` within a name, `**` across folders.
struct GlobPattern: Hashable, Sendable {
  private enum Part: Hashable {
    /// Any number of folders, none included.
    case folders
    case name([Token])
  }

  fileprivate enum Token: Hashable {
    case scalar(Unicode.Scalar)
    case any
    case several
    case oneOf([ClosedRange<Unicode.Scalar>], isNegated: Bool)
  }

  private let parts: [Part]

  /// A pattern with names separated by `/`.
  init(_ pattern: String) {
    parts = pattern.split(separator: "/").map { part in
      part == "**" ? .folders : .name(Self.tokens(part))
    }
  }

  /// Whether the names of a path, from the outermost folder, match as a whole.
  func matches(_ names: ArraySlice<[Unicode.Scalar]>) -> Bool {
    Self.wildcardMatch(
      pattern: parts[...], input: names, isStar: { $0 == .folders },
      matches: { part, name in
        guard case .name(let tokens) = part else { return false }
        return Self.wildcardMatch(
          pattern: tokens[...], input: name[...], isStar: { $0 == .several },
          matches: { $0.matches($1) })
      })
  }

  /// Matching with stars by going back to the last star only: quadratic at worst.
  private static func wildcardMatch<Pattern, Input>(
    pattern: ArraySlice<Pattern>, input: ArraySlice<Input>, isStar: (Pattern) -> Bool,
    matches: (Pattern, Input) -> Bool
  ) -> Bool {
    var p = pattern.startIndex
    var i = input.startIndex
    var star: (pattern: Int, input: Int)?
    while i < input.endIndex {
      if p < pattern.endIndex, isStar(pattern[p]) {
        star = (p, i)
        p += 1
      } else if p < pattern.endIndex, matches(pattern[p], input[i]) {
        p += 1
        i += 1
      } else if let last = star {
        star = (last.pattern, last.input + 1)
        p = last.pattern + 1
        i = last.input + 1
      } else {
        return false
      }
    }
    return pattern[p...].allSatisfy(isStar)
  }

  private static func tokens(_ name: Substring) -> [Token] {
    var tokens: [Token] = []
    var rest = name.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "*": if tokens.last != .several { tokens.append(.several) }
      case "?": tokens.append(.any)
      case "\\": tokens.append(.scalar(rest.popFirst() ?? "\\"))
      case "[":
        if let (token, after) = bracket(rest) {
          tokens.append(token)
          rest = after
        } else {
          tokens.append(.scalar("["))
        }
      default: tokens.append(.scalar(scalar))
      }
    }
    return tokens
  }

  /// What stands between brackets; nil where they are never closed.
  private static func bracket(
    _ scalars: Substring.UnicodeScalarView
  ) -> (Token, Substring.UnicodeScalarView)? {
    var rest = scalars
    let isNegated = rest.first == "!" || rest.first == "^"
    if isNegated { rest.removeFirst() }
    var ranges: [ClosedRange<Unicode.Scalar>] = []
    while let first = rest.popFirst() {
      if first == "]", !ranges.isEmpty { return (.oneOf(ranges, isNegated: isNegated), rest) }
      var last = first
      if rest.first == "-", let end = rest.dropFirst().first, end != "]" {
        last = end
        rest.removeFirst(2)
      }
      ranges.append(first <= last ? first...last : last...first)
    }
    return nil
  }
}

extension GlobPattern.Token {
  fileprivate func matches(_ scalar: Unicode.Scalar) -> Bool {
    switch self {
    case .scalar(let own): own == scalar
    case .any, .several: true
    case .oneOf(let ranges, let isNegated): ranges.contains { $0.contains(scalar) } != isNegated
    }
  }
}
