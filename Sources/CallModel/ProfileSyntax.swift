import Foundation

/// JSON read with the place of each trouble; keys keep their order.
package indirect enum ProfileJSON: Hashable, Sendable {
  case object([Member])
  case array([ProfileJSON])
  case string(String)
  /// As written.
  case number(String)
  case boolean(Bool)
  case null

  package struct Member: Hashable, Sendable {
    package var key: String
    package var value: ProfileJSON
  }

  package enum Kind: String, Hashable, Sendable {
    case object, array, string, number, integer, boolean, null
  }

  package var kind: Kind {
    switch self {
    case .object: .object
    case .array: .array
    case .string: .string
    case .number: .number
    case .boolean: .boolean
    case .null: .null
    }
  }

  /// Where and why bytes are not JSON (RFC 8259).
  package struct SyntaxError: Error, Hashable, Sendable {
    package enum Cause: Hashable, Sendable {
      case unexpectedEnd
      case unexpected(Unicode.Scalar)
      case notUTF8
      case badEscape
      case badNumber
      case controlCharacter
      case tooDeep(limit: Int)
      case duplicateKey(String)
      case textAfterEnd
      /// More bytes or more values than any profile has.
      case tooLarge
    }
    /// From 1; columns count Unicode scalars.
    package var line: Int
    package var column: Int
    package var cause: Cause

    package init(line: Int, column: Int, cause: Cause) {
      self.line = line
      self.column = column
      self.cause = cause
    }
  }

  /// A profile is some pages long: what is larger is refused before it is read.
  package static let byteLimit = 1 << 20
  /// Values of all kinds, so that what is done for each of them has an end.
  package static let valueLimit = 10_000

  package static func parse(_ bytes: [UInt8]) throws(SyntaxError) -> ProfileJSON {
    guard bytes.count <= byteLimit else {
      throw SyntaxError(line: 1, column: 1, cause: .tooLarge)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw SyntaxError(line: 1, column: 1, cause: .notUTF8)
    }
    var scalars = Array(text.unicodeScalars)
    if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
    var reader = ProfileJSONReader(scalars: scalars)
    return try reader.document()
  }
}

struct ProfileJSONReader {
  private static let depthLimit = 64
  let scalars: [Unicode.Scalar]
  private var at = 0
  private var valueCount = 0

  init(scalars: [Unicode.Scalar]) {
    self.scalars = scalars
  }

  mutating func document() throws(ProfileJSON.SyntaxError) -> ProfileJSON {
    let value = try value(depth: 0)
    skipSpace()
    guard at == scalars.count else { throw error(.textAfterEnd) }
    return value
  }

  private func error(
    _ cause: ProfileJSON.SyntaxError.Cause, at place: Int? = nil
  ) -> ProfileJSON.SyntaxError {
    var line = 1
    var column = 1
    for index in 0..<min(place ?? at, scalars.count) {
      let scalar = scalars[index]
      let ends = scalar == "\n" || (scalar == "\r" && !(following(index) == "\n"))
      (line, column) = ends ? (line + 1, 1) : (line, column + 1)
    }
    return ProfileJSON.SyntaxError(line: line, column: column, cause: cause)
  }

  private func following(_ index: Int) -> Unicode.Scalar? {
    index + 1 < scalars.count ? scalars[index + 1] : nil
  }

  private var current: Unicode.Scalar? { at < scalars.count ? scalars[at] : nil }

  private func unexpected() -> ProfileJSON.SyntaxError {
    error(current.map { .unexpected($0) } ?? .unexpectedEnd)
  }

  private mutating func skipSpace() {
    while let scalar = current, [" ", "\t", "\n", "\r"].contains(scalar) { at += 1 }
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard current == scalar else { return false }
    at += 1
    return true
  }

  private mutating func value(depth: Int) throws(ProfileJSON.SyntaxError) -> ProfileJSON {
    guard depth < Self.depthLimit else { throw error(.tooDeep(limit: Self.depthLimit)) }
    valueCount += 1
    guard valueCount <= ProfileJSON.valueLimit else { throw error(.tooLarge) }
    skipSpace()
    switch current {
    case "{": return try object(depth: depth)
    case "[": return try array(depth: depth)
    case "\"": return .string(try string())
    case "t": return try word("true", .boolean(true))
    case "f": return try word("false", .boolean(false))
    case "n": return try word("null", .null)
    case "-", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9": return .number(try number())
    default: throw unexpected()
    }
  }

