/// Reads a template before it is used: whatever values it is given, the elements, attributes and
/// addresses of a page are those that stand in the template.
///
/// A value may stand in text, and in an attribute between quotation marks; an attribute that holds
/// an address takes a `url` alone, and nothing before it. A section begins and ends in the same
/// place, so that it may be there many times or not at all.
struct TemplateCheck {
  private(set) var partials: [(name: String, line: Int)] = []
  private let path: String
  private let isPage: Bool
  private let names: Set<String>
  private var place = TemplatePlace()
  private var sections: [(name: String, place: TemplatePlace, line: Int)] = []
  private var line = 1

  /// - Parameter names: of the values that there are.
  init(path: String, isPage: Bool, names: Set<String>) {
    self.path = path
    self.isPage = isPage
    self.names = names
  }

  mutating func run(_ text: String) throws(TemplateFault) {
    var rest = Array(text.unicodeScalars)[...]
    while let scalar = rest.first {
      if rest.starts(with: "{{".unicodeScalars) {
        let tag = try tag(&rest)
        try take(tag)
        line += tag.filter { $0 == "\n" }.count
        continue
      }
      if scalar == "\n" { line += 1 }
      if isPage { place.read(scalar) }
      rest = rest.dropFirst()
    }
    if let open = sections.last {
      throw TemplateFault(path: path, line: open.line, cause: .unclosed(open.name))
    }
    guard place.isText || !isPage else { throw fault(.unclosed("<")) }
  }

  /// What stands between the braces.
  private func tag(_ rest: inout ArraySlice<Unicode.Scalar>) throws(TemplateFault) -> String {
    rest = rest.dropFirst(2)
    var tag = ""
    while let scalar = rest.first {
      if rest.starts(with: "}}".unicodeScalars) {
        rest = rest.dropFirst(2)
        return tag
      }
      tag.unicodeScalars.append(scalar)
      rest = rest.dropFirst()
    }
    throw fault(.unclosed("{{" + tag.prefix(40)))
  }

  private mutating func take(_ tag: String) throws(TemplateFault) {
    guard let sign = tag.unicodeScalars.first else { throw fault(.unclosed("{{}}")) }
    let name = tag.dropFirst().trimmingCharacters(\.isWhitespace)
    switch sign {
    case "!": break
    case "#", "^":
      try check(name)
      sections.append((name, place, line))
    case "/":
      guard let open = sections.popLast(), open.name == name else { throw fault(.unclosed(name)) }
      guard open.place == place else { throw fault(.crossing(name)) }
    case ">":
      guard !name.hasPrefix("*") else { throw fault(.forbidden("{{" + tag + "}}")) }
      guard place.isText || !isPage else { throw fault(.notHere(name)) }
      partials.append((name, line))
    case "{", "&", "%", "=", "<", "$": throw fault(.forbidden("{{" + tag + "}}"))
    default:
      let name = tag.trimmingCharacters(\.isWhitespace)
      let isPlain = try check(name)
      if isPage, !place.takes(isURL: isPlain && name.split(separator: ".").last == "url") {
        throw fault(.notHere(name))
      }
      place.passValue()
    }
  }

  private static let transforms: Set<Substring> = [
    "first", "last", "index", "even", "odd", "count", "empty", "reversed", "uppercased",
    "lowercased", "capitalized",
  ]

  /// Whether the name stands by itself, without `transform(…)` around it.
  @discardableResult
  private func check(_ name: String) throws(TemplateFault) -> Bool {
    var inner = name[...]
    while let open = inner.firstIndex(of: "("), inner.hasSuffix(")") {
      guard Self.transforms.contains(inner[..<open]) else { throw unknown(String(inner[..<open])) }
      inner = inner[inner.index(after: open)...].dropLast()
    }
    let parts = inner == "." ? [] : inner.split(separator: ".", omittingEmptySubsequences: false)
    // Nothing between the brackets means the place in a list.
    guard !(inner.isEmpty && inner.startIndex != name.startIndex) else { return false }
    for part in parts where !names.contains(String(part)) {
      throw unknown(String(part))
    }
    return inner.startIndex == name.startIndex
  }

  private func unknown(_ name: String) -> TemplateFault {
    let near = names.sorted().first {
      $0.lowercased().hasPrefix(name.lowercased().prefix(3))
    }
    return fault(.unknownName(name, nearest: near))
  }

  private func fault(_ cause: TemplateFault.Cause) -> TemplateFault {
    TemplateFault(path: path, line: line, cause: cause)
  }
}
