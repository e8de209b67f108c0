import Documents

/// As much of a JSON-LD value as the metadata needs.
enum JSONLD: Equatable {
  case object([String: JSONLD])
  case list([JSONLD])
  case text(String)
  case other

  /// Nothing sane is nested deeper.
  private static let depthLimit = 256

  /// Nil for what is no JSON. Of members with one key, the first counts.
  ///
  /// - Parameter bytes: UTF-8.
  init?(_ bytes: [UInt8]) {
    let value = bytes.withUnsafeBufferPointer { bytes -> JSONLD? in
      var scanner = JSONScanner(bytes)
      guard let value = Self.value(&scanner, depth: 0), scanner.isAtEnd else { return nil }
      return value
    }
    guard let value else { return nil }
    self = value
  }

  private static func value(_ scanner: inout JSONScanner, depth: Int) -> JSONLD? {
    guard depth < depthLimit else { return nil }
    switch scanner.next {
    case UInt8(ascii: "{"): return object(&scanner, depth: depth)
    case UInt8(ascii: "["): return list(&scanner, depth: depth)
    case UInt8(ascii: "\""):
      return scanner.take(UInt8(ascii: "\"")) ? scanner.text().map(JSONLD.text) : nil
    case UInt8(ascii: "t"): return scanner.takeWord("true") ? .other : nil
    case UInt8(ascii: "f"): return scanner.takeWord("false") ? .other : nil
    case UInt8(ascii: "n"): return scanner.takeWord("null") ? .other : nil
    default: return scanner.takeNumber().isEmpty ? nil : .other
    }
  }

  private static func object(_ scanner: inout JSONScanner, depth: Int) -> JSONLD? {
    var members: [String: JSONLD] = [:]
    guard scanner.take(UInt8(ascii: "{")) else { return nil }
    if scanner.take(UInt8(ascii: "}")) { return .object([:]) }
    repeat {
      guard scanner.take(UInt8(ascii: "\"")), let key = scanner.text(),
        scanner.take(UInt8(ascii: ":")), let value = value(&scanner, depth: depth + 1)
      else { return nil }
      if members[key] == nil { members[key] = value }
    } while scanner.take(UInt8(ascii: ","))
    return scanner.take(UInt8(ascii: "}")) ? .object(members) : nil
  }

  private static func list(_ scanner: inout JSONScanner, depth: Int) -> JSONLD? {
    var items: [JSONLD] = []
    guard scanner.take(UInt8(ascii: "[")) else { return nil }
    if scanner.take(UInt8(ascii: "]")) { return .list([]) }
    repeat {
      guard let value = value(&scanner, depth: depth + 1) else { return nil }
      items.append(value)
    } while scanner.take(UInt8(ascii: ","))
    return scanner.take(UInt8(ascii: "]")) ? .list(items) : nil
  }
}