  private mutating func word(
    _ text: String, _ value: ProfileJSON
  ) throws(ProfileJSON.SyntaxError) -> ProfileJSON {
    for scalar in text.unicodeScalars {
      guard take(scalar) else { throw unexpected() }
    }
    return value
  }

  private mutating func object(depth: Int) throws(ProfileJSON.SyntaxError) -> ProfileJSON {
    at += 1
    var members: [ProfileJSON.Member] = []
    var keys: Set<String> = []
    skipSpace()
    if take("}") { return .object([]) }
    while true {
      skipSpace()
      guard current == "\"" else { throw unexpected() }
      let start = at
      let key = try string()
      guard keys.insert(key).inserted else { throw error(.duplicateKey(key), at: start) }
      skipSpace()
      guard take(":") else { throw unexpected() }
      members.append(.init(key: key, value: try value(depth: depth + 1)))
      skipSpace()
      if take("}") { return .object(members) }
      guard take(",") else { throw unexpected() }
    }
  }

  private mutating func array(depth: Int) throws(ProfileJSON.SyntaxError) -> ProfileJSON {
    at += 1
    var items: [ProfileJSON] = []
    skipSpace()
    if take("]") { return .array([]) }
    while true {
      items.append(try value(depth: depth + 1))
      skipSpace()
      if take("]") { return .array(items) }
      guard take(",") else { throw unexpected() }
    }
  }

  private mutating func digits() throws(ProfileJSON.SyntaxError) {
    let start = at
    while let scalar = current, ("0"..."9").contains(scalar) { at += 1 }
    guard at > start else { throw error(.badNumber) }
  }

  private mutating func number() throws(ProfileJSON.SyntaxError) -> String {
    let start = at
    _ = take("-")
    if take("0") {
      if let scalar = current, ("0"..."9").contains(scalar) { throw error(.badNumber) }
    } else {
      try digits()
    }
    if take(".") { try digits() }
    if take("e") || take("E") {
      if !take("+") { _ = take("-") }
      try digits()
    }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[start..<at])
    return String(text)
  }

  private mutating func string() throws(ProfileJSON.SyntaxError) -> String {
    at += 1
    var text = String.UnicodeScalarView()
    while let scalar = current {
      switch scalar {
      case "\"":
        at += 1
        return String(text)
      case "\\": text.append(try escape())
      case _ where scalar.value < 0x20: throw error(.controlCharacter)
      default:
        text.append(scalar)
        at += 1
      }
    }
    throw error(.unexpectedEnd)
  }

  private mutating func escape() throws(ProfileJSON.SyntaxError) -> Unicode.Scalar {
    let start = at
    at += 1
    guard let letter = current else { throw error(.unexpectedEnd) }
    at += 1
    switch letter {
    case "\"", "\\", "/": return letter
    case "b": return "\u{08}"
    case "f": return "\u{0C}"
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "u": return try unicode(start)
    default: throw error(.badEscape, at: start)
    }
  }

  private mutating func unicode(_ start: Int) throws(ProfileJSON.SyntaxError) -> Unicode.Scalar {
    let first = try hexadecimal(start)
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard (0xD800..<0xDC00).contains(first), take("\\"), take("u") else {
      throw error(.badEscape, at: start)
    }
    let second = try hexadecimal(start)
    guard (0xDC00..<0xE000).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw error(.badEscape, at: start) }
    return scalar
  }

  private mutating func hexadecimal(_ start: Int) throws(ProfileJSON.SyntaxError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let scalar = current else { throw error(.unexpectedEnd) }
      guard let digit = Character(scalar).hexDigitValue, scalar.isASCII else {
        throw error(.badEscape, at: start)
      }
      value = value * 16 + UInt32(digit)
      at += 1
    }
    return value
  }
}
