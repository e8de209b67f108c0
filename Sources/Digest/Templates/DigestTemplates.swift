import Foundation
import Mustache
import Presentation

/// Templates of a user (Mustache), for the forms that people read.
///
/// A folder holds any of `digest.html.mustache`, `digest.text.mustache`, `digest.markdown.mustache`,
/// `sheet.html.mustache` and `guide.html.mustache`; the others are written as ever. Further files ending in `.mustache`
/// are parts of these: `item.html.mustache` is `{{> item.html}}`. A template decides what stands
/// where, and nothing else: each value is escaped for its form, and no template can switch that off
/// (`TemplateCheck`).
package struct DigestTemplates: Sendable {
  /// A form that templates are written for.
  enum Form: String, CaseIterable {
    case html, text, markdown

    /// The name of the way in which its values are escaped.
    fileprivate var pragma: String { "{{% CONTENT_TYPE:CALLS-\(rawValue.uppercased())}}\n" }
  }

  /// What is written.
  enum Subject: String, CaseIterable {
    case digest, sheet, guide

    fileprivate var names: Set<String> {
      self == .digest ? TemplateModel.names : SheetModel.names
    }
  }

  private let library: MustacheLibrary
  private let wholes: Set<String>

  private static let ending = ".mustache"
  private static let largestSize = 1 << 20

  package init(folder: String) throws(TemplateFault) {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder)
        .filter { $0.hasSuffix(Self.ending) }.sorted()
    } catch {
      throw TemplateFault(path: folder, line: 0, cause: .unreadable(error.localizedDescription))
    }
    var texts: [String: String] = [:]
    for name in names {
      let path = folder + "/" + name
      texts[String(name.dropLast(Self.ending.count))] = try Self.text(path)
    }
    try self.init(texts, folder: folder)
  }

  /// - Parameter texts: templates by name, such as `digest.html`.
  init(_ texts: [String: String], folder: String) throws(TemplateFault) {
    Self.escapings
    var library = MustacheLibrary()
    var partials: [String: [(name: String, line: Int)]] = [:]
    for (name, text) in texts.sorted(by: { $0.key < $1.key }) {
      let path = "\(folder)/\(name)\(Self.ending)"
      let form = Self.form(of: name)
      var check = TemplateCheck(
        path: path, isPage: form == .html, names: Self.values(of: name, form))
      try check.run(text)
      for partial in check.partials
      where texts[partial.name] == nil || Self.form(of: partial.name) != form {
        throw TemplateFault(path: path, line: partial.line, cause: .unknownPartial(partial.name))
      }
      partials[name] = check.partials
      do {
        try library.register(form.pragma + text, named: name)
      } catch {
        throw TemplateFault(path: path, line: 0, cause: .unclosed("\(error)"))
      }
    }
    for name in partials.keys.sorted() {
      try Self.checkCircles(from: name, [], partials, folder)
    }
    self.library = library
    wholes = Set(texts.keys)
  }

  private static func name(_ subject: Subject, _ form: Form) -> String {
    "\(subject.rawValue).\(form.rawValue)"
  }

  /// The names a template may use: a whole those of its subject, a part those of all.
  private static func values(of name: String, _ form: Form) -> Set<String> {
    Subject.allCases.first { self.name($0, form) == name }?.names
      ?? TemplateModel.names.union(SheetModel.names)
  }

  private static func text(_ path: String) throws(TemplateFault) -> String {
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw TemplateFault(path: path, line: 0, cause: .unreadable(error.localizedDescription))
    }
    guard data.count <= largestSize else {
      throw TemplateFault(path: path, line: 0, cause: .tooLarge)
    }
    return String(decoding: data, as: UTF8.self)
  }

  /// A part without a form's name is a page's: the strictest.
  private static func form(of name: String) -> Form {
    Form.allCases.first { name.hasSuffix("." + $0.rawValue) } ?? .html
  }

  private static func checkCircles(
    from name: String, _ path: [String], _ partials: [String: [(name: String, line: Int)]],
    _ folder: String
  ) throws(TemplateFault) {
    guard !path.contains(name) else {
      throw TemplateFault(path: "\(folder)/\(name)\(ending)", line: 0, cause: .circle(name))
    }
    for partial in partials[name] ?? [] {
      try checkCircles(from: partial.name, path + [name], partials, folder)
    }
  }

  // MARK: Writing

  func has(_ subject: Subject, _ form: Form) -> Bool {
    wholes.contains(Self.name(subject, form))
  }

  func text(_ subject: Subject, _ form: Form, _ values: [String: Any]) -> String {
    library.render(values, withTemplate: Self.name(subject, form)) ?? ""
  }

  // The library looks escapings up by name, in one place for the whole program.
  private static let escapings: Void = {
    for form in Form.allCases {
      MustacheContentTypes.register(
        Escaping(form: form), named: "CALLS-\(form.rawValue.uppercased())")
    }
  }()

  /// Ours, character by character of Unicode: that of the library leaves a quotation mark with a
  /// combining accent as it is, which ends an attribute.
  private struct Escaping: MustacheContentType {
    let form: Form

    func escapeText(_ text: String) -> String {
      switch form {
      case .html: Markup.escaped(text)
      case .text: PlainText.line(text)
      case .markdown: MarkdownRenderer.escaped(text)
      }
    }
  }
}

