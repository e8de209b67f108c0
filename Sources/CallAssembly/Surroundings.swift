import Documents
import RuleEngine

/// What stands round the text of a page: the title that browsers show, the header and the footer of the
/// site, the page's address. Nothing there proves a value, but it tells whom the page means by
/// « la Région ».
enum Surroundings {
  private static let roles: Set<Furniture.Role> = [.header, .footer]
  /// Scalars of a header or footer that are looked at: names stand first, or in a short line.
  private static let most = 400

  /// Each body named there, once, in the order of their places.
  static func bodies(of context: AnnotatedDocument) -> [GazetteerName] {
    let document = context.document
    let furniture = document.furniture.filter { roles.contains($0.role) }.map(\.text)
    let lines = [document.metadata.title, document.metadata.canonicalURL].compactMap(\.self)
    let pieces = (lines + furniture).map { String($0.unicodeScalars.prefix(most)) }
    let text = pieces.joined(separator: "\n\n")
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
