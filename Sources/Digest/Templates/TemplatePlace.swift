/// Where in a page one is, as an HTML parser would say; where the two could differ, a place that
/// takes no value.
struct TemplatePlace: Hashable {
  private enum State: Hashable {
    case text
    case tagName
    /// Between attributes.
    case tag
    case attributeName
    /// After a name and a space.
    case afterName
    /// After `=`.
    case equals
    case value(quote: Unicode.Scalar)
    case bareValue
    case comment
    /// `<!DOCTYPE …>`, `<?…>`.
    case declaration
    /// A style sheet or script, up to its end tag.
    case raw
  }
  private var state = State.text
  private var name = ""
  private var attribute = ""
  /// The last characters, where their sequence decides.
  private var recent = ""
  /// Nothing stands in an address yet; always true elsewhere.
  private var isValueEmpty = true

  /// In text, and not after a `<` that is still to become a tag.
  var isText: Bool { state == .text && recent.isEmpty }

  private static let addresses: Set<String> = [
    "href", "src", "action", "formaction", "cite", "background", "poster", "data", "longdesc",
    "manifest", "ping", "profile", "usemap", "xlink:href", "icon", "codebase", "classid", "archive",
  ]
  /// Those whose value is read as code, a page or a list of addresses.
  private static let code: Set<String> = ["style", "srcdoc", "srcset", "content", "http-equiv"]
  private static let rawElements: Set<String> = [
    "style", "script", "iframe", "noscript", "xmp", "noembed", "noframes", "plaintext", "template",
  ]

  /// Whether a value may stand here; an address takes a `url` alone, at its beginning.
  func takes(isURL: Bool) -> Bool {
    guard case .value = state else { return isText }
    if attribute.hasPrefix("on") || Self.code.contains(attribute) { return false }
    return !Self.addresses.contains(attribute) || isURL && isValueEmpty
  }

  mutating func passValue() {
    if case .value = state, Self.addresses.contains(attribute) { isValueEmpty = false }
  }

  mutating func read(_ scalar: Unicode.Scalar) {
    let isSpace = " \n\t\r\u{0C}".unicodeScalars.contains(scalar)
    switch state {
    case .text: readText(scalar)
    case .tagName: readTagName(scalar, isSpace)
    case .tag, .attributeName, .afterName: readAttribute(scalar, isSpace)
    case .equals: readEquals(scalar, isSpace)
    case .value(let quote):
      if scalar == quote {
        (state, attribute, isValueEmpty) = (.tag, "", true)
      } else {
        passValue()
      }
    case .bareValue: if isSpace { state = .tag } else if scalar == ">" { close() }
    case .comment:
      remember(scalar, 3)
      if recent == "-->" { self = TemplatePlace() }
    case .declaration: if scalar == ">" { self = TemplatePlace() }
    case .raw:
      remember(scalar, name.unicodeScalars.count + 3)
      if recent.lowercased() == "</\(name)>" { self = TemplatePlace() }
    }
  }

  private mutating func readText(_ scalar: Unicode.Scalar) {
    guard recent == "<", scalar.properties.isAlphabetic || "/!?".unicodeScalars.contains(scalar)
    else {
      recent = scalar == "<" ? "<" : ""
      return
    }
    (state, name, recent) = (.tagName, String(Character(scalar)), "")
  }

  private mutating func readTagName(_ scalar: Unicode.Scalar, _ isSpace: Bool) {
    if scalar == ">" { return close() }
    if name.hasPrefix("?") || isSpace && name.hasPrefix("!") {
      state = .declaration
      return
    }
    if isSpace || scalar == "/" {
      state = .tag
      return
    }
    name.unicodeScalars.append(scalar)
    if name == "!--" { state = .comment }
  }

  private mutating func readAttribute(_ scalar: Unicode.Scalar, _ isSpace: Bool) {
    switch scalar {
    case ">": close()
    case "=" where state != .tag: state = .equals
    case "/": state = .tag
    case _ where isSpace: if state == .attributeName { state = .afterName }
    default:
      if state != .attributeName { (state, attribute, isValueEmpty) = (.attributeName, "", true) }
      attribute += String(Character(scalar)).lowercased()
    }
  }

  private mutating func readEquals(_ scalar: Unicode.Scalar, _ isSpace: Bool) {
    guard !isSpace else { return }
    switch scalar {
    case "\"", "'": state = .value(quote: scalar)
    case ">": close()
    default: state = .bareValue
    }
  }

  private mutating func close() {
    let element = name.lowercased()
    self = TemplatePlace()
    if Self.rawElements.contains(element) { (state, name) = (.raw, element) }
  }

  private mutating func remember(_ scalar: Unicode.Scalar, _ count: Int) {
    recent.unicodeScalars.append(scalar)
    while recent.unicodeScalars.count > count { recent.unicodeScalars.removeFirst() }
  }
}
