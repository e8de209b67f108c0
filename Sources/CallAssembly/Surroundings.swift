import Documents
import RuleEngine

/// What stands round the text of a page: the title that browsers show, the header and the footer of the
/// site, the page's address. Nothing there proves a value, but it tells whom the page means by
/// « la Région ».
enum Surroundings {
  private static let roles: [Furniture.Role] = [.header, .footer]
  /// Lines that are looked at, and scalars of each: a header says the same on every page, and names stand
  /// first in it, or in a short line.
  private static let most = (lines: 16, scalars: 400)

  /// Each body named there, once, in the order of their places. Asked through the document, which keeps
  /// the answer.
  static func bodies(of context: AnnotatedDocument) -> [GazetteerName] {
    let document = context.document
    let head = [document.metadata.title, document.metadata.canonicalURL].compactMap(\.self)
    let furniture = document.furniture.filter { roles.contains($0.role) }.map(\.text)
    var lines: [String] = []
    for text in head + furniture where lines.count < most.lines {
      let line = String(text.unicodeScalars.prefix(most.scalars))
      if !lines.contains(line) { lines.append(line) }
    }
    let text = lines.joined(separator: "\n\n")
    var bodies: [GazetteerName] = []
    for annotation in Tagger(pack: context.pack).annotations(in: text) {
      guard annotation.type == "party" || annotation.type == "site",
        case .entry(let id) = annotation.value,
        let body = context.pack.entry(type: "party", id: id),
        !bodies.contains(where: { $0.id == body.id })
      else { continue }
      bodies.append(body)
    }
    return bodies
  }
}