/// A form written by a user's template.
struct TemplateRenderer: DigestRenderer {
  var templates: DigestTemplates
  var form: DigestTemplates.Form
  var maximumBytes = 98_000

  func bytes(of digest: AlertDigest, names: Names) throws -> [UInt8] {
    let wording =
      form == .html
      ? Wording(digest.language, medium: .page, names: names)
      : Wording(digest.language, names: names)
    var model = TemplateModel(view: DigestView(digest, wording: wording), wording: wording)
    let text = templates.text(.digest, form, model.values)
    guard form == .html, text.utf8.count > maximumBytes else {
      return Array((form == .text ? Self.wrapped(text) : text).utf8)
    }
    // As the page without templates: the last items in short form, then counted.
    let count = digest.items.count
    model.full = Self.largest(count) { fits(model, full: $0, shown: .max) }
    if !fits(model, full: model.full, shown: .max) {
      model.shown = Self.largest(count) { fits(model, full: 0, shown: $0) }
    }
    return Array(templates.text(.digest, form, model.values).utf8)
  }

  private func fits(_ model: TemplateModel, full: Int, shown: Int) -> Bool {
    var model = model
    (model.full, model.shown) = (full, shown)
    return templates.text(.digest, form, model.values).utf8.count <= maximumBytes
  }

  /// The largest number up to a limit that passes; 0 where none does.
  private static func largest(_ limit: Int, _ passes: (Int) -> Bool) -> Int {
    var (low, high) = (0, limit)
    while low < high {
      let middle = (low + high + 1) / 2
      if passes(middle) { low = middle } else { high = middle - 1 }
    }
    return low
  }

  /// Lines of at most 72 columns; what is longer goes on under its first word.
  private static func wrapped(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
      guard DisplayWidth.of(String(line)) > 72 else { return String(line) }
      let margin = line.prefix { $0 == " " || $0 == "-" }
      let indent = String(repeating: " ", count: margin.count)
      let lines = DisplayWidth.wrapped(String(line.dropFirst(margin.count)), to: 72 - margin.count)
      return lines.enumerated().map { ($0 == 0 ? String(margin) : indent) + $1 }
        .joined(separator: "\n")
    }.joined(separator: "\n")
  }
}

extension DigestFormat {
  /// Writes with a user's templates where there is one for the form.
  package func renderer(_ templates: DigestTemplates?) -> any DigestRenderer {
    guard let templates else { return renderer }
    if self == .eml {
      return MailRenderer(
        text: DigestFormat.text.renderer(templates), page: DigestFormat.html.renderer(templates))
    }
    guard let form = DigestTemplates.Form(rawValue: rawValue), templates.has(.digest, form) else {
      return renderer
    }
    return TemplateRenderer(templates: templates, form: form)
  }
}
